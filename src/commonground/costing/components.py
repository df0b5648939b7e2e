"""Components of pay: of what a year's salaries are more than the year before's, how much is step and how much is raise.

Law, year by year, with S the schedule and p the placement at the end of the year before:
    carry-over   pay of a full year under S and p, less what was paid in the year before (its changes inside the year)
    `scale` and the other builds   step = S at the new placement - S at p; raise = the rest, interaction included
    `carry_then_step`              raise = pay at p x (1 + r) - pay at p; step = the rest, the fixed increment
Which of the two it is, the version of the schedule says that stands at the end of the year. The raise r is what the payroll holds
now and did not hold at the end of the year before: a raise that comes late counts from the day on which it reaches it.
On the actual roster each is of who is there in the year, and newcomers in leavers' places are a part of their own: what newcomers
would have been paid in the year before less what those in whose places they are were paid then.
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
from commonground.agreement.provision import Provision
from commonground.agreement.timeline import Segment
from commonground.costing.bands import Standing
from commonground.costing.engine import Engine
from commonground.costing.lines import Line
from commonground.costing.period import Period
from commonground.costing.schedule_pay import pay_in
from commonground.costing.views import Series
from commonground.values.shares import largest_remainder

Cents = npt.NDArray[np.int64]
Growths = Sequence[tuple[Growth, Where]]
BASE, CARRY_OVER, STEP, REPLACED, RAISE = (
    "salaries of the base year",
    "full-year effect of last year's changes",
    "step movement",
    "newcomers in leavers' places",
    "schedule raises",
)
COMPONENTS = {
    BASE: "round(cell x FTE) per person, at the schedule and placement of the snapshot",
    CARRY_OVER: "a full year of what was in force at the end of the year before - what that year paid",
    STEP: "pay at the new placement - pay at the old, on the old schedule (carry_then_step: the fixed increment)",
    RAISE: "pay on the new schedule - pay on the old, at the new placement (carry_then_step: old pay x raise)",
}
ON_ACTUAL = {
    REPLACED: "what newcomers would have been paid in the year before - what those in whose places they are were paid then"
}


@dataclass(frozen=True, slots=True)
class Change:
    """What one year's salaries are more than the year before's, in cents."""

    carry_over: int
    step: int
    raised: int
    replaced: int


def salary_components(engine: Engine, agreement: Agreement, run_rate: Period) -> dict[str, Series]:
    """The salaries of an agreement, split: the base year's, and what steps and raises have added since, by period; where people
    leave, what newcomers in their places have, too."""
    lines = [line for line in engine.join(agreement).lines.values() if line.rule.name == "salary"]
    base = sum(engine.total(agreement, line, engine.periods[0]) for line in lines)
    sums = {BASE: [base], CARRY_OVER: [0], STEP: [0], REPLACED: [0], RAISE: [0]}
    for before, now in zip(engine.periods, engine.periods[1:], strict=False):
        changes = [_change(engine, agreement, line, before, now) for line in lines]
        _add(sums, changes, base)
    last = lived_before(engine.periods, run_rate)
    changes = [_change(engine, agreement, line, last, run_rate) for line in lines]
    at = engine.periods.index(last)
    ends = {name: cents[at] for name, cents in sums.items()}
    _add(ends_lists := {name: [cents] for name, cents in ends.items()}, changes, base)
    found = {name: Series(tuple(cents), ends_lists[name][-1]) for name, cents in sums.items()}
    if not (any(found[REPLACED].cents) or found[REPLACED].run_rate):
        del found[REPLACED]
    return found


def lived_before(periods: Sequence[Period], run_rate: Period) -> Period:
    """The lived period from which a run-rate is counted on: the year of its day, or the base year."""
    return next((period for period in periods[1:] if period.year == run_rate.year), periods[0])


def _add(sums: dict[str, list[int]], changes: list[Change], base: int) -> None:
    sums[BASE].append(base)
    sums[CARRY_OVER].append(sums[CARRY_OVER][-1] + sum(change.carry_over for change in changes))
    sums[STEP].append(sums[STEP][-1] + sum(change.step for change in changes))
    sums[REPLACED].append(sums[REPLACED][-1] + sum(change.replaced for change in changes))
    sums[RAISE].append(sums[RAISE][-1] + sum(change.raised for change in changes))


def _change(engine: Engine, agreement: Agreement, line: Line, before: Period, now: Period) -> Change:
    parts = changes_by_group(engine, agreement, line, before, now)
    paid = engine.values(agreement, line, before)
    exact = [engine.expected(line, part, now) for part in parts]
    exact.append(engine.expected(line, paid, now) - engine.expected(line, paid, before))
    total = engine.total(agreement, line, now) - engine.total(agreement, line, before)
    return Change(*largest_remainder(exact, total))


def changes_by_group(engine: Engine, agreement: Agreement, line: Line, before: Period, now: Period) -> Cents:
    """Carry-over, step and raise (three rows) of one head of each group of a line of salaries, in cents."""
    asked = ("carry-over, step and raise", before, now)
    return engine.remembered(agreement, line, asked, lambda: _changes_by_group(engine, agreement, line, before, now))


def _changes_by_group(engine: Engine, agreement: Agreement, line: Line, before: Period, now: Period) -> Cents:
    pay = with_and_without(engine, agreement, line, before, now)
    return pay[:, 0] - pay[:, 1]


def with_and_without(engine: Engine, agreement: Agreement, line: Line, before: Period, now: Period) -> Cents:
    """The pay of one head of each group with carry-over, step and raise, and without: three by two rows, in cents.

    Law: pay without the first of the three is what the year before paid, and each builds on the one that goes before it.
    """
    carry_over, step, raised = found = np.zeros((3, 2, len(line.count)), dtype=np.int64)
    for standing in line.standings:
        terms = terms_in(agreement[line.provision], now)
        until = engine.timeline(agreement, standing.band, before)
        timeline = engine.timeline(agreement, standing.band, now)
        end = until.on(before.day or before.year.last)
        segments = now.segments(timeline)

        def pay(parts: Sequence[Segment], standing: Standing = standing) -> Cents:
            return pay_in(parts, standing)

        full = pay((Segment(Fraction(1), end),))
        is_carried = carries(terms, standing.band)
        middle = pay(tuple(_middle(segment, end, standing.band, is_carried, terms) for segment in segments))
        first, second = (raised, step) if is_carried else (step, raised)
        carry_over[:, standing.rows] = full, pay(before.segments(until))
        first[:, standing.rows] = middle, full
        second[:, standing.rows] = pay(segments), middle
    return found


def terms_in(schedule: Provision, period: Period) -> SalarySchedule:
    """What a salary schedule's clause says at the end of a period."""
    version = schedule.standing_on(period.day or period.year.last)
    assert version is not None and isinstance(version.terms, SalarySchedule)
    return version.terms


def carries(terms: SalarySchedule, band: Band) -> bool:
    """Whether a band's pay is raised first and stepped then."""
    return terms.build is Build.CARRY_THEN_STEP or band.is_personal


def _middle(segment: Segment, end: Moment, band: Band, is_carried: bool, terms: SalarySchedule) -> Segment:
    """The state between the two: the old pay raised in place, or the old schedule at the new placement."""
    moment = segment.moment
    if not is_carried:
        cells = _where_present(end, moment)
        return Segment(segment.share, replace(end, day=moment.day, cells=cells, place=moment.place))
    cells = end.cells
    for number in given_since(end.growths, moment.growths):
        growth, where = moment.growths[number]
        cells = raised_in_place(band, cells, growth, where, terms)
    return Segment(segment.share, replace(end, day=moment.day, cells=cells))


def given_since(before: Growths, now: Growths) -> list[int]:
    """The numbers of the raises that are in the later of two states and not yet in the earlier.

    One that comes late stands before those earned after it, so they are not just the last ones.
    """
    left = [_said(grown) for grown in before]
    found = []
    for number, grown in enumerate(now):
        if (said := _said(grown)) in left:
            left.remove(said)
        else:
            found.append(number)
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
