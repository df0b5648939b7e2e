"""A preference: what each option is worth to one side, in whole numbers.

Law: the value of a package is the sum over the issues of weight x partial value. Partial values are 0 to 100, the weight of
an issue says what its swing from worst to best is worth beside the others' (swing weights), so the most is 100 x the sum of
weights.
Source: R. L. Keeney and H. Raiffa, Decisions with Multiple Objectives, 1976 (additive value); D. von Winterfeldt and W.
Edwards, Decision Analysis and Behavioral Research, 1986 (swing weights).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

FULL = 100


@dataclass(frozen=True)
class Preference:
    """One side's weights by issue, partial values by issue and option, the least that it settles for, and its authority.

    `least` is a total; `beyond` names by issue the numbers of options that its negotiators may not sign.
    """

    party: str
    weights: tuple[int, ...]
    values: tuple[tuple[int, ...], ...]
    least: int = 0
    beyond: tuple[frozenset[int], ...] = ()

    def value(self, package: Sequence[int]) -> int:
        """The value of a package, in weight x partial value."""
        return sum(self.of(issue, option) for issue, option in enumerate(package))

    def of(self, issue: int, option: int) -> int:
        """What one option adds."""
        return self.weights[issue] * self.values[issue][option]

    @property
    def most(self) -> int:
        """What the best option of every issue would be worth together."""
        return FULL * sum(self.weights)

    def share(self, value: int) -> Fraction:
        """A value as a share of the most."""
        return Fraction(value, self.most) if self.most else Fraction(0)

    def may_sign(self, issue: int, option: int) -> bool:
        """Whether an option is within the authority of this side's negotiators."""
        return not self.beyond or option not in self.beyond[issue]
