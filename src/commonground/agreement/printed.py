"""What a version of a salary schedule prints for a band: its cells, which of them it prints, and their fixed increments."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import numpy.typing as npt

from commonground.agreement.band import Band
from commonground.agreement.cells import Cells
from commonground.agreement.kinds.salary_schedule import SalarySchedule


def printed(band: Band, schedule: SalarySchedule) -> tuple[Cells, npt.NDArray[np.bool_], Cells]:
    """The cells that a schedule prints for a band, which cells it prints, and their fixed increments; kept by the band."""
    found = band.kept(
        ("printed", id(schedule.table), schedule.full_time_units),
        lambda: (*_printed(band, schedule), _increments(band, schedule), schedule),
    )
    return found[:3]


def _printed(band: Band, schedule: SalarySchedule) -> tuple[Cells, npt.NDArray[np.bool_]]:
    if band.is_personal:
        return Cells.of(band.personal), np.ones(len(band.personal), dtype=bool)
    salaries = {(cell.schedule, cell.lane, cell.step): schedule.salary_of(cell) for cell in schedule.table}
    found = [salaries.get(key[1:]) for key in band.keys]
    cells = Cells.of([Fraction(0) if salary is None else salary * 100 for salary in found])
    return cells, np.array([salary is not None for salary in found])


def changed(before: SalarySchedule, after: SalarySchedule) -> set[str]:
    """The schedules of which a version lists other salaries or steps than the version before it."""
    one, other = salaries_of(before), salaries_of(after)
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


def printed_anew(before: SalarySchedule, after: SalarySchedule) -> set[str]:
    """Those of them of which it prints any salary: they hold as printed from its day on."""
    said = salaries_of(after)
    return {name for name in changed(before, after) if any(cents is not None for cents in said.get(name, {}).values())}


def salaries_of(schedule: SalarySchedule) -> dict[str, dict[tuple[str, str], Fraction | None]]:
    """What a version prints, by schedule: a salary or nothing for each lane and step that it lists."""
    found: dict[str, dict[tuple[str, str], Fraction | None]] = {}
    for cell in schedule.table:
        found.setdefault(cell.schedule, {})[cell.lane, cell.step] = schedule.salary_of(cell)
    return found


def _increments(band: Band, schedule: SalarySchedule) -> Cells:
    in_cents, fixed = 100 * schedule.full_time_units, [cell for cell in schedule.table if cell.increment]
    increments = {(cell.schedule, cell.lane, cell.step): (cell.increment or 0) * in_cents for cell in fixed}
    return Cells.of([increments.get(key[1:], 0) for key in band.keys])
