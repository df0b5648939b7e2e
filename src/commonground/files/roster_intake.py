"""A payroll on its way into a folder: its people placed on the schedule in force, what is doubtful of them, and their files.

Law: what is written is written whole or not at all; what stood there and says something else is kept beside it.
Not here: how a payroll's rows are read (`files.rosters`), and who is asked what (a command, or a page).
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from commonground.costing.cells_in_force import cells_in_force
from commonground.files.atomic import locked, replacing
from commonground.files.folder import read_clauses
from commonground.files.mappings import MAP, read_mapping, write_mapping
from commonground.files.roster_doubts import Frame, impossible
from commonground.files.roster_writing import write_roster_csv, write_scattergram_csv
from commonground.files.rosters import RosterReading
from commonground.values.problem import Problem
from commonground.workforce.cell import Cell
from commonground.workforce.columns import ColumnMapping
from commonground.workforce.placement import Placement, SplitRule, place
from commonground.workforce.roster import NO_SALARY, Roster
from commonground.workforce.scattergram import collapse

COUNTED = ("unit", "schedule", "lane", "step", "tier", "fte", "salary")


@dataclass(frozen=True, eq=False)
class TakenIn:
    """A payroll that was read: its people where they stand, how they were placed (None where they say so themselves), doubts."""

    roster: Roster
    placement: Placement | None
    doubts: tuple[Problem, ...]


def taken_in(
    reading: RosterReading, file: str, folder: Path, tolerance_cents: int, split: SplitRule = SplitRule.NEAREST
) -> TakenIn:
    """The people of a payroll on the schedule that the folder has in force on its snapshot's day."""
    snapshot, cells = _in_force(reading.roster, folder)
    doubts = tuple(impossible(reading.roster, _frame(file, reading.mapping, snapshot, cells)))
    placement = _placed(reading.roster, cells, tolerance_cents, split)
    return TakenIn(placement.roster if placement else reading.roster, placement, doubts)


def write_people(roster: Roster, mapping: ColumnMapping, target: Path) -> tuple[Path, ...]:
    """Write the people (as counts where the file is scattergram.csv) and their mapping; the files in which earlier ones are kept.

    Raises OSError.
    """
    saved = target.parent / MAP
    with locked(target.parent), replacing(target) as part, replacing(saved) as map_part:
        if target.name == "scattergram.csv":
            write_scattergram_csv(collapse(_without_placed_salaries(roster), COUNTED), part)
        else:
            write_roster_csv(roster, part)
        write_mapping(mapping, map_part)
        kept = [kept_beside(target, part)]
        if read_mapping(saved)[0] != mapping:
            kept.append(kept_beside(saved, map_part))
        else:
            shutil.copyfile(saved, map_part)
    return tuple(filter(None, kept))


def kept_beside(path: Path, new: Path) -> Path | None:
    """The copy of an earlier file, where the new one says something else."""
    if not path.is_file() or path.read_bytes() == new.read_bytes():
        return None
    backup = path.with_name(f"{path.name}.bak")
    with replacing(backup) as part:
        shutil.copyfile(path, part)
    return backup


def _in_force(roster: Roster, folder: Path) -> tuple[dt.date | None, Sequence[Cell]]:
    """The snapshot's day, and the cells in force on it for these people; nothing where the folder does not say them."""
    day, agreement = read_clauses(folder)
    if agreement is None or day is None:
        return day, ()
    units = list(roster.labels["unit"].words)
    if len(units) == 1:
        return day, cells_in_force(agreement, day, units[0])
    return day, [replace(cell, unit=unit) for unit in units for cell in cells_in_force(agreement, day, unit)]


def _frame(file: str, mapping: ColumnMapping, snapshot: dt.date | None, cells: Sequence[Cell]) -> Frame:
    named = {name: mapping.headers.get(name, name) for name in ("salary", "hired")}
    return Frame(file, named["salary"], named["hired"], snapshot, cells)


def _placed(roster: Roster, cells: Sequence[Cell], tolerance_cents: int, split: SplitRule) -> Placement | None:
    """The roster placed on the schedule in force; None where it states its steps, or the folder has no schedule."""
    if any(roster.labels["step"].words) or not cells:
        return None
    return place(roster, cells, tolerance_cents=tolerance_cents, split=split)


def _without_placed_salaries(roster: Roster) -> Roster:
    """The roster with a salary only where somebody stands on no step: on a step the schedule says the pay."""
    salary = roster.numbers["salary"].copy()
    salary[roster.labels["step"].numbers({"": 0}, otherwise=1) == 1] = NO_SALARY
    return roster.replace(numbers={"salary": salary})
