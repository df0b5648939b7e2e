"""Bars in their order: figures of this negotiation among other districts', from nothing on, with the others' median as a line.

One's own are told by their words, not by colour alone; a bar's sort is `own` or `other`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from commonground.report.placed import InOrder
from commonground.report.written import money
from commonground.values.rate import format_rate
from commonground_web.shown.bars import BAR, FIGURE, ROW, WIDTH, Bar

LABEL, HEAD = 290, 26
DOLLARS = 100


@dataclass(frozen=True)
class Bars:
    """The picture: its bars, its height, where nothing lies, and the others' median with where it lies."""

    bars: tuple[Bar, ...]
    height: int
    zero: float
    median: float | None
    median_said: str
    width: int = WIDTH
    bar: int = BAR


def ordered(found: InOrder) -> Bars:
    """The picture of figures in their order."""
    middle = found.others_median
    values = [float(one.value) for one in found.figures]
    low, high = min(0.0, *values), max(0.0, *values)
    scale = (WIDTH - LABEL - FIGURE) / ((high - low) or 1)
    zero = LABEL - low * scale

    def at(value: float) -> float:
        return round(zero + value * scale, 1)

    bars = tuple(
        Bar(
            f"here: {one.name}" if one.is_own else one.name,
            _written(one.value, found),
            min(at(value), zero),
            HEAD + number * ROW,
            max(round(abs(value) * scale, 1), 1),
            "own" if one.is_own else "other",
        )
        for number, (one, value) in enumerate(zip(found.figures, values, strict=True))
    )
    height = HEAD + len(bars) * ROW
    if middle is None:
        return Bars(bars, height, zero, None, "")
    return Bars(bars, height, zero, at(float(middle)), f"others' median {_written(middle, found)}")


def _written(value: Fraction, found: InOrder) -> str:
    """Whole dollars, or percents with two decimals."""
    return (
        f"${money(round(value), DOLLARS)}" if found.is_money else format_rate(Fraction(round(value * 10_000), 10_000))
    )
