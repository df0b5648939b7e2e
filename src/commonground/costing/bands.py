"""Bands of a roster: on which cell of which schedule each row stands, and which clauses shape what it is paid.

Every row of the roster that has a place on a schedule, or a salary of its own, belongs to one band; a salary of its own is
a cell of one. Rows with neither are a problem that the reader has already reported; here they raise.
Law: a ladder, a raise or a movement shapes the pay of the rows that its scope covers, whatever columns the scope names, and
of no others; what it covers is settled on the snapshot's day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Agreement
from commonground.agreement.band import Band, CellKey
from commonground.agreement.kinds.salary_schedule import SalarySchedule
from commonground.agreement.provision import Provision, Scope, Status
from commonground.agreement.raises import followed
from commonground.costing.grouping import group_rows
from commonground.workforce.roster import FULL_TIME, NO_SALARY, STAYS_UNTIL, Roster


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
    names = roster.labels["schedule"].among({key[0] for key in printed})
    on_a_step = ~roster.labels["step"].among({""})
    has_own = ~on_a_step & (roster.numbers["salary"] != NO_SALARY)
    covered = in_scope(schedule.scope, roster) & bool(schedule.versions)
    found = [
        _on_schedule(schedule, printed, roster, rows, clauses)
        for clauses, together in _alike(agreement, roster, covered & on_a_step & names)
        for rows in _who_come_together(roster, together)
    ]
    found += [
        _on_their_own(schedule, roster, rows, clauses)
        for clauses, rows in _alike(
            agreement, roster, covered & has_own & ~_at_home_before(agreement, schedule, roster)
        )
    ]
    return tuple(found)


_Clauses = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]
_SHAPES = (("step_ladder",), ("schedule_raise", "me_too"), ("step_movement",))


def _printed_keys(schedule: Provision) -> list[tuple[str, str, str]]:
    """Schedule, lane and step of every cell that any version prints or puts in, in the order of print."""
    keys: list[tuple[str, str, str]] = []
    for version in schedule.versions:
        assert isinstance(version.terms, SalarySchedule)
        _merge(keys, [(cell.schedule, cell.lane, cell.step) for cell in version.terms.table])
        for added in sorted(version.terms.steps_added, key=lambda added: added.effective):
            for name, lane, step in [key for key in keys if key[2] == added.after]:
                if (new := (name, lane, added.step)) not in keys:
                    keys.insert(keys.index((name, lane, step)) + 1, new)
    return keys


def _merge(keys: list[tuple[str, str, str]], later: list[tuple[str, str, str]]) -> None:
    """Put the cells that a later table adds where it prints them: each behind the one before it in its lane, or first."""
    known = set(keys)
    if not keys:
        keys += later
        return
    before: dict[tuple[str, str], tuple[str, str, str]] = {}
    for key in later:
        if key not in known:
            if key[:2] in before:
                at = keys.index(before[key[:2]]) + 1
            else:
                at = next((number for number, held in enumerate(keys) if held[:2] == key[:2]), len(keys))
            keys.insert(at, key)
        before[key[:2]] = key


def _at_home_before(agreement: Agreement, schedule: Provision, roster: Roster) -> npt.NDArray[np.bool_]:
    """Which rows another schedule covers first: a salary of one's own belongs to the first clause that covers its row."""
    before = np.zeros(len(roster), dtype=bool)
    for other in agreement.of_kind("salary_schedule"):
        if other.id == schedule.id:
            break
        if other.status is Status.COSTED and other.versions:
            before |= in_scope(other.scope, roster)
    return before


def _alike(
    agreement: Agreement, roster: Roster, rows: npt.NDArray[np.bool_]
) -> list[tuple[_Clauses, npt.NDArray[np.intp]]]:
    """The rows in groups that the same ladders, raises and movements are about; those clauses, and those that they follow."""
    here = np.flatnonzero(rows)
    shaping = [[p for p in agreement.of_kind(*kinds) if p.status is Status.COSTED and p.versions] for kinds in _SHAPES]
    covers = {p.id: in_scope(p.scope, roster)[here] for clauses in shaping for p in clauses}
    code, first = group_rows([inside for inside in covers.values() if inside.any() and not inside.all()], len(here))
    found = []
    for one in range(len(first)):
        members = np.flatnonzero(code == one)
        ladders, raises, movements = (tuple(p.id for p in clauses if covers[p.id][members[0]]) for clauses in shaping)
        found.append(((ladders, raises, movements, followed(agreement, raises)), here[members]))
    return found


