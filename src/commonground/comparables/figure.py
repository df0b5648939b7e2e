"""A published figure of another district: a salary of a benchmark or a cell in a fiscal year, or a settlement's percent.

Law: a figure is what its source says for its own year; nothing here stands in for a year or a district that is missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from commonground.comparables.career import CareerRule
from commonground.comparables.price_index import PriceIndex

SETTLEMENT = "settlement"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: district, fiscal year (by its first calendar year), benchmark or cell, and the salary in cents or the percent."""

    district: str
    year: int
    benchmark: str
    value: Fraction
    lane: str = ""
    step: str = ""
    source: str = ""
    dated: str = ""
    row: int = 0

    @property
    def name(self) -> str:
        """What it is a figure of.

        >>> Figure("Ash", 2025, "", Fraction(0), lane="MA", step="10").name
        'MA step 10'
        """
        return self.benchmark or f"{self.lane} step {self.step}".strip()


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A named place on one's own schedule, against which figures of that name are set: a cell, or its lowest or highest one."""

    name: str
    lane: str = ""
    step: str = ""
    end: str = ""


@dataclass(frozen=True)
class Comparables:
    """All figures of a folder, what their benchmarks mean on one's own schedule, the career that is reckoned, and prices."""

    figures: tuple[Figure, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()
    career: CareerRule | None = None
    prices: PriceIndex | None = None
    unit: str = ""
    schedule: str = ""
    note: str = ""
    by_name: Mapping[str, Sequence[Figure]] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        found: dict[str, list[Figure]] = {}
        for one in self.figures:
            found.setdefault(one.name, []).append(one)
        object.__setattr__(self, "by_name", found)

    def __len__(self) -> int:
        return len(self.figures)

    @property
    def districts(self) -> tuple[str, ...]:
        """Every district that has a figure, in the order of the table."""
        return tuple(dict.fromkeys(one.district for one in self.figures))

    def of(self, name: str, year: int) -> dict[str, Fraction]:
        """The figures of a name in a year, by district."""
        return {one.district: one.value for one in self.by_name.get(name, ()) if one.year == year}

    def cells(self, district: str, year: int) -> dict[tuple[str, str], int]:
        """The cells of a district in a year, in the order of the table, in cents."""
        mine = (one for one in self.figures if one.district == district and one.year == year and one.step)
        return {(one.lane, one.step): int(one.value) for one in mine}
