"""An opened breakage, or total of the actual roster: line by line on both rosters, who leaves and comes, and the rates behind it.

Its address is OFFER/YEAR/breakage or OFFER/YEAR/actual, with a view and a reference as every cost's.
"""

from __future__ import annotations

from commonground.agreement.agreement import Agreement
from commonground.costing.actual import ActualEngine, breakage_by_line
from commonground.costing.breakdown import Against
from commonground.costing.engine import Engine
from commonground.costing.views import Series, View
from commonground.negotiation import Negotiation
from commonground.report.addresses import Address, BadAddress
from commonground.report.basis import without_turnover
from commonground.report.table import Row, Table, money_columns
from commonground.report.turnover import jobs_table, rates_table

FORMULA = (
    "Breakage: FTE of each filled job x (what the leaver would have been paid - what the newcomer is) x (1 + roll-up), line by"
    " line: what the line costs cast forward less what it costs on the actual roster."
)


def explained_turnover(
    negotiation: Negotiation, address: Address, agreement: Agreement, against: Against
) -> list[Table]:
    """The tables that open a figure of the actual roster. Raises `BadAddress` where there is none."""
    actual = negotiation.actual
    if actual is None:
        raise BadAddress(address.text, address.by, without_turnover("a figure of the cast-forward roster").rstrip("."))
    return [
        _by_line(negotiation, actual, address, agreement, against),
        jobs_table(negotiation, actual),
        rates_table(negotiation, actual),
    ]


def _by_line(
    negotiation: Negotiation, actual: ActualEngine, address: Address, agreement: Agreement, against: Against
) -> Table:
    engine = negotiation.pricing.engine
    here = _of(engine, actual, agreement)
    there = {} if against.agreement is None else _of(engine, actual, against.agreement)
    rows, totals = [], [0, 0, 0]
    for name in dict.fromkeys((*here, *there)):
        pairs = zip(here.get(name, _nothing(engine)), there.get(name, _nothing(engine)), strict=True)
        cast_forward, broken = (_seen(negotiation, address, against.of(one, other)) for one, other in pairs)
        cells = (cast_forward, -broken, cast_forward - broken)
        if any(cells):
            rows.append(Row(name, cells))
            totals = [a + b for a, b in zip(totals, cells, strict=True)]
    rows.append(Row("total", tuple(totals), is_total=True))
    when = "full year" if address.view is View.RUN_RATE else address.year
    title = f"{agreement.title}, {when}, {address.view}, against {against.name}: on both rosters"
    columns = money_columns(["cast-forward roster", "breakage", "actual roster"])
    return Table(title, "line", columns, tuple(rows), (FORMULA,), "explained/turnover")


def _of(engine: Engine, actual: ActualEngine, agreement: Agreement) -> dict[str, tuple[Series, Series]]:
    """By line, in words: what it costs cast forward, and what of it is breakage."""
    found: dict[str, tuple[Series, Series]] = {}
    for line, less in breakage_by_line(engine, actual, agreement):
        name = f"{line.provision.title}: {line.component}"
        held = found.get(name, _nothing(engine))
        found[name] = held[0] + Series(line.totals, line.run_rate), held[1] + less
    return found


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
