"""A fiscal year: the twelve months that a budget and a raise are counted in.

Law: a fiscal year is named by the calendar years it touches ("2019-20"; "FY20" means the same), or by its one
calendar year ("2020") where it begins on 1 January.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

TWO_YEARS = re.compile(r"^(\d{4})\s*[-–/]\s*(\d{2}|\d{4})$")
NAMED_BY_END = re.compile(r"^FY\s*(\d{4}|\d{2})$", re.IGNORECASE)
ONE_YEAR = re.compile(r"^(\d{4})$")


class Proration(StrEnum):
    """How a part of a year is counted: by whole months begun, or by days."""

    MONTHS = "months"
    DAYS = "days"


EARLIEST, LATEST = 1900, 2200


class NotAFiscalYear(ValueError):
    """A text that does not name a fiscal year."""

    def __init__(self, got: object) -> None:
        super().__init__(
            f'{got!r} does not name a fiscal year; write "2019-20" or "FY20" (from {EARLIEST} to {LATEST})'
        )


@dataclass(frozen=True, slots=True, order=True)
class FiscalYear:
    """The fiscal year that begins on `first`.

    >>> year = FiscalYear.parse("2019-20")
    >>> year.label, str(year.last), year.next().label
    ('2019-20', '2020-06-30', '2020-21')
    """

    first: dt.date

    @classmethod
    def parse(cls, text: str, month: int = 7, day: int = 1) -> FiscalYear:
        """Read a fiscal year's name; `month` and `day` say when the district's year begins."""
        written = str(text).strip()
        begins_in_january = (month, day) == (1, 1)
        if found := TWO_YEARS.match(written):
            start = int(found[1])
            if int(found[2]) % 100 != (start + 1) % 100:
                raise NotAFiscalYear(text)
        elif found := NAMED_BY_END.match(written):
            end = int(found[1]) + (2000 if len(found[1]) == 2 else 0)
            start = end if begins_in_january else end - 1
        elif (found := ONE_YEAR.match(written)) and begins_in_january:
            start = int(found[1])
        else:
            raise NotAFiscalYear(text)
        if not EARLIEST <= start <= LATEST:
            raise NotAFiscalYear(text)
        return cls(dt.date(start, month, day))

    @classmethod
    def containing(cls, day: dt.date, month: int = 7, first_day: int = 1) -> FiscalYear:
        """The fiscal year in which a day falls."""
        begins = dt.date(day.year, month, first_day)
        return cls(begins if day >= begins else dt.date(day.year - 1, month, first_day))

    @property
    def label(self) -> str:
        """The year's name, as people write it."""
        if (self.first.month, self.first.day) == (1, 1):
            return str(self.first.year)
        return f"{self.first.year}-{(self.first.year + 1) % 100:02d}"

    @property
    def last(self) -> dt.date:
        """The year's last day."""
        return self.next().first - dt.timedelta(days=1)

    def next(self, years: int = 1) -> FiscalYear:
        """The year that begins `years` later (a negative number: earlier)."""
        return FiscalYear(self.first.replace(year=self.first.year + years))

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last

    def share_from(self, day: dt.date, proration: Proration = Proration.MONTHS) -> Fraction:
        """Which share of the year is left on a day, that day included.

        >>> FiscalYear.parse("2019-20").share_from(dt.date(2020, 1, 1))
        Fraction(1, 2)
        """
        if day <= self.first:
            return Fraction(1)
        if day > self.last:
            return Fraction(0)
        if proration is Proration.DAYS:
            return Fraction((self.last - day).days + 1, (self.last - self.first).days + 1)
        months = (day.year - self.first.year) * 12 + day.month - self.first.month - (day.day < self.first.day)
        return Fraction(12 - months, 12)

    def __str__(self) -> str:
        return self.label
