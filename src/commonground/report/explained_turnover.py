"""An opened breakage, or total of the actual roster: line by line on both rosters, who leaves and comes, and the rates behind it.

Its address is OFFER/YEAR/breakage or OFFER/YEAR/actual, with a view and a reference as every cost's; of a raise it is
percent/RATE/breakage or percent/RATE/actual.
"""

from __future__ import annotations

from commonground.agreement.agreement import Agreement
from commonground.costing.actual import ActualEngine
from commonground.costing.breakdown import Against, By, differences
from commonground.costing.engine import Engine
from commonground.costing.percent import worth_of
from commonground.costing.period import Period
from commonground.costing.views import Series, View
from commonground.negotiation import Negotiation
from commonground.report.addresses import BREAKAGE, Address, BadAddress, RaiseAddress
from commonground.report.basis import without_turnover
from commonground.report.costs import gap_titles
from commonground.report.explained import formula_of, reckoned
from commonground.report.opened_lines import roster_row, told
from commonground.report.table import Row, Table, money_columns
from commonground.report.turnover import jobs_table, rates_table
from commonground.values.money import format_cents
from commonground.values.rate import format_rate

FORMULA = (
    "Breakage: FTE of each filled job x (what the leaver would have been paid - what the newcomer is) x (1 + roll-up), line by"
    " line: what the line costs cast forward less what it costs on the actual roster."
)


Both = dict[str, tuple[int, int, int]]


def explained_turnover(
    negotiation: Negotiation, address: Address, agreement: Agreement, against: Against
) -> list[Table]:
    """The tables that open a figure of the actual roster. Raises `BadAddress` where there is none."""
    actual = _stated(negotiation, address.text, address.by)
    if (part := address.on_actual) is not None:
        return [*_of_a_part(negotiation, part, agreement, against), rates_table(negotiation, actual)]
    found = _lines(negotiation, actual, address, agreement, against)
    when = "full year" if address.view is View.RUN_RATE else address.year
    title = f"{agreement.title}, {when}, {address.view}, against {against.name}"
    return [
        _figure(negotiation, address.by, found, title, [agreement]),
        _both(found, f"{title}: on both rosters", "line"),
        jobs_table(negotiation, actual),
        rates_table(negotiation, actual),
    ]


def explained_raise_on_both(negotiation: Negotiation, address: RaiseAddress) -> list[Table]:
    """The tables that open what a raise costs on the actual roster, or its breakage. Raises `BadAddress` where there is none."""
    actual, agreement = _stated(negotiation, str(address), address.by), negotiation.pricing.agreement
    here = worth_of(negotiation.pricing.engine, agreement, address.rate, address.units).by_component
    there = worth_of(actual, agreement, address.rate, address.units).by_component
    pairs = {name: (here.get(name, 0), there.get(name, 0)) for name in (*here, *there)}
    found = {name: (cast_forward, left - cast_forward, left) for name, (cast_forward, left) in pairs.items()}
    title = f"{format_rate(address.rate)} at the schedule of {negotiation.snapshot}"
    return [
        _figure(negotiation, address.by, found, title, [agreement]),
        _both(found, f"{title}: on both rosters", "component"),
        rates_table(negotiation, actual),
    ]


def _of_a_part(negotiation: Negotiation, address: Address, agreement: Agreement, against: Against) -> list[Table]:
    """A part of the actual roster's total: how it is reckoned there, and beside all other parts of its sort on both rosters."""
    on_actual = negotiation.on_actual
    assert on_actual is not None
    rows = [
        *reckoned(on_actual, address, agreement, against),
        Row("formula", ((formula_of(address) or FORMULA).partition(";")[0],)),
        rates_cited(negotiation),
        *(Row("not in it", (one,)) for one in gap_titles([agreement])),
        roster_row(negotiation),
    ]
    title = f"{agreement.title}, {address.year}, {address.part or address.by}: actual roster"
    if address.by not in tuple(By):
        return [told(title, rows, "figure")]
    by, status_quo = By(address.by), negotiation.pricing.status_quo_agreement
    here, there = (
        differences(one.pricing.engine, agreement, against, by, status_quo) for one in (negotiation, on_actual)
    )
    none = Series.nothing(len(on_actual.pricing.engine.periods))
    found = {}
    for name in dict.fromkeys((*here, *there)):
        pair = (_seen(negotiation, address, parts.get(name, none)) for parts in (here, there))
        cast_forward, left = pair
        found[name] = (cast_forward, left - cast_forward, left)
    return [told(title, rows, "figure"), _both(found, f"By {by}, on both rosters", by)]


