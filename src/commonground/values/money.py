"""Money: whole cents in, whole cents out, one named rounding on the way.

Law: an amount of money is a whole number of cents (int, or an int64 array of them); a rate is an exact rational;
their product is rounded once, at a place with a name, by a rounding with a name.
Roundings: `half_up` (halves away from zero, as payroll offices do), `half_even` (banker's), `down` (what is left is dropped),
`up` (whatever is left counts as a whole one).
Bound: what is written is at most a billion dollars, and what a line comes to for one row stays below 2^40 cents (about eleven
billion dollars); past it the costing stops with `BeyondBounds`, because a sum in int64 would come round to a wrong figure.
Where a rate has more digits than int64 can carry, the arithmetic moves to Python's whole numbers by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
import numpy.typing as npt

from commonground.values.rates import LARGEST_IN_INT64, Rates, over_one_whole

Cents = npt.NDArray[Any]  # int64, or object holding Python ints when an amount outgrows int64
LARGEST_CENTS = 2**40
LARGEST_WRITTEN = 10**11
AMOUNT = re.compile(r"^\s*(\()?\s*([+-])?\s*\$?\s*([+-])?(\d{1,3}(?:,\d{3})+|\d+)?(\.\d+)?\s*(\))?\s*$")


class Rounding(StrEnum):
    """How a fraction of a unit becomes a whole one. The agreement chooses it, with a citation: it decides the answer."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    DOWN = "down"
    UP = "up"


class RoundedTo(StrEnum):
    """The unit to which a charge is rounded for each person, or for each line that belongs to no person."""

    CENT = "cent"
    DOLLAR = "dollar"

    @property
    def cents(self) -> int:
        """The unit in cents."""
        return 100 if self is RoundedTo.DOLLAR else 1


class NotAnAmount(ValueError):
    """A text or number that does not read as an amount of money."""

    def __init__(self, got: object, why: str = 'write it like "82630.00" or "$82,630.00"') -> None:
        super().__init__(f"{got!r} does not read as an amount of money; {why}")


class BeyondBounds(ArithmeticError):
    """An amount for one row of a line that whole numbers of 64 bits cannot be trusted with."""

    def __init__(self, clause: str = "") -> None:
        self.clause = clause
        most = format_cents(LARGEST_CENTS, dollars=True)
        super().__init__(f"{clause or 'a clause'}: a line of it comes to {most} dollars or more for one row or sum")


@contextmanager
def naming(clause: str) -> Iterator[None]:
    """Say of an amount beyond bounds in which clause it was met, where that is not said yet."""
    try:
        yield
    except BeyondBounds as reason:
        raise BeyondBounds(reason.clause or clause) from reason


def bounded(cents: Any) -> Any:
    """The same cents (one number, or an array); raises `BeyondBounds` where an amount is as large as `LARGEST_CENTS`.

    >>> bounded(388566)
    388566
    """
    if isinstance(cents, np.ndarray):
        if cents.dtype == np.int64 and cents.view(np.uint64).max(initial=0) < LARGEST_CENTS:
            return cents  # nothing is negative, which would be as large as can be
        largest = max(int(cents.max(initial=0)), -int(cents.min(initial=0)))
    else:
        largest = abs(cents)
    if largest >= LARGEST_CENTS:
        raise BeyondBounds
    return cents


def parse_amount(text: object) -> Decimal:
    """Read dollars as people and payroll systems write them, exactly.

    >>> parse_amount("$82,630.00"), parse_amount("(1,200)"), parse_amount(55509.4295.__str__())
    (Decimal('82630.00'), Decimal('-1200'), Decimal('55509.4295'))
    """
    if isinstance(text, bool) or not isinstance(text, str | int | Decimal):
        raise NotAnAmount(text)
    if isinstance(text, Decimal) and not text.is_finite():
        raise NotAnAmount(text)
    found = AMOUNT.match(f"{text:f}" if isinstance(text, Decimal) else str(text))
    if not found or (found[3] and found[2]) or bool(found[1]) != bool(found[6]) or not (found[4] or found[5]):
        raise NotAnAmount(text)
    amount = Decimal((found[4] or "0").replace(",", "") + (found[5] or ""))
    if amount * 100 >= 10**18:
        raise NotAnAmount(text, "it is larger than any budget")
    return -amount if "-" in (found[2], found[3]) or found[1] else amount


def to_cents(amount: Decimal | Fraction | int, rounding: Rounding = Rounding.HALF_UP) -> int:
    """Dollars to whole cents.

    >>> to_cents(Decimal("55509.4295"))
    5550943
    """
    hundredfold = Fraction(amount) * 100
    return int(divide(hundredfold.numerator, hundredfold.denominator, rounding))


