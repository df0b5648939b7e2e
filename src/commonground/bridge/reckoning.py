"""A reckoning: what a figure is made of, by year, and how it changes with each named assumption.

    value = sum over parts and years t of  amount[t] x the factor of every assumption

| assumption               | its number  | factor in year t              |
|--------------------------|-------------|-------------------------------|
| term                     | years n     | 1 up to year n, then 0        |
| year measured            | a year y    | 1 in year y alone (0: all)    |
| phase-in                 | years n     | t / n, at most 1              |
| roll-up                  | rate r      | 1 + r                         |
| trend                    | rate r      | (1 + r)^(t - 1)               |
| attrition                | rate r      | (1 - r)^(t - 1)               |
| roster, fill rate, class-size distribution, scope, funding source | share s | s |

Law (exact Shapley): an assumption's line is the mean of what turning it from the first side's number to the second's adds, over
every order; with it the least and the most in any order. Cents by largest remainder: the lines sum to the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from math import lcm, prod

import numpy as np
import numpy.typing as npt

from commonground.bridge.normal import minor
from commonground.values.citation import Citation
from commonground.values.shares import largest_remainder, order_range, shapley

MOST = 10


class Assumption(StrEnum):
    """What two honest figures may be reckoned with differently."""

    TERM = "term"
    YEAR_MEASURED = "year measured"
    ROSTER = "roster"
    FILL_RATE = "fill rate"
    PHASE_IN = "phase-in"
    ROLL_UP = "roll-up"
    CLASS_SIZES = "class-size distribution"
    SCOPE = "scope"
    TREND = "trend"
    ATTRITION = "attrition"
    FUNDING_SOURCE = "funding source"


WHOLE = {Assumption.TERM: 1, Assumption.YEAR_MEASURED: 0, Assumption.PHASE_IN: 1}
RATES = {Assumption.ROLL_UP: (0, 2), Assumption.TREND: (-1, 1), Assumption.ATTRITION: (0, 1)}
SHARES = (0, 10)
LONGEST = 40


def unfit(assumption: Assumption, number: Fraction) -> str:
    """What an assumption's number should have been; "" where it may be this one.

    >>> unfit(Assumption.FILL_RATE, Fraction(92)), unfit(Assumption.TERM, Fraction(5))
    ('a share from 0 to 10, such as 0.92 for 92 %', '')
    """
    if assumption in WHOLE:
        least = WHOLE[assumption]
        fits = number.denominator == 1 and least <= number <= LONGEST
        return "" if fits else f"a whole number of years from {least} to {LONGEST}"
    sort, example = ("rate", "0.03 for 3 %") if assumption in RATES else ("share", "0.92 for 92 %")
    low, high = RATES.get(assumption, SHARES)
    return "" if low <= number <= high else f"a {sort} from {low} to {high}, such as {example}"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a figure: its amounts by year of the contract, and where they are from."""

    id: str
    amounts: tuple[Fraction, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """An assumption that the two sides may have made differently: each side's number, on which parts (none named: all)."""

    assumption: Assumption
    first: Fraction
    second: Fraction
    says: str = ""
    parts: tuple[str, ...] = ()
    low: Fraction | None = None
    high: Fraction | None = None
    citation: Citation | None = None

    def factor(self, number: Fraction, year: int) -> Fraction:
        """What the assumption does to an amount in a year of the contract, counted from 1."""
        match self.assumption:
            case Assumption.TERM:
                return Fraction(year <= number)
            case Assumption.YEAR_MEASURED:
                return Fraction(number in (0, year))
            case Assumption.PHASE_IN:
                return min(Fraction(1), year / number) if number else Fraction(1)
            case Assumption.ROLL_UP:
                return 1 + number
            case Assumption.TREND:
                return (1 + number) ** (year - 1)
            case Assumption.ATTRITION:
                return (1 - number) ** (year - 1)
            case _:
                return number


@dataclass(frozen=True, slots=True)
class Attributed:
    """A hypothesis with its line, in minor units: its share, the least and most by order, and the share at its range's ends."""

    hypothesis: Hypothesis
    share: int
    least: int
    most: int
    at_low: int | None = None
    at_high: int | None = None


@dataclass(frozen=True)
class Reckoning:
    """Parts and the hypotheses about them."""

    unit: str
    parts: tuple[Part, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    note: str = ""

    def values(self) -> list[int]:
        """What it comes to for every set of hypotheses, in minor units.

        Bit h of a set's number says whether hypothesis h has the second side's number. Exact: every factor is a whole number
        over a denominator of its hypothesis's own; parts on which the same hypotheses act are reckoned as one.
        """
        sizes = [_denominator(one, self._years) for one in self.hypotheses]
        whole = lcm(*(amount.denominator for part in self.parts for amount in part.amounts))
        sums = np.zeros(1 << len(self.hypotheses), dtype=object)
        for acting, amounts in self._together().items():
            sets = np.array([[int(amount * whole) for amount in amounts]], dtype=object)
            for number, (one, size) in enumerate(zip(self.hypotheses, sizes, strict=True)):
                ends = (one.first, one.second) if number in acting else (None, None)
                sets = np.concatenate([sets * _factors(one, end, len(amounts), size) for end in ends])
            sums += sets.sum(axis=1)
        return [minor(Fraction(each, whole * prod(sizes)), self.unit) for each in sums]

    @property
    def _years(self) -> int:
        return max((len(part.amounts) for part in self.parts), default=0)

    def unreached(self) -> Iterator[tuple[Hypothesis, Part]]:
        """Hypotheses that ask for a year which a part that they act on does not have."""
        for one in self.hypotheses:
            asked = max(one.first, one.second) if one.assumption in (Assumption.TERM, Assumption.YEAR_MEASURED) else 0
            for part in self.parts:
                if asked > len(part.amounts) and (not one.parts or part.id in one.parts):
                    yield one, part

    def _together(self) -> dict[tuple[int, ...], list[Fraction]]:
        """Amounts by year, of all parts together on which the same hypotheses act."""
        found: dict[tuple[int, ...], list[Fraction]] = {}
        for part in self.parts:
            acting = tuple(at for at, one in enumerate(self.hypotheses) if not one.parts or part.id in one.parts)
            amounts = found.setdefault(acting, [Fraction(0)] * self._years)
            for year, amount in enumerate(part.amounts):
                amounts[year] += amount
        return found

    def attributed(self) -> tuple[Attributed, ...]:
        """Every hypothesis with its line. At most ten of them, because 2^n sets are reckoned."""
        if len(self.hypotheses) > MOST:
            raise ValueError(f"{len(self.hypotheses)} hypotheses; at most {MOST}")
        if not self.hypotheses:
            return ()
        values = self.values()
        shares = largest_remainder(shapley(values), values[-1] - values[0])
        found = []
        for number, (one, share) in enumerate(zip(self.hypotheses, shares, strict=True)):
            least, most = order_range(values, number)
            ends = [None if end is None else self._at(number, end) for end in (one.low, one.high)]
            found.append(Attributed(one, share, least, most, *ends))
        return tuple(found)

    def _at(self, number: int, end: Fraction) -> int:
        """A hypothesis's share where the second side's number is another."""
        moved = [replace(one, second=end) if at == number else one for at, one in enumerate(self.hypotheses)]
        values = replace(self, hypotheses=tuple(moved)).values()
        return largest_remainder(shapley(values), values[-1] - values[0])[number]


def _denominator(one: Hypothesis, years: int) -> int:
    """A number that makes both sides' factors of every year whole."""
    return lcm(*(one.factor(end, year).denominator for end in (one.first, one.second) for year in range(1, years + 1)))


def _factors(one: Hypothesis, number: Fraction | None, years: int, size: int) -> npt.NDArray[np.object_]:
    """A hypothesis's factors by year times its denominator; with no number, 1 times it."""
    found = [1 if number is None else one.factor(number, year) for year in range(1, years + 1)]
    return np.array([int(each * size) for each in found], dtype=object)


def turned(found: Sequence[Attributed]) -> tuple[Attributed, ...]:
    """The same lines from the second figure to the first: every sign turned."""
    return tuple(
        replace(
            one,
            hypothesis=replace(one.hypothesis, first=one.hypothesis.second, second=one.hypothesis.first),
            share=-one.share,
            least=-one.most,
            most=-one.least,
            at_low=None if one.at_low is None else -one.at_low,
            at_high=None if one.at_high is None else -one.at_high,
        )
        for one in found
    )
