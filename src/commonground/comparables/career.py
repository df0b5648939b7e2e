"""Career earnings: what one person is paid over so many years on one year's schedule, moving a step a year and changing lanes.

Law: in year n of a career one stands in the lane that the rule names for it, on the n-th step of the schedule, or on the lane's
last one before it; earnings are the sum over the years, discounted = sum of pay / (1 + rate)^(n - 1), rounded once. The schedule is
that of one fiscal year held still. Where a needed cell is missing there are no earnings, and what is missing is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from commonground.values.money import divide

Cells = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class CareerRule:
    """How long a career is, which lane it is in from which of its years on (the first is year 1), and the discount rate."""

    years: int
    lanes: tuple[tuple[int, str], ...]
    discount: Fraction = Fraction(0)
    cite: str = ""

    def lane(self, number: int) -> str:
        """The lane in a year of the career, counted from 1."""
        return next(lane for first, lane in reversed(self.lanes) if first <= number)


@dataclass(frozen=True, slots=True)
class YearPaid:
    """One year of a career: its number, the place on the schedule, the pay in cents."""

    number: int
    lane: str
    step: str
    cents: int


@dataclass(frozen=True)
class Career:
    """A career year by year; `missing` says why there is none."""

    rule: CareerRule
    paid: tuple[YearPaid, ...] = ()
    missing: str = ""

    @property
    def nominal(self) -> int:
        """All pay, in cents."""
        return sum(year.cents for year in self.paid)

    @property
    def discounted(self) -> int:
        """All pay as it is worth in the first year, in cents."""
        worth = sum((year.cents / (1 + self.rule.discount) ** (year.number - 1) for year in self.paid), Fraction(0))
        return int(divide(worth.numerator, worth.denominator))


def career(rule: CareerRule, cells: Cells) -> Career:
    """The career on a schedule, whose cells are in the order of its steps.

    >>> cells = {("BA", "1"): 50_000_00, ("BA", "2"): 51_000_00, ("MA", "2"): 55_000_00}
    >>> career(CareerRule(3, ((1, "BA"), (3, "MA"))), cells).nominal
    15600000
    """
    ladder = list(dict.fromkeys(step for _, step in cells))
    place = {step: number for number, step in enumerate(ladder)}
    paid = []
    for number in range(1, rule.years + 1):
        lane = rule.lane(number)
        steps = [step for at, step in cells if at == lane]
        if not steps:
            return Career(rule, missing=f"no lane {lane}")
        if gap := _gap(steps):
            return Career(rule, missing=f"no {lane} step {gap}")
        reached = [step for step in steps if place[step] < number] or steps[:1]
        paid.append(YearPaid(number, lane, reached[-1], cells[lane, reached[-1]]))
    return Career(rule, tuple(paid))


def _gap(steps: Sequence[str]) -> int | None:
    """The first number that a lane leaves out between its numbered steps."""
    if not all(step.isdigit() for step in steps):
        return None
    numbers = {int(step) for step in steps}
    return next((number for number in range(min(numbers), max(numbers)) if number not in numbers), None)
