"""Work time: the days of a work year, the minutes of a day, preparation, and days off without pay.

    time worked = days x minutes          time taught = days x (minutes - preparation)
    pay         = base x paid x (time worked in the year / time worked so far - 1), for each person
    furlough    = - base x days off / days of the work year, for each person, in that year alone
    positions   = fill rate x jobs x (pupils' time in the year / so far / (time taught in the year / so far) - 1)

Law: pay is for the time that the clause states first; each year's change holds until a later year has one, and what a change
leaves out stays as it was. Time that is longer is paid in proportion, at a share of it, or not at all; where `cover` asks for
positions, whatever the people in scope no longer teach of the pupils' time is taught by more of them. Shorter pupils' time
creates none, and takes none away.
Worked example: docs/arithmetic/work-time.md.
"""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from commonground.agreement.family import Family
from commonground.agreement.fields import Number, Part, Rate, Terms, Year, year_name
from commonground.agreement.kind import Kind, Rule
from commonground.agreement.position_price import PositionPrice
from commonground.agreement.sheet import SheetRow, to_the_cent
from commonground.values.money import Cents, share_of

CHANGING = ("days", "minutes", "preparation", "pupil_days", "pupil_minutes")


class WorkYear(Part):
    """What a work year is from a fiscal year on; what is left out stays as it was."""

    says_one_of: ClassVar[tuple[str, ...]] = CHANGING

    days: Number | None = Field(None, gt=0, le=366)
    minutes: Number | None = Field(None, gt=0, le=1440)
    preparation: Number | None = Field(None, ge=0, le=1440)
    pupil_days: Number | None = Field(None, gt=0, le=366)
    pupil_minutes: Number | None = Field(None, gt=0, le=1440)


class WorkTime(Terms):
    """The work year that pay is for, how it changes, and what that costs."""

    carries_own_dates: ClassVar[bool] = True

    days: Number = Field(gt=0, le=366, description="days of the work year that pay is for")
    minutes: Number = Field(gt=0, le=1440, description="minutes of a work day")
    preparation: Number = Field(0, validate_default=True, ge=0, description="minutes of it without pupils")
    pupil_days: Number | None = Field(None, gt=0, le=366, description="days on which pupils are taught")
    pupil_minutes: Number | None = Field(None, gt=0, le=1440, description="minutes for which they are, in a day")
    years: dict[Year, WorkYear] = Field(default_factory=dict)
    paid: Rate = Field("100%", validate_default=True, ge=0, le=10, description="the share of the pay in proportion")
    furlough: dict[Year, Number] = Field(default_factory=dict, description="days off without pay, in that year alone")
    cover: Literal["none", "positions"] = "none"
    fill_rate: Rate = Field("100%", validate_default=True, ge=0, le=1)
    price: PositionPrice = Field(default_factory=PositionPrice)
    base: tuple[str, ...] = ("salary",)

    @property
    def needs_base(self) -> bool:
        """Whether any pay changes in proportion."""
        return bool(self.furlough) or _pays(self)

    @model_validator(mode="after")
    def _leaves_time_to_teach(self) -> Self:
        for year in (0, *self.years):
            if self.in_year(year)["preparation"] >= self.in_year(year)["minutes"]:
                when = f" from {year_name(year)} on" if year else ""
                raise ValueError(f"preparation is all of the day{when}; it must be less than `minutes`")
        for year, days in self.furlough.items():
            if days < 0:
                raise ValueError(f"furlough of {year_name(year)} is a number of days and not negative")
            if days > self.days:
                raise ValueError(f"furlough of {year_name(year)} is more than the {self.days} days of the work year")
        return self

    @property
    def so_far(self) -> dict[str, Fraction]:
        """The work year that pay is for. Pupils are taught what the people in scope teach, unless the clause says more."""
        taught = self.minutes - self.preparation
        return {
            "days": self.days,
            "minutes": self.minutes,
            "preparation": self.preparation,
            "pupil_days": self.days if self.pupil_days is None else self.pupil_days,
            "pupil_minutes": taught if self.pupil_minutes is None else self.pupil_minutes,
        }

    def said_in(self, name: str, year: int) -> int | None:
        """The fiscal year whose change says what a number is in a year; None where none does."""
        named = [start for start, said in self.years.items() if start <= year and getattr(said, name) is not None]
        return max(named, default=None)

    def in_year(self, year: int) -> dict[str, Fraction]:
        """The work year in a fiscal year."""
        found = self.so_far
        for name in CHANGING:
            if (start := self.said_in(name, year)) is not None:
                found[name] = getattr(self.years[start], name)
        return found


