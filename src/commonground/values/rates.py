"""Rates: one rate for each of several packages that are worked out together.

Where a rule takes a share of pay, it may be given these in the place of one rate: the rows of its pay are the periods of one
package after those of another, and those of each package are shared by its own rate.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[Any]  # int64, or object holding Python ints where a number is too large for it
LARGEST_IN_INT64 = 2**62


class Rates:
    """One rate for each package, in order: `parts[n] / whole` for package n.

    >>> rates = Rates.of([Fraction(1, 2), Fraction(1, 3)])
    >>> rates.parts, rates.whole
    ([3, 2], 6)
    >>> rates.take([1]).parts, (rates + Fraction(1, 4)).parts
    ([2], [9, 7])
    """

    __slots__ = ("parts", "whole")

    def __init__(self, parts: list[int], whole: int) -> None:
        self.parts, self.whole = parts, whole

    @classmethod
    def of(cls, rates: Sequence[Fraction]) -> Rates:
        """Some rates over their least common denominator."""
        ratios = [rate.as_integer_ratio() for rate in rates]
        whole = lcm(*{over for _, over in ratios})
        return cls([part * (whole // over) for part, over in ratios], whole)

    def __len__(self) -> int:
        return len(self.parts)

    def __add__(self, more: Fraction) -> Rates:
        whole = lcm(self.whole, more.denominator)
        added = more.numerator * (whole // more.denominator)
        return Rates([part * (whole // self.whole) + added for part in self.parts], whole)

    def take(self, packages: Sequence[int]) -> Rates:
        """The rates of some packages, by number."""
        return Rates([self.parts[number] for number in packages], self.whole)


def over_one_whole(rates: Sequence[Fraction | Rates]) -> tuple[Whole, int]:
    """The parts of some rates, and the whole that they are parts of, where there are several packages.

    Shape of the parts: (packages, 1, rates), to go with pay by package, period and group.

    >>> parts, whole = over_one_whole([Rates.of([Fraction(1, 2), Fraction(1, 3)]), Fraction(1, 5)])
    >>> parts.tolist(), whole
    ([[[15, 6]], [[10, 6]]], 30)
    """
    several = [rate if isinstance(rate, Rates) else Rates.of([rate]) for rate in rates]
    whole, packages = lcm(*[rate.whole for rate in several]), max(map(len, several))
    columns = [[part * (whole // rate.whole) for part in rate.parts] for rate in several]
    largest = max(max(map(abs, column)) for column in columns)
    parts = np.empty((packages, 1, len(rates)), dtype=np.int64 if largest < LARGEST_IN_INT64 else object)
    for number, column in enumerate(columns):
        parts[:, 0, number] = column
    return parts, whole
