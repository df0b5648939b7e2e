"""Normal form: two typed figures brought to one type, each step a named line whose size follows from the types alone.

    percent of a known sum -> dollars      amount/100 x the sum
    parts added            -> compounded   100 x ((1 + a/100)(1 + b/100)... - 1)
    for m of something     -> for n        amount x n / m, n the smaller of the two
    a year, run-rate       -> over a term  amount x years
    in year n              -> over n years amount x n, as if paid in full in each (the way there is a hypothesis)
    a range                -> its middle
Law: two amounts of one year each (a year, run-rate, in year n) stay amounts of one year; where their bases differ, that is named.
Law: a mismatch that no arithmetic can size (gross against net, steps in against out, another scope) is named and stands at nothing;
what it comes to is in the hypotheses or in the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from commonground.values.typed_figure import DOLLARS, PERCENT, Basis, Measure, Standing, TypedFigure
from commonground.values.wording import counted

MINOR = {DOLLARS: 100, PERCENT: 10**6}
REPEATED = (Basis.A_YEAR, Basis.RUN_RATE, Basis.BY_YEAR)
NOT_SAID = "basis not stated"


class NoCommonUnit(ValueError):
    """Two figures that no conversion brings to one unit."""

    def __init__(self, one: TypedFigure, other: TypedFigure) -> None:
        mend = "; a percentage becomes dollars where its base names a fact" if PERCENT in (one.unit, other.unit) else ""
        super().__init__(f"{one.unit} and {other.unit} have no unit in common{mend}")


@dataclass(frozen=True, slots=True)
class Step:
    """One mechanical step: its name, the arithmetic in words, and what it changes, in minor units (cents)."""

    name: str
    words: str
    change: int


@dataclass(frozen=True, slots=True)
class Normal:
    """A figure's way to the common type: where it starts, the steps, and where it ends, in minor units."""

    unit: str
    start: int
    steps: tuple[Step, ...]
    end: int
    years: int | None


def minor(amount: Fraction, unit: str) -> int:
    """An amount in whole minor units: cents, millionths of a percent, or whole things, halves up."""
    scaled = abs(amount) * MINOR.get(unit, 1)
    whole = int(scaled + Fraction(1, 2))
    return -whole if amount < 0 else whole


def normalised(one: TypedFigure, other: TypedFigure, facts: Mapping[str, Fraction]) -> tuple[Normal, Normal]:
    """Both figures in one type. Raises `NoCommonUnit`."""
    unit = one.unit if one.unit == other.unit else DOLLARS
    return _way(one, other, unit, facts), _way(other, one, unit, facts)


def unsized(one: TypedFigure, other: TypedFigure) -> Iterator[tuple[str, str]]:
    """The mismatches of type that are only named: what differs, and how each side has it."""
    pairs = (
        *_of_time(one, other),
        ("measure", str(one.measure), str(other.measure)),
        ("scope", one.scope or "everything", other.scope or "everything"),
        ("base", one.base or "not stated", other.base or "not stated"),
        ("steps", _stood(one.steps), _stood(other.steps)),
        ("gross or net", _net(one), _net(other)),
    )
    for name, here, there in pairs:
        if here != there and (name != "base" or one.unit == other.unit):
            yield name, f"{here} against {there}"


def _of_time(one: TypedFigure, other: TypedFigure) -> Iterator[tuple[str, str, str]]:
    """What differs in time and cannot be converted: the bases, or the single years."""
    if one.basis is other.basis is Basis.BY_YEAR:
        yield "year", f"year {one.year}", f"year {other.year}"
    elif _taken(one, other) is not _taken(other, one) and not (is_spread(one, other) or is_spread(other, one)):
        yield "basis", _timed(one, other), _timed(other, one)


def _taken(one: TypedFigure, other: TypedFigure) -> Basis:
    """A figure's basis beside another's: what is not stated is the whole contract where its years are known, else the other's."""
    if one.basis is not Basis.NOT_STATED or other.basis is Basis.NOT_STATED:
        return one.basis
    return Basis.LIFE if one.years or (_is_yearly(other) and _spread(other, one)) else other.basis


def _timed(one: TypedFigure, other: TypedFigure) -> str:
    """A basis in words, with its year where it has one."""
    basis = _taken(one, other)
    return f"in year {one.year}" if basis is Basis.BY_YEAR else str(basis)


def _is_yearly(figure: TypedFigure) -> bool:
    """Whether an amount is that of one year; a count that is reached by a year is no amount of that year."""
    return figure.basis in REPEATED and not (figure.basis is Basis.BY_YEAR and figure.measure is Measure.COUNT)


def is_spread(one: TypedFigure, other: TypedFigure) -> bool:
    """Whether an amount of one year is laid out beside one that is of no single year: then for how many years is known.

    A percentage of one year is not repeated in the others, as dollars are.
    """
    is_repeated = one.basis is not Basis.BY_YEAR or DOLLARS in (one.unit, other.unit)
    return _is_yearly(one) and not _is_yearly(other) and is_repeated and bool(_spread(one, other))


def _stood(steps: Standing) -> str:
    return str(steps) if steps is not Standing.NOT_STATED else "not stated"


def _net(figure: TypedFigure) -> str:
    return "not stated" if figure.is_net is None else "net" if figure.is_net else "gross"


def _way(one: TypedFigure, other: TypedFigure, unit: str, facts: Mapping[str, Fraction]) -> Normal:
    amount = one.amount if one.high is None else (one.amount + one.high) / 2
    if one.unit != unit:
        if one.unit != PERCENT or one.base not in facts:
            raise NoCommonUnit(one, other)
        amount = amount * facts[one.base] / 100
    start = at = minor(amount, unit)
    steps = []
    for name, words, changed in _conversions(one, other, amount):
        after = minor(changed, unit)
        steps.append(Step(name, words, after - at))
        at = after
    return Normal(unit, start, tuple(steps), at, _spread(one, other) if one.basis is Basis.BY_YEAR else one.years)


def _conversions(one: TypedFigure, other: TypedFigure, amount: Fraction) -> Iterator[tuple[str, str, Fraction]]:
    if other.compounded and one.parts and not one.compounded:
        amount = 100 * (prod((1 + part / 100 for part in one.parts), start=Fraction(1)) - 1)
        yield "compounding", "raises added, now multiplied with one another", amount
    if one.count and other.count and one.count > other.count:
        amount = amount * other.count / one.count
        yield "number", f"for {one.count}, now for {other.count}, in proportion", amount
    if one.basis is other.basis:
        return
    if one.basis is Basis.NOT_STATED:
        yield NOT_SAID, f"taken as {_taken(one, other)}", amount
    if is_spread(one, other) and (years := _spread(one, other)):
        yield "basis", f"{_timed(one, other)}, now over {counted(years, 'year')}: x {years}", amount * years


def _spread(one: TypedFigure, other: TypedFigure) -> int | None:
    """Over how many years an amount of one year is laid out beside another figure."""
    if one.basis is not Basis.BY_YEAR:
        return one.years or other.years or other.year
    return other.years if other.basis is Basis.LIFE and other.years else one.year
