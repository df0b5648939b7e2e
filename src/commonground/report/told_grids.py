"""The grid of a schedule as it may be told: lane by step, in cells that single nobody out.

Law: what it says are cells of an exchange, each whole; there is no sum that holds one of them more, so nothing is found by
subtraction. A place that is told together with others bears the letter of its cell, and the letter's people stand below.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from string import ascii_lowercase

from commonground.agreement.agreement import Agreement
from commonground.report.scattergrams import in_schedule_order
from commonground.report.table import Column, Row, Table
from commonground.values.fiscal_year import FiscalYear
from commonground.values.wording import counted
from commonground.workforce.exchange import PLACEMENT, CountedCell, Exchange, is_off_schedule


@dataclass(frozen=True)
class ToldGrid:
    """A grid of numbers and letters, and how many people stand at each of its places in the mean of its cell, row by row."""

    table: Table
    people: tuple[tuple[Fraction, ...], ...]


def told_grid(found: Exchange, agreement: Agreement, year: FiscalYear) -> ToldGrid | None:
    """The grid on which most people stand, of those that an exchange tells; None where it tells of nobody on a schedule."""
    stood_on = _fullest(found)
    if stood_on is None:
        return None
    unit, schedule = stood_on
    cells = [cell for cell in found.of(unit, PLACEMENT) if any(_is_on(schedule, each) for each in cell.combinations)]
    at = {(each[1], each[2]): cell for cell in cells for each in cell.combinations if _is_on(schedule, each)}
    lanes, steps = (
        [word for word in in_schedule_order(agreement, which, year.last) if any(word == place[n] for place in at)]
        for n, which in enumerate(("lane", "step"))
    )
    letters = _lettered([at[lane, step] for step in steps for lane in lanes if (lane, step) in at])
    rows, people = [], []
    for step in steps:
        here = [at.get((lane, step)) for lane in lanes]
        rows.append(Row(step, tuple(None if cell is None else letters.get(cell, cell.people) for cell in here)))
        people.append(
            tuple(Fraction(0 if cell is None else cell.people, len(cell.combinations) if cell else 1) for cell in here)
        )
    name = " ".join(word for word in (unit, schedule) if word) or "schedule"
    columns = tuple(Column(f"lane {lane}" if lane else "all", "people") for lane in lanes)
    notes = _notes(letters, schedule, found)
    return ToldGrid(
        Table(f"Scattergram of {name}, {year}: people", "step", columns, tuple(rows), notes, "scattergram"),
        tuple(people),
    )


def _fullest(found: Exchange) -> tuple[str, str] | None:
    """The unit and schedule on which most people stand, those of a cell spread evenly over its places."""
    stand: defaultdict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for cell in found.cells:
        for combination in cell.combinations if cell.table == PLACEMENT else ():
            if not is_off_schedule(combination):
                stand[cell.unit, combination[0]] += Fraction(cell.people, len(cell.combinations))
    return max(stand, key=stand.__getitem__) if stand else None


def _is_on(schedule: str, combination: Sequence[str]) -> bool:
    return combination[0] == schedule and not is_off_schedule(tuple(combination))


def _lettered(cells: Sequence[CountedCell]) -> dict[CountedCell, str]:
    """A letter for each cell of several places, in the order in which the grid comes to them: a to z, aa, ab."""
    several = dict.fromkeys(cell for cell in cells if len(cell.combinations) > 1)
    return {cell: _letter(number) for number, cell in enumerate(several)}


def _letter(number: int) -> str:
    """
    >>> _letter(0), _letter(25), _letter(26)
    ('a', 'z', 'aa')
    """
    more, last = divmod(number, len(ascii_lowercase))
    return (_letter(more - 1) if more else "") + ascii_lowercase[last]


def _notes(letters: dict[CountedCell, str], schedule: str, found: Exchange) -> tuple[str, ...]:
    if not letters:
        return ()
    said = []
    for cell, letter in letters.items():
        said.append(f"{letter}: {cell.people} people on {_places(cell, schedule)}")
    return (
        f"Places of fewer than {found.smallest} people are told together with others, under one letter.",
        f"{'; '.join(said)}.",
    )


def _places(cell: CountedCell, schedule: str) -> str:
    """On how many places a cell's people stand, and how many of the places are none of this schedule.

    >>> _places(CountedCell("", PLACEMENT, (("A", "BA", "1"), ("A", "BA", "2"), ("B", "BA", "1")), 14), "A")
    '3 places, one of these places off this schedule'
    """
    elsewhere = sum(not _is_on(schedule, each) for each in cell.combinations)
    off = f", {'one' if elsewhere == 1 else elsewhere} of these places off this schedule" if elsewhere else ""
    return f"{counted(len(cell.combinations), 'place', 'places')}{off}"
