"""Figures in their order among other districts': of a benchmark, of career earnings, or of raises compounded, the highest first.

A figure is exact: cents, or a rate. One's own stand among them by the agreement's name. Rank and median are those of `comparables`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from commonground.comparables.own import compounded
from commonground.costing.period import Period
from commonground.report.own_pay import OwnPay, Under

CAREERS, SETTLEMENTS = "career earnings", "settlements, compounded"


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure with whose it is; `is_own` where it is what an agreement of this negotiation gives."""

    name: str
    value: Fraction
    is_own: bool


@dataclass(frozen=True)
class InOrder:
    """Figures of one thing in a year, the highest first; cents where `is_money`, else rates."""

    title: str
    figures: tuple[Placed, ...]
    is_money: bool

    @property
    def others_median(self) -> Fraction | None:
        """The median of the others' figures; None where there is none."""
        others = [one.value for one in self.figures if not one.is_own]
        return median(others) if others else None


def measured(own: OwnPay) -> list[str]:
    """What figures can be put in order here: benchmarks and cells, careers and settlements where there are any."""
    found = [name for name in own.names if own.periods_with([name])]
    found += [CAREERS] if own.comparables.career is not None and own.years_of_careers() else []
    return found + ([SETTLEMENTS] if own.settled_years() else [])


def years_of(own: OwnPay, what: str) -> list[Period]:
    """The years in which others have figures of a thing; of settlements the last alone, up to which they are compounded."""
    if what == CAREERS:
        return own.years_of_careers()
    if what == SETTLEMENTS:
        last = own.settled_years()[-1]
        return [period for period in own.periods if period.year == last]
    return own.periods_with([what])


def in_order(own: OwnPay, unders: Sequence[Under], what: str, period: Period) -> InOrder:
    """One's own figures and the others' of a thing in a year, the highest first; equals as they come, the others first."""
    shown = unders if period.passed else unders[:1]
    by = {CAREERS: _careers, SETTLEMENTS: _settlements}.get(what, _benchmark)
    found = sorted(by(own, shown, what, period), key=lambda one: (-one.value, one.is_own))
    title = f"{what[:1].upper()}{what[1:]}, {'to ' if what == SETTLEMENTS else ''}{period.label}"
    return InOrder(title, tuple(found), is_money=what != SETTLEMENTS)


def _benchmark(own: OwnPay, unders: Sequence[Under], what: str, period: Period) -> Iterator[Placed]:
    for district, value in own.comparables.of(what, period.year.first.year).items():
        yield Placed(district, Fraction(value), is_own=False)
    for under in unders:
        paid, _ = own.standing(under, period, what)
        if paid is not None:
            yield Placed(under.name, Fraction(paid), is_own=True)


def _careers(own: OwnPay, unders: Sequence[Under], what: str, period: Period) -> Iterator[Placed]:
    here, there = own.careers(unders, period)
    for found, is_own in ((there, False), (here, True)):
        for name, one in found.items():
            if not one.missing:
                yield Placed(name, Fraction(one.nominal), is_own)


def _settlements(own: OwnPay, unders: Sequence[Under], what: str, period: Period) -> Iterator[Placed]:
    years = own.settled_years()
    for name, rates in own.others_settled(years).items():
        known = [rate for rate in rates if rate is not None]
        if len(known) == len(years):
            yield Placed(name, compounded(known), is_own=False)
    for under in unders:
        yield Placed(under.name, compounded(own.rates(under, years)), is_own=True)
