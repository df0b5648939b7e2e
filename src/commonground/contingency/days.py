"""Days: the instruction that a stoppage takes and made-up days give back, and the stretches that lie back to back.

Law: a lost day was planned to be taught; a made-up one was not. Lost less made up is what is lost for good.
Law: a half day is half a day of instruction.
Not here: what the days do to pay (`withheld`).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from commonground.values.school_calendar import DayStatus, SchoolCalendar, SchoolYear, days_from

WHOLE, HALF, NOTHING = Fraction(1), Fraction(1, 2), Fraction(0)
WORTH = {DayStatus.OPEN: WHOLE, DayStatus.HALF: HALF, DayStatus.MADE_UP: WHOLE}


@dataclass(frozen=True)
class Instruction:
    """A school year's days of instruction: planned, lost by status, made up."""

    year: SchoolYear
    planned: Fraction
    lost: Mapping[DayStatus, Fraction]
    made_up: Fraction

    @property
    def all_lost(self) -> Fraction:
        """The days lost, whatever took them."""
        return sum(self.lost.values(), NOTHING)

    @property
    def taught(self) -> Fraction:
        """The days taught in the end."""
        return self.planned - self.all_lost + self.made_up


def lost_on(calendar: SchoolCalendar, day: dt.date) -> Fraction:
    """How much of a day of instruction was lost on a day: what was planned, less what was taught."""
    status = calendar.status(day)
    if status is DayStatus.MADE_UP or calendar.planned(day) is DayStatus.CLOSED:
        return NOTHING
    return WORTH[calendar.planned(day)] - WORTH.get(status, NOTHING)


def is_lost_whole(calendar: SchoolCalendar, day: dt.date) -> bool:
    """Whether nothing of what was planned for a school day was taught; of a planned half day that is half a day."""
    part = lost_on(calendar, day)
    return part > 0 and part == WORTH[calendar.planned(day)]


def made_up_on(calendar: SchoolCalendar, day: dt.date) -> Fraction:
    """How much instruction was made up on a day: a whole day where no school was planned."""
    is_made_up = calendar.status(day) is DayStatus.MADE_UP and calendar.planned(day) is DayStatus.CLOSED
    return WHOLE if is_made_up else NOTHING


def instruction(calendar: SchoolCalendar, year: SchoolYear) -> Instruction:
    """The days of instruction of a school year; days made up before the next year begins are counted in it."""
    planned = sum((WORTH.get(year.planned(day), NOTHING) for day in days_from(year.first, year.last)), NOTHING)
    lost: dict[DayStatus, Fraction] = {}
    for day in days_from(year.first, year.last):
        if part := lost_on(calendar, day):
            status = calendar.status(day)
            lost[status] = lost.get(status, NOTHING) + part
    following = min((other.first for other in calendar.years if other.first > year.last), default=dt.date.max)
    made_up = (made_up_on(calendar, day) for day in calendar.statuses if year.first <= day < following)
    return Instruction(year, planned, lost, sum(made_up, NOTHING))


@dataclass(frozen=True)
class Stretch:
    """School days lost back to back, with nothing but closed days between them: a furlough beside a walkout is one stretch."""

    first: dt.date
    last: dt.date
    days: Mapping[DayStatus, int]

    @property
    def school_days(self) -> int:
        """How many school days in a row were lost."""
        return sum(self.days.values())


def stretches(calendar: SchoolCalendar) -> Iterator[Stretch]:
    """The stretches of lost days, in the order of their days."""
    return _runs(calendar, sorted(day for day in calendar.statuses if is_lost_whole(calendar, day)))


def without_pay(calendar: SchoolCalendar, withheld: Container[DayStatus]) -> tuple[Stretch, ...]:
    """The stretches of lost days of these statuses. A day that is taught between two ends one; a paid day that is lost does not."""
    days = [day for day, status in calendar.statuses.items() if status in withheld and lost_on(calendar, day)]
    return tuple(_runs(calendar, sorted(days)))


def _runs(calendar: SchoolCalendar, days: Iterable[dt.date]) -> Iterator[Stretch]:
    held: list[tuple[dt.date, DayStatus]] = []
    for day in days:
        if held and any(
            calendar.is_school_day(each) and not lost_on(calendar, each) for each in _between(held[-1][0], day)
        ):
            yield _stretch(held)
            held = []
        held.append((day, calendar.status(day)))
    if held:
        yield _stretch(held)


def _between(one: dt.date, other: dt.date) -> Iterator[dt.date]:
    return days_from(one + dt.timedelta(days=1), other - dt.timedelta(days=1))


def _stretch(held: list[tuple[dt.date, DayStatus]]) -> Stretch:
    return Stretch(held[0][0], held[-1][0], Counter(status for _, status in held))