def _who_come_together(roster: Roster, rows: npt.NDArray[np.intp]) -> list[npt.NDArray[np.intp]]:
    """The rows apart by the year in which their people come in; together where the roster does not tell."""
    if STAYS_UNTIL not in roster.numbers:
        return [rows]
    days = roster.numbers[STAYS_UNTIL][rows]
    return [rows[days == day] for day in np.unique(days)]


def _on_schedule(
    schedule: Provision,
    printed: list[tuple[str, str, str]],
    roster: Roster,
    rows: npt.NDArray[np.intp],
    clauses: _Clauses,
) -> Standing:
    """The people who stand on a step of these units' schedules."""
    units, names = roster.labels["unit"], roster.labels["schedule"]
    _, first = group_rows([units.codes[rows], names.codes[rows]], len(rows))
    pairs = [(units[row], names[row]) for row in rows[first].tolist()]
    keys = tuple(CellKey(unit, *key) for unit, name in pairs for key in printed if key[0] == name)
    stays = int(roster.numbers[STAYS_UNTIL][rows[0]]) if STAYS_UNTIL in roster.numbers else 0
    band = Band(schedule.id, keys, (), *clauses, stays_until=stays)
    return Standing(band, rows, _cells(band, roster, rows), roster.numbers["fte"][rows])


def _on_their_own(schedule: Provision, roster: Roster, rows: npt.NDArray[np.intp], clauses: _Clauses) -> Standing:
    """The people who stand on no step and have a salary of their own: each salary is a cell, raised as it stands.

    It is what the person is paid and already scaled, so it is paid whole; a raise in dollars is scaled by the FTE behind it.
    """
    unit, salary, fte = roster.labels["unit"], roster.numbers["salary"], roster.numbers["fte"]
    cell, first = group_rows([unit.codes[rows], salary[rows], fte[rows]], len(rows))
    cells = rows[first]
    cents = salary[cells].tolist()
    keys = tuple(CellKey(unit[row], "", "", str(own)) for row, own in zip(cells.tolist(), cents, strict=True))
    jobs = tuple(Fraction(share, FULL_TIME) for share in fte[cells].tolist())
    band = Band(schedule.id, keys, tuple(map(Fraction, cents)), *clauses, jobs)
    return Standing(band, rows, cell, np.full(len(rows), FULL_TIME, dtype=np.int64))


def in_scope(scope: Scope, roster: Roster) -> npt.NDArray[np.bool_]:
    """Which rows a scope is about."""
    inside = np.ones(len(roster), dtype=bool)
    for column, words in scope.words.items():
        inside &= roster.labels[column].among(words)
    if scope.fte_from:
        inside &= roster.numbers["fte"] >= scope.fte_from
    if scope.hired_from:
        inside &= roster.numbers["hired"] >= scope.hired_from
    if scope.hired_until:
        inside &= (roster.numbers["hired"] <= scope.hired_until) & (roster.numbers["hired"] > 0)
    return inside


def _cells(band: Band, roster: Roster, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    columns = [roster.labels[name] for name in ("unit", "schedule", "lane", "step")]
    group, first = group_rows([column.codes[rows] for column in columns], len(rows))
    keys = [CellKey(*(column[row] for column in columns)) for row in rows[first].tolist()]
    found = np.array([band.index.get(key, -1) for key in keys], dtype=np.intp)
    cell: npt.NDArray[np.intp] = found[group]
    if (cell < 0).any():
        lost = int(np.flatnonzero(cell < 0)[0])
        raise NoPlace(int(roster.row[rows[lost]]), keys[int(group[lost])], {key.schedule for key in band.keys})
    return cell
