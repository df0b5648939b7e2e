"""Payback: after how many work days the difference of two offers comes to what a stoppage kept from pay.

Law: the difference is counted year by year, as the offers' own years have it, a work day at a time within a year.
The same reckoning serves both sides: members weigh pay not received against a higher offer, an employer weighs cost not
paid against it. It says how long, not whether.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Payback:
    """So many whole years and work days; None where the difference never comes to it in the years that are costed."""

    years: int
    days: int
    work_days: int

    @property
    def all_days(self) -> int:
        """All work days together."""
        return self.years * self.work_days + self.days


def paid_back(amount: int, differences: Sequence[int], work_days: int) -> Payback | None:
    """After how many work days `amount` cents are reached by yearly differences; a day begun counts whole.

    >>> paid_back(1_000, [5_200, 5_200], 208)
    Payback(years=0, days=40, work_days=208)
    """
    if amount <= 0:
        return Payback(0, 0, work_days)
    left = Fraction(amount)
    for years, difference in enumerate(differences):
        if difference >= left:
            days = left * work_days / difference
            whole = -(-days.numerator // days.denominator)
            return Payback(years + whole // work_days, whole % work_days, work_days)
        left -= difference
    return None
