"""Benefits and pension during a stoppage, as rules that a folder states with where each can be read.

Law: a rule says until which day something goes on; the day follows from the first day without pay and is told, not judged.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Until(StrEnum):
    """Until when a benefit goes on once pay stops."""

    GOES_ON = "goes on"
    FIRST_DAY = "first day"
    DAYS = "days"
    END_OF_MONTH = "end of month"


@dataclass(frozen=True)
class BenefitRule:
    """A rule about a benefit: what it is about, what it says, until when it goes on, where it can be read."""

    about: str
    says: str
    until: Until
    days: int = 0
    cite: str = ""
    is_verified: bool = False

    def last_day(self, first: dt.date) -> dt.date | None:
        """The last day on which the benefit goes on when `first` is the first day without pay; None where it does not end.

        >>> str(BenefitRule("health", "through the month", Until.END_OF_MONTH).last_day(dt.date(2019, 10, 17)))
        '2019-10-31'
        """
        if self.until is Until.GOES_ON:
            return None
        if self.until is Until.END_OF_MONTH:
            return first.replace(day=calendar.monthrange(first.year, first.month)[1])
        return first + dt.timedelta(days=(self.days if self.until is Until.DAYS else 0) - 1)
