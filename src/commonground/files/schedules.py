"""Salary schedules as tables: long (schedule, lane, step, salary, increment, index) or wide (one row a step, one
column a lane, or the other way).

In a wide table every other column is a lane, and its cells are salaries; where the rows are lanes, every other column is a
step. Columns that say the schedule or the year may stand in either form. Blank cells are not part of the schedule. A file that
holds several fiscal years names one with `year`.
"""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

from commonground.agreement.kinds.salary_schedule import Cell as ScheduleCell
from commonground.files.coded import shielded
from commonground.files.findings import gathered, quoted
from commonground.files.tables import Table, read_table
from commonground.values.money import NotAnAmount, parse_amount, to_cents
from commonground.values.problem import Place, Problem, Severity

LONG = {
    "schedule": ("schedule", "work_year", "guide", "category"),
    "lane": ("lane", "column", "class"),
    "step": ("step", "level"),
    "salary": ("salary", "amount", "base_plus_step"),
    "increment": ("increment", "step_increment"),
    "index": ("index", "ratio"),
    "year": ("year", "fiscal_year", "school_year"),
}

FIGURES = ("salary", "increment", "index")
TOO_MUCH = 10**9
FEW = 3


def read_schedule(path: Path, name: str, year: str | None = None) -> tuple[list[dict[str, Any]], tuple[Problem, ...]]:
    """The cells of a schedule file, each a table of terms; and its problems."""
    reading = read_table(path)
    problems = [replace(problem, place=replace(problem.place, file=name)) for problem in reading.problems]
    if reading.table is None:
        return [], tuple(problems)
    table = reading.table
    found = {want: header for want, names in LONG.items() if (header := _header(table, names))}
    if (unread := _unread(table, found, name)) is not None:
        return [], (*problems, unread)
    if year is not None and "year" not in found:
        return [], tuple(problems)
    is_long = any(column in found for column in FIGURES)
    cells = list((_long if is_long else _wide)(table, found, year))
    problems += gathered(
        [*_wrong_figures(cells, name), *_without_step(cells, name), *_repeated(cells, name), *_holes(cells, name)]
    )
    kept = [{key: value for key, (value, _, _) in cell.items()} for cell in cells]
    return [cell for cell in kept if cell.get("step")], tuple(problems)


