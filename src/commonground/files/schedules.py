"""Salary schedules as tables: long (schedule, lane, step, salary, increment, index) or wide (one row a step, one column a lane).

A wide table's first column is the step; every other column is a lane, and its cells are salaries. Blank cells are not
part of the schedule. A file that holds several fiscal years names one with `year`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from commonground.files.tables import Table, read_table
from commonground.values.money import NotAnAmount, parse_amount
from commonground.values.problem import Place, Problem

LONG = {
    "schedule": ("schedule", "work_year", "guide", "category"),
    "lane": ("lane", "column", "class"),
    "step": ("step", "level"),
    "salary": ("salary", "amount", "base_plus_step"),
    "increment": ("increment", "step_increment"),
    "index": ("index", "ratio"),
    "year": ("year", "fiscal_year", "school_year"),
}


def read_schedule(path: Path, name: str, year: str | None = None) -> tuple[list[dict[str, Any]], tuple[Problem, ...]]:
    """The cells of a schedule file, each a table of terms; and its problems."""
    reading = read_table(path)
    problems = list(reading.problems)
    if reading.table is None:
        return [], tuple(problems)
    table = reading.table
    found = {want: header for want, names in LONG.items() if (header := _header(table, names))}
    if "step" not in found:
        expected = 'a column called "step", and either "lane" and "salary" or one column for each lane'
        got = ", ".join(f'"{header}"' for header in table.headers)
        return [], (
            *problems,
            Problem("no-step-column", Place(name), got, expected, "Name the column of steps in the first row."),
        )
    is_long = any(column in found for column in ("salary", "increment", "index"))
    cells = list(_long(table, found, year) if is_long else _wide(table, found["step"]))
    problems += _unreadable_amounts(cells, name)
    kept = [{key: value for key, (value, _, _) in cell.items()} for cell in cells]
    return [cell for cell in kept if cell.get("step")], tuple(problems)


Cell = dict[str, tuple[Any, int, str]]


def _header(table: Table, names: Sequence[str]) -> str | None:
    by_name = {header.strip().lower().replace(" ", "_"): header for header in table.headers}
    return next((by_name[name] for name in names if name in by_name), None)


def _long(table: Table, found: dict[str, str], year: str | None) -> Iterable[Cell]:
    columns = {want: table.frame[header].to_list() for want, header in found.items()}
    for number, row in enumerate(table.row.tolist()):
        if year is not None and "year" in columns and columns["year"][number].strip() != year:
            continue
        cell: Cell = {}
        for want, values in columns.items():
            text = values[number].strip()
            if want == "year" or (text == "" and want in ("salary", "increment", "index")):
                continue
            cell[want] = (_amount(text) if want in ("salary", "increment", "index") else text, row, found[want])
        yield cell


def _wide(table: Table, step: str) -> Iterable[Cell]:
    steps = table.frame[step].to_list()
    for lane in (header for header in table.headers if header != step):
        for number, text in enumerate(table.frame[lane].to_list()):
            if text.strip():
                row = int(table.row[number])
                yield {
                    "lane": (lane, row, lane),
                    "step": (steps[number].strip(), row, step),
                    "salary": (_amount(text), row, lane),
                }


def _amount(text: str) -> Decimal | NotAnAmount:
    try:
        return parse_amount(text)
    except NotAnAmount as problem:
        return problem


def _unreadable_amounts(cells: Iterable[Cell], name: str) -> Iterable[Problem]:
    for cell in cells:
        for key, (value, row, column) in list(cell.items()):
            if isinstance(value, NotAnAmount):
                del cell[key]
                place = Place(name, row=row, column=column)
                yield Problem(
                    "not-an-amount",
                    place,
                    str(value.args[0]).split(" does not")[0],
                    "an amount of money",
                    "Write it like 58,024 or 58024.00.",
                )
