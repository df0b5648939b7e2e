"""A payroll cell as people and payroll systems write it: money, a share of a job, a day, years.

Law: what is written is read exactly, or refused; nothing is guessed from half of it.
Units: money in cents; a share of a job in ten-thousandths; a day as a proleptic ordinal; years and heads whole.
Days are read as the United States write them (07/01/2009 is the first of July), as ISO, in words, or as the day number
of a spreadsheet (39995).
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from fractions import Fraction

from commonground.values.money import NotAnAmount, divide, parse_amount, to_cents
from commonground.workforce.roster import FULL_TIME

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ISO_DAY = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ][\d:.]+)?$")
COMPACT_DAY = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
US_DAY = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?: [\d: APMapm]+)?$")
MONTH_FIRST = re.compile(r"^([A-Za-z]{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})$")
DAY_FIRST = re.compile(r"^(\d{1,2})[- ]+([A-Za-z]{3,9})\.?,?[- ]+(\d{4})$")
SPREADSHEET_DAY = re.compile(r"^(\d{5})(?:\.0+)?$")
SPREADSHEET_EPOCH = dt.date(1899, 12, 30).toordinal()
PLAIN_DOLLARS = re.compile(r"^\$?(\d{1,3}(?:,\d{3}){1,3}|\d{1,11})(?:\.(\d\d))?$", re.ASCII)
WHOLE = re.compile(r"^\+?(\d{1,9}|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$")
SHARE = re.compile(r"^([+-]?)(\d{0,6})(\.\d{1,12})?\s*(%?)$")
TWO_DIGIT_YEARS_FROM = 30


class NotRead(ValueError):
    """A cell that does not read as what its column holds."""

    def __init__(self, got: str) -> None:
        super().__init__(f"{got!r} does not read as what its column holds")


def read_cents(text: str) -> int:
    """Money to whole cents.

    >>> read_cents("$82,630.00"), read_cents("(1,200)"), read_cents("55509.4295")
    (8263000, -120000, 5550943)
    """
    if found := PLAIN_DOLLARS.match(text):
        return int(found[1].replace(",", "") + (found[2] or "00"))
    try:
        return to_cents(parse_amount(text.replace("\u00a0", " ").removesuffix("USD")))
    except NotAnAmount as reason:
        raise NotRead(text) from reason


def read_share_of_job(text: str, full_time: Fraction = Fraction(1)) -> int:
    """A share of a job to ten-thousandths; `full_time` is what the column says of a full-time job (1, 100, 37.5 hours).

    >>> read_share_of_job("0.5"), read_share_of_job("50%"), read_share_of_job("30", Fraction(40))
    (5000, 5000, 7500)
    """
    found = SHARE.match(text)
    if not found or not (found[2] or found[3]):
        raise NotRead(text)
    share = Fraction(Decimal(found[1] + (found[2] or "0") + (found[3] or "")))
    share = share / (100 if found[4] else full_time) * FULL_TIME
    return int(divide(share.numerator, share.denominator))


def read_day(text: str) -> int:
    """A day as its proleptic ordinal.

    >>> {read_day(day) for day in ("07/01/2009", "2009-07-01", "July 1, 2009", "1-Jul-2009", "39995")}
    {733589}
    """
    if found := ISO_DAY.match(text) or COMPACT_DAY.match(text):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    elif found := US_DAY.match(text):
        year, month, day = _century(found[3]), int(found[1]), int(found[2])
    elif found := MONTH_FIRST.match(text):
        year, month, day = int(found[3]), _month(found[1]), int(found[2])
    elif found := DAY_FIRST.match(text):
        year, month, day = int(found[3]), _month(found[2]), int(found[1])
    elif found := SPREADSHEET_DAY.match(text):
        return SPREADSHEET_EPOCH + int(found[1])
    else:
        raise NotRead(text)
    try:
        return dt.date(year, month, day).toordinal()
    except ValueError as reason:
        raise NotRead(text) from reason


def read_whole(text: str) -> int:
    """Completed years, or heads: a whole number, a fraction of one dropped.

    >>> read_whole("12"), read_whole("12.9"), read_whole("1,204")
    (12, 12, 1204)
    """
    found = WHOLE.match(text)
    if not found:
        raise NotRead(text)
    return int(found[1].replace(",", ""))


def read_heads(text: str) -> int:
    """How many people a row counts: a whole number, and no fraction.

    >>> read_heads("31"), read_heads("2.0")
    (31, 2)
    """
    found = WHOLE.match(text)
    if not found or (found[2] or "").strip("0"):
        raise NotRead(text)
    return read_whole(text)


def _century(year: str) -> int:
    if len(year) == 4:
        return int(year)
    return int(year) + (1900 if int(year) >= TWO_DIGIT_YEARS_FROM else 2000)


def _month(name: str) -> int:
    try:
        return MONTHS.index(name[:3].lower()) + 1
    except ValueError as reason:
        raise NotRead(name) from reason
