"""The roster: the people (or counted cells of people) that an agreement pays.

Law: nobody vanishes; every operation on a roster keeps the sum of `count`, or says where the rest went.
Shapes: n rows; a label column is n codes into a tuple of words, a number column is an int64 array of n.
Units: `fte` in ten-thousandths of a full-time job per head; `salary` in cents a year as paid (already scaled by FTE);
`service` in completed years; `hired` as a proleptic ordinal day (0 where unknown); `count` in heads;
`leave_days` in hundredths of a day.
A scattergram is a roster whose rows count more than one head.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from commonground.values.labels import Labels

__all__ = ["FULL_TIME", "JOINED", "LABELS", "NO_SALARY", "NUMBERS", "STAYS_UNTIL", "Labels", "Roster", "Source"]

FULL_TIME = 10_000
NO_SALARY = -1
STAYS_UNTIL = "stays_until"  # a further column: the last day of the year in which somebody comes in
JOINED = "joined"  # a further column: how many years past the base year somebody comes in
LABELS = ("unit", "schedule", "lane", "step", "tier", "title", "school", "fund", "health_plan", "health_tier", "rating")
NUMBERS = ("count", "fte", "salary", "service", "hired", "leave_days")

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a roster was read from, and the SHA-256 of its bytes."""

    file: str
    sha256: str = ""


@dataclass(frozen=True, eq=False)
class Roster:
    """People by row; see the module for shapes and units. `row` is the row that the user sees in the source file."""

    labels: Mapping[str, Labels]
    numbers: Mapping[str, Integers]
    row: Integers
    source: Source = field(default_factory=lambda: Source(""))

    def __post_init__(self) -> None:
        rows = len(self.row)
        labels = {name: self.labels.get(name) or Labels.constant("", rows) for name in LABELS}
        labels |= {name: column for name, column in self.labels.items() if name not in labels}
        defaults = {"count": 1, "fte": FULL_TIME, "salary": NO_SALARY, "service": 0, "hired": 0, "leave_days": 0}
        numbers = {
            name: np.asarray(self.numbers[name], dtype=np.int64)
            if name in self.numbers
            else np.full(rows, default, dtype=np.int64)
            for name, default in defaults.items()
        }
        numbers |= {name: column for name, column in self.numbers.items() if name not in numbers}
        sizes = {name: len(column) for name, column in labels.items()}
        sizes |= {name: len(column) for name, column in numbers.items()}
        for name, size in sizes.items():
            if size != rows:
                raise ValueError(f"column {name} has {size} rows, the roster has {rows}")
        object.__setattr__(self, "labels", MappingProxyType(labels))
        object.__setattr__(self, "numbers", MappingProxyType(numbers))

    def __len__(self) -> int:
        return len(self.row)

    @property
    def people(self) -> int:
        """Heads in all."""
        return int(self.numbers["count"].sum())

    @property
    def on_snapshot(self) -> Integers:
        """Heads by row; of rows of people who come in later, none."""
        came = self.numbers.get(JOINED)
        return self.numbers["count"] if came is None else np.where(came == 0, self.numbers["count"], 0)

    @property
    def fte(self) -> int:
        """Full-time equivalents in all, in ten-thousandths."""
        return int((self.numbers["count"] * self.numbers["fte"]).sum())

    def column(self, name: str) -> npt.NDArray[np.int64] | npt.NDArray[np.int32]:
        """A column's numbers, or its codes where it is a column of words."""
        return self.numbers[name] if name in self.numbers else self.labels[name].codes

    def take(self, rows: npt.NDArray[np.intp] | npt.NDArray[np.bool_]) -> Roster:
        """The chosen rows, in the chosen order."""
        return Roster(
            {name: column.take(rows) for name, column in self.labels.items()},
            {name: column[rows] for name, column in self.numbers.items()},
            self.row[rows],
            self.source,
        )

    def replace(
        self, labels: Mapping[str, Labels] | None = None, numbers: Mapping[str, Integers] | None = None
    ) -> Roster:
        """The same rows with some columns replaced or added."""
        return Roster({**self.labels, **(labels or {})}, {**self.numbers, **(numbers or {})}, self.row, self.source)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what the roster says, whatever the order of its rows."""
        names = sorted(self.labels), sorted(self.numbers)
        words = [self.labels[name].to_list() for name in names[0]]
        figures = [self.numbers[name].tolist() for name in names[1]]
        lines = sorted(repr(line) for line in zip(*words, *figures, strict=True))
        return hashlib.sha256("\n".join([repr(names), *lines]).encode()).hexdigest()
