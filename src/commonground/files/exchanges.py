"""Exchanges as files: a folder with exchange.toml (what it is) and cells.csv (what crosses), a row for each combination.

Law: what `write_exchange` writes, `read_exchange` reads back as the same exchange; a folder is written whole or not at all.
Law: a folder whose cells were changed after it was written is told so, and not read.
"""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
import tempfile
from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from pydantic import Field

from commonground.agreement.fields import Day
from commonground.files.day_tables import DayRow, read_rows
from commonground.files.findings import quoted
from commonground.files.shapes import Shape
from commonground.files.toml import read_toml
from commonground.files.toml_text import toml_text
from commonground.files.validation import validated
from commonground.values.money import NotAnAmount, parse_amount
from commonground.values.problem import Place, Problem
from commonground.workforce.exchange import PLACEMENT, CountedCell, Exchange, is_off_schedule
from commonground.workforce.roster import FULL_TIME

FOLDER, SAYS, CELLS = "exchanges", "exchange.toml", "cells.csv"
COUNTS = ("unit", "table", "cell", "people", "fte", "mean_salary")
HEADER = """\
# Who stands where, counted in cells that single nobody out. cells.csv has a row for each combination; people, full-time
# equivalents and the mean salary of those off the schedule stand on a cell's first row and are of the whole cell.
"""


class WithheldShape(Shape):
    """A table of a unit that is too small to be told."""

    unit: str
    table: str


class ExchangeShape(Shape):
    """exchange.toml: of which day, how small a cell may be, by which columns people are divided, and the seal of cells.csv."""

    snapshot: Day
    smallest: int = Field(ge=1)
    cells: str
    tables: dict[str, list[str]]
    withheld: list[WithheldShape] = Field(default_factory=list)


