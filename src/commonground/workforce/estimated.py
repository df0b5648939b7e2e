"""Estimated: rates of leaving by service, from the rosters of several years.

Law: with a person's number in both rosters, who is in the earlier and not in the later has left; each person counts once.
Law: without, those with s years less those with s + 1 a year later have left, and nobody is counted as returned: whoever came in
with service hides a leaver, so such a rate is a least one.
A rate is an exact ratio of two counts. Several years' counts are added, band by band.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

BANDS = (0, 1, 2, 3, 4, 5, 10, 15, 20, 25, 30, 35)


@dataclass(frozen=True, slots=True)
class Estimate:
    """Of those with so many completed years or more (up to the next band): how many there were, and how many left."""

    first: int
    heads: int
    left: int

    @property
    def rate(self) -> Fraction:
        """The share who left; nothing where nobody was."""
        return Fraction(self.left, self.heads) if self.heads else Fraction(0)


def by_person(years: Sequence[Mapping[str, int]], bands: Sequence[int] = BANDS) -> tuple[Estimate, ...]:
    """Rates from each year's completed years of service by person.

    >>> by_person([{"a": 3, "b": 4, "c": 3}, {"a": 4, "b": 5}], [0, 4])
    (Estimate(first=0, heads=2, left=1), Estimate(first=4, heads=1, left=0))
    """
    heads: Counter[int] = Counter()
    left: Counter[int] = Counter()
    for now, later in pairwise(years):
        for person, service in now.items():
            band = bands[bisect_right(bands, service) - 1]
            heads[band] += 1
            left[band] += person not in later
    return tuple(Estimate(first, heads[first], left[first]) for first in bands)


def by_count(years: Sequence[Mapping[int, int]], bands: Sequence[int] = BANDS) -> tuple[Estimate, ...]:
    """Rates from each year's heads by completed years of service.

    >>> by_count([{3: 10, 4: 5}, {4: 8, 5: 6}], [0, 4])
    (Estimate(first=0, heads=10, left=2), Estimate(first=4, heads=5, left=0))
    """
    heads: Counter[int] = Counter()
    left: Counter[int] = Counter()
    for now, later in pairwise(years):
        for service, count in now.items():
            band = bands[bisect_right(bands, service) - 1]
            heads[band] += count
            left[band] += max(0, count - later.get(service + 1, 0))
    return tuple(Estimate(first, heads[first], left[first]) for first in bands)
