"""An opened component of salaries: in each line what step movement, raises or carry-over add, year by year, and to whom.

Law: what is added, summed over the years and the lines, is the component's figure, to the cent.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from commonground.agreement.agreement import Agreement
from commonground.costing.components import CARRY_OVER, RAISE, STEP, Cents, lived_before, with_and_without
from commonground.costing.engine import Engine
from commonground.costing.explain import open_line
from commonground.costing.lines import Line
from commonground.costing.period import Period
from commonground.negotiation import Negotiation
from commonground.report.opened_lines import groups_table, line_table
from commonground.report.table import Row, Table
from commonground.values.money import format_cents

ADDED = (CARRY_OVER, STEP, RAISE)
FULL_YEAR = "a full year"


def added_tables(
    negotiation: Negotiation, agreement: Agreement, line: Line, period: Period, *, part: str, most: int | None
) -> list[Table]:
    """A line of salaries in a period, and what a component (one of `ADDED`) adds to it: with it, without it, and by group."""
    engine = negotiation.pricing.engine
    added, rows = _year_by_year(engine, agreement, line, period, ADDED.index(part))
    cents = int(line.count @ added)
    rows.append(Row("adds", (f"{format_cents(cents)} in all since the base year {engine.periods[0].label}",)))
    shown = open_line(engine, agreement, line, period, most, values=added)
    extra = f", of which {part} {format_cents(cents)}"
    title = f"What is added by {part}, and to whom ({negotiation.roster.source.file})"
    when = period.label if period in engine.periods else FULL_YEAR
    return [line_table(shown, period, when, extra=extra, also=rows), groups_table(shown, title)]


def _year_by_year(
    engine: Engine, agreement: Agreement, line: Line, period: Period, which: int
) -> tuple[Cents, list[Row]]:
    """What is added to a head of each group since the base year, and for each year the pay with it and without it."""
    added, rows = np.zeros(len(line.count), dtype=np.int64), []
    for before, now in pairwise(_years_to(engine, period)):
        with_it, without = with_and_without(engine, agreement, line, before, now)[which]
        added += with_it - without
        more, less = int(line.count @ with_it), int(line.count @ without)
        said = f"{format_cents(more)} with - {format_cents(less)} without = {format_cents(more - less)}"
        rows.append(Row(now.label if now in engine.periods else FULL_YEAR, (said,)))
    return added, rows


def _years_to(engine: Engine, period: Period) -> list[Period]:
    """The base year and the years up to a period; up to a full year, those that are lived before it."""
    if period in engine.periods:
        return [*engine.periods[: engine.periods.index(period) + 1]]
    return [*engine.periods[: engine.periods.index(lived_before(engine.periods, period)) + 1], period]
