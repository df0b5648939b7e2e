"""Views: the four ways in which one costing is quoted. They are never mixed without a name.

C(t) is all employer cost in year t; against a reference R (the base year, the status quo, another offer), with
D(t) = C(t) - R(t), where R(t) = C(0) if the reference is the base year:

    increment(t)   D(t) - D(t-1)               what this year adds to the last
    annual(t)      D(t)                        what this year costs more
    cumulative(t)  annual(1) + ... + annual(t) what has been paid more so far
    run-rate       a full year of what is in force on the term's last day, one-time payments left out, less the reference
Worked example: docs/arithmetic/views.md (Merrimack Valley: 667,602 against 2,125,408 against 4,348,922, all of one contract).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class View(StrEnum):
    """A way of quoting a cost."""

    INCREMENT = "increment"
    ANNUAL = "annual"
    RUN_RATE = "run-rate"
    CUMULATIVE = "cumulative"


@dataclass(frozen=True, slots=True)
class Series:
    """Cents by period, the base year first, and the run-rate."""

    cents: tuple[int, ...]
    run_rate: int = 0

    @classmethod
    def nothing(cls, periods: int) -> Series:
        """Zero in every period."""
        return cls((0,) * periods)

    def __add__(self, other: Series) -> Series:
        return Series(
            tuple(a + b for a, b in zip(self.cents, other.cents, strict=True)), self.run_rate + other.run_rate
        )

    def __neg__(self) -> Series:
        return Series(tuple(-cents for cents in self.cents), -self.run_rate)

    def __sub__(self, other: Series) -> Series:
        return self + -other

    def against_base(self) -> Series:
        """The difference from the base year."""
        return Series(tuple(cents - self.cents[0] for cents in self.cents), self.run_rate - self.cents[0])

    def seen(self, view: View) -> tuple[int, ...]:
        """The years' figures (the base year left out) of a series of differences, in one view; a run-rate is one figure.

        >>> Series((0, 765_708, 1_457_806, 2_125_408), 2_125_408).seen(View.CUMULATIVE)
        (765708, 2223514, 4348922)
        """
        years = self.cents[1:]
        if view is View.RUN_RATE:
            return (self.run_rate,)
        if view is View.ANNUAL:
            return years
        if view is View.INCREMENT:
            return tuple(now - before for before, now in zip(self.cents, years, strict=False))
        paid, total = [], 0
        for cents in years:
            total += cents
            paid.append(total)
        return tuple(paid)


def summed(parts: Mapping[str, Series] | Sequence[Series], periods: int) -> Series:
    """The sum of several series."""
    each = parts.values() if isinstance(parts, Mapping) else parts
    return sum(each, start=Series.nothing(periods))