def write_exchange(exchange: Exchange, folder: Path) -> None:
    """Write a new folder. Raises OSError, `FileExistsError` among them."""
    if folder.exists():
        raise FileExistsError(17, "it is there already", str(folder))
    text = _cells_text(exchange)
    said = {
        "snapshot": exchange.snapshot,
        "smallest": exchange.smallest,
        "cells": hashlib.sha256(text.encode()).hexdigest(),
        "tables": {name: list(columns) for name, columns in exchange.tables.items()},
        "withheld": [{"unit": unit, "table": table} for unit, table in exchange.withheld],
    }
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        (made / SAYS).write_text(HEADER + toml_text({name: each for name, each in said.items() if each != []}))
        (made / CELLS).write_text(text, encoding="utf-8", newline="")
        made.chmod(0o755)
        made.rename(folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _cells_text(exchange: Exchange) -> str:
    columns = list(dict.fromkeys(column for table in exchange.tables.values() for column in table))
    text = io.StringIO()
    write = csv.writer(text, lineterminator="\n").writerow
    write([*COUNTS, *columns])
    for unit in exchange.units:
        for table, own in exchange.tables.items():
            for number, cell in enumerate(exchange.of(unit, table), 1):
                for at, combination in enumerate(cell.combinations):
                    stated = dict(zip(own, combination, strict=True))
                    counts = _counts(cell) if at == 0 else ["", "", ""]
                    write([unit, table, number, *counts, *(stated.get(column, "") for column in columns)])
    return text.getvalue()


def _counts(cell: CountedCell) -> list[str]:
    fte = "" if cell.fte is None else f"{cell.fte // FULL_TIME}.{cell.fte % FULL_TIME:04}"
    return [str(cell.people), fte, "" if cell.mean_salary is None else str(cell.mean_salary // 100)]


def next_folder(folder: Path, exchange: Exchange) -> Path:
    """Where a negotiation's folder keeps what crosses next: numbered, so that the order in which it crossed is known."""
    numbers = [path.name.partition("-")[0] for path in (folder / FOLDER).glob("*-*")]
    last = max((int(number) for number in numbers if number.isdecimal()), default=0)
    return folder / FOLDER / f"{last + 1:03}-{exchange.snapshot}"


def earlier_exchanges(folder: Path) -> tuple[list[Exchange], tuple[Problem, ...]]:
    """What has crossed out of a negotiation's folder, in its order."""
    readings = [read_exchange(path.parent) for path in sorted((folder / FOLDER).glob(f"*/{SAYS}"))]
    problems = tuple(problem for _, wrong in readings for problem in wrong)
    return [exchange for exchange, _ in readings if exchange is not None], problems


def read_exchange(folder: Path) -> tuple[Exchange | None, tuple[Problem, ...]]:
    """An exchange from its folder, or what is wrong with it."""
    document, problems = read_toml(folder / SAYS, f"{folder.name}/{SAYS}")
    shape, wrong = (None, ()) if document is None else validated(ExchangeShape, document.said, document)
    if shape is None:
        return None, (*problems, *wrong)
    path = folder / CELLS
    if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() != shape.cells:
        got, expected = "cells that were changed after it was written", f"the cells that {SAYS} has the seal of"
        mend = "Ask for the exchange again, or take the file as it was sent."
        return None, (Problem("changed-exchange", Place(f"{folder.name}/{CELLS}"), got, expected, mend),)
    columns = [column for table in shape.tables.values() for column in table]
    rows, unread = read_rows(path, (*COUNTS, *columns), None)
    reader = _Reader(shape)
    cells = [] if unread else reader.cells(rows)
    if unread or reader.problems:
        return None, (*unread, *reader.problems)
    tables = {name: tuple(columns) for name, columns in shape.tables.items()}
    withheld = tuple((each.unit, each.table) for each in shape.withheld)
    exchange = Exchange(shape.snapshot, shape.smallest, tables, tuple(cells), withheld)
    uneven = tuple(_uneven(exchange, f"{folder.name}/{CELLS}"))
    return (None if uneven else exchange), uneven


def _uneven(exchange: Exchange, file: str) -> Iterable[Problem]:
    """Tables of a unit that do not sum to the same people."""
    for unit in exchange.units:
        placed = sum(cell.people for cell in exchange.of(unit, PLACEMENT))
        for table in exchange.tables:
            people = sum(cell.people for cell in exchange.of(unit, table))
            if people not in (0, placed) or not placed:
                got = f"{people:,} people of {quoted(unit)} in the table {table}"
                mend = "Ask for the exchange again."
                yield Problem("wrong-value", Place(file), got, f"{placed:,}, as in the table {PLACEMENT}", mend)


class _Reader:
    """Reads the rows of cells.csv."""

    def __init__(self, shape: ExchangeShape) -> None:
        self.shape, self.problems = shape, list[Problem]()

    def cells(self, rows: list[DayRow]) -> list[CountedCell]:
        """The cells, of the rows that belong together."""
        grouped = groupby(rows, key=lambda row: (row.cells["unit"], row.cells["table"], row.cells["cell"]))
        found = [self._cell(unit, table, list(held)) for (unit, table, _), held in grouped]
        return [cell for cell in found if cell is not None]

    def _cell(self, unit: str, table: str, rows: list[DayRow]) -> CountedCell | None:
        first, columns = rows[0], self.shape.tables.get(table)
        if columns is None:
            self._wrong(first, "table", f"one of {', '.join(self.shape.tables)}")
            return None
        places = tuple(tuple(row.cells[column] for column in columns) for row in rows)
        is_placement = table == PLACEMENT
        is_off = is_placement and all(map(is_off_schedule, places))
        people = self._number(first, "people", 1)
        fte = self._number(first, "fte", FULL_TIME) if is_placement else None
        mean = self._number(first, "mean_salary", 100) if is_off else None
        least = self.shape.smallest + len(places) - 1
        if people is not None and people < least:
            self._wrong(first, "people", f"at least {least:,} people, for {len(places)} combinations")
        return None if people is None else CountedCell(unit, table, places, people, fte, mean)

    def _number(self, row: DayRow, column: str, parts: int) -> int | None:
        """A number in so many parts of one."""
        try:
            found = parse_amount(row.cells[column]) * parts
        except NotAnAmount:
            found = Decimal(-1)
        if found >= 0 and found == int(found):
            return int(found)
        self._wrong(row, column, "a number" if parts == 1 else f"a number in steps of 1/{parts:,}")
        return None

    def _wrong(self, row: DayRow, column: str, expected: str) -> None:
        mend = "Ask for the exchange again."
        self.problems.append(Problem("wrong-value", row.place(column), quoted(row.cells[column]), expected, mend))
