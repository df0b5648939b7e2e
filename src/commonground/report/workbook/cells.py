"""Cells of a workbook: each a value, the formula that gives it, its unit, and the name by which formulas ask for it.

Law: a cell with a formula also holds the value that the formula comes to, so a reader that does not recalculate sees it.
Not here: fonts, colours, widths; `files.costing_workbook` decides those from unit and role.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

Value = str | int | float | None


class Unit(StrEnum):
    """What a number counts; `EXACT` is dollars that a schedule carries with more than two decimals."""

    TEXT = "text"
    DOLLARS = "dollars"
    CENTS = "dollars and cents"
    EXACT = "exact dollars"
    RATE = "rate"
    FTE = "jobs"
    COUNT = "count"
    NUMBER = "number"


class Role(StrEnum):
    """What a cell is for."""

    PLAIN = "plain"
    TITLE = "title"
    SECTION = "section"
    HEADING = "heading"
    COLUMN = "heading of figures"
    NOTE = "note"
    ASIDE = "note that runs over into the next cells"
    LINE = "label that runs over into the next cells"
    PLACE = "step"
    LABEL = "label"
    TOTAL = "total"
    INPUT = "input"
    LINKED = "linked"
    STATED = "stated"
    LINK = "link to a sheet"
    WRAPPED = "text over several lines"
    CITED = "citation over several lines"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `formula` stands without its equals sign.

    `choices` is the range of the words among which it is chosen, `link` the sheet to which a text leads.
    """

    value: Value
    formula: str = ""
    unit: Unit = Unit.TEXT
    role: Role = Role.PLAIN
    name: str = ""
    choices: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Many cells, a unit for each column: rows of values, and of the formulas that give them (empty: a plain value)."""

    row: int
    column: int
    units: Sequence[Unit]
    values: Sequence[Sequence[Value]]
    formulas: Sequence[Sequence[str]] | None = None
    role: Role = Role.PLAIN


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of rows of a sheet: where it stands (pixels from the left), its rows of figures, the first row's colour."""

    row: int
    left: int
    title: str
    heading_row: int
    rows: tuple[int, ...]
    columns: tuple[int, int]
    colour: int
    width: int = 505


@dataclass
class Sheet:
    """A sheet being filled. `head` rows and `left` columns stay in sight; `printed` is the last row that is printed.
    `repeated` is the row that stands above every printed page, where it is not the last of the head.

    `least` holds how wide a column is at least, in letters.
    """

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    head: int = 0
    left: int = 0
    repeated: int | None = None
    printed: int | None = None
    unprinted_columns: int = 0
    hidden: set[int] = field(default_factory=set)
    least: dict[int, float] = field(default_factory=dict)
    folded: list[tuple[int, int]] = field(default_factory=list)

    def put(
        self,
        row: int,
        column: int,
        value: Value,
        role: Role = Role.PLAIN,
        *,
        unit: Unit = Unit.TEXT,
        formula: str = "",
        name: str = "",
        choices: str = "",
        link: str = "",
    ) -> None:
        """Write one cell."""
        self.cells[row, column] = Cell(value, formula, unit, role, name, choices, link)

    def put_row(self, row: int, column: int, values: Sequence[Value], role: Role = Role.PLAIN) -> None:
        """Write texts side by side."""
        for number, value in enumerate(values):
            self.put(row, column + number, value, role)

    def reference(self, row: int, column: int) -> str:
        """How another sheet names a cell of this one."""
        return f"'{self.name}'!{address(row, column)}"


@cache
def letters(column: int) -> str:
    """The letters of a column, counted from 0.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def address(row: int, column: int) -> str:
    """A cell as formulas write it; rows and columns are counted from 0.

    >>> address(11, 9)
    'J12'
    """
    return f"{letters(column)}{row + 1}"
