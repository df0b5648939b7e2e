"""The table of a schedule worked back: each cell of the later year beside what it was before, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from commonground.agreement.earlier_schedule import EarlierSchedule
from commonground.agreement.kinds.salary_schedule import Build, Cell
from commonground.report.table import Column, Row, Table, money_columns
from commonground.values.money import format_cents, to_cents
from commonground.values.rate import format_rate
from commonground.values.wording import counted

FORWARD = {
    Build.SCALE: "each cell x (1 + raise)",
    Build.CARRY_THEN_STEP: "the cell of the step before x (1 + raise) + increment; the first step x (1 + raise)",
}


def earlier_schedule_table(
    found: EarlierSchedule, later: Sequence[Cell], raises: Sequence[Fraction], build: Build
) -> Table:
    """A row for each cell of the later schedule, its step's salary before; blank where it leaves no trace."""
    before = {(cell.schedule, cell.lane, cell.step): cell.salary for cell in found.cells}
    rows = []
    for cell in later:
        pay = before.get((cell.schedule, cell.lane, cell.step))
        cents = (None if pay is None else to_cents(pay), to_cents(cell.salary or 0), to_cents(cell.increment or 0))
        rows.append(Row(cell.step, (cell.schedule, cell.lane, *cents)))
    columns = (Column("schedule", "text"), Column("lane", "text"), *money_columns(["before", "later", "increment"]))
    return Table(
        "The schedule before", "step", columns, tuple(rows), tuple(_notes(found, raises, build)), "schedule-before"
    )


def _notes(found: EarlierSchedule, raises: Sequence[Fraction], build: Build) -> list[str]:
    undone = ", then ".join(format_rate(raise_) for raise_ in raises)
    notes = [
        f"By the inverse of: next = {FORWARD[build]}; raises of {undone}.",
        f"The print of the later schedule leaves each cell known within ${format_cents(to_cents(found.within))}.",
    ]
    if found.lost:
        steps = ", ".join(dict.fromkeys(cell.step for cell in found.lost))
        notes.append(
            f"{counted(len(found.lost), 'cell')} not recovered (step {steps}): the last step leaves no trace in the next year."
        )
    if found.two_roads:
        most = max(found.two_roads, key=lambda one: abs(one.from_itself - one.from_second))
        apart = format_cents(to_cents(abs(most.from_itself - most.from_second)))
        where = " ".join(filter(None, (most.schedule, "lane", most.lane, "step", most.step)))
        notes.append(
            f"{counted(len(found.two_roads), 'first step')} told in two ways that differ by more than the print, by up to"
            f" ${apart} ({where}): from itself, which is taken, and from the second step."
        )
    return notes
