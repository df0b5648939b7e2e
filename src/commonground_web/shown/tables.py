"""A table of `report` as a page shows it: each cell's words, where it leads, and the unit of its money, said once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse

from commonground.report.table import Row, Table
from commonground.report.written import written

IN_CENTS, IN_DOLLARS = (1, "dollars and cents"), (100, "dollars")
WHOLE_DOLLARS_FROM = 1_000_000_00  # cents: from here on cents are noise; an export has them
LEFT = ("text", "day")


@dataclass(frozen=True)
class Cell:
    """A cell's words, the column that it stands in (for a narrow screen), the page that opens it (empty: none), its heat."""

    text: str
    column: str
    link: str = ""
    is_figure: bool = True
    is_marked: bool = False
    heat: int = 0


@dataclass(frozen=True)
class Line:
    """A row: its label, the page that the label leads to, its cells."""

    label: str
    cells: tuple[Cell, ...]
    is_total: bool = False
    link: str = ""


@dataclass(frozen=True)
class Shown:
    """A table to show; `number` is its place on the page, by which it is exported."""

    title: str
    unit: str
    heading: str
    columns: tuple[tuple[str, bool], ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...]
    number: int
    name: str

    @property
    def has_heads(self) -> bool:
        """Whether any column has a heading."""
        return any(label for label, _ in self.columns)


def shown(
    tables: Sequence[Table], leads_to: Callable[[Table, Row], str] = lambda table, row: "", opens: str = ""
) -> list[Shown]:
    """Tables as a page shows them; a note that several bear stands under the last.

    `leads_to` says where a row's label leads; `opens` is the page that opens a figure, if not everybody's.
    """
    opens, found = opens or reverse("explain"), []
    for number, table in enumerate(tables):
        later = {note for other in tables[number + 1 :] for note in other.notes}
        notes = tuple(note for note in table.notes if note not in later)
        found.append(_shown(table, number, notes, leads_to, opens))
    return found


def _shown(
    table: Table, number: int, notes: tuple[str, ...], leads_to: Callable[[Table, Row], str], opens: str
) -> Shown:
    size, said = unit_of(table)
    lines = tuple(
        Line(row.label, tuple(_cells(table, row, size, opens)), row.is_total, leads_to(table, row))
        for row in table.rows
    )
    columns = tuple((column.label, column.unit not in LEFT) for column in table.columns)
    return Shown(table.title, said, table.heading, columns, lines, notes, number, table.name)


def _cells(table: Table, row: Row, size: int, opens: str) -> list[Cell]:
    addresses = (*row.addresses, *[""] * (len(row.cells) - len(row.addresses)))
    return [
        Cell(
            written(value, column, size),
            column.label,
            f"{opens}?{urlencode({'at': address})}" if address and value is not None else "",
            column.unit not in LEFT,
        )
        for value, column, address in zip(row.cells, table.columns, addresses, strict=True)
    ]


def unit_of(table: Table) -> tuple[int, str]:
    """In which unit a table's money is shown: to the cent, or in whole dollars where it is millions."""
    money = [
        cents
        for row in table.rows
        for cents, column in zip(row.cells, table.columns, strict=True)
        if column.unit == "cents" and isinstance(cents, int)
    ]
    if not any(column.unit == "cents" for column in table.columns):
        return 1, ""
    return IN_DOLLARS if max(map(abs, money), default=0) >= WHOLE_DOLLARS_FROM else IN_CENTS


def by_first_column(table: Shown) -> list[tuple[str, list[Line]]]:
    """A table's lines in groups by what their first column says, without it."""
    return [(said, [*held]) for said, held in groupby(table.lines, lambda line: line.cells[0].text)]
