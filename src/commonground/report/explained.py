"""An opened cost: the figure that an address names, worked out anew, down to formula, inputs, rows, clause and citation.

Its address is OFFER/YEAR/PART[/VIEW[/AGAINST]]: an offer's name or `status-quo`; a fiscal year or `run-rate`; `total`,
`one-time`, `ongoing`, `agreed by both`, or BY:WORD such as `component:pension`, `issue:wages`, `unit:teachers`,
`line:raise`; a view; `base`, `status-quo`, an offer or `nothing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from commonground.agreement.agreement import Agreement
from commonground.costing.attribution import attribute
from commonground.costing.breakdown import (
    NOT_STATED,
    NOTHING,
    STATUS_QUO,
    STATUS_QUO_COSTS,
    Against,
    By,
    differences,
    one_time_difference,
    total_difference,
)
from commonground.costing.components import BASE, COMPONENTS, ON_ACTUAL
from commonground.costing.engine import Engine
from commonground.costing.explain import MOST_GROUPS, lines_of, open_line
from commonground.costing.lines import Line
from commonground.costing.mixtures import differing_issues, mixed
from commonground.costing.period import Period
from commonground.costing.together import TOGETHER
from commonground.costing.views import Series, View
from commonground.negotiation import Negotiation
from commonground.report.addresses import AGREED, LEAST, LINE, MOST, ONE_TIME, ONGOING, Address, BadAddress
from commonground.report.agreed import agreed_issues
from commonground.report.asides import aside_notes
from commonground.report.costs import agreed_share, gap_titles, view_says
from commonground.report.opened_lines import groups_table, line_table, roster_row, told, who_title
from commonground.report.opened_salaries import ADDED, added_tables
from commonground.report.table import Row, Table
from commonground.values.money import format_cents
from commonground.values.wording import counted

MOST_LINES = 6
STATED_PARTS = (By.FUND, By.UNIT, By.SCHOOL)
ISSUE_FORMULA = "the mean, over all orders, of what the issue adds; lines that read it are below"
FORMULAS = {
    ONE_TIME: "the whole cost - the cost with every line that is paid once at nothing",
    ONGOING: "the total - what is paid once, with the charges on pay that it drags along",
    AGREED: "the sum of the issues of which every changed clause is marked as agreed",
    LEAST: "over all orders in which issues are taken, the least that this one adds",
    MOST: "over all orders in which issues are taken, the most that this one adds",
    By.ISSUE: ISSUE_FORMULA,
}


@dataclass(frozen=True)
class _Behind:
    """A line that stands behind a figure: under which agreement and in which period, and what it costs there."""

    line: Line
    agreement: Agreement
    period: Period
    total: int


def explained(
    negotiation: Negotiation,
    address: Address,
    agreement: Agreement,
    against: Against,
    most: int | None = MOST_GROUPS,
) -> list[Table]:
    """The tables that open a figure: how it is reckoned, then every line behind it, with so many groups at most (None: all)."""
    address = _by_title(address, agreement, against)
    period = _period(negotiation, agreement, address)
    here = _behind(negotiation, address, agreement, against, period)
    if address.by == LINE and not here:
        known = [line.id for line in lines_of(negotiation.pricing.engine, agreement, "total", "")]
        raise BadAddress(address.text, address.part, f"a line of cost: {', '.join(known)}")
    behind = sorted((one for one in here if one.total), key=lambda one: -abs(one.total))
    found = [_figure(negotiation, address, agreement, against, behind, period)]
    for one in [*behind, *_elsewhere(negotiation, address, agreement, against, behind)][:MOST_LINES]:
        if address.part in ADDED:
            found += added_tables(negotiation, one.agreement, one.line, one.period, part=address.part, most=most)
            continue
        shown = open_line(negotiation.pricing.engine, one.agreement, one.line, one.period, most)
        extra = _stated_part(negotiation, address, one)
        when = one.period.label if one in behind else f"{one.period.label} under {one.agreement.title}"
        found += [
            line_table(shown, one.period, when, extra=extra),
            groups_table(shown, who_title(negotiation)),
        ]
    return [table for table in found if table.rows]


def _by_title(address: Address, agreement: Agreement, against: Against) -> Address:
    """An address that names a clause by its id, as one that names it by its title, as the figures do."""
    for said in filter(None, (agreement, against.agreement)):
        if address.by == By.CLAUSE and address.part in said.provisions:
            return replace(address, part=said[address.part].title)
    return address


def _behind(
    negotiation: Negotiation, address: Address, agreement: Agreement, against: Against, period: Period
) -> list[_Behind]:
    """The lines behind a figure under an agreement in a period."""
    engine = negotiation.pricing.engine
    lines, priced = _lines(negotiation, address, agreement, against)
    return [_Behind(line, priced, period, engine.total(priced, line, period)) for line in lines]


def _elsewhere(
    negotiation: Negotiation, address: Address, agreement: Agreement, against: Against, behind: Sequence[_Behind]
) -> list[_Behind]:
    """The lines that cost nothing in the period itself, but in what it is compared with or added to."""
    engine = negotiation.pricing.engine
    period = _period(negotiation, agreement, address)
    before = [earlier for earlier in engine.periods if earlier.year.first < period.year.first][::-1]
    seen = {one.line.id for one in behind}
    found = []
    for said in filter(None, (agreement, against.agreement)):
        for when in (period, *before):
            for one in _behind(negotiation, address, said, against, when):
                if one.total and one.line.id not in seen:
                    seen.add(one.line.id)
                    found.append(one)
    return found


def _lines(
    negotiation: Negotiation, address: Address, agreement: Agreement, against: Against
) -> tuple[Sequence[Line], Agreement]:
    """The lines behind a figure, and the agreement that they are priced under."""
    engine, status_quo = negotiation.pricing.engine, negotiation.pricing.status_quo_agreement
    if address.by == By.ISSUE and address.part in (STATUS_QUO, STATUS_QUO_COSTS):
        return lines_of(engine, status_quo, "total", ""), status_quo
    if address.by in (LEAST, MOST):
        return lines_of(engine, agreement, By.ISSUE, address.part), agreement
    if address.by == AGREED:
        issues = agreed_issues(against.agreement or status_quo, agreement)
        found = {line.id: line for issue in issues for line in lines_of(engine, agreement, By.ISSUE, issue)}
        return list(found.values()), agreement
    lines = lines_of(engine, agreement, address.by, address.part)
    if address.by in (ONE_TIME, ONGOING):
        lines = [line for line in lines if line.rule.one_time is (address.by == ONE_TIME)]
    return lines, agreement


def _period(negotiation: Negotiation, agreement: Agreement, address: Address) -> Period:
    """The period whose lines stand behind a figure: of the base year's salaries, in any year, the base year."""
    engine = negotiation.pricing.engine
    if address.part == BASE:
        return engine.periods[0]
    if address.view is View.RUN_RATE:
        return engine.run_rate_period(agreement)
    for period in engine.periods:
        if period.label == address.year:
            return period
    raise BadAddress(address.text, address.year, f"run-rate or one of {', '.join(p.label for p in engine.periods)}")


