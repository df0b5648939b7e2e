"""The exchange: a roster as the other side may have it, counted in cells that single nobody out.

An exchange is a few tables. Each divides the people of a unit by columns of its own (where they stand on the schedule; their
pension tier; their health plan; their service) into cells of one or more combinations, and says how many people each holds.
Law: of no combination do the cells say how many people it holds, unless these are at least `smallest`. A cell of m
combinations holds at least smallest + m - 1 people, so each of them may hold anything from one person to `smallest`.
Law: tables have no column but the unit in common, so a person of one cell of a table may stand in any cell of another.
Law: over time cells are only ever joined, and a cell is shown again only where nothing in it has changed or at least
`smallest` people more or fewer are in it; so no exchange says anything by its difference to an earlier one.
Law: people and full-time equivalents of the cells sum to those of the unit.
Units: heads; full-time equivalents in ten-thousandths; cents a year.
Not here: how a cell's people are spread again over its combinations (`workforce.exchanged`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from commonground.values.money import divide
from commonground.values.suppression import merged_neighbours
from commonground.workforce.roster import LABELS, NO_SALARY, Roster
from commonground.workforce.scattergram import collapse

PLACEMENT = "placement"
TABLES: Mapping[str, tuple[str, ...]] = {
    PLACEMENT: ("schedule", "lane", "step"),
    "tier": ("tier",),
    "health": ("health_plan", "health_tier"),
    "service": ("service",),
}
PLACE = TABLES[PLACEMENT]  # the columns with which the placement table begins; others may follow
SMALLEST, SALARIES_TO = 10, 500_00  # people; the cents to which a mean salary is rounded

PAY = "pay"

Combination = tuple[str, ...]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CountedCell:
    """Some people of a unit who stand in one of these combinations; `fte` in the placement table alone, `mean_salary` of those
    who stand on no step of a schedule."""

    unit: str
    table: str
    combinations: tuple[Combination, ...]
    people: int
    fte: int | None = None
    mean_salary: int | None = None


@dataclass(frozen=True)
class Exchange:
    """What crosses: the cells of each table, on the snapshot's day. `withheld` are units, and tables of units, too small to be
    told."""

    snapshot: dt.date
    smallest: int
    tables: Mapping[str, tuple[str, ...]]
    cells: tuple[CountedCell, ...]
    withheld: tuple[tuple[str, str], ...] = ()

    @property
    def units(self) -> tuple[str, ...]:
        """The units of which something crosses."""
        return tuple(dict.fromkeys(cell.unit for cell in self.cells))

    def of(self, unit: str, table: str) -> tuple[CountedCell, ...]:
        """The cells of a unit in a table."""
        return self._cells.get((unit, table), ())

    @cached_property
    def _cells(self) -> Mapping[tuple[str, str], tuple[CountedCell, ...]]:
        found: dict[tuple[str, str], tuple[CountedCell, ...]] = {}
        for cell in self.cells:
            key = cell.unit, cell.table
            found[key] = (*found.get(key, ()), cell)
        return found


class GroupedOtherwise(ValueError):
    """A table would divide people by other columns than an exchange made before, and share some with it."""

    def __init__(self, columns: Sequence[str], before: Sequence[str], snapshot: dt.date) -> None:
        super().__init__(
            f"people were divided by {', '.join(before)} in the exchange of {snapshot}; dividing them by "
            f"{', '.join(columns)} now could single somebody out between the two"
        )


class _Shown(NamedTuple):
    """What an earlier exchange said of an atom."""

    people: int = 0
    fte: int = 0
    mean_salary: int | None = None


@dataclass
class _Atom:
    """What is never divided: a cell of the last exchange, or a combination that none has shown yet; what it holds now."""

    combinations: tuple[Combination, ...]
    people: int = 0
    fte: int = 0
    salaries: int = 0
    pay: int = 0
    before: list[_Shown] = field(default_factory=list)


def exchange(
    roster: Roster,
    snapshot: dt.date,
    tables: Mapping[str, Sequence[str]],
    smallest: int = SMALLEST,
    earlier: Sequence[Exchange] = (),
    pay_cents: Integers | None = None,
) -> Exchange:
    """What of a roster may cross, given what has crossed already (oldest first).

    `pay_cents` is the pay of one head of each row: places that are paid alike are told together first.

    Raises `GroupedOtherwise`.
    """
    divided = {name: tuple(columns) for name, columns in tables.items()}
    _like_before(divided, earlier)
    if pay_cents is not None:
        roster = roster.replace(numbers={PAY: pay_cents})
    cells: list[CountedCell] = []
    withheld: list[tuple[str, str]] = []
    for unit in sorted(set(roster.labels["unit"].to_list())):
        here = roster.take(roster.labels["unit"].numbers({unit: 1}, otherwise=0) == 1)
        for name, columns in divided.items():
            found = _cells_of(unit, name, here, columns, smallest, earlier)
            cells += found
            if not found:
                withheld.append((unit, name))
            if not found and name == PLACEMENT:
                break
    return Exchange(snapshot, smallest, divided, tuple(cells), tuple(withheld))


def _like_before(tables: Mapping[str, tuple[str, ...]], earlier: Sequence[Exchange]) -> None:
    for columns in tables.values():
        for other in earlier:
            for before in other.tables.values():
                if set(columns) & set(before) and columns != before:
                    raise GroupedOtherwise(columns, before, other.snapshot)


def _cells_of(
    unit: str, table: str, roster: Roster, columns: tuple[str, ...], smallest: int, earlier: Sequence[Exchange]
) -> list[CountedCell]:
    atoms = _atoms(unit, table, roster, columns, earlier)

    def may_be_published(cell: Sequence[_Atom]) -> bool:
        return _may(cell, smallest)

    merged = merged_neighbours(atoms, lambda atom: atom.people, may_be_published)
    return [_published(unit, table, cell) for cell in merged]


def _atoms(unit: str, table: str, roster: Roster, columns: tuple[str, ...], earlier: Sequence[Exchange]) -> list[_Atom]:
    """What the roster holds now of each cell of the last exchange and of each new combination, in the order of places."""
    shown = [other.of(unit, table) for other in earlier if other.of(unit, table)]
    atoms = [_Atom(cell.combinations) for cell in shown[-1]] if shown else []
    of_combination = {combination: atom for atom in atoms for combination in atom.combinations}
    for combination, people, fte, salaries, pay in _counted(roster, columns):
        atom = of_combination.get(combination)
        if atom is None:
            atom = of_combination[combination] = _Atom((combination,))
            atoms.append(atom)
        atom.people += people
        atom.fte += fte
        atom.salaries += salaries
        atom.pay += pay
    for cells in shown:
        _remember(atoms, cells, of_combination)
    return sorted(atoms, key=lambda atom: (atom.pay // max(atom.people, 1), in_order(atom.combinations[0])))


def _remember(atoms: Sequence[_Atom], cells: Sequence[CountedCell], of: Mapping[Combination, _Atom]) -> None:
    """Note what an earlier exchange said of each atom, of which its cells are parts."""
    for atom in atoms:
        atom.before.append(_Shown())
    for cell in cells:
        atom = of[cell.combinations[0]]
        then = atom.before[-1]
        atom.before[-1] = _Shown(then.people + cell.people, then.fte + (cell.fte or 0), cell.mean_salary)


def _counted(roster: Roster, columns: tuple[str, ...]) -> list[tuple[Combination, int, int, int, int]]:
    """Each combination with its people and, in the placement table, full-time equivalents, salaries off the schedule, pay."""
    is_placement = columns[: len(PLACE)] == PLACE
    kept = collapse(
        roster, (*columns, "salary", *([PAY] if PAY in roster.numbers else ())) if is_placement else columns
    )
    words = [
        kept.labels[name].to_list() if name in LABELS else [str(n) for n in kept.numbers[name].tolist()]
        for name in columns
    ]
    count, fte, salary = (kept.numbers[name].tolist() for name in ("count", "fte", "salary"))
    pay = kept.numbers[PAY].tolist() if PAY in kept.numbers else [0] * len(kept)
    found = []
    for at, combination in enumerate(zip(*words, strict=True)):
        is_off = is_placement and is_off_schedule(combination)
        paid = salary[at] if is_off and salary[at] != NO_SALARY else 0
        place = ("",) * len(PLACE) + combination[len(PLACE) :] if is_off else combination
        heads, parts = count[at], fte[at] if is_placement else 0
        found.append((place, heads, heads * parts, heads * paid, heads * pay[at]))
    return found


def _may(cell: Sequence[_Atom], smallest: int) -> bool:
    """Whether people are enough, and whether nothing or enough has changed since each earlier exchange."""
    people, fte = sum(atom.people for atom in cell), sum(atom.fte for atom in cell)
    if people < smallest + len(_places(cell)) - 1:
        return False
    for before in zip(*(atom.before for atom in cell), strict=True):
        more, longer = people - sum(then.people for then in before), fte - sum(then.fte for then in before)
        if (more or longer) and abs(more) < smallest:
            return False
    return True


def _places(cell: Sequence[_Atom]) -> tuple[Combination, ...]:
    return tuple(sorted((place for atom in cell for place in atom.combinations), key=in_order))


def _mean_salary(cell: Sequence[_Atom]) -> int | None:
    """The mean salary of people off the schedule; the one shown before as long as the same number of people is there."""
    people, salaries = sum(atom.people for atom in cell), sum(atom.salaries for atom in cell)
    if not people or not all(map(is_off_schedule, _places(cell))):
        return None
    before = cell[0].before[-1] if cell[0].before else _Shown()
    if before.people == people and before.mean_salary is not None:
        return before.mean_salary
    mean: int = divide(salaries, people * SALARIES_TO) * SALARIES_TO
    return mean


def _published(unit: str, table: str, cell: Sequence[_Atom]) -> CountedCell:
    fte = sum(atom.fte for atom in cell) if table == PLACEMENT else None
    people = sum(atom.people for atom in cell)
    return CountedCell(unit, table, _places(cell), people, fte, _mean_salary(cell))


def is_off_schedule(combination: Combination) -> bool:
    """Whether a combination of the placement table (schedule, lane, step and whatever follows) is of no step.

    >>> is_off_schedule(("", "", "", "new")), is_off_schedule(("A", "BA", "1"))
    (True, False)
    """
    return len(combination) >= len(PLACE) and not any(combination[: len(PLACE)])


def in_order(combination: Combination) -> tuple[list[tuple[int, int, str]], ...]:
    """Places as people count them: step 2 before step 10."""
    return tuple(
        [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.findall(r"\d+|\D+", word)]
        for word in combination
    )
