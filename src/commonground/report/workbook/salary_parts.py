"""Salaries with steps and raises apart: what a line of salaries carries over from the year before, and what steps add.

Law: base year + carry-over + steps + raises = salaries, in every period. Carry-over and steps are formulas for one head of
each group, as `costing.components` has them; raises are what is left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from commonground.costing.components import (
    BASE,
    CARRY_OVER,
    COMPONENTS,
    RAISE,
    STEP,
    changes_by_group,
    lived_before,
    salary_components,
    terms_in,
)
from commonground.costing.engine import Engine
from commonground.costing.period import Period
from commonground.report.workbook.cells import letters
from commonground.report.workbook.cost_rows import Reckoner
from commonground.report.workbook.cost_section import FIRST_PERIOD, FTE, Section
from commonground.report.workbook.inputs import Priced
from commonground.report.workbook.steps_apart import Steps

PARTS = (BASE, CARRY_OVER, STEP, RAISE)
LIVE_PARTS = (CARRY_OVER, STEP)


def before(engine: Engine, periods: Sequence[Period], number: int) -> int:
    """The number of the period from which a period is counted on."""
    period = periods[number]
    return engine.periods.index(lived_before(engine.periods, period)) if period.is_annualised else number - 1


def part_values(engine: Engine, priced: Priced, periods: Sequence[Period]) -> Mapping[str, list[float]]:
    """Each part of salaries, summed up since the base year, in dollars by period."""
    years = len(engine.periods)
    found = {part: [0.0] * len(periods) for part in PARTS}
    run_rates = [*periods[years:]] or [engine.run_rate_period(priced.agreement)]
    for number, run_rate in enumerate(run_rates, start=years):
        for part, series in salary_components(engine, priced.agreement, run_rate).items():
            found[part][:years] = [cents / 100 for cents in series.cents]
            if number < len(periods):
                found[part][number] = series.run_rate / 100
    return found


def salary_parts(reckoner: Reckoner, salaries: Section, top: int) -> dict[str, Section]:
    """The carry-over and the steps of a line of salaries as sections from a row on; those that are nothing are left out."""
    found = {}
    for part, formulas in zip(LIVE_PARTS, _formulas(reckoner, salaries), strict=True):
        if any(formula != "0" for row in formulas for formula in row):
            section = Section(salaries.line, salaries.provision, top=top, part=part, note=COMPONENTS[part])
            section.formulas = formulas
            section.values = _values(reckoner, salaries)[part]
            found[part] = section
            top = section.first + section.rows
    return found


def _values(reckoner: Reckoner, salaries: Section) -> dict[str, list[list[float]]]:
    engine, periods, line = reckoner.engine, reckoner.periods, salaries.line
    columns: dict[str, list[list[float]]] = {part: [[0.0] * len(line.count)] for part in LIVE_PARTS}
    for number in range(1, len(periods)):
        since = engine.periods[before(engine, periods, number)]
        changes = changes_by_group(engine, reckoner.priced.agreement, line, since, periods[number])
        for part, cents in zip(LIVE_PARTS, changes, strict=False):
            columns[part].append((cents / 100).tolist())
    return {part: [list(row) for row in zip(*found, strict=True)] for part, found in columns.items()}


class _Paid(NamedTuple):
    """A group's pay in the period before and in this one: its formulas, and the cells in which they stand."""

    before: str
    now: str
    cell_before: str
    cell_now: str

    def parts(self, steps: Steps) -> tuple[str, str]:
        """What carries over, and what steps add."""
        carried = self._less(steps.full, self.before)
        if steps.raised_first:
            return carried, self._less(self.now, steps.middle)
        return carried, self._less(steps.middle, steps.full)

    def _less(self, one: str, other: str) -> str:
        return "0" if one == other else f"ROUND({self._held(one)}-{self._held(other)},2)"

    def _held(self, formula: str) -> str:
        """A formula, or the cell that holds it already."""
        if formula == self.now:
            return self.cell_now
        return self.cell_before if formula == self.before else f"({formula})"


def _formulas(reckoner: Reckoner, salaries: Section) -> tuple[list[list[str]], list[list[str]]]:
    """Carry-over and steps of each group by period."""
    engine, periods, line = reckoner.engine, reckoner.periods, salaries.line
    carried, stepped = ([["0"] * len(periods) for _ in range(len(line.count))] for _ in LIVE_PARTS)
    for standing in line.standings:
        band, rows = reckoner.schedules.band(standing.band), standing.rows.tolist()
        at = [str(salaries.first + row + 1) for row in rows]
        people = list(zip(rows, standing.cell.tolist(), at, [f"${letters(FTE)}{row}" for row in at], strict=True))
        for number in range(1, len(periods)):
            since = before(engine, periods, number)
            steps = band.steps(terms_in(salaries.provision, periods[number]), periods[since], periods[number])
            then, now = letters(FIRST_PERIOD + since), letters(FIRST_PERIOD + number)
            for row, cell, place, jobs in people:
                formulas = salaries.formulas[row]
                paid = _Paid(formulas[since], formulas[number], f"{then}{place}", f"{now}{place}")
                carried[row][number], stepped[row][number] = paid.parts(steps.of(cell, jobs))
    return carried, stepped