def _figure(
    negotiation: Negotiation,
    address: Address,
    agreement: Agreement,
    against: Against,
    behind: Sequence[_Behind],
    period: Period,
) -> Table:
    rows = reckoned(negotiation, address, agreement, against)
    if formula := formula_of(address):
        rows.append(Row("formula", (formula,)))
    together = f", together {format_cents(sum(one.total for one in behind))} in {period.label}"
    if address.part in ADDED:
        together += "; the figure is what it adds to them, which stands below by year"
    elif _is_share(address):
        together = " that read it, shown whole; the figure is what it changes in them"
    rows.append(Row("behind it", (f"{counted(len(behind), 'line')} of cost{together}",)))
    if len(behind) > MOST_LINES:
        rows.append(Row("", (f"the {MOST_LINES} largest are below; line:NAME in the address opens another",)))
    rows += [Row("not in it", (title,)) for title in gap_titles([agreement])]
    rows += [Row("beside it", (note,)) for note in aside_notes(negotiation, [agreement])]
    rows.append(Row("assumed", (str(negotiation.expiry),)))
    rows.append(roster_row(negotiation))
    return told(f"{agreement.title}, {address.year}: {address.part or address.by}", rows, "figure")


def _is_share(address: Address) -> bool:
    """Whether a figure is what issues change in the lines that read them, and not the sum of those lines."""
    return address.by in (By.ISSUE, LEAST, MOST, AGREED) and address.part not in (STATUS_QUO, STATUS_QUO_COSTS)


