"""The school calendar: which days pupils are taught, as planned and as they turned out.

Law: a day is planned (open, half day or closed) by its school year, and what became of it is a status beside the plan; the
plan is never overwritten. Saturdays, Sundays and days outside every year are closed.
Not here: what a lost day costs (`contingency.days`), and the holidays of a state, on which offices close (`procedure.holidays`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

SATURDAY = 5


class DayStatus(StrEnum):
    """What a day is, or what became of it."""

    OPEN = "open"
    HALF = "half day"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    FURLOUGH = "furlough"
    STRIKE = "strike"
    MADE_UP = "made up"

    @property
    def is_lost(self) -> bool:
        """Whether instruction that was planned for the day was not given on it."""
        return self in (DayStatus.CANCELLED, DayStatus.FURLOUGH, DayStatus.STRIKE)


def days_from(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Every day from the first to the last, both included."""
    for number in range((last - first).days + 1):
        yield first + dt.timedelta(days=number)


@dataclass(frozen=True)
class SchoolYear:
    """A year as it was planned: its first and last day for pupils, the days without school by name, and the half days.

    >>> year = SchoolYear(dt.date(2019, 9, 3), dt.date(2020, 6, 16), {dt.date(2019, 10, 14): "Columbus Day"})
    >>> str(year.planned(dt.date(2019, 10, 11))), str(year.planned(dt.date(2019, 10, 14)))
    ('open', 'closed')
    """

    first: dt.date
    last: dt.date
    closed: Mapping[dt.date, str] = field(default_factory=dict)
    half_days: frozenset[dt.date] = frozenset()

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last

    def planned(self, day: dt.date) -> DayStatus:
        """What was planned for a day: open, half day, or closed."""
        if day not in self or day.weekday() >= SATURDAY or day in self.closed:
            return DayStatus.CLOSED
        return DayStatus.HALF if day in self.half_days else DayStatus.OPEN


@dataclass(frozen=True)
class SchoolCalendar:
    """School years in the order of their days, and what became of single days."""

    years: tuple[SchoolYear, ...]
    statuses: Mapping[dt.date, DayStatus] = field(default_factory=dict)

    def planned(self, day: dt.date) -> DayStatus:
        """What was planned for a day."""
        year = self.year_of(day)
        return year.planned(day) if year else DayStatus.CLOSED

    def status(self, day: dt.date) -> DayStatus:
        """What became of a day; what was planned, where nothing else is known."""
        return self.statuses.get(day, self.planned(day))

    def year_of(self, day: dt.date) -> SchoolYear | None:
        """The school year in which a day lies."""
        return next((year for year in self.years if day in year), None)

    def is_school_day(self, day: dt.date) -> bool:
        """Whether pupils are due on a day: it was planned or made up, and is neither cancelled nor a furlough day."""
        status = self.status(day)
        return status in (DayStatus.OPEN, DayStatus.HALF, DayStatus.MADE_UP, DayStatus.STRIKE)

    def next_school_day(self, day: dt.date) -> dt.date | None:
        """The first school day from a day on, that day included; None where the calendar has no more."""
        last = max((*(year.last for year in self.years), *self.statuses), default=day)
        return next((found for found in days_from(day, last) if self.is_school_day(found)), None)

    def name_of(self, day: dt.date) -> str:
        """Why there is no school on a day: a holiday's name, a break's, or what else keeps it closed."""
        year = self.year_of(day)
        if year is None:
            return "outside the school year"
        if day in year.closed:
            return year.closed[day] or "no school"
        return day.strftime("%A") if day.weekday() >= SATURDAY else str(self.status(day))
