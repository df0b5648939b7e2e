"""An assumption: a value that a party takes for something that nobody can look up, from a day on, with its source and range.

Law: nothing is overwritten; a party that changes its mind states the value again from a later day, and the earlier one stays.
Law: a signature is to a value. When the party's value changes, what it signed is no longer its value, and that is said.
Values are exact: shares and times as fractions, dollars to the cent or finer, counts; or words, where it is a rule.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from commonground.values.citation import Citation
from commonground.values.rate import format_rate

Value = Fraction | str


class Unit(StrEnum):
    """What a value is counted in."""

    SHARE = "share"
    DOLLARS = "dollars"
    PEOPLE = "people"
    FTE = "FTE"
    PUPILS = "pupils"
    SECTIONS = "sections"
    DAYS = "days"
    YEARS = "years"
    TIMES = "times"
    WORDS = "words"


@dataclass(frozen=True)
class Assumption:
    """A party's value from a day on: its unit, the range that the party holds possible, where it comes from."""

    name: str
    party: str
    unit: Unit
    value: Value
    on: dt.date
    low: Fraction | None = None
    high: Fraction | None = None
    source: Citation | None = None
    note: str = ""

    @property
    def states_range(self) -> bool:
        """Whether a range is stated beside the value."""
        return self.low is not None or self.high is not None

    @property
    def range(self) -> tuple[Fraction, Fraction] | None:
        """The least and the most; the value alone where no range is stated; None of words."""
        if isinstance(self.value, str):
            return None
        return (
            self.value if self.low is None else self.low,
            self.value if self.high is None else self.high,
        )


@dataclass(frozen=True)
class Signature:
    """A party signs a value of an assumption on a day, by somebody's hand."""

    name: str
    party: str
    value: Value
    on: dt.date
    by: str


@dataclass(frozen=True)
class Assumptions:
    """All parties' assumptions and signatures, in the order of their files."""

    stated: tuple[Assumption, ...] = ()
    signed: tuple[Signature, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What is assumed by anybody, each once."""
        return tuple(dict.fromkeys(one.name for one in self.stated))

    def of(self, name: str, party: str, on: dt.date = dt.date.max) -> Assumption | None:
        """A party's value on a day: the last that it stated by then."""
        found = [one for one in self.stated if (one.name, one.party) == (name, party) and one.on <= on]
        return max(found, key=lambda one: one.on, default=None)

    def stands(self, mark: Signature, on: dt.date = dt.date.max) -> bool:
        """Whether a signature holds on a day: its party had stated that value when it signed, and states it still."""
        then, now = self.of(mark.name, mark.party, mark.on), self.of(mark.name, mark.party, on)
        last = self.signature(mark.name, mark.party, on)
        return last == mark and all(one is not None and one.value == mark.value for one in (then, now))

    def signature(self, name: str, party: str, on: dt.date = dt.date.max) -> Signature | None:
        """What a party signed last by a day."""
        found = [one for one in self.signed if (one.name, one.party) == (name, party) and one.on <= on]
        return max(found, key=lambda one: one.on, default=None)


def written(value: Value, unit: Unit) -> str:
    """A value as people read it.

    >>> written(Fraction(23, 25), Unit.SHARE), written(Fraction(76_000), Unit.DOLLARS), written(Fraction(5), Unit.YEARS)
    ('92 %', '$76,000', '5 years')
    """
    if isinstance(value, str):
        return value
    if unit is Unit.SHARE:
        return format_rate(value)
    number = _number(value)
    return (
        f"-${number[1:]}"
        if unit is Unit.DOLLARS and value < 0
        else f"${number}"
        if unit is Unit.DOLLARS
        else f"{number} {unit}"
    )


def _number(value: Fraction) -> str:
    """A fraction as a decimal where that ends within six places, else as a fraction."""
    if 10**6 % value.denominator:
        return f"{value.numerator:,}/{value.denominator:,}"
    return f"{Decimal(value.numerator) / Decimal(value.denominator):,f}"
