"""The work that every program of the comparison is given, and how it is asked and answers: one line of JSON each way.

Inputs (an .npz of `benchmarks/peers.py`): by person `lane`, `step` (from 0), `fte` (10,000 is full time), `is_new` (pension
tier), `plan` and `tier` (health); `cells` in cents, lane by step; `premiums` in cents, plan by tier.
A package is seven whole numbers: five raises in hundredths of a percent, the pension rate less 10 % in hundredths of a percent,
the members' share of premiums in twentieths of a percent. A cost is what the employer pays in each year, in cents: salary, pension,
Medicare, premiums less the members' share; every product is rounded half up to the cent (the schedule to the dollar).
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

Cents = Any  # an array of int64
Draw = list[int]
Totals = list[list[int]]
YEARS = 5
FULL_TIME = 10_000
TREND = Fraction(5, 100)
MEDICARE = Fraction(145, 10_000)
LATER_TIER = Fraction(1, 100)  # members of the new tier are contributed for at so much less


@dataclass(frozen=True)
class Package:
    """What is agreed: five raises, the pension rate of the old tier, the members' share of premiums."""

    raises: tuple[Fraction, ...]
    pension: Fraction
    share: Fraction

    @classmethod
    def of(cls, draw: Draw) -> Package:
        """A package from its seven whole numbers."""
        raises = tuple(Fraction(hundredths, 10_000) for hundredths in draw[:YEARS])
        return cls(raises, Fraction(1_000 + draw[5], 10_000), Fraction(draw[6], 2_000))


def rounded(parts: Any, whole: int) -> Any:
    """Whole numbers over another, half up."""
    return (2 * parts + whole) // (2 * whole)


def schedules(cells: Cents, raises: Sequence[Fraction]) -> Iterator[Cents]:
    """The schedule of each year in cents, raised and rounded to the dollar."""
    for raised in raises:
        whole = 1 + raised
        cells = rounded(cells * whole.numerator, whole.denominator * 100) * 100
        yield cells


def trends() -> list[Fraction]:
    """What premiums have grown by, year by year."""
    return [(1 + TREND) ** year for year in range(1, YEARS + 1)]


def inputs() -> dict[str, Cents]:
    """The arrays of the file named on the command line."""
    return dict(np.load(sys.argv[1]))


def one_by_one(price: Callable[[Draw], list[int]]) -> Callable[[list[Draw]], Callable[[], Totals]]:
    """What prices some packages one by one."""
    return lambda draws: lambda: [price(draw) for draw in draws]


def answer(prepared: Callable[[list[Draw]], Callable[[], Totals]]) -> None:
    """Answer a line with packages by a line with the CPU seconds, each package's years in cents, and the peak memory in MB.

    `prepared(draws)` gives what prices them; only that is timed.
    """
    for line in sys.stdin:
        work = prepared(json.loads(line))
        start = time.process_time()
        cents = work()
        seconds = time.process_time() - start
        print(json.dumps({"seconds": seconds, "cents": cents, "memory": peak_memory()}), flush=True)


def peak_memory(process: str = "self") -> float:
    """The peak memory of a process in MB, as Linux keeps it (what `resource` tells counts the parent's, too)."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024
