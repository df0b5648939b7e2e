"""Shapes of a contingency: what days.toml and pickets.toml may say."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema, model_validator

from commonground.contingency.benefits import Until
from commonground.contingency.withheld import PayEffect
from commonground.files.procedure_shapes import PlainDay
from commonground.files.shapes import Shape, Whole


def _time(value: object) -> dt.time:
    if isinstance(value, dt.time):
        return value
    try:
        return dt.time.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"{value!r} is not a time of day, such as 06:30") from None


TimeOfDay = Annotated[
    dt.time,
    BeforeValidator(_time),
    PlainSerializer(lambda time: f"{time:%H:%M}", return_type=str),
    WithJsonSchema({"type": "string", "description": "a time of day, 06:30"}),
]
WorkDays = Annotated[Whole, Field(ge=1, le=366)]


class WorkYearShape(Shape):
    """The paid days of the work year, by which annual pay is divided."""

    days: WorkDays
    by_unit: dict[str, WorkDays] = Field(default_factory=dict)
    cite: str = ""


class PayEffectsShape(Shape):
    """What each sort of day does to pay."""

    strike: PayEffect = PayEffect.WITHHELD
    furlough: PayEffect = PayEffect.WITHHELD
    cancelled: PayEffect = PayEffect.PAID
    made_up: PayEffect = PayEffect.OWED
    units: list[str] = Field(default_factory=list, description="the units on strike; all of them where none is named")
    furlough_units: list[str] = Field(
        default_factory=list, description="the units on furlough; all where none is named"
    )
    cite: str = ""


class BenefitShape(Shape):
    """A rule about a benefit or the pension while pay is withheld."""

    about: str
    says: str
    until: Until
    days: Whole = Field(0, ge=0, le=366)
    cite: str = ""
    verified: bool = False

    @model_validator(mode="after")
    def _counts_days_where_it_says_so(self) -> Self:
        if (self.until is Until.DAYS) != bool(self.days):
            raise ValueError('`days` go with until = "days", and with nothing else')
        return self


class DaysShape(Shape):
    """days.toml: the work year, what days do to pay, and benefits during a stoppage."""

    work_year: WorkYearShape
    pay: PayEffectsShape = PayEffectsShape()
    benefit: list[BenefitShape] = Field(default_factory=list)
    note: list[str] = Field(default_factory=list)


class ShiftShape(Shape):
    """A shift of pickets."""

    id: str = Field(min_length=1)
    start: TimeOfDay
    end: TimeOfDay

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start >= self.end:
            raise ValueError(f"the shift begins at {self.start:%H:%M} and does not end after it")
        return self


class RallyShape(Shape):
    """What all go to after the shifts."""

    day: PlainDay
    time: TimeOfDay
    place: str


class PicketsShape(Shape):
    """pickets.toml: the shifts, how many people a school needs, and the rally afterwards."""

    shift: list[ShiftShape] = Field(min_length=1)
    needed: Whole = Field(
        4, ge=1, le=10_000, description="people for each shift at a school, where picket_sites.csv names none"
    )
    per_entrance: Whole = Field(0, ge=0, le=1_000, description="people for each entrance, where that is more")
    rally: RallyShape | None = None
