"""An opened raise: what it costs in a full year, or which raise a sum of money is, down to the lines that it drags along."""

from __future__ import annotations

from fractions import Fraction

from commonground.agreement.agreement import Agreement
from commonground.costing.breakdown import NOT_STATED
from commonground.costing.explain import MOST_GROUPS, open_line
from commonground.costing.lines import Line
from commonground.costing.percent import FINEST, affordable, raise_alone, worth_of
from commonground.costing.period import Period
from commonground.negotiation import Negotiation
from commonground.report.addresses import ACTUAL, NEXT, OF_TURNOVER, ON_ACTUAL, BadAddress, MoneyAddress, RaiseAddress
from commonground.report.basis import without_turnover
from commonground.report.costs import gap_titles
from commonground.report.explained_turnover import explained_raise_on_both, rates_cited
from commonground.report.opened_lines import groups_table, line_table, roster_row, told, who_title
from commonground.report.table import Row, Table
from commonground.values.money import format_cents
from commonground.values.rate import format_rate

LAW = "a full year with every salary x (1 + raise) - a full year without, nobody moving, charges on pay in it"


def explained_raise(negotiation: Negotiation, address: RaiseAddress, most: int | None = MOST_GROUPS) -> list[Table]:
    """What a raise costs: the figure, and every line that it adds to, with the raise and without."""
    if address.by in OF_TURNOVER:
        return explained_raise_on_both(negotiation, address)
    pricing = negotiation.pricing
    worth = worth_of(pricing.engine, pricing.agreement, address.rate, address.units)
    sums = {"component": worth.by_component, "unit": worth.by_unit, "fund": worth.by_fund}
    parts = {"": worth.total} if address.by == "total" else sums[address.by]
    word = "" if address.part == NOT_STATED else address.part
    if word not in parts:
        raise BadAddress(str(address), address.part, f"one of {', '.join(parts)}")
    rows = [
        Row("the figure", (format_cents(parts[word]),), is_total=True),
        Row("is", (f"what {format_rate(address.rate)} costs in a full year{_whom(address.units)}",)),
        Row("formula", (LAW,)),
        *(Row("not in it", (title,)) for title in gap_titles([pricing.agreement])),
        roster_row(negotiation),
    ]
    title = f"{format_rate(address.rate)} at the schedule of {negotiation.snapshot}: {address.part or 'total'}"
    return [told(title, rows, "figure"), *_lines(negotiation, address, most)]


def explained_money(negotiation: Negotiation, address: MoneyAddress, most: int | None = MOST_GROUPS) -> list[Table]:
    """Which raise a sum of money is: the two raises between which it lies, and what the lower one drags along."""
    on_actual, which = address.part.startswith(ON_ACTUAL), address.part.removeprefix(ON_ACTUAL)
    if on_actual and negotiation.actual is None:
        raise BadAddress(str(address), address.part, without_turnover("raise or left").rstrip("."))
    engine = negotiation.actual if on_actual and negotiation.actual else negotiation.pricing.engine
    found = affordable(engine, negotiation.pricing.agreement, address.money, address.units)
    is_next, what = which.startswith(NEXT), which.removeprefix(NEXT)
    if is_next and found.next_cost is None:
        raise BadAddress(str(address), address.part, "raise or left: no larger raise is looked for")
    rate = found.rate + Fraction(1, FINEST) if is_next else found.rate
    cost = found.next_cost if is_next and found.next_cost is not None else found.cost
    left = format_cents(address.money - cost)
    said = "the smallest raise that it does not pay for" if is_next else "the largest raise that it pays for"
    rows = [
        Row("the figure", (format_rate(rate) if what == "raise" else left,), is_total=True),
        Row("is", (said if what == "raise" else f"what {said} leaves of it",)),
        Row("formula", (f"the largest whole number of millionths r with cost(r) <= the money; cost(r) = {LAW}",)),
        Row("from", (f"{format_rate(rate)} costs {format_cents(cost)}{_whom(address.units)}; {left} is left over",)),
        *((rates_cited(negotiation),) if on_actual else ()),
    ]
    lines = (
        _behind(negotiation, RaiseAddress(rate, address.units, ACTUAL if on_actual else "total"), most) if rate else []
    )
    return [told(f"Which raise ${format_cents(address.money)} a year is", rows, "figure"), *lines]


def _behind(negotiation: Negotiation, address: RaiseAddress, most: int | None) -> list[Table]:
    """What stands behind the cost of a raise: every line, or on the actual roster every component on both rosters."""
    if address.by in OF_TURNOVER:
        return explained_raise_on_both(negotiation, address)[1:]
    return _lines(negotiation, address, most)


def _whom(units: tuple[str, ...]) -> str:
    return f", for {' and '.join(units)} alone" if units else ""


def _lines(negotiation: Negotiation, address: RaiseAddress, most: int | None) -> list[Table]:
    """Every line that the raise adds to (of one component, if that is asked about), the largest first."""
    pricing = negotiation.pricing
    engine = pricing.engine
    with_it, without = (
        raise_alone(engine, pricing.agreement, rate, address.units) for rate in (address.rate, Fraction(0))
    )
    period = engine.full_year_on(engine.base.next().first)
    added = {
        line.id: engine.total(with_it, line, period) - engine.total(without, line, period)
        for line in engine.join(with_it).lines.values()
        if (line.rule.payer == "employer" and address.by != "component") or line.rule.component == address.part
    }
    lines = engine.join(with_it).lines
    found = []
    for name in sorted((name for name, cents in added.items() if cents), key=lambda name: -abs(added[name])):
        found += _line(negotiation, address, with_it, without, lines[name], period, most)
    return found


def _line(
    negotiation: Negotiation,
    address: RaiseAddress,
    with_it: Agreement,
    without: Agreement,
    line: Line,
    period: Period,
    most: int | None,
) -> list[Table]:
    engine = negotiation.pricing.engine
    shown = open_line(engine, with_it, line, period, most)
    before = engine.total(without, line, period)
    step = f"{format_cents(shown.total)} with the raise - {format_cents(before)} without = {format_cents(shown.total - before)}"
    extra = ""
    if address.by in ("unit", "fund"):
        word = "" if address.part == NOT_STATED else address.part
        parts = [engine.split(said, line, period, address.by).get(word, 0) for said in (with_it, without)]
        extra = f", of which {address.part} {format_cents(parts[0])}, {format_cents(parts[0] - parts[1])} of it by the raise"
    table = line_table(shown, period, f"a full year from {period.day}", extra=extra, also=[Row("adds", (step,))])
    return [found for found in (table, groups_table(shown, who_title(negotiation))) if found.rows]
