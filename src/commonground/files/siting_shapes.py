"""Shapes of siting: what contingency.toml may say."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from pydantic import AfterValidator, Field, field_validator

from commonground.agreement.fields import Rate
from commonground.contingency.schools import Use
from commonground.files.shapes import Shape, Whole


def _share(rate: Fraction) -> Fraction:
    if not 0 < rate <= 1:
        raise ValueError(f'{float(rate):g} is not a share above 0 and up to "100%"')
    return rate


def _part(rate: Fraction) -> Fraction:
    if not 0 <= rate <= 10:
        raise ValueError(f'{float(rate):g} is not a share between 0 and "1000%"')
    return rate


Share = Annotated[Rate, AfterValidator(_share)]
Multiple = Annotated[Rate, AfterValidator(_part)]
Metres = Annotated[Whole, Field(ge=1, le=1_000_000)]
People = Annotated[Whole, Field(ge=0, le=1_000_000)]


class CapacityShape(Shape):
    """What stands in for a capacity that sites.csv leaves blank, and how much of a building is used."""

    unknown: Multiple = Field(Fraction(1), description="places where none are stated, as a share of the enrolment")
    used: Share = Field(Fraction(1), description="the share of the places that is used")
    cite: str = ""


class RoleShape(Shape):
    """Adults of one kind at each site."""

    id: str = Field(min_length=1)
    pupils_each: Whole = Field(
        0, ge=0, le=10_000, description="one adult for so many pupils; 0 where pupils do not count"
    )
    per_site: Whole = Field(0, ge=0, le=1_000, description="at least so many at every site")


class StaffShape(Shape):
    """People who may work in a role."""

    group: str = Field(min_length=1)
    role: str
    people: People
    union: str = ""
    honours_line: bool = False
    cite: str = ""


class SiteRequirementShape(Shape):
    """A feature that sites must have."""

    what: str
    share: Share | None = None
    within_metres: Metres | None = None


class PreviousShape(Shape):
    """An earlier plan, and how many metres a pupil's change of site counts as."""

    file: str
    change_metres: Whole = Field(500, ge=0, le=1_000_000)


class JoinShape(Shape):
    """Another file that says what schools are used for."""

    file: str
    key: str = Field("school", description="its column with the school's name, or with the id that sites.csv gives")
    column: str = Field(description="its column with the words that `use` names")
    use: dict[str, Use] = Field(min_length=1)


class NoticeShape(Shape):
    """What the notices to families say beside the site."""

    district: str = ""
    valid_en: str = Field("", description="for which days, as it is to be printed")
    valid_es: str = ""
    hours: str = ""
    contact: str = ""
    bring_en: list[str] = Field(default_factory=list)
    bring_es: list[str] = Field(default_factory=list)


class EffortShape(Shape):
    """How many steps a search may take, how long one solve of the whole model, and at which gap it may end."""

    seconds: Whole = Field(120, ge=1, le=86_400)
    gap: Multiple = Fraction(1, 1000)
    steps: int = Field(120, ge=1, le=1_000_000)


class ContingencyShape(Shape):
    """contingency.toml: the question that decides which schools stay open."""

    turnout: Share
    scenarios: list[Share] = Field(default_factory=list)
    sites: Whole | None = Field(None, ge=1, le=100_000)
    longest_metres: Metres | None = None
    near_enough_metres: Metres = 0
    nearest: Whole = Field(50, ge=2, le=1_000)
    least_safety: Whole | None = None
    apart: list[tuple[str, str]] = Field(default_factory=list)
    levels: dict[str, list[str]] = Field(default_factory=dict)
    capacity: CapacityShape = CapacityShape()
    role: list[RoleShape] = Field(default_factory=list)
    staff: list[StaffShape] = Field(default_factory=list)
    requirement: list[SiteRequirementShape] = Field(default_factory=list)
    meals: list[str] = Field(default_factory=list)
    previous: PreviousShape | None = None
    join: JoinShape | None = None
    notice: NoticeShape = NoticeShape()
    effort: EffortShape = EffortShape()
    note: list[str] = Field(default_factory=list)

    @field_validator("role")
    @classmethod
    def _each_role_once(cls, roles: list[RoleShape]) -> list[RoleShape]:
        names = [role.id for role in roles]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f'"{name}" is not an id of its own for each role')
        return roles
