"""Holidays: the days on which a state's offices are closed, by rules that have their own dates.

Law: a holiday is a rule (a day of a month, the third Monday in January, Good Friday), in force from one day until another.
Easter by the Gregorian computus of Meeus, Jones and Butcher.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

ORDINALS = ("first", "second", "third", "fourth", "fifth")
WEEKDAYS = tuple(calendar.day_name)
MONTHS = tuple(calendar.month_name)
FIXED = re.compile(r"^(\d\d)-(\d\d)$")
NTH = re.compile(rf"^({'|'.join(ORDINALS)}|last) ({'|'.join(WEEKDAYS)}) in ({'|'.join(MONTHS[1:])})$")
AFTER_THANKSGIVING = "day after Thanksgiving"
GOOD_FRIDAY = "Good Friday"
ELECTION_DAY = "general election day"
ELECTION_DAY_OF_EVEN_YEARS = "general election day of even years"
NAMED = (GOOD_FRIDAY, AFTER_THANKSGIVING, ELECTION_DAY, ELECTION_DAY_OF_EVEN_YEARS)


class NotAHolidayRule(ValueError):
    """A text that does not say when a holiday is."""

    def __init__(self, got: str) -> None:
        super().__init__(
            f'{got!r} is not a rule of a holiday, such as "07-04", "third Monday in January" or "Good Friday"'
        )


def day_in(rule: str, year: int) -> dt.date | None:
    """The day of a rule in a year; None in a year that has none. Raises `NotAHolidayRule`.

    >>> str(day_in("first Monday in September", 2012)), str(day_in("Good Friday", 2019))
    ('2012-09-03', '2019-04-19')
    """
    if found := FIXED.match(rule):
        try:
            return dt.date(year, int(found[1]), int(found[2]))
        except ValueError:
            raise NotAHolidayRule(rule) from None
    if found := NTH.match(rule):
        return _nth(found[1], WEEKDAYS.index(found[2]), MONTHS.index(found[3]), year)
    if rule == GOOD_FRIDAY:
        return easter(year) - dt.timedelta(days=2)
    if rule == AFTER_THANKSGIVING:
        return _nth("fourth", 3, 11, year) + dt.timedelta(days=1)
    if rule in (ELECTION_DAY, ELECTION_DAY_OF_EVEN_YEARS):
        return None if rule != ELECTION_DAY and year % 2 else _nth("first", 0, 11, year) + dt.timedelta(days=1)
    raise NotAHolidayRule(rule)


def _nth(which: str, weekday: int, month: int, year: int) -> dt.date:
    first = dt.date(year, month, 1)
    day = first + dt.timedelta(days=(weekday - first.weekday()) % 7)
    if which != "last":
        return day + dt.timedelta(weeks=ORDINALS.index(which))
    while (day + dt.timedelta(weeks=1)).month == month:
        day += dt.timedelta(weeks=1)
    return day


def easter(year: int) -> dt.date:
    """Easter Sunday.

    >>> str(easter(2026))
    '2026-04-05'
    """
    golden = year % 19
    century, rest = divmod(year, 100)
    leap = century // 4
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


@dataclass(frozen=True)
class HolidayRule:
    """A holiday of a state: its name, its rule, when the rule is in force, and whether it moves to Monday from a Sunday."""

    name: str
    rule: str
    since: dt.date | None = None
    until: dt.date | None = None
    moves_to_monday: bool = False

    def day_in(self, year: int) -> dt.date | None:
        """The day of the year on which the holiday is kept, while its rule is in force."""
        day = day_in(self.rule, year)
        if day is None or (self.since and day < self.since) or (self.until and day >= self.until):
            return None
        return day + dt.timedelta(days=1) if self.moves_to_monday and day.weekday() == 6 else day


@dataclass(frozen=True)
class Holidays:
    """A state's holidays, and further days on which offices are closed, by name."""

    rules: tuple[HolidayRule, ...] = ()
    further: Mapping[dt.date, str] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.rules, tuple(self.further.items())))

    def name_of(self, day: dt.date) -> str:
        """The holiday's name, or nothing."""
        return self.further.get(day) or _of_year(self.rules, day.year).get(day, "")


@lru_cache(maxsize=256)
def _of_year(rules: tuple[HolidayRule, ...], year: int) -> Mapping[dt.date, str]:
    found = ((rule.day_in(year), rule.name) for rule in rules)
    return {day: name for day, name in found if day is not None}
