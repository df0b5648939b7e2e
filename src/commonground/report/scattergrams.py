"""The table of a scattergram: lane by step, with the sums that tie it to the roster."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from commonground.agreement.agreement import Agreement
from commonground.agreement.kinds.salary_schedule import SalarySchedule
from commonground.agreement.kinds.step_ladder import StepLadder
from commonground.costing.period import Period
from commonground.costing.placed import placed
from commonground.negotiation import Negotiation
from commonground.report.addresses import BadAddress, CellAddress, Measure
from commonground.report.table import Column, Row, Table, Unit
from commonground.values.wording import counted
from commonground.workforce.scattergram import Scattergram
from commonground.workforce.scattergram import scattergram as count

UNIT: dict[Measure, Unit] = {
    Measure.PEOPLE: "people",
    Measure.FTE: "fte",
    Measure.DOLLARS: "cents",
    Measure.SALARY: "cents",
}


STATUS_QUO = "status-quo"


class UnknownSchedule(ValueError):
    """A schedule is asked for on which nobody stands."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(f"nobody stands on schedule {name!r}; people stand on {', '.join(known) or 'none'}")


def scattergram_tables(
    negotiation: Negotiation,
    agreement: Agreement,
    measure: Measure,
    *,
    offer: str = STATUS_QUO,
    schedule: str | None = None,
    units: Sequence[str] = (),
    year: str | None = None,
) -> list[Table]:
    """One grid for each schedule and unit that people stand on.

    `offer` is what the agreement is called; `units` are the only ones asked for, or all.
    Raises `UnknownSchedule` where nobody of these units stands on the schedule, `BadAddress` for a year that is not costed.
    """
    engine = negotiation.pricing.engine
    period = period_named(negotiation, year)
    roster, pay = placed(engine, agreement, period)
    found: list[Table] = []
    known: dict[str, None] = {}
    for word in units or roster.labels["unit"].words:
        rows = roster.labels["unit"].numbers({word: 1}) == 1
        people, paid = roster.take(rows), pay[rows]
        on_step = people.labels["step"].numbers({"": 0}, otherwise=1) == 1
        labels = people.labels["schedule"]
        names = [name for name in labels.words if (labels.numbers({name: 1})[on_step] == 1).any()]
        known.update(dict.fromkeys(names))
        for name in names if schedule is None else [name for name in names if name == schedule]:
            lanes, steps = (
                in_schedule_order(agreement, which, period.day or period.year.last) for which in ("lane", "step")
            )
            grid = count(people, name, paid, lanes=lanes, steps=steps)
            found.append(
                _table(grid, measure, word, CellAddress(measure, offer, period.label, {"unit": word, "schedule": name}))
            )
    if schedule is not None and not found:
        raise UnknownSchedule(schedule, [*known])
    return found


def period_named(negotiation: Negotiation, year: str | None) -> Period:
    """The period of a fiscal year; without one the base year. Raises `BadAddress`."""
    periods = negotiation.pricing.engine.periods
    for period in periods:
        if period.label == (year or negotiation.base.label):
            return period
    raise BadAddress(str(year), str(year), f"one of {', '.join(period.label for period in periods)}")


def in_schedule_order(agreement: Agreement, which: str, day: dt.date) -> list[str]:
    """Lanes or steps in the order in which ladders and schedules name them."""
    words: dict[str, None] = {}
    if which == "step":
        for provision in agreement.of_kind("step_ladder"):
            version = provision.standing_on(day)
            if version is not None and isinstance(version.terms, StepLadder):
                words.update(dict.fromkeys(version.terms.steps))
    for provision in agreement.of_kind("salary_schedule"):
        for version in provision.versions:
            if isinstance(version.terms, SalarySchedule):
                words.update(dict.fromkeys(getattr(cell, which) for cell in version.terms.table))
    return list(words)


def _addresses(at: CellAddress, lanes: Sequence[str], cells: Sequence[int], step: str | None = None) -> tuple[str, ...]:
    """The addresses of a row's cells where somebody stands, and of their sum."""
    on_step = {} if step is None else {"step": step}
    where = [{**at.where, "lane": lane, **on_step} for lane in lanes]
    opened = [str(replace(at, where=place)) if cell else "" for place, cell in zip(where, cells, strict=True)]
    return (*opened, str(replace(at, where={**at.where, **on_step})))


def _table(grid: Scattergram, measure: Measure, unit: str, at: CellAddress) -> Table:
    figures = {Measure.PEOPLE: grid.people, Measure.FTE: grid.fte, Measure.DOLLARS: grid.cents}.get(measure)
    if figures is None:
        figures = np.where(grid.fte > 0, grid.cents * 10_000 // np.maximum(grid.fte, 1), 0)
    stands = grid.people.sum(axis=1) > 0
    lanes = [lane for lane, held in zip(grid.lanes, stands, strict=True) if held]
    figures = figures[stands]
    kind = UNIT[measure]
    rows = []
    for number, step in enumerate(grid.steps):
        cells = [int(figure) for figure in figures[:, number]]
        if any(cells):
            together = () if measure is Measure.SALARY else (sum(cells),)
            addresses = _addresses(at, lanes, cells, step)
            rows.append(
                Row(step, (*(cell or None for cell in cells), *together), addresses[: len(cells) + len(together)])
            )
    if measure is not Measure.SALARY:
        sums = [int(total) for total in figures.sum(axis=1)]
        rows.append(Row("total", (*sums, sum(sums)), _addresses(at, lanes, sums), is_total=True))
    columns = tuple(Column(f"lane {lane}" if lane else "all", kind) for lane in lanes)
    if measure is not Measure.SALARY:
        columns = (*columns, Column("together", kind))
    off = grid.off_schedule
    notes = [
        f"Off the schedule: {counted(off.people, 'person', 'people')} with a salary of their own." if off.people else ""
    ]
    notes.append(
        f"On other schedules: {counted(grid.elsewhere.people, 'person', 'people')}." if grid.elsewhere.people else ""
    )
    name = " ".join(part for part in (unit, grid.schedule) if part) or "schedule"
    said = {Measure.SALARY: "mean pay of a full-time job", Measure.FTE: "full-time jobs"}.get(measure, measure.value)
    return Table(
        f"Scattergram of {name}, {at.year}: {said}",
        "step",
        columns,
        tuple(rows),
        tuple(n for n in notes if n),
        "scattergram",
    )