def _worked(said: dict[str, Fraction]) -> Fraction:
    return said["days"] * said["minutes"]


def _taught(said: dict[str, Fraction]) -> Fraction:
    return said["days"] * (said["minutes"] - said["preparation"])


def _of_pupils(said: dict[str, Fraction]) -> Fraction:
    return said["pupil_days"] * said["pupil_minutes"]


def work_time(base: Cents, year: int, clause: WorkTime) -> Cents:
    """What each person is paid more (or less) because the work year is longer (or shorter)."""
    longer = _worked(clause.in_year(year)) / _worked(clause.so_far) - 1
    paid: Cents = share_of(base, clause.paid * longer)
    return paid


def furlough(base: Cents, year: int, clause: WorkTime) -> Cents:
    """What each person is paid less for days off without pay."""
    off: Cents = share_of(base, -clause.furlough.get(year, Fraction(0)) / clause.days)
    return off


def covering(year: int, jobs: Fraction, clause: WorkTime) -> Fraction:
    """Full-time positions that teach what the people in scope no longer teach of the pupils' time."""
    if clause.cover == "none":
        return Fraction(0)
    said, so_far = clause.in_year(year), clause.so_far
    needed = (_of_pupils(said) / _of_pupils(so_far)) / (_taught(said) / _taught(so_far)) - 1
    return clause.fill_rate * jobs * max(Fraction(0), needed)


def covering_roll_up(year: int, jobs: Fraction, clause: WorkTime) -> Fraction:
    """The same positions, for what their pay drags along."""
    return covering(year, jobs, clause)


def covering_health(year: int, jobs: Fraction, clause: WorkTime) -> Fraction:
    """The same positions, for their health cost."""
    return covering(year, jobs, clause)


def work_time_sheet(row: SheetRow) -> str:
    """Pay in proportion as a spreadsheet's formula."""
    starts = {name: row.clause.said_in(name, row.year) for name in ("days", "minutes")}
    if not any(starts.values()):
        return "0"
    now = [row.number(name) if s is None else row.number("years", s, name) for name, s in starts.items()]
    so_far = [row.number(name) for name in starts]
    longer = f"({'*'.join(now)}-{'*'.join(so_far)})/({'*'.join(so_far)})"
    return to_the_cent(f"{row.base}*{row.rate('paid')}*{longer}")


def furlough_sheet(row: SheetRow) -> str:
    """Days off without pay as a spreadsheet's formula."""
    if not row.clause.furlough.get(row.year):
        return "0"
    return to_the_cent(f"(-{row.base})*{row.number('furlough', row.year)}/{row.number('days')}")


def _pays(clause: WorkTime) -> bool:
    changes = [said.days is not None or said.minutes is not None for said in clause.years.values()]
    return clause.paid != 0 and any(changes)


def _covers(clause: WorkTime) -> bool:
    return clause.cover == "positions"


KIND = Kind(
    "work_time",
    WorkTime,
    Family.TIME,
    (
        Rule(
            work_time,
            "work time",
            "round(base x paid x (days x minutes / those that pay is for - 1)) per person",
            is_pay=True,
            when=_pays,
            sheet=work_time_sheet,
        ),
        Rule(
            furlough,
            "furlough days",
            "- round(base x days off / days of the work year) per person",
            is_pay=True,
            one_time=True,
            when=lambda clause: bool(clause.furlough),
            sheet=furlough_sheet,
        ),
        Rule(covering, "added positions: pay", "positions x pay of one", per="position", part="pay", when=_covers),
        Rule(
            covering_roll_up,
            "added positions: roll-up",
            "positions x charges on the pay of one",
            per="position",
            part="roll-up",
            when=_covers,
        ),
        Rule(
            covering_health,
            "added positions: health",
            "positions x mean health cost",
            per="position",
            part="health",
            when=_covers,
        ),
    ),
)