def divide(numerator: Any, denominator: int, rounding: Rounding = Rounding.HALF_UP) -> Any:
    """Whole numbers (one, or an array of them) over a positive whole number, rounded to whole numbers.

    >>> divide(5, 2), divide(-5, 2), divide(5, 2, Rounding.HALF_EVEN), divide(5, 2, Rounding.DOWN), divide(9, 4, Rounding.UP)
    (3, -3, 2, 2, 3)
    """
    if denominator == 1:
        return numerator
    if (
        rounding is Rounding.HALF_UP
        and isinstance(numerator, np.ndarray)
        and (rounded := _half_up(numerator, denominator)) is not None
    ):
        return rounded
    size = abs(numerator)
    if rounding is Rounding.DOWN:
        whole = size // denominator
    elif rounding is Rounding.UP:
        whole = -(-size // denominator)
    else:
        whole = (2 * size + denominator) // (2 * denominator)
        if rounding is Rounding.HALF_EVEN:
            whole = whole - ((2 * size + denominator) % (2 * denominator) == 0) * (whole % 2)
    if isinstance(numerator, np.ndarray):
        negative = numerator < 0
        return np.where(negative, -whole, whole) if negative.any() else whole
    return -whole if numerator < 0 else whole


def share_of(cents: Any, rate: Fraction | Rates, rounding: Rounding = Rounding.HALF_UP, unit: int = 1) -> Any:
    """A share of money: cents x rate, rounded once to the cent (or to `unit` cents, 100 for dollars), one by one.

    Where there is a rate for each package, the rows of `cents` are those of one package after those of another.

    >>> share_of(np.array([5550943, 1]), Fraction(7, 100))
    array([388566,      0])
    """
    if isinstance(rate, Rates):
        return _by_package(cents, [rate], rounding, unit)
    part, whole = rate.as_integer_ratio()
    return _share(cents, part, whole, rounding, unit, max(abs(part), whole))


def shares_of(cents: Cents, numerators: Sequence[int], denominator: int) -> Cents:
    """Shares of money by several rates over one denominator: a row for each, rounded once to the cent, one by one.

    >>> shares_of(np.array([100, 250]), [10, 11], 10)
    array([[100, 250],
           [110, 275]])
    """
    largest = int(np.abs(cents).max(initial=1)) * max(map(abs, numerators), default=0)
    sort = np.int64 if 2 * largest + denominator < 2**62 else object
    return settle(divide(np.array(numerators, dtype=sort)[:, None] * cents.astype(sort), denominator))


def shares_by(cents: Cents, rates: Sequence[Fraction | Rates], which: Cents, unit: int = 1) -> Cents:
    """Shares of money by a rate for each group: `rates[which[g]]` for group g (the last axis), rounded as `share_of` does.

    >>> shares_by(np.array([100, 250]), [Fraction(1, 10), Fraction(1, 5)], np.array([0, 1]))
    array([10, 50])
    """
    if any(isinstance(rate, Rates) for rate in rates):
        return _by_package(cents, rates, Rounding.HALF_UP, unit, which)
    whole = lcm(*[rate.denominator for rate in rates])  # type: ignore[union-attr]
    parts = [rate.numerator * (whole // rate.denominator) for rate in rates]  # type: ignore[union-attr]
    largest = max(whole, *map(abs, parts))
    by_group = np.array(parts, dtype=np.int64 if largest < LARGEST_IN_INT64 else object).take(which)
    shares: Cents = _share(cents, by_group, whole, Rounding.HALF_UP, unit, largest)
    return shares


def _by_package(
    cents: Cents, rates: Sequence[Fraction | Rates], rounding: Rounding, unit: int, which: Cents | None = None
) -> Cents:
    """Shares of the rows of several packages, by the one rate of each, or by the one of each group."""
    parts, whole = over_one_whole(rates)
    largest = max(int(abs(parts).max()), whole)
    by_group = parts if which is None else parts.take(which, axis=-1)
    rows = cents.reshape(len(parts), len(cents) // len(parts), cents.shape[-1])
    shares: Cents = _share(rows, by_group, whole, rounding, unit, largest)
    return shares.reshape(cents.shape)


def _share(cents: Any, part: Any, whole: int, rounding: Rounding, unit: int, largest: int) -> Any:
    """Cents x part / whole, rounded once; numbers, or arrays that go together. `largest` is the largest part, or the whole."""
    if isinstance(cents, np.ndarray) and cents.dtype != object:
        if not _fits(cents, largest):
            cents = cents.astype(object)
        elif rounding is Rounding.HALF_UP:
            product = cents * part
            if (
                share := _half_up(product, whole * unit, into=product if isinstance(product, np.ndarray) else None)
            ) is not None:
                return share if unit == 1 else share * unit
    share = divide(cents * part, whole * unit, rounding)
    return settle(share if unit == 1 else share * unit)


def _half_up(parts: Cents, whole: int, into: Cents | None = None) -> Cents | None:
    """Parts over a whole, rounded half up, in an array of their own or in the one given; None, with nothing changed, where
    some are below nothing."""
    if parts.size and parts.min() < 0:
        return None
    rounded: Cents = np.add(parts, whole // 2, out=into)
    rounded //= whole
    return rounded


def _fits(cents: Cents, largest: int) -> bool:
    """Whether int64 holds every number on the way from an array of cents to its share by parts and wholes up to a largest."""
    if largest < 2**21:
        return True
    most = int(max(cents.max(initial=1), -cents.min(initial=0)))  # at least 1: the rate alone must fit, too
    return 2 * most * largest + largest < LARGEST_IN_INT64


def settle(cents: Any) -> Any:
    """Bring an array of Python whole numbers back to int64 where each of them fits."""
    if isinstance(cents, np.ndarray) and cents.dtype == object and max(map(abs, cents.flat), default=0) < 2**62:
        return cents.astype(np.int64)
    return cents


def format_cents(cents: int, *, dollars: bool = False) -> str:
    """Write cents as dollars; `dollars=True` rounds to the whole dollar for a table.

    >>> format_cents(388566), format_cents(-150), format_cents(388566, dollars=True)
    ('3,885.66', '-1.50', '3,886')
    """
    sign = "-" if cents < 0 else ""
    if dollars:
        whole = divide(abs(int(cents)), 100)
        return f"{sign if whole else ''}{whole:,}"
    whole, rest = divmod(abs(int(cents)), 100)
    return f"{sign}{whole:,}.{rest:02d}"
