"""Components of pay: of what a year's salaries are more than the year before's, how much is step and how much is raise.

Law, year by year, with S the schedule and p the placement at the end of the year before:
    carry-over   pay of a full year under S and p, less what was paid in the year before (its changes inside the year)
    `scale` and the other builds   step = S at the new placement - S at p; raise = the rest, interaction included
    `carry_then_step`              raise = pay at p x (1 + r) - pay at p; step = the rest, the fixed increment
Which of the two it is, the version of the schedule says that stands at the end of the year. The raise r is what the payroll holds
now and did not hold at the end of the year before: a raise that comes late counts from the day on which it reaches it.
They sum to the change in salaries, to the cent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Agreement
from commonground.agreement.band import Band, Moment
from commonground.agreement.cells import Cells, Growth
from commonground.agreement.kinds.salary_schedule import Build, SalarySchedule
from commonground.agreement.next_schedule import Where, raised_in_place
from commonground.agreement.timeline import Segment
from commonground.costing.bands import Standing
from commonground.costing.engine import Engine
from commonground.costing.lines import Line
from commonground.costing.period import Period
from commonground.costing.schedule_pay import pay_in
from commonground.costing.views import Series

Cents = npt.NDArray[np.int64]
Growths = Sequence[tuple[Growth, Where]]
BASE, CARRY_OVER, STEP, RAISE = (
    "salaries of the base year",
    "full-year effect of last year's changes",
    "step movement",
    "schedule raises",
)
COMPONENTS = {
    BASE: "round(cell x FTE) per person, at the schedule and placement of the snapshot",
    CARRY_OVER: "a full year of what was in force at the end of the year before - what that year paid",
    STEP: "pay at the new placement - pay at the old, on the old schedule (carry_then_step: the fixed increment)",
    RAISE: "pay on the new schedule - pay on the old, at the new placement (carry_then_step: old pay x raise)",
}


@dataclass(frozen=True, slots=True)
class Change:
    """What one year's salaries are more than the year before's, in cents."""

    carry_over: int
    step: int
    raised: int


def salary_components(engine: Engine, agreement: Agreement, run_rate: Period) -> dict[str, Series]:
    """The salaries of an agreement, split: the base year's, and what steps and raises have added since, by period."""
    lines = [line for line in engine.join(agreement).lines.values() if line.rule.name == "salary"]
    base = sum(engine.total(agreement, line, engine.periods[0]) for line in lines)
    sums = {BASE: [base], CARRY_OVER: [0], STEP: [0], RAISE: [0]}
    for before, now in zip(engine.periods, engine.periods[1:], strict=False):
        changes = [_change(engine, agreement, line, before, now) for line in lines]
        _add(sums, changes, base)
    last = next((period for period in engine.periods[1:] if period.year == run_rate.year), engine.periods[0])
    changes = [_change(engine, agreement, line, last, run_rate) for line in lines]
    at = engine.periods.index(last)
    ends = {name: cents[at] for name, cents in sums.items()}
    _add(ends_lists := {name: [cents] for name, cents in ends.items()}, changes, base)
    return {name: Series(tuple(cents), ends_lists[name][-1]) for name, cents in sums.items()}


def _add(sums: dict[str, list[int]], changes: list[Change], base: int) -> None:
    sums[BASE].append(base)
    sums[CARRY_OVER].append(sums[CARRY_OVER][-1] + sum(change.carry_over for change in changes))
    sums[STEP].append(sums[STEP][-1] + sum(change.step for change in changes))
    sums[RAISE].append(sums[RAISE][-1] + sum(change.raised for change in changes))


def _change(engine: Engine, agreement: Agreement, line: Line, before: Period, now: Period) -> Change:
    carry_over = step = raised = 0
    for standing in line.standings:
        count = line.count[standing.rows]
        version = agreement[line.provision].standing_on(now.day or now.year.last)
        assert version is not None and isinstance(version.terms, SalarySchedule)
        terms = version.terms
        until = engine.timeline(agreement, standing.band, before)
        timeline = engine.timeline(agreement, standing.band, now)
        end = until.on(before.day or before.year.last)
        segments = now.segments(timeline)

        def pay(parts: Sequence[Segment], standing: Standing = standing) -> Cents:
            return pay_in(parts, standing)

        paid_before = pay(before.segments(until))
        full = pay((Segment(Fraction(1), end),))
        paid_now = pay(segments)
        carries = terms.build is Build.CARRY_THEN_STEP or standing.band.is_personal
        middle = pay(tuple(_middle(segment, end, standing.band, carries, terms) for segment in segments))
        first, second = count @ (middle - full), count @ (paid_now - middle)
        carry_over += int(count @ (full - paid_before))
        raised += int(first if carries else second)
        step += int(second if carries else first)
    return Change(carry_over, step, raised)


def _middle(segment: Segment, end: Moment, band: Band, carries: bool, terms: SalarySchedule) -> Segment:
    """The state between the two: the old pay raised in place, or the old schedule at the new placement."""
    moment = segment.moment
    if not carries:
        cells = _where_present(end, moment)
        return Segment(segment.share, replace(end, day=moment.day, cells=cells, place=moment.place))
    cells = end.cells
    for growth, where in _since(end.growths, moment.growths):
        cells = raised_in_place(band, cells, growth, where, terms)
    return Segment(segment.share, replace(end, day=moment.day, cells=cells))


def _since(before: Growths, now: Growths) -> list[tuple[Growth, Where]]:
    """The raises that are in one state and not yet in the other: one that comes late stands before those earned after it."""
    left = [_said(grown) for grown in before]
    found = []
    for grown in now:
        if (said := _said(grown)) in left:
            left.remove(said)
        else:
            found.append(grown)
    return found


def _said(grown: tuple[Growth, Where]) -> tuple[Growth, bytes | None]:
    growth, where = grown
    return growth, None if where is None else where.tobytes()


def _where_present(end: Moment, now: Moment) -> Cells:
    """The old schedule, and the new cell where the old schedule had none."""
    if end.present.all() or not (now.present & ~end.present).any():
        return end.cells
    old, new = end.cells.exact(), now.cells.exact()
    return Cells.of([o if held else n for o, n, held in zip(old, new, end.present.tolist(), strict=True)])
