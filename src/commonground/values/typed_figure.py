"""A typed figure: a public number with what it measures, in which unit, over which years, and how firmly it was said.

Law: two figures may only be compared when their types agree; what differs between the types is named first.
Law: a number as people say it has no more digits than it shows: 38 million is anything from 37.5 to 38.5 million, but a round
number is never taken as wider than five percent to either side. A hedge moves or widens that range.
Amounts are exact: dollars, percent (16 is 16 %), or a count of what `unit` names.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

WIDEST = Fraction(1, 20)
HEDGED = Fraction(1, 10)
DOLLARS, PERCENT = "dollars", "percent"


class Measure(StrEnum):
    """What a figure measures."""

    COST = "cost"
    SAVING = "saving"
    GAP = "gap"
    RAISE = "raise"
    COUNT = "count"
    SHARE = "share"
    PAY = "pay"
    BUDGET = "budget"
    DEFICIT = "deficit"


class Hedge(StrEnum):
    """How firmly a figure is said."""

    NONE = "none"
    ABOUT = "about"
    NEARLY = "nearly"
    MORE_THAN = "more than"
    LESS_THAN = "less than"
    AT_LEAST = "at least"
    UP_TO = "up to"


class Basis(StrEnum):
    """Over what time a sum of money is counted."""

    A_YEAR = "a year"
    LIFE = "contract life"
    RUN_RATE = "run-rate"
    BY_YEAR = "by year"
    ONCE = "once"
    NOT_STATED = "not stated"


class Standing(StrEnum):
    """Whether something is inside a figure: gross or net of what it brings in; steps in or out."""

    IN = "in"
    OUT = "out"
    NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class TypedFigure:
    """A figure and its type. `high` is the upper end where a range was said; `count` how many units the amount is for.

    `years` is the length that it is said for, `year` the year of the contract (1 is the first) that `by year` means,
    `base` what it is measured against (status quo, base year, an offer, or of what a percentage is taken).
    """

    measure: Measure
    amount: Fraction
    unit: str = DOLLARS
    hedge: Hedge = Hedge.NONE
    high: Fraction | None = None
    basis: Basis = Basis.NOT_STATED
    years: int | None = None
    year: int | None = None
    base: str = ""
    scope: str = ""
    count: Fraction | None = None
    is_net: bool | None = None
    steps: Standing = Standing.NOT_STATED
    compounded: bool | None = None
    parts: tuple[Fraction, ...] = ()

    def __hash__(self) -> int:
        """Of what tells figures apart most often; a Fraction's own hash divides by its denominator, which takes long."""
        return hash((self.amount.as_integer_ratio(), self.measure, self.unit, self.basis, self.year, self.scope))

    @property
    def range(self) -> tuple[Fraction | None, Fraction | None]:
        """The least and the most that the words still cover; None where they set no bound.

        >>> figure = TypedFigure(Measure.GAP, Fraction(38_000_000))
        >>> [int(end) for end in figure.range]
        [37500000, 38500000]
        """
        amount = self.amount
        if self.high is not None:
            return amount - said_precision(amount), self.high + said_precision(self.high)
        match self.hedge:
            case Hedge.NONE:
                slack = said_precision(amount)
                return amount - slack, amount + slack
            case Hedge.ABOUT:
                slack = abs(amount) * WIDEST  # which what it shows is never above
                return amount - slack, amount + slack
            case Hedge.NEARLY | Hedge.LESS_THAN:
                return amount - abs(amount) * HEDGED, amount
            case Hedge.MORE_THAN:
                return amount, amount + abs(amount) * HEDGED
            case Hedge.AT_LEAST:
                return amount, None
            case Hedge.UP_TO:
                return Fraction(0), amount

    def distance(self, value: Fraction) -> Fraction:
        """How far a value lies outside the range that the words cover; 0 inside. Above the range it is positive.

        >>> TypedFigure(Measure.GAP, Fraction(38), hedge=Hedge.NEARLY).distance(Fraction(40))
        Fraction(2, 1)
        """
        return outside(value, self.range)


def within(value: Fraction, range: tuple[Fraction | None, Fraction | None]) -> bool:
    """Whether a value lies in a range: what `outside` is nothing for, in whole numbers alone, which is sooner for many values.

    >>> within(Fraction(5), (Fraction(5), None))
    True
    """
    least, most = range
    top, bottom = value.numerator, value.denominator
    if least is not None and top * least.denominator < least.numerator * bottom:
        return False
    return most is None or top * most.denominator <= most.numerator * bottom


def outside(value: Fraction, range: tuple[Fraction | None, Fraction | None]) -> Fraction:
    """How far a value lies outside a range; 0 inside, positive above.

    >>> outside(Fraction(3), (Fraction(5), None))
    Fraction(-2, 1)
    """
    least, most = range
    if least is not None and value < least:
        return value - least
    if most is not None and value > most:
        return value - most
    return Fraction(0)


def said_precision(amount: Fraction) -> Fraction:
    """Half of the last place that a spoken number shows, and at most five percent of it; nothing for a fraction like 1/3.

    >>> said_precision(Fraction(38_000_000)), said_precision(Fraction(100)), said_precision(Fraction("18.26"))
    (Fraction(500000, 1), Fraction(5, 1), Fraction(1, 200))
    """
    if not amount:
        return Fraction(0)
    scale = next((10**places for places in range(7) if 10**places % amount.denominator == 0), 0)
    if not scale:
        return Fraction(0)
    whole, place = abs(amount.numerator) * (scale // amount.denominator), 1
    while whole % (place * 10) == 0:
        place *= 10
    half, widest = place * WIDEST.denominator, 2 * whole * WIDEST.numerator  # both over the same
    return Fraction(min(half, widest), 2 * scale * WIDEST.denominator)
