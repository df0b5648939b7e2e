"""Where a figure stands among others: rank, percentile, median, and the distance to it.

Law: rank 1 is the highest; equals share a rank. Percentile = (those below + half of the equals) / the others. The median is of
the others alone, exact. Of no others nothing is said.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Rank:
    """A figure's place among others: `rank` of `among` (itself counted), `percentile` as a share, and the others' median."""

    value: Fraction
    rank: int
    among: int
    percentile: Fraction
    median: Fraction

    @property
    def distance(self) -> Fraction:
        """The figure less the median."""
        return self.value - self.median

    @property
    def share(self) -> Fraction | None:
        """The distance as a share of the median; None of a median of nothing."""
        return self.distance / self.median if self.median else None


def ranked(value: Fraction | int, others: Collection[Fraction]) -> Rank | None:
    """A figure among others; None where there are none.

    >>> found = ranked(52, [Fraction(50), Fraction(52), Fraction(60), Fraction(40)])
    >>> found.rank, found.among, found.percentile, found.median
    (2, 5, Fraction(5, 8), Fraction(51, 1))
    """
    if not others:
        return None
    above = sum(1 for other in others if other > value)
    equal = sum(1 for other in others if other == value)
    below = len(others) - above - equal
    return Rank(
        Fraction(value), above + 1, len(others) + 1, (below + Fraction(equal, 2)) / len(others), median_of(others)
    )


def median_of(values: Collection[Fraction]) -> Fraction:
    """The middle value, or the mean of the two middle ones. There must be one."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return Fraction(ordered[middle])
    return Fraction(ordered[middle - 1] + ordered[middle]) / 2
