"""Shapes of a procedure: what a rule pack, procedure.toml and calendar.toml may say."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Self

from pydantic import AfterValidator, ConfigDict, Field, field_validator, model_validator

from commonground.agreement.fields import Day
from commonground.files.shapes import Shape, Whole
from commonground.procedure.counting import FIRST_YEAR, LAST_YEAR, DayKind
from commonground.procedure.holidays import day_in
from commonground.procedure.pack import Closed, Duty, Lawful, Period, SubjectStatus, Who

ID = r"^[a-z0-9][a-z0-9-]*$"
MOST_DAYS = 1_000
MOST_LETTERS = 60


def _of_our_time(day: dt.date) -> dt.date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"{day} is not a day between {FIRST_YEAR} and {LAST_YEAR}")
    return day


PlainDay = Annotated[Day, AfterValidator(_of_our_time)]
Count = Annotated[Whole, Field(ge=0, le=MOST_DAYS)]


class ClauseShape(Shape):
    """Where a rule can be read, what it says in our own words, whether it was compared, and when it was in force."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)

    says: str = Field(min_length=1)
    cite: str = Field(min_length=1)
    verified: bool = Field(False, description="whether the rule was compared with the place that it cites")
    since: PlainDay | None = Field(None, description="the first day on which it was in force")
    until: PlainDay | None = Field(None, description="the first day on which it no longer was")


class NeedShape(ClauseShape):
    """What a step needs first, and how many days after it; or from how many days before a day that is ahead it is open."""

    days: Count = 0
    kind: DayKind = DayKind.CALENDAR
    after: list[str] | str = ""
    before: str = Field("", description="a day ahead; the step is open from so many days before it")

    @model_validator(mode="after")
    def _counted_from_one_side(self) -> Self:
        if bool(self.after) == bool(self.before):
            raise ValueError("a need is counted either `after` something or `before` something")
        return self


class DueShape(ClauseShape):
    """By when a step is due."""

    days: Count
    kind: DayKind = DayKind.CALENDAR
    after: str = ""
    before: str = ""

    @model_validator(mode="after")
    def _counted_from_one_side(self) -> Self:
        if bool(self.after) == bool(self.before):
            raise ValueError("a due is counted either `after` something or `before` something")
        return self


class StepShape(Shape):
    """One step of a procedure."""

    id: str = Field(pattern=ID)
    title: str = Field(min_length=1)
    who: Who
    duty: Duty = Duty.MAY
    also: list[str] = Field(default_factory=list, description="other names by which people call it")
    instead: list[str] = Field(default_factory=list, description="steps that make it needless")
    ends: bool = Field(False, description="whether nothing follows it")
    needs: list[NeedShape] = Field(default_factory=list)
    due: list[DueShape] = Field(default_factory=list)
    rule: list[ClauseShape] = Field(
        default_factory=list, description="the step's source where no need or due gives one"
    )


class AnchorShape(Shape):
    """A day that rules count from and that is no step."""

    id: str = Field(pattern=ID)
    title: str


class ComputationShape(ClauseShape):
    """How periods of one sort end when their last day is closed."""

    of: Period
    closed: Closed


class HolidayShape(Shape):
    """A holiday of the state."""

    name: str
    rule: str
    since: PlainDay | None = None
    until: PlainDay | None = None
    moves_to_monday: bool = Field(False, description="whether it is kept on Monday when it falls on a Sunday")

    @field_validator("rule")
    @classmethod
    def _that_names_a_day(cls, rule: str) -> str:
        day_in(rule, 2024)
        return rule


class SubjectShape(ClauseShape):
    """A subject of bargaining and where it stands."""

    name: str
    status: SubjectStatus


class ConsequenceShape(ClauseShape):
    """What a strike brings with it by law."""

    title: str


class StrikeShape(ClauseShape):
    """Which step is the strike, and whether one can be lawful."""

    step: str
    lawful: Lawful


class PackShape(Shape):
    """A rule pack: a procedure as data."""

    id: str = Field(pattern=ID)
    title: str
    covers: str = Field(description="which employers and employees it is for")
    strike: StrikeShape
    anchor: list[AnchorShape] = Field(default_factory=list)
    computation: list[ComputationShape] = Field(default_factory=list)
    holiday: list[HolidayShape] = Field(default_factory=list)
    step: list[StepShape] = Field(min_length=1)
    subject: list[SubjectShape] = Field(default_factory=list)
    consequence: list[ConsequenceShape] = Field(default_factory=list)
    note: list[str] = Field(default_factory=list)


class EventShape(Shape):
    """A step that was taken."""

    step: str
    on: PlainDay
    by: str = ""
    note: str = ""


class AlarmShape(Shape):
    """A day of the agreement itself to be kept in mind: a reopener, a notice."""

    title: str
    who: str = ""
    on: PlainDay | None = Field(None, description="the last day; or `days` before or after another day")
    days: Count | None = None
    before: str = Field("", max_length=MOST_LETTERS)
    after: str = Field("", max_length=MOST_LETTERS)
    opens: PlainDay | None = Field(None, description="the first day of the window")
    opens_days: Count | None = Field(None, description="how many days before the last one the window opens")
    cite: str = ""
    done: bool = False

    @model_validator(mode="after")
    def _on_one_day(self) -> Self:
        counted = self.days is not None and bool(self.before) != bool(self.after)
        if (self.on is not None) == counted or (self.days is None) != (not self.before and not self.after):
            raise ValueError("an alarm has either the day `on`, or `days` and one of `before` and `after`")
        return self


class ProcedureShape(Shape):
    """procedure.toml: the rule pack of a negotiation, and what has happened."""

    pack: str = Field(description="a rule pack of the program, or a pack's file in the folder")
    days: dict[str, PlainDay] = Field(default_factory=dict, description="the days that the pack's anchors stand for")
    event: list[EventShape] = Field(default_factory=list)
    alarm: list[AlarmShape] = Field(default_factory=list)


class ClosedShape(Shape):
    """Days without school in a school year: one day, or several in a row."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)

    name: str = ""
    day: PlainDay | None = None
    start: PlainDay | None = Field(None, alias="from")
    last: PlainDay | None = Field(None, alias="to")

    @model_validator(mode="after")
    def _one_or_several(self) -> Self:
        if (self.day is None) == (self.start is None) or (self.start is None) != (self.last is None):
            raise ValueError("days without school are either one `day`, or `from` one day `to` another")
        if self.start and self.last and not self.start <= self.last <= self.start + dt.timedelta(days=MOST_DAYS):
            raise ValueError(f"`from` {self.start} lies after `to` {self.last}, or years before it")
        return self


class SchoolYearShape(Shape):
    """A school year as it was planned."""

    first: PlainDay = Field(description="the first day for pupils")
    last: PlainDay = Field(description="the last day for pupils")
    closed: list[ClosedShape] = Field(default_factory=list)
    half_days: list[PlainDay] = Field(default_factory=list)
    cite: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.first < self.last <= self.first + dt.timedelta(days=MOST_DAYS):
            raise ValueError(f"the first day {self.first} does not stand before the last day {self.last} of one year")
        return self


class CalendarShape(Shape):
    """calendar.toml: the school years."""

    year: list[SchoolYearShape] = Field(min_length=1)
