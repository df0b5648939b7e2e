"""Works timed in turn, so that whatever else the computer does falls on all of them alike, and how they compare."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping

Seconds = list[float]


def in_turn(
    works: Mapping[str, Callable[[int], object]],
    turns: int,
    each: Mapping[str, int],
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, Seconds]:
    """Seconds a piece, turn by turn: in each turn every work does `each[name]` pieces, which it is given by number.

    `clock` may be `time.process_time`: what the processor does for this program alone.
    """
    taken: dict[str, Seconds] = {name: [] for name in works}
    for turn in range(turns):
        for name, work in works.items():
            numbers = range(turn * each[name], (turn + 1) * each[name])
            start = clock()
            for number in numbers:
                work(number)
            taken[name].append((clock() - start) / each[name])
    return taken


def heading(unit: str, ratio: str) -> str:
    """The line above the rows."""
    return f"{'':<36}{unit:>12}{ratio:>16}  middle half"


def row(name: str, seconds: Seconds, ratios: Seconds | None = None) -> str:
    """A work's median time, and the median of its ratios with the half of the turns that lies around it."""
    said = f"{name:<36}{statistics.median(seconds) * 1000:>9.2f} ms"
    if ratios is None:
        return said
    low, middle, high = statistics.quantiles(ratios, n=4)
    return f"{said}{middle:>14.1f} x  {low:.1f} to {high:.1f}"
