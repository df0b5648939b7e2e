"""A table of schools or of their classes, by year.

Shapes: n rows; a label column is n words, a number column n whole numbers, `year` the fiscal year of each row by the calendar
year in which it starts (0: none).
Law: the rows of a year hold until a later year has rows; before the first year those of the first hold. Where no row names a
year they hold always.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

import numpy as np
import numpy.typing as npt

from commonground.values.labels import Labels

NO_YEAR = 0


@dataclass(frozen=True, eq=False)
class YearTable:
    """Columns by name, of words and of whole numbers, and the fiscal year that each row is of."""

    labels: Mapping[str, Labels]
    numbers: Mapping[str, npt.NDArray[np.int64]]
    year: npt.NDArray[np.int64]
    _years: dict[int, Self] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.year)

    def in_year(self, year: int) -> Self:
        """The rows that hold in a fiscal year; the table itself where no row names one."""
        if not self.year.any():
            return self
        begun = self.year[self.year <= year]
        named = int(begun.max() if len(begun) else self.year.min())
        if named not in self._years:
            self._years[named] = self._take(np.flatnonzero(self.year == named))
        return self._years[named]

    def _take(self, rows: npt.NDArray[np.intp]) -> Self:
        labels = {name: column.take(rows) for name, column in self.labels.items()}
        numbers = {name: column[rows] for name, column in self.numbers.items()}
        return type(self)(labels, numbers, np.full(len(rows), NO_YEAR, dtype=np.int64))

    @classmethod
    def of(
        cls, words: Mapping[str, list[str]], counts: Mapping[str, list[int]], years: list[int] | None = None
    ) -> Self:
        """A table from columns of words and of counts; `years` where its rows are of different years."""
        rows = len(next(iter(counts.values())))
        return cls(
            {name: Labels.of(column) for name, column in words.items()},
            {name: np.array(column, dtype=np.int64) for name, column in counts.items()},
            np.array(years or [NO_YEAR] * rows, dtype=np.int64),
        )
