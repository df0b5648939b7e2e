"""A table: what a face prints. Each cell is an exact value with its unit and, where it can be opened, its address.

Units: `cents` (whole numbers), `rate` (rationals), `people` (whole numbers), `fte` (ten-thousandths), `text`,
`day` (year-month-day as text).
Not here: how a table looks; the command line, the workbook and the web decide that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

Unit = Literal["cents", "rate", "people", "fte", "text", "day"]
Value = int | Fraction | str | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading and its unit."""

    label: str
    unit: Unit = "cents"


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its label, its cells, the address of each cell that can be opened, and whether it is a total."""

    label: str
    cells: tuple[Value, ...]
    addresses: tuple[str, ...] = ()
    is_total: bool = False


@dataclass(frozen=True)
class Table:
    """A title, columns (the first is the rows' label), rows, and the notes that go with every figure in it."""

    title: str
    heading: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    name: str = field(default="")

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(
                    f"row {row.label!r} of {self.title!r} has {len(row.cells)} cells, not {len(self.columns)}"
                )


def money_columns(labels: Sequence[str]) -> tuple[Column, ...]:
    """A column of cents for each label."""
    return tuple(Column(label) for label in labels)
