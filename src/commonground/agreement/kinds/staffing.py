"""Staffing: positions that a clause promises, by school, by pupils, or as a number.

    at a school       the largest of its claims: so many each, a ratio of pupils, thresholds by band
    in the district   the largest of: the schools' sum, a number, a floor over a past count
    created           fill rate x phase-in x max(0, that - positions that stand already)

Law: several claims on one position are never added; the largest holds. Numbers are exact, and rounded only where a claim
says `whole`. How a position is priced: `agreement.position_price`.
Worked example: docs/arithmetic/staffing.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Annotated, ClassVar, Literal, Self

import numpy as np
import numpy.typing as npt
from pydantic import Field, model_validator

from commonground.agreement.family import Family
from commonground.agreement.fields import Label, Number, Part, Rate, Terms, Year
from commonground.agreement.kind import Kind, Rule, SchoolRows
from commonground.agreement.position_price import PositionPrice

HALF = Fraction(1, 2)
WHOLE = {"exact": lambda n: n, "up": ceil, "down": floor, "nearest": lambda n: floor(n + HALF)}


class Threshold(Part):
    """A band of schools: from so many pupils on, so many positions."""

    at_least: int = Field(ge=0)
    positions: Number = Field(ge=0)


class PositionClaim(Part):
    """One claim on the position: by school (`per_school`, `ratio`, `bands`), or in the district (`number`, `more`)."""

    says_one_of: ClassVar[tuple[str, ...]] = ("per_school", "ratio", "bands", "number", "more")

    per_school: Number | None = Field(None, ge=0)
    ratio: Number | None = Field(None, gt=0, description="pupils to one position")
    bands: tuple[Threshold, ...] = ()
    number: Number | None = Field(None, ge=0)
    more: dict[Year, Number] = Field(default_factory=dict, description="positions over the past count, by year")
    over: Number | None = Field(None, ge=0, description="the past count; without it, what exists")
    of: Label = "students"
    across: Literal["school", "district"] = "school"
    levels: tuple[Label, ...] = ()
    schools: tuple[Label, ...] = ()
    whole: Literal["exact", "up", "down", "nearest"] = "exact"
    first_year: Year | None = None
    last_year: Year | None = None

    @model_validator(mode="after")
    def _makes_one_claim(self) -> Self:
        made = [name for name in self.says_one_of if getattr(self, name) not in (None, (), {})]
        if len(made) > 1:
            raise ValueError(f"a claim is of one sort, not {' and '.join(made)}; write each as a claim of its own")
        if self.across == "district" and made != ["ratio"]:
            raise ValueError(
                'across = "district" goes with a ratio; other claims are by school or in the district already'
            )
        return self

    @property
    def is_by_school(self) -> bool:
        """Whether the claim is made at each school by itself."""
        return self.per_school is not None or bool(self.bands) or (self.ratio is not None and self.across == "school")

    @property
    def counts_pupils(self) -> bool:
        """Whether the claim reads a count of schools.csv."""
        return self.ratio is not None or bool(self.bands)

    def holds_in(self, year: int) -> bool:
        """Whether the claim is made in a year."""
        return (self.first_year or year) <= year <= (self.last_year or year)


class Staffing(Terms):
    """Positions that a clause promises, and how they are priced."""

    claims: tuple[PositionClaim, ...] = Field(min_length=1)
    existing: Number = Field(0, validate_default=True, ge=0, description="positions that stand already")
    phase_in: dict[Year, Annotated[Rate, Field(ge=0, le=1)]] = Field(
        default_factory=dict, description="share of the added positions, by year"
    )
    fill_rate: Rate = Field("100%", validate_default=True, ge=0, le=1)
    price: PositionPrice = Field(default_factory=PositionPrice)


def of_year(amounts: Mapping[int, Fraction], year: int) -> Fraction:
    """The number of the last year named by then; nothing before the first."""
    named = [start for start in amounts if start <= year]
    return amounts[max(named)] if named else Fraction(0)


def promised(clause: Staffing, year: int, schools: SchoolRows) -> Fraction:
    """How many positions the claims come to in a year: the largest at each school, the largest in the district."""
    claims = [claim for claim in clause.claims if claim.holds_in(year)]
    by_school = [_at_schools(claim, schools) for claim in claims if claim.is_by_school]
    heads = schools.numbers["schools"].tolist()
    at_schools = (
        sum((n * max(held) for n, held in zip(heads, zip(*by_school, strict=True), strict=True)), Fraction(0))
        if by_school
        else Fraction(0)
    )
    return max((at_schools, *(_in_district(c, clause, year, schools) for c in claims if not c.is_by_school)))


def _at_schools(claim: PositionClaim, schools: SchoolRows) -> list[Fraction]:
    """What a claim comes to at each school."""
    inside = _inside(claim, schools).tolist()
    pupils = _pupils(claim, schools).tolist() if claim.counts_pupils else inside
    return [Fraction(_of_pupils(claim, n)) if held else Fraction(0) for held, n in zip(inside, pupils, strict=True)]


def _of_pupils(claim: PositionClaim, pupils: int) -> Fraction | int:
    if claim.per_school is not None:
        return claim.per_school
    if claim.ratio is not None:
        return WHOLE[claim.whole](pupils / claim.ratio)
    reached = [band for band in claim.bands if pupils >= band.at_least]
    return max(reached, key=lambda band: band.at_least).positions if reached else 0


def _in_district(claim: PositionClaim, clause: Staffing, year: int, schools: SchoolRows) -> Fraction:
    if claim.ratio is not None:
        pupils = int((_pupils(claim, schools) * schools.numbers["schools"] * _inside(claim, schools)).sum())
        return Fraction(WHOLE[claim.whole](pupils / claim.ratio))
    if claim.more:
        return (clause.existing if claim.over is None else claim.over) + of_year(claim.more, year)
    return claim.number or Fraction(0)


def _pupils(claim: PositionClaim, schools: SchoolRows) -> npt.NDArray[np.int64]:
    """The pupils that a claim counts at each school; nobody where no school states them."""
    nobody = np.zeros(len(schools.numbers["schools"]), dtype=np.int64)
    return np.asarray(schools.numbers.get(claim.of, nobody))


def _inside(claim: PositionClaim, schools: SchoolRows) -> npt.NDArray[np.bool_]:
    """Which rows of schools a claim is about."""
    inside = np.ones(len(schools.numbers["schools"]), dtype=bool)
    for column, words in (("level", claim.levels), ("school", claim.schools)):
        if words:
            inside &= schools.labels[column].among(words)
    return inside


def staffing(year: int, schools: SchoolRows, clause: Staffing) -> Fraction:
    """Full-time positions that the clause has created by a year, as far as they are filled."""
    phased = of_year(clause.phase_in, year) if clause.phase_in else Fraction(1)
    return clause.fill_rate * phased * max(Fraction(0), promised(clause, year, schools) - clause.existing)


def staffing_roll_up(year: int, schools: SchoolRows, clause: Staffing) -> Fraction:
    """The same positions, for what their pay drags along."""
    return staffing(year, schools, clause)


def staffing_health(year: int, schools: SchoolRows, clause: Staffing) -> Fraction:
    """The same positions, for their health cost."""
    return staffing(year, schools, clause)


KIND = Kind(
    "staffing",
    Staffing,
    Family.STAFFING,
    (
        Rule(staffing, "added positions: pay", "positions x pay of one", per="position", part="pay"),
        Rule(
            staffing_roll_up,
            "added positions: roll-up",
            "positions x charges on the pay of one",
            per="position",
            part="roll-up",
        ),
        Rule(staffing_health, "added positions: health", "positions x mean health cost", per="position", part="health"),
    ),
)
