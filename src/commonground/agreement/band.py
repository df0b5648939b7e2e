"""A band: people whose salaries move together, and what their cells pay at a moment.

A band is one unit's people on the schedules of one salary-schedule provision who share every clause that shapes their
salary: schedule, ladder, raises, movement.
Shapes: a band has n cells; `place[c]` is the cell on which somebody who stood on cell c on the snapshot's day stands now.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from commonground.agreement.cells import Cells, Growth, Index
from commonground.values.money import Rounding

MOST_KEPT = 100


class CellKey(NamedTuple):
    """Where a cell stands: whose it is, on which schedule, in which lane, at which step."""

    unit: str
    schedule: str
    lane: str
    step: str


@dataclass(frozen=True, eq=False)
class Band:
    """The cells that move together, and the provisions (by id) that shape them.

    Where people have salaries of their own, `personal` are those, in cents, and `jobs` the full-time jobs behind each.
    `stays_until` is the last day (an ordinal) of the year in which they come in, up to which nobody of them moves; 0: none.
    """

    schedule: str
    keys: tuple[CellKey, ...]
    personal: tuple[Fraction, ...]
    ladders: tuple[str, ...] = ()
    raises: tuple[str, ...] = ()
    movements: tuple[str, ...] = ()
    followed: tuple[str, ...] = ()
    jobs: tuple[Fraction, ...] = ()
    stays_until: int = 0
    serial: int = field(default_factory=itertools.count().__next__)
    _kept: dict[tuple[object, ...], tuple[object, ...]] = field(default_factory=dict)

    @cached_property
    def clauses(self) -> tuple[str, ...]:
        """Every clause that shapes the band's pay; those that its raises follow in other units are among them."""
        return (*self.besides_raises, *self.raises, *self.followed)

    @cached_property
    def besides_raises(self) -> tuple[str, ...]:
        """The clauses among them that bring no raise."""
        return (self.schedule, *self.ladders, *self.movements)

    @cached_property
    def index(self) -> Mapping[CellKey, int]:
        """The number of each cell."""
        return {key: number for number, key in enumerate(self.keys)}

    @cached_property
    def columns(self) -> tuple[tuple[CellKey, npt.NDArray[np.intp]], ...]:
        """The cells of each unit, schedule and lane (its key with an empty step)."""
        found: dict[CellKey, list[int]] = {}
        for number, key in enumerate(self.keys):
            found.setdefault(key._replace(step=""), []).append(number)
        return tuple((key, np.array(numbers, dtype=np.intp)) for key, numbers in found.items())

    def kept(self, key: tuple[object, ...], make: Callable[[], tuple[Any, ...]]) -> tuple[Any, ...]:
        """What was worked out under a key, made the first time; what was kept first is let go first."""
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = make()
            if len(self._kept) > MOST_KEPT:
                del self._kept[next(iter(self._kept))]
        return found

    @property
    def is_personal(self) -> bool:
        """Whether these are salaries that stand on no schedule, each a cell of its own."""
        return bool(self.personal)


@dataclass(frozen=True, eq=False)
class Moment:
    """From a day on: what the cells pay, on which cell people stand, and how cells grew in place since the start."""

    day: dt.date
    cells: Cells
    place: Index
    present: npt.NDArray[np.bool_]
    growths: tuple[tuple[Growth, npt.NDArray[np.bool_] | None], ...] = ()
    pay_rounding: Rounding = Rounding.HALF_UP