def formula_of(address: Address) -> str:
    if address.by == By.ISSUE and address.part == STATUS_QUO:
        return "the whole cost if nothing is agreed - the whole cost of the base year"
    if address.by == By.ISSUE and address.part == STATUS_QUO_COSTS:
        return "the whole cost if nothing is agreed"
    return {**COMPONENTS, **ON_ACTUAL}.get(address.part, FORMULAS.get(address.by, ""))


def _stated_part(negotiation: Negotiation, address: Address, one: _Behind) -> str:
    """How much of a line belongs to the unit, fund or school that is asked about."""
    if address.by not in STATED_PARTS:
        return ""
    word = "" if address.part == NOT_STATED else address.part
    engine = negotiation.pricing.engine
    part = engine.split(one.agreement, one.line, one.period, address.by).get(word, 0)
    return f", of which {address.part} {format_cents(part)}"


def _series(negotiation: Negotiation, address: Address, agreement: Agreement, against: Against) -> Series:
    """The figures of a part, year by year."""
    engine, status_quo = negotiation.pricing.engine, negotiation.pricing.status_quo_agreement
    total = total_difference(engine, agreement, against)
    if address.by == "total":
        return total
    if address.by in (ONE_TIME, ONGOING):
        once = one_time_difference(engine, agreement, against)
        return once if address.by == ONE_TIME else total - once
    by = By.ISSUE if address.by == AGREED else By(address.by)
    parts = differences(engine, agreement, against, by, status_quo)
    if address.by == AGREED:
        return agreed_share(parts, against.agreement or status_quo, agreement)
    if address.part not in parts:
        raise BadAddress(address.text, address.part, f"one of {', '.join(parts)}")
    return parts[address.part]


def reckoned(negotiation: Negotiation, address: Address, agreement: Agreement, against: Against) -> list[Row]:
    """The figure, what it is, and what it comes from; a line of cost has no figure beside its own."""
    if address.by == LINE:
        return []
    if address.by in (LEAST, MOST):
        return _bound(negotiation, address, agreement, against)
    engine = negotiation.pricing.engine
    series = _series(negotiation, address, agreement, against)
    labels = [period.label for period in engine.periods]
    if address.view is View.RUN_RATE:
        cents = series.seen(View.RUN_RATE)[0]
    elif address.year == labels[0] and against.is_nothing and address.view is View.ANNUAL:
        cents = series.cents[0]
    elif address.year == labels[0]:
        return [Row("is", (f"the base year {labels[0]}, with which the others are compared",))]
    else:
        cents = series.seen(address.view)[labels.index(address.year) - 1]
    rows = [Row("the figure", (format_cents(cents),), is_total=True)]
    compared = "" if against.is_nothing else f", against {against.name}"
    rows.append(Row("is", (f"{view_says(address.view, against)}{compared}",)))
    return rows + [Row("from", (step,)) for step in _steps(negotiation, address, agreement, against, series)]


def _bound(negotiation: Negotiation, address: Address, agreement: Agreement, against: Against) -> list[Row]:
    """The least or the most that an issue adds in a year, in any order."""
    engine = negotiation.pricing.engine
    reference = against.agreement or negotiation.pricing.status_quo_agreement
    period = _period(negotiation, agreement, address)
    shares = {share.issue: share for share in attribute(engine, reference, agreement, (period,)).shares}
    if address.part not in shares:
        raise BadAddress(address.text, address.part, f"one of {', '.join(shares)}")
    between = shares[address.part].ranges[0]
    if between is None:
        raise BadAddress(address.text, address.by, "fewer issues; of so many no range is worked out")
    cents = between[0] if address.by == LEAST else between[1]
    is_ = f"the {address.by} that the issue adds in {address.year}, against {against.name}"
    return [Row("the figure", (format_cents(cents),), is_total=True), Row("is", (is_,))]


