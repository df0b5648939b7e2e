"""A day that somebody names."""

from __future__ import annotations

import datetime as dt

from commonground.asked.misused import Misused
from commonground.procedure.counting import FIRST_YEAR, LAST_YEAR


def day_given(text: str, option: str) -> dt.date:
    """A day, where a person names one by this option or field. Raises `Misused`."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise Misused(f'{option} "{text}" is no day of the calendar; write it like 2019-05-01.') from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Misused(f"{option} {day} is not a day between {FIRST_YEAR} and {LAST_YEAR}.")
    return day
