"""Written: a cell as people read it; its money in a unit."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from commonground.report.table import Column, Value
from commonground.values.money import divide, format_cents
from commonground.values.rate import format_rate

UNITS = (
    (1, "dollars and cents"),
    (100, "dollars"),
    (100_000, "thousands of dollars"),
    (100_000_000, "millions of dollars"),
)


def written(value: Value, column: Column, unit: int) -> str:
    """A cell's text; money in a unit of so many cents."""
    if value is None:
        return ""
    if column.unit == "cents" and isinstance(value, int):
        return money(value, unit)
    if column.unit == "day" and isinstance(value, str):
        return day_written(value)
    if column.unit == "people" and isinstance(value, int):
        return f"{value:,}"
    if column.unit == "fte" and isinstance(value, int):
        return f"{divide(value, 1_000) / 10:,.1f}"
    if column.unit == "rate" and isinstance(value, Fraction):
        return format_rate(value)
    return str(value)


def day_written(day: str) -> str:
    """A day as people read it: `2019-10-07` is `Mon 7 Oct 2019`."""
    found = dt.date.fromisoformat(day)
    return f"{found:%a} {found.day} {found:%b} {found.year}"


def money(cents: int, unit: int) -> str:
    """Cents in a unit of 1, 100, 100,000 or 100,000,000 cents (the last with one decimal)."""
    if unit == 1:
        return format_cents(cents)
    if unit == UNITS[-1][0]:
        tenths = int(divide(abs(cents), unit // 10))
        return f"{'-' if cents < 0 and tenths else ''}{tenths // 10:,}.{tenths % 10}"
    whole = int(divide(abs(cents), unit))
    return f"{'-' if cents < 0 and whole else ''}{whole:,}"