def schedule_csv(cells: Iterable[ScheduleCell]) -> str:
    """A schedule's cells as a long table, dollars to the cent; a cell that a spreadsheet would run as a formula is shielded."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(("schedule", "lane", "step", "salary", "increment"))
    for cell in cells:
        figures = ("" if dollars is None else _to_the_cent(dollars) for dollars in (cell.salary, cell.increment))
        writer.writerow((*map(shielded, (cell.schedule, cell.lane, cell.step)), *figures))
    return written.getvalue()


def _to_the_cent(dollars: Fraction) -> str:
    return f"{Decimal(to_cents(dollars)) / 100:.2f}"


Cell = dict[str, tuple[Any, int, str]]


def _header(table: Table, names: Sequence[str]) -> str | None:
    by_name = {header.strip().lower().replace(" ", "_"): header for header in table.headers}
    return next((by_name[name] for name in names if name in by_name), None)


def _unread(table: Table, found: Mapping[str, str], name: str) -> Problem | None:
    """The problem of a table that does not say where its cells stand, or what they pay."""
    got = ", ".join(quoted(header) for header in table.headers)
    is_long = any(column in found for column in FIGURES)
    if "step" not in found and (is_long or "lane" not in found):
        expected = 'a column called "step", and either "lane" and "salary" or one column for each lane'
        return Problem("no-step-column", Place(name), got, expected, "Name the column of steps in the first row.")
    if "step" in found and "lane" in found and not is_long:
        expected = 'a column called "salary" (or "increment", "index") beside "lane" and "step"'
        others = [header for header in table.headers if header not in found.values()]
        close = next((header for header in others if difflib.get_close_matches(header.lower(), FIGURES, 1)), None)
        mend = f"Correct the header {quoted(close)}." if close else "Name the column of salaries in the first row."
        return Problem("no-salary-column", Place(name), got, expected, mend)
    return None


def _long(table: Table, found: dict[str, str], year: str | None) -> Iterable[Cell]:
    columns = {want: table.columns[header].to_list() for want, header in found.items()}
    for number, row in enumerate(table.row.tolist()):
        if year is not None and columns["year"][number].strip() != year:
            continue
        cell: Cell = {}
        for want, values in columns.items():
            text = values[number].strip()
            if want == "year" or (text == "" and want in FIGURES):
                continue
            cell[want] = (_amount(text) if want in FIGURES else text, row, found[want])
        yield cell


def _wide(table: Table, found: dict[str, str], year: str | None) -> Iterable[Cell]:
    """The cells of a table whose rows are steps and whose columns are lanes, or the other way."""
    down, across = ("step", "lane") if "step" in found else ("lane", "step")
    named = {want: table.columns[found[want]].to_list() for want in ("schedule", "year", down) if want in found}
    read = [found[want] for want in named]
    for header in (header for header in table.headers if header not in read):
        for number, text in enumerate(table.columns[header].to_list()):
            if not text.strip() or (year is not None and named["year"][number].strip() != year):
                continue
            row = int(table.row[number])
            cell: Cell = {across: (header, row, header)}
            for want in (want for want in named if want != "year"):
                cell[want] = (named[want][number].strip(), row, found[want])
            yield {**cell, "salary": (_amount(text), row, header)}


def _amount(text: str) -> Decimal | _Wrong:
    try:
        amount = parse_amount(text)
    except NotAnAmount:
        return _Wrong(text)
    return amount if 0 <= amount < TOO_MUCH else _Wrong(text)


@dataclass(frozen=True, slots=True)
class _Wrong:
    """A cell that does not read as a salary, an increment or an index."""

    text: str


def _wrong_figures(cells: Iterable[Cell], name: str) -> Iterable[Problem]:
    for cell in cells:
        for key, (value, row, column) in list(cell.items()):
            if isinstance(value, _Wrong):
                del cell[key]
                place = Place(name, row=row, column=column)
                expected = "an amount of money, from 0 to a billion"
                yield Problem("not-an-amount", place, quoted(value.text), expected, "Write it like 58,024 or 58024.00.")


def _without_step(cells: Iterable[Cell], name: str) -> Iterable[Problem]:
    for cell in cells:
        text, row, column = cell["step"]
        if not text and len(cell) > 1 and any(key in cell for key in FIGURES):
            place = Place(name, row=row, column=column)
            mend = "Fill in the step, or clear the row."
            yield Problem("blank-step", place, "a blank cell", "the step that the row pays", mend)


def _repeated(cells: Iterable[Cell], name: str) -> Iterable[Problem]:
    seen: dict[tuple[str, ...], int] = {}
    for cell in cells:
        key = tuple(str(cell[part][0]) if part in cell else "" for part in ("schedule", "lane", "step"))
        _, row, column = cell["step"]
        if key[2] and seen.setdefault(key, row) != row:
            where = " ".join(
                f"{part} {word}" for part, word in zip(("schedule", "lane", "step"), key, strict=True) if word
            )
            mend = "Strike one of the two; where the file holds several years, choose one with `table_year`."
            got = f"{where}, which row {seen[key]} says too"
            yield Problem("repeated-cell", Place(name, row=row, column=column), got, "each cell once", mend)


def _holes(cells: Iterable[Cell], name: str) -> Iterable[Problem]:
    """Numbers that steps leave out, where hardly any is left out: a row or a cell that was lost."""
    lanes: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
    for cell in cells:
        text, row, column = cell["step"]
        if text.isdecimal() and len(text) < 4:
            lane = tuple(str(cell[part][0]) if part in cell else "" for part in ("schedule", "lane"))
            lanes.setdefault((lane[0], lane[1]), []).append((int(text), row, column))
    for steps in lanes.values():
        left_out = [(before[0], after) for before, after in pairwise(sorted(steps)) if after[0] - before[0] > 1]
        for before, (step, row, column) in left_out if FEW * len(left_out) < len(steps) else ():
            missing = f"step {before + 1}" if step - before == 2 else f"steps {before + 1} to {step - 1}"
            got, expected = f"step {step} after step {before}", f"{missing} between them"
            mend = "Put the row or the cell in; if the schedule has no such step, leave it so."
            yield Problem("missing-step", Place(name, row=row, column=column), got, expected, mend, Severity.WARNING)
