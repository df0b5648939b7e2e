"""A rate: a percentage as people write it, kept as an exact rational.

Law: "3.5%" is 7/200 and never 0.035000000000000003.
A bare number is taken as a share only below 1, because "3" might mean 3 % or 300 %.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

PERCENT = re.compile(r"^\s*([+-]?\d{1,9}(?:\.\d{1,12})?)\s*%\s*$")
SHARE = re.compile(r"^\s*([+-]?\d{0,9}(?:\.\d{1,15})?)\s*$")
RATIO = re.compile(r"^\s*([+-]?\d{1,9})\s*/\s*(\d{1,9})\s*$")


class NotARate(ValueError):
    """A text or number that does not read as a rate."""

    def __init__(self, got: object) -> None:
        super().__init__(f'{got!r} does not read as a rate; write "3.5%", "0.035" or "7/200"')


def parse_rate(text: object) -> Fraction:
    """Read a rate from what a person writes.

    >>> parse_rate("3.5%"), parse_rate("0.07"), parse_rate("1/3")
    (Fraction(7, 200), Fraction(7, 100), Fraction(1, 3))
    """
    if isinstance(text, Fraction):
        return text
    if isinstance(text, bool) or not isinstance(text, str | int | Decimal):
        raise NotARate(text)
    written = str(text)
    if found := PERCENT.match(written):
        return Fraction(found[1]) / 100
    if found := RATIO.match(written):
        if int(found[2]) == 0:
            raise NotARate(text)
        return Fraction(int(found[1]), int(found[2]))
    if (found := SHARE.match(written)) and found[1] not in ("", "+", "-"):
        share = Fraction(found[1])
        if abs(share) < 1:
            return share
    raise NotARate(text)


def format_rate(rate: Fraction, places: int = 6) -> str:
    """Write a rate as a percentage with no more digits than it has (at most `places`).

    >>> format_rate(Fraction(7, 200)), format_rate(Fraction(1, 3))
    ('3.5 %', '33.333333 %')
    """
    percent = rate * 100
    scaled = round(percent * 10**places)
    text = f"{Decimal(scaled).scaleb(-places):f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text or '0'} %"


def write_rate(rate: Fraction) -> str:
    """Write a rate so that reading it gives the very same rate.

    >>> write_rate(Fraction(7, 200)), write_rate(Fraction(1, 3))
    ('3.5%', '1/3')
    """
    percent = format_rate(rate, 12).replace(" ", "")
    return percent if parse_rate(percent) == rate else f"{rate.numerator}/{rate.denominator}"
