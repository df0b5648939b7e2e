"""A waterfall: from one total, step by step, to another, laid out for a picture whose text is its table.

A step's sort is `total`, `up` or `down`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commonground.bridge.bridge import Bridge
from commonground.report.bridges import bars
from commonground.report.table import Table
from commonground.report.waterfalls import reach, spans
from commonground.report.written import money
from commonground_web.shown.bars import BAR, FIGURE, ROW, WIDTH, Bar

LABEL = 250
SORTS = {"mechanical": "type: {}", "hypothesis": "hypothesis: {}", "rest": "{}"}


@dataclass(frozen=True)
class Waterfall:
    """The picture: its steps, its height, where nothing lies."""

    steps: tuple[Bar, ...]
    height: int
    zero: float
    width: int = WIDTH
    bar: int = BAR


def waterfall(table: Table, size: int) -> Waterfall:
    """A picture of a table whose first and last rows are totals and whose others are the steps between; money by `size`."""
    return _picture([(row.label, int(row.cells[0] or 0), row.is_total) for row in table.rows], size)


def bridged(found: Bridge, size: int) -> Waterfall:
    """A picture of a bridge from one public figure to the other."""
    first, *steps, last = bars(found)
    rows = [(SORTS[bar.sort].format(bar.name), bar.change, False) for bar in steps]
    ends = [(f"“{claim.quotation}”", bar.change, True) for claim, bar in ((found.first, first), (found.second, last))]
    return _picture([ends[0], *rows, ends[1]], size)


def _picture(rows: Sequence[tuple[str, int, bool]], size: int) -> Waterfall:
    ends = spans((cents, is_total) for _, cents, is_total in rows)
    low, high = reach(ends)
    scale = (WIDTH - LABEL - FIGURE) / ((high - low) or 1)
    steps = tuple(
        Bar(
            label,
            money(cents, size),
            round(LABEL + (min(pair) - low) * scale, 1),
            number * ROW,
            round(max(abs(pair[1] - pair[0]) * scale, 1), 1),
            "total" if is_total else "up" if cents >= 0 else "down",
        )
        for number, ((label, cents, is_total), pair) in enumerate(zip(rows, ends, strict=True))
    )
    return Waterfall(steps, len(steps) * ROW, round(LABEL - low * scale, 1))
