"""Normal form: two typed figures brought to one type, each step a named line whose size follows from the types alone.

    percent of a known sum -> dollars      amount/100 x the sum
    parts added            -> compounded   100 x ((1 + a/100)(1 + b/100)... - 1)
    for m of something     -> for n        amount x n / m, n the smaller of the two
    a year, run-rate       -> over a term  amount x years
    in year n              -> over n years amount x n, as if paid in full in each (the way there is a hypothesis)
Law: a mismatch that no arithmetic can size (gross against net, steps in against out, another scope) is named and stands at nothing;
what it comes to is in the hypotheses or in the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from commonground.values.typed_figure import DOLLARS, PERCENT, Basis, Standing, TypedFigure
from commonground.values.wording import counted

MINOR = {DOLLARS: 100, PERCENT: 10**6}
REPEATED = (Basis.A_YEAR, Basis.RUN_RATE, Basis.BY_YEAR)


class NoCommonUnit(ValueError):
    """Two figures that no conversion brings to one unit."""

    def __init__(self, one: TypedFigure, other: TypedFigure) -> None:
        super().__init__(
            f"{one.unit} and {other.unit} have no unit in common; a percentage becomes dollars where its base names a fact"
        )


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
    """What differs in time and cannot be converted: the bases, the single years, for how long a yearly amount is said."""
    if one.basis is other.basis is Basis.BY_YEAR:
        yield "year", f"year {one.year}", f"year {other.year}"
    elif one.basis is other.basis and one.basis in REPEATED and one.years and other.years:
        yield "length", counted(one.years, "year"), counted(other.years, "year")
    elif Basis.NOT_STATED not in (one.basis, other.basis) and not _meet(one, other):
        yield "basis", str(one.basis), str(other.basis)


def _meet(one: TypedFigure, other: TypedFigure) -> bool:
    """Whether two bases are brought to one: alike, or one of them an amount a year whose years are known."""
    return one.basis is other.basis or any(
        here.basis in REPEATED and _spread(here, there) for here, there in ((one, other), (other, one))
    )


def _stood(steps: Standing) -> str:
    return str(steps) if steps is not Standing.NOT_STATED else "not stated"


def _net(figure: TypedFigure) -> str:
    return "not stated" if figure.is_net is None else "net" if figure.is_net else "gross"


def _way(one: TypedFigure, other: TypedFigure, unit: str, facts: Mapping[str, Fraction]) -> Normal:
    amount = one.amount
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
    if one.basis is Basis.NOT_STATED and other.basis is not Basis.NOT_STATED:
        said = Basis.LIFE if other.basis in REPEATED and _spread(other, one) else other.basis
        yield "basis not stated", f"taken as {said}", amount
    if one.basis in REPEATED:
        years = _spread(one, other)
        if years:
            from_ = f"in year {one.year}" if one.basis is Basis.BY_YEAR else str(one.basis)
            yield "basis", f"{from_}, now over {counted(years, 'year')}: x {years}", amount * years


def _spread(one: TypedFigure, other: TypedFigure) -> int | None:
    """Over how many years an amount of one year is laid out beside another figure."""
    if one.basis is not Basis.BY_YEAR:
        return one.years or other.years or other.year
    return other.years if other.basis is Basis.LIFE and other.years else one.year
