"""The tables of a roster's way in: what became of every row of the file, and where people were placed."""

from __future__ import annotations

from collections import Counter

from commonground.report.table import Column, Row, Table
from commonground.values.wording import counted
from commonground.workforce.intake import Intake, Tally
from commonground.workforce.placement_report import PlacementReport

COLUMNS = (Column("people", "people"), Column("FTE", "fte"), Column("dollars"))


def intake_table(intake: Intake, file: str) -> Table:
    """What became of every row; the parts sum to the file, to the cent."""
    rows: list[Row] = []
    for name, tallies in _gathered(intake).items():
        sums = tuple(sum(figure) for figure in zip(*((t.people, t.fte, t.cents) for t in tallies), strict=True))
        several = f" ({counted(len(tallies), 'value')})" if len(tallies) > 1 else ""
        if any(sums) or name == "kept":
            rows.append(Row(f"{name}{several}", sums))
    rows[-1] = Row(rows[-1].label, rows[-1].cells, is_total=True)
    notes = tuple(
        said
        for said in (
            f"{counted(intake.several_rows, 'row kept belongs', 'rows kept belong')} to people or positions with several."
            if intake.several_rows
            else "",
            f"{counted(intake.without_salary, 'row has', 'rows have')} no salary that counts."
            if intake.without_salary
            else "",
        )
        if said
    )
    return Table(f"{file}: what became of every row", "rows", COLUMNS, tuple(rows), notes, "intake")


def _gathered(intake: Intake) -> dict[str, list[Tally]]:
    """The ways of the rows; where a filter on one header gave more than three reasons, they are one line."""
    headers = Counter(name.split(' is "')[0] for name, _ in intake.lines())
    found: dict[str, list[Tally]] = {}
    for name, tally in intake.lines():
        header = name.split(' is "')[0]
        found.setdefault(f"{header} is another" if headers[header] > 3 else name, []).append(tally)
    return found


def _hint(report: PlacementReport) -> tuple[str, ...]:
    """What to look at where hardly anybody's salary is a cell of the schedule."""
    if not report.hardly_matches:
        return ()
    people = counted(report.total.people, "person", "people")
    return (
        f"Only {report.matched:,} of {people} match a cell. Look whether the schedule in force on the snapshot's day is "
        "that of the payroll's year (`table_year`, a version's `from`), whether both are of a full-time year "
        "(`salary_basis`, `full_time_units`), and whether pay holds what a tier is paid in lieu of a pension pickup.",
    )


def placement_tables(report: PlacementReport) -> list[Table]:
    """People and dollars by how sure their place is, by tier, by schedule; each table sums to the payroll."""
    columns = (
        Column("people", "people"),
        Column("FTE", "fte"),
        Column("payroll"),
        Column("schedule pays"),
        Column("difference"),
    )
    found = []
    for by in ("class", "tier", "schedule"):
        chosen = [row for row in report.rows() if row[0] == by and row[2]]
        rows = [Row(row[1], row[2:]) for row in chosen]
        rows.append(Row("total", report.rows()[-1][2:], is_total=True))
        notes = (*_hint(report), *report.rules) if by == "class" else ()
        found.append(Table(f"Placement by {by}", by, columns, tuple(rows), notes, f"placement/{by}"))
    return found