def _steps(
    negotiation: Negotiation, address: Address, agreement: Agreement, against: Against, series: Series
) -> list[str]:
    """The subtraction or the sum that gives the figure, with its numbers."""
    engine = negotiation.pricing.engine
    labels = [period.label for period in engine.periods]
    if address.view is View.CUMULATIVE:
        at = labels.index(address.year)
        return [" + ".join(format_cents(part) for part in series.cents[1 : at + 1])]
    if address.view is View.INCREMENT:
        at, cents = labels.index(address.year), series.cents
        return [f"{format_cents(cents[at])} in {labels[at]} - {format_cents(cents[at - 1])} in {labels[at - 1]}"]
    if address.by == By.ISSUE and _is_share(address):
        return _with_and_without(negotiation, address, agreement, against)
    if against.is_nothing or address.by in (By.ISSUE, AGREED):
        return []
    try:
        whole = _series(negotiation, address, agreement, Against(NOTHING, id=NOTHING))
    except BadAddress:  # the part is the reference's alone
        whole = Series.nothing(len(labels))
    if address.view is View.RUN_RATE:
        here, less, when = whole.run_rate, whole.run_rate - series.run_rate, "a full year"
    else:
        at = labels.index(address.year)
        here, less, when = whole.cents[at], whole.cents[at] - series.cents[at], labels[at]
    return [f"{format_cents(here)} in {when} - {format_cents(less)} in {against.name.removeprefix('the ')}"]


ROUNDED_AS_A_WHOLE = (
    "these are expected costs: each line of them is rounded once, as a whole, and shares of it are exact"
)


def _with_and_without(negotiation: Negotiation, address: Address, agreement: Agreement, against: Against) -> list[str]:
    """What an issue adds first and last: two subtractions of whole costs, and what the figure is of all orders."""
    engine = negotiation.pricing.engine
    reference = against.agreement or negotiation.pricing.status_quo_agreement
    period = _period(negotiation, agreement, address)
    issues = frozenset(address.part.split(TOGETHER))
    all_issues = frozenset(differing_issues(reference, agreement))
    first, alone = (_whole(engine, one, period) for one in (reference, mixed(reference, agreement, issues)))
    without, last = (
        _whole(engine, one, period) for one in (mixed(reference, agreement, all_issues - issues), agreement)
    )
    rounded = [] if engine.adds_up_by_group else [ROUNDED_AS_A_WHOLE]
    return [
        f"taken first: {_less(alone, first)}: the whole cost with it alone, less without any of the offer",
        f"taken last: {_less(last, without)}: the whole cost of the offer, less the offer without it",
        f"over all orders: {_over_all_orders(engine, reference, agreement, period, address.part)}",
        *rounded,
    ]


def _over_all_orders(engine: Engine, reference: Agreement, agreement: Agreement, period: Period, issue: str) -> str:
    """The least that an issue adds, its share (the mean), and the most."""
    share = next(one for one in attribute(engine, reference, agreement, (period,)).shares if one.issue == issue)
    mean, between = f"share (the mean) {format_cents(share.cents[0])}", share.ranges[0]
    if between is None:
        return mean
    return f"least {format_cents(between[0])}, {mean}, most {format_cents(between[1])}"


def _less(more: int, less: int) -> str:
    return f"{format_cents(more)} - {format_cents(less)} = {format_cents(more - less)}"


def _whole(engine: Engine, agreement: Agreement, period: Period) -> int:
    """All employer cost of an agreement in a period."""
    return sum(engine.total(agreement, line, period) for line in lines_of(engine, agreement, "total", ""))
