"""A grid: the cells of a file as text, before anyone has said which row is the header.

Shapes: `columns` are m columns of n texts, "" where a cell is blank; `row` is the row that a spreadsheet shows
(1 for the first); `cells` is how many cells each row really had, or None where each had m.
Not here: what the cells mean (`rosters`), or how a format is taken apart (`delimited`, `workbook`, `parquet`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from commonground.values.labels import Labels
from commonground.values.problem import Problem

PREVIEW = 40
CORNER = frozenset({"step", "level", "lane"})
NUMBER_OR_DAY = re.compile(r"^[($\s+-]*[\d.,]+[%)\s]*$|^\d{1,4}[-/]\d{1,2}[-/]\d{1,4}")


@dataclass(frozen=True, eq=False)
class Grid:
    """The cells of one sheet as text; see the module for shapes."""

    columns: tuple[Labels, ...]
    row: npt.NDArray[np.int64]
    cells: npt.NDArray[np.int64] | None = None
    sheet: str | None = None
    problems: tuple[Problem, ...] = ()

    def texts(self, index: int) -> tuple[str, ...]:
        """The cells of one row, counted from 0."""
        return tuple(column[index] for column in self.columns)


def header_row(grid: Grid) -> int | None:
    """Which row of the grid names the columns: the first that is more than half as full as the fullest of the first
    forty and holds more words than numbers; None where there is no such row. A row that begins as a salary schedule does, with
    "step" or "lane" in one of its first two cells, may name the columns by numbers.
    """
    preview = [grid.texts(index) for index in range(min(PREVIEW, len(grid.row)))]
    filled = [sum(1 for cell in row if cell.strip()) for row in preview]
    fullest = max(filled, default=0)
    for index, (row, full) in enumerate(zip(preview, filled, strict=True)):
        if full and 2 * full > fullest:
            numbers = sum(1 for cell in row if cell.strip() and NUMBER_OR_DAY.match(cell.strip()))
            is_schedule = any(cell.strip().lower() in CORNER for cell in row[:2])
            return index if is_schedule or 2 * numbers < full else None
    return None


def column_names(cells: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The columns' names, made unique, and those that the file gives more than once.

    >>> column_names(("Name", "Pay", "", "Pay"))
    (['Name', 'Pay', 'column 3', 'Pay (2)'], ['Pay'])
    """
    names: list[str] = []
    taken: set[str] = set()
    repeated: list[str] = []
    for place, cell in enumerate(cells, start=1):
        plain = " ".join(cell.split()) or f"column {place}"
        name, turn = plain, 1
        while name in taken:
            turn += 1
            name = f"{plain} ({turn})"
        if turn == 2 and cell.strip():
            repeated.append(plain)
        taken.add(name)
        names.append(name)
    return names, repeated
