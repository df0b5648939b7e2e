"""A price index, and what a change is worth when prices change too.

Law: real change = (1 + change) / (1 + change of prices) - 1. A fiscal year's prices are those of one named month in it; a month
that is not in the table has no value, unless growth after the last one is assumed and stated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

Month = tuple[int, int]


@dataclass(frozen=True)
class PriceIndex:
    """An index of a region: its value by year and month, the month by which a fiscal year is read, and growth assumed a year."""

    name: str
    region: str
    month: int
    values: Mapping[Month, Fraction] = field(default_factory=dict)
    sources: Mapping[Month, str] = field(default_factory=dict)
    assumed: Fraction | None = None
    begins: int = 7

    def month_of(self, year: int) -> Month:
        """The month by which a fiscal year is read: the one of this number in it."""
        return (year if self.month >= self.begins else year + 1), self.month

    def last(self) -> Month | None:
        """The last of the named months that has a value."""
        return max((month for month in self.values if month[1] == self.month), default=None)

    def is_assumed(self, year: int) -> bool:
        """Whether a fiscal year's prices are the last known ones with the growth that is assumed."""
        last = self.last()
        return self.assumed is not None and last is not None and self.month_of(year) > last

    def in_year(self, year: int) -> Fraction | None:
        """The index in a fiscal year; None where nothing says it."""
        wanted, last = self.month_of(year), self.last()
        if self.is_assumed(year):
            assert last is not None and self.assumed is not None
            return self.values[last] * (1 + self.assumed) ** (wanted[0] - last[0])
        return self.values.get(wanted)

    def change(self, start: int, end: int) -> Fraction | None:
        """How much prices change from one fiscal year to another, as a share; None where either is not known."""
        before, after = self.in_year(start), self.in_year(end)
        return None if not before or after is None else after / before - 1

    def real(self, change: Fraction, start: int, end: int) -> Fraction | None:
        """A change with that of prices taken out; None where prices are not known.

        >>> index = PriceIndex("CPI", "here", 7, {(2025, 7): Fraction(100), (2026, 7): Fraction(102)})
        >>> index.real(Fraction(2, 100), 2025, 2026), index.real(Fraction(0), 2025, 2027)
        (Fraction(0, 1), None)
        """
        prices = self.change(start, end)
        return None if prices is None else (1 + change) / (1 + prices) - 1
