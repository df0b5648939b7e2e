"""Counting days: calendar, business or school days from a day on, and back from one.

Law: the day from which is counted is never counted itself; day 1 is the first counted day after it.
Law: counting on and counting back agree: between a day and the n-th counted day after it lie n counted days.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from commonground.procedure.holidays import Holidays
from commonground.values.school_calendar import SATURDAY, SchoolCalendar

FIRST_YEAR, LAST_YEAR = 1950, 2150  # days outside are no days of a negotiation
LONGEST = 366 * 12
ONE = dt.timedelta(days=1)


class DayKind(StrEnum):
    """Which days a rule counts."""

    CALENDAR = "calendar"
    BUSINESS = "business"
    SCHOOL = "school"


class CountRunsOut(ValueError):
    """School days are counted beyond the school calendar."""

    def __init__(self, days: int, start: dt.date) -> None:
        self.days, self.start = days, start
        super().__init__(f"the school calendar does not hold {days} school days counted from {start}")


@dataclass(frozen=True)
class Days:
    """What is needed to count days: the holidays, and the school calendar where there is one."""

    holidays: Holidays = field(default_factory=Holidays)
    school: SchoolCalendar | None = None

    def why_closed(self, day: dt.date) -> str:
        """Why a day is no business day: the holiday's name or the weekday's; nothing where it is one."""
        return self.holidays.name_of(day) or (day.strftime("%A") if day.weekday() >= SATURDAY else "")

    def is_open(self, day: dt.date) -> bool:
        """Whether a day is a business day: no Saturday, Sunday or holiday."""
        return not self.why_closed(day)

    def is_counted(self, day: dt.date, kind: DayKind) -> bool:
        """Whether a count of this kind counts the day."""
        if kind is DayKind.CALENDAR:
            return True
        if kind is DayKind.SCHOOL and self.school is not None:
            return self.school.is_school_day(day)
        return self.is_open(day)

    def after(self, start: dt.date, days: int, kind: DayKind = DayKind.CALENDAR) -> dt.date:
        """The n-th counted day after a day; the day itself for 0. Raises `CountRunsOut`.

        >>> str(Days().after(dt.date(2019, 8, 26), 30)), str(Days().after(dt.date(2026, 7, 3), 1, DayKind.BUSINESS))
        ('2019-09-25', '2026-07-06')
        """
        return self._counted(start, days, kind, ONE)

    def before(self, end: dt.date, days: int, kind: DayKind = DayKind.CALENDAR) -> dt.date:
        """The n-th counted day before a day; the day itself for 0. Raises `CountRunsOut`."""
        return self._counted(end, days, kind, -ONE)

    def _counted(self, start: dt.date, days: int, kind: DayKind, step: dt.timedelta) -> dt.date:
        if kind is DayKind.CALENDAR:
            return start + days * step
        day, left, gone = start, days, 0
        while left:
            day, gone = day + step, gone + 1
            left -= self.is_counted(day, kind)
            if gone > LONGEST:
                raise CountRunsOut(days, start)
        return day

    def between(self, start: dt.date, end: dt.date, kind: DayKind = DayKind.CALENDAR) -> int:
        """How many counted days lie after `start`, up to and with `end`."""
        return sum(self.is_counted(start + number * ONE, kind) for number in range(1, (end - start).days + 1))

    def next_open(self, day: dt.date) -> dt.date:
        """The first business day from a day on, that day included."""
        while not self.is_open(day):
            day += ONE
        return day

    def first_school_day(self, day: dt.date) -> dt.date | None:
        """The first school day from a day on; where there is no school calendar, the first business day."""
        return self.next_open(day) if self.school is None else self.school.next_school_day(day)
