"""Exchanged: the roster that an exchange stands for, so that the other side can price on it.

Law: the people and the full-time equivalents of every cell are in the roster; a cell's people are spread evenly over its
combinations, and a cell's full-time equivalents evenly over its people. People off the schedule who are too few for a cell
of their own are spread with the others.
Law: how the tables hang together is not in an exchange. Each table's people stand in a row in the order of their
combinations, and the rows are laid side by side: a convention, by which steps and service rise together.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from commonground.values.labels import Labels
from commonground.workforce.exchange import PLACEMENT, CountedCell, Exchange, in_order, is_off_schedule
from commonground.workforce.roster import LABELS, NO_SALARY, NUMBERS, Roster, Source
from commonground.workforce.scattergram import collapse

Integers = npt.NDArray[np.int64]
COUNTED = ("unit", "schedule", "lane", "step", "tier", "health_plan", "health_tier", "service", "fte", "salary")


def roster_of(exchange: Exchange, source: Source) -> Roster:
    """The roster, a row for all people alike, with their count.

    >>> import datetime as dt
    >>> cell = CountedCell("teachers", "placement", (("A", "BA", "1"), ("A", "BA", "2")), 11, 105_000)
    >>> exchange = Exchange(dt.date(2026, 6, 30), 10, {"placement": ("schedule", "lane", "step")}, (cell,))
    >>> roster_of(exchange, Source("")).people, roster_of(exchange, Source("")).fte
    (11, 105000)
    """
    units = [_of_unit(exchange, unit) for unit in exchange.units]
    columns = {name: list(chain.from_iterable(unit[name] for unit in units)) for name in COUNTED}
    numbers = {name: np.array(columns[name], dtype=np.int64) for name in COUNTED if name in NUMBERS}
    labels = {name: Labels.of(columns[name]) for name in COUNTED if name in LABELS}
    roster = Roster(labels, numbers, np.arange(len(columns["unit"])) + 2, source)
    return collapse(roster, COUNTED)


def _of_unit(exchange: Exchange, unit: str) -> dict[str, list[str]]:
    """A unit's people, one by one, as words by column."""
    placed = exchange.of(unit, PLACEMENT)
    people = sum(cell.people for cell in placed)
    found = {name: [_NOT_STATED.get(name, "")] * people for name in COUNTED}
    found["unit"] = [unit] * people
    for table, columns in exchange.tables.items():
        cells = exchange.of(unit, table)
        if not cells:
            continue
        places = {place for cell in cells for place in cell.combinations}
        rank = {place: at for at, place in enumerate(sorted(places, key=partial(_order, table)))}
        heads = sorted(chain.from_iterable(map(_heads, cells)), key=lambda head: rank[head[0]])
        for at, name in enumerate(columns):
            found[name] = [combination[at] for combination, _, _ in heads]
        if table == PLACEMENT:
            found["fte"] = [str(fte) for _, fte, _ in heads]
            found["salary"] = [str(salary) for _, _, salary in heads]
    return found


_NOT_STATED = {"service": "0", "fte": "10000", "salary": str(NO_SALARY)}


def _heads(cell: CountedCell) -> Sequence[tuple[tuple[str, ...], int, int]]:
    """Each person of a cell: the combination, the full-time equivalents, the salary off the schedule."""
    steps = [place for place in cell.combinations if not is_off_schedule(place)] or cell.combinations
    places = [steps[at * len(steps) // cell.people] for at in range(cell.people)]
    fte = cell.fte or 0
    parts = [(at + 1) * fte // cell.people - at * fte // cell.people for at in range(cell.people)]
    salary = NO_SALARY if cell.mean_salary is None else cell.mean_salary
    return [(place, part, salary) for place, part in zip(places, parts, strict=True)]


def _order(table: str, combination: tuple[str, ...]) -> Any:
    """The order in which a table's people stand in their row: of placements by step before lane."""
    if table == PLACEMENT and not is_off_schedule(combination):
        schedule, lane, step, *others = combination
        return in_order((schedule, step, lane, *others))
    return in_order(combination)
