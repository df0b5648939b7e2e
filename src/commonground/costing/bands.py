"""Bands of a roster: on which cell of which schedule each row stands, and which clauses shape what it is paid.

Every row of the roster that has a place on a schedule, or a salary of its own, belongs to one band; a salary of its own is
a cell of one. Rows with neither are a problem that the reader has already reported; here they raise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Agreement
from commonground.agreement.kinds.salary_schedule import SalarySchedule
from commonground.agreement.provision import Provision
from commonground.agreement.timeline import Band, CellKey
from commonground.workforce.roster import FULL_TIME, NO_SALARY, Roster


class NoPlace(ValueError):
    """A row of the roster stands on no cell of any schedule and has no salary of its own."""

    def __init__(self, row: int, key: CellKey, schedules: Iterable[str]) -> None:
        self.row, self.key = row, key
        where = f"unit {key.unit!r}, schedule {key.schedule!r}, lane {key.lane!r}, step {key.step!r}"
        super().__init__(
            f"row {row} ({where}) stands on no cell of {', '.join(schedules) or 'any schedule'}, and has no salary"
        )


@dataclass(frozen=True, eq=False)
class Standing:
    """The rows of one band: which rows, on which cell each stands, and the FTE by which its cell is scaled."""

    band: Band
    rows: npt.NDArray[np.intp]
    cell: npt.NDArray[np.intp]
    fte: npt.NDArray[np.int64]


def standings(agreement: Agreement, schedule: Provision, roster: Roster) -> tuple[Standing, ...]:
    """The bands of one salary schedule's people. Raises `NoPlace` for a row that cannot be paid."""
    printed = _printed_keys(schedule)
    names = {key[0] for key in printed}
    tracks: dict[_Clauses, list[tuple[str, str]]] = {}
    personal: dict[_Clauses, list[str]] = {}
    for unit in dict.fromkeys(roster.labels["unit"].words):
        if not schedule.scope.allows("unit", unit):
            continue
        for name in dict.fromkeys(roster.labels["schedule"].words):
            if name in names and schedule.scope.allows("schedule", name):
                tracks.setdefault(_shaping(agreement, unit, name), []).append((unit, name))
        if _is_home(agreement, schedule, unit):
            personal.setdefault(_shaping(agreement, unit, ""), []).append(unit)
    on_schedule = [_on_schedule(schedule, printed, roster, pairs, clauses) for clauses, pairs in tracks.items()]
    on_their_own = [_on_their_own(schedule, roster, units, clauses) for clauses, units in personal.items()]
    return tuple(standing for standing in (*on_schedule, *on_their_own) if len(standing.rows))


_Clauses = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
_SHAPES = (("step_ladder",), ("schedule_raise", "me_too"), ("step_movement",))


def _printed_keys(schedule: Provision) -> list[tuple[str, str, str]]:
    """Schedule, lane and step of every cell that any version prints or puts in, in the order of print."""
    keys: list[tuple[str, str, str]] = []
    for version in schedule.versions:
        assert isinstance(version.terms, SalarySchedule)
        known = set(keys)
        keys += [key for cell in version.terms.table if (key := (cell.schedule, cell.lane, cell.step)) not in known]
        for added in version.terms.steps_added:
            for name, lane, step in [key for key in keys if key[2] == added.after]:
                if (new := (name, lane, added.step)) not in keys:
                    keys.insert(keys.index((name, lane, step)) + 1, new)
    return keys


def _is_home(agreement: Agreement, schedule: Provision, unit: str) -> bool:
    """Whether this schedule is the one to which a unit's personal salaries belong: the first that may hold the unit."""
    homes = (p for p in agreement.of_kind("salary_schedule") if p.scope.allows("unit", unit))
    return next(homes, schedule).id == schedule.id


def _shaping(agreement: Agreement, unit: str, name: str) -> _Clauses:
    """The ladders, raises and movements that are about a unit's people on a schedule."""
    ladders, raises, movements = (
        tuple(
            provision.id
            for provision in agreement.of_kind(*kinds)
            if not provision.status.is_gap
            and provision.scope.allows("unit", unit)
            and provision.scope.allows("schedule", name)
        )
        for kinds in _SHAPES
    )
    return ladders, raises, movements


def _on_schedule(
    schedule: Provision,
    printed: list[tuple[str, str, str]],
    roster: Roster,
    pairs: list[tuple[str, str]],
    clauses: _Clauses,
) -> Standing:
    """The people who stand on a step of these units' schedules."""
    units, names, steps = (roster.labels[column] for column in ("unit", "schedule", "step"))
    wanted = np.zeros((len(units.words), len(names.words)), dtype=bool)
    for unit, name in pairs:
        wanted[units.words.index(unit), names.words.index(name)] = True
    on_a_step = steps.numbers({"": 0}, otherwise=1) == 1
    rows = np.flatnonzero(wanted[units.codes, names.codes] & on_a_step)
    keys = tuple(CellKey(unit, *key) for unit, name in pairs for key in printed if key[0] == name)
    band = Band(schedule.id, keys, (), *clauses)
    return Standing(band, rows, _cells(band, roster, rows), roster.numbers["fte"][rows])


def _on_their_own(schedule: Provision, roster: Roster, units: list[str], clauses: _Clauses) -> Standing:
    """The people of these units who stand on no step and have a salary of their own: each salary is a cell."""
    labels, steps, salary = roster.labels["unit"], roster.labels["step"], roster.numbers["salary"]
    here = labels.numbers(dict.fromkeys(units, 1)) == 1
    rows = np.flatnonzero(here & (steps.numbers({"": 1}) == 1) & (salary != NO_SALARY))
    pairs = np.stack([labels.codes[rows].astype(np.int64), salary[rows]])
    distinct, cell = np.unique(pairs, axis=1, return_inverse=True)
    keys = tuple(CellKey(labels.words[unit], "", "", str(cents)) for unit, cents in distinct.T.tolist())
    band = Band(schedule.id, keys, tuple(Fraction(cents) for cents in distinct[1].tolist()), *clauses)
    return Standing(band, rows, cell.reshape(-1), np.full(len(rows), FULL_TIME, dtype=np.int64))


def _cells(band: Band, roster: Roster, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    columns = [roster.labels[name] for name in ("unit", "schedule", "lane", "step")]
    codes = np.stack([column.codes[rows] for column in columns])
    if not len(rows):
        return np.zeros(0, dtype=np.intp)
    distinct, inverse = np.unique(codes, axis=1, return_inverse=True)
    keys = [CellKey(*(column.words[code] for column, code in zip(columns, each, strict=True))) for each in distinct.T]
    found = np.array([band.index.get(key, -1) for key in keys], dtype=np.intp)
    cell = found[inverse.reshape(-1)]
    if (cell < 0).any():
        first = int(np.flatnonzero(cell < 0)[0])
        raise NoPlace(
            int(roster.row[rows[first]]), keys[int(inverse.reshape(-1)[first])], {key.schedule for key in band.keys}
        )
    return cell
