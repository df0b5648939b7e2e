"""Idle raises: raises that change no cell, because the schedule's own way of building leaves them nothing to change.

table         every schedule is printed in full, so no raise builds one
index         every cell is base x index, so a raise of some steps or lanes that leaves the base out is lost
differential  every lane is the first one and its dollars, so a raise of later lanes alone is lost
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from commonground.agreement.agreement import Agreement
from commonground.agreement.band import Band
from commonground.agreement.kinds.salary_schedule import Build, Cell, SalarySchedule
from commonground.agreement.kinds.schedule_raise import Raise
from commonground.agreement.raises import raises_of
from commonground.costing.engine import Engine


@dataclass(frozen=True)
class IdleRaise:
    """A raise of a clause that changes no cell of a schedule, and how that schedule is built."""

    clause: str
    raise_: Raise
    schedule: str
    build: Build


def idle_raises(engine: Engine, agreement: Agreement) -> Iterator[IdleRaise]:
    """The raises after the snapshot that change no cell, each schedule's once."""
    calendar, seen = engine.calendar, set()
    for line in engine.join(agreement).lines.values():
        for standing in line.standings if line.rule.name == "salary" else ():
            band = standing.band
            for clause in band.raises if not band.is_personal else ():
                for raise_ in raises_of(agreement, agreement[clause]):
                    terms = agreement[band.schedule].on(raise_.effective)
                    key = (clause, raise_, band.schedule)
                    if terms is None or key in seen or not calendar.snapshot < raise_.effective <= calendar.last_day:
                        continue
                    schedule = terms.terms
                    assert isinstance(schedule, SalarySchedule)
                    if _is_idle(raise_, schedule, band):
                        seen.add(key)
                        yield IdleRaise(clause, raise_, band.schedule, schedule.build)


def _is_idle(raise_: Raise, schedule: SalarySchedule, band: Band) -> bool:
    if schedule.build is Build.TABLE:
        return True
    if schedule.build not in (Build.INDEX, Build.DIFFERENTIAL) or (raise_.steps is None and raise_.lanes is None):
        return False
    names = {key.schedule for key in band.keys}
    return not any(_reaches(raise_, cell) for cell in _deciding(schedule) if cell.schedule in names)


def _deciding(schedule: SalarySchedule) -> Iterator[Cell]:
    """The cells from which others are built, and those that stand by themselves."""
    if schedule.build is Build.INDEX:
        bases: dict[str, Cell] = {}
        for cell in schedule.table:
            base = bases.setdefault(cell.schedule, cell)
            bases[cell.schedule] = cell if cell.index == 1 != base.index else base
        yield from bases.values()
        return
    first: dict[str, str] = {}
    for cell in schedule.table:
        lane = first.setdefault(cell.schedule, cell.lane)
        if cell.lane == lane or cell.lane not in schedule.differentials:
            yield cell


def _reaches(raise_: Raise, cell: Cell) -> bool:
    in_step = raise_.steps is None or cell.step in raise_.steps
    return in_step and (raise_.lanes is None or cell.lane in raise_.lanes)