def _stated(negotiation: Negotiation, address: str, part: str) -> ActualEngine:
    if negotiation.actual is None:
        raise BadAddress(address, part, without_turnover("a figure of the cast-forward roster").rstrip("."))
    return negotiation.actual


def _figure(negotiation: Negotiation, part: str, found: Both, title: str, agreements: list[Agreement]) -> Table:
    """The figure itself, what it is, and where the rates behind it are stated."""
    cast_forward, broken, actual = _sums(found)
    sums = f"{format_cents(cast_forward)} cast forward, {format_cents(broken)} breakage, {format_cents(actual)} actual"
    rows = [
        Row("the figure", (format_cents(broken if part == BREAKAGE else actual),), is_total=True),
        Row("is", ("breakage: actual less cast-forward" if part == BREAKAGE else "the total on the actual roster",)),
        Row("formula", (FORMULA,)),
        Row("from", (sums,)),
        rates_cited(negotiation),
        *(Row("not in it", (one,)) for one in gap_titles(agreements)),
        roster_row(negotiation),
    ]
    return told(title, rows, "figure")


def rates_cited(negotiation: Negotiation) -> Row:
    """Where the rates are stated by which people leave."""
    turnover = negotiation.turnover
    return Row("cited", (str(turnover.citation) if turnover and turnover.citation else "no citation",))


def _both(found: Both, title: str, heading: str) -> Table:
    """Parts of a figure on the cast-forward roster, breakage, and on the actual roster."""
    rows = [Row(name, cells) for name, cells in found.items() if any(cells)]
    rows.append(Row("total", _sums(found), is_total=True))
    columns = money_columns(["cast-forward roster", "breakage", "actual roster"])
    return Table(title, heading, columns, tuple(rows), (), "explained/turnover")


def _sums(found: Both) -> tuple[int, int, int]:
    one, broken, other = (sum(cells[at] for cells in found.values()) for at in range(3))
    return one, broken, other


def _lines(
    negotiation: Negotiation, actual: ActualEngine, address: Address, agreement: Agreement, against: Against
) -> Both:
    engine = negotiation.pricing.engine
    last = engine.run_rate_period(agreement)
    here = _of(engine, actual, agreement, last)
    there = {} if against.agreement is None else _of(engine, actual, against.agreement, last)
    found = {}
    for name in dict.fromkeys((*here, *there)):
        pairs = zip(here.get(name, _nothing(engine)), there.get(name, _nothing(engine)), strict=True)
        cast_forward, broken = (_seen(negotiation, address, against.of(one, other)) for one, other in pairs)
        found[name] = (cast_forward, -broken, cast_forward - broken)
    return found


def _of(engine: Engine, actual: ActualEngine, agreement: Agreement, last: Period) -> dict[str, tuple[Series, Series]]:
    """By line, in words: what it costs cast forward, and what of it is breakage; the run-rate is a full year as of `last`."""
    found: dict[str, tuple[Series, Series]] = {}
    for line in engine.price(agreement).lines:
        cost, left = (_series(one, agreement, line.id, last) for one in (engine, actual))
        name = f"{line.provision.title}: {line.component}"
        held = found.get(name, _nothing(engine))
        found[name] = held[0] + cost, held[1] + (cost - left)
    return found


def _series(engine: Engine, agreement: Agreement, line: str, last: Period) -> Series:
    *cents, run_rate = engine.totals(agreement, engine.join(agreement).lines[line], (*engine.periods, last))
    return Series(tuple(cents), run_rate)


def _nothing(engine: Engine) -> tuple[Series, Series]:
    return Series.nothing(len(engine.periods)), Series.nothing(len(engine.periods))


def _seen(negotiation: Negotiation, address: Address, series: Series) -> int:
    """The figure of a series of differences in the address's view and year."""
    if address.view is View.RUN_RATE:
        return series.run_rate
    labels = [period.label for period in negotiation.pricing.engine.periods]
    if address.year not in labels:
        raise BadAddress(address.text, address.year, f"run-rate or one of {', '.join(labels)}")
    at = labels.index(address.year)
    return series.seen(address.view)[at - 1] if at else series.cents[0]
