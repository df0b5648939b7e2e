"""One's own figures: a benchmark's salary on the schedule of an agreement in a year, and the percent of a settlement.

Law: a cell is what a full-time job on it is paid on the last day of the fiscal year. A settlement's percent in a year is the sum of
the percents that reach the whole schedule on days in it; raises in dollars, or of some cells, are no percent, and are said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from commonground.agreement.agreement import Agreement
from commonground.agreement.raises import raises_of
from commonground.comparables.figure import Benchmark
from commonground.values.fiscal_year import FiscalYear

Cells = Mapping[tuple[str, str], int]
LOWEST, HIGHEST = "minimum", "maximum"


@dataclass(frozen=True, slots=True)
class Settled:
    """What a settlement gives in one fiscal year: a percent as a share, and what of it is no percent, in words."""

    rate: Fraction
    beside: str = ""


def benchmark_named(name: str, stated: Iterable[Benchmark]) -> Benchmark:
    """What a name means on one's own schedule: as it is stated, or as it says itself.

    It may say: minimum, maximum; LANE minimum, LANE maximum; LANE step STEP.

    >>> benchmark_named("MA+30 step 10", ())
    Benchmark(name='MA+30 step 10', lane='MA+30', step='10', end='')
    """
    for one in stated:
        if one.name == name:
            return one
    lane, _, step = name.rpartition(" step ")
    if lane:
        return Benchmark(name, lane, step)
    words = name.rsplit(" ", 1)
    if words[-1] in (LOWEST, HIGHEST):
        return Benchmark(name, words[0] if len(words) > 1 else "", end=words[-1])
    return Benchmark(name)


def cell_of(benchmark: Benchmark, cells: Cells) -> tuple[str, str] | None:
    """The lane and step of a benchmark on a schedule; None where it has none."""
    if benchmark.end:
        lane = [at for at in cells if not benchmark.lane or at[0] == benchmark.lane]
        choose = min if benchmark.end == LOWEST else max
        return choose(lane, key=lambda at: cells[at]) if lane else None
    place = (benchmark.lane, benchmark.step)
    return place if place in cells else None


def settled_in(agreement: Agreement, unit: str, year: FiscalYear) -> Settled:
    """What an agreement's raises give a unit in a fiscal year, as a percent."""
    rate, beside = Fraction(0), dict[str, None]()
    for provision in agreement.of_kind("schedule_raise", "me_too"):
        if unit and not provision.scope.allows("unit", unit):
            continue
        for raise_ in raises_of(agreement, provision):
            if raise_.effective in year:
                if raise_.is_of_cells:
                    beside["a raise of some cells only"] = None
                    continue
                rate += raise_.percent
                if raise_.flat or raise_.at_least or raise_.at_most is not None:
                    beside["dollars"] = None
    return Settled(rate, " and ".join(beside))


def compounded(rates: Iterable[Fraction]) -> Fraction:
    """Several years' percents, each on what the one before came to.

    >>> compounded([Fraction(3, 100), Fraction(2, 100)])
    Fraction(253, 5000)
    """
    whole = Fraction(1)
    for rate in rates:
        whole *= 1 + rate
    return whole - 1
