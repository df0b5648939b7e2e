"""The report of a placement: how many people and dollars stand where, and what lies between payroll and schedule.

Law: the payroll of the classes sums to the payroll of the roster to the cent, and so do those of the tiers and of the
schedules; in every line difference = payroll - scheduled.
Units: `people` heads; `fte` ten-thousandths; money in cents a year. `scheduled` is what the placement pays: the cell
times the share of the job, rounded half up for each person; a person off the schedule keeps the personal salary.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from commonground.workforce.cell import NOWHERE, Cell, scheduled_cents
from commonground.workforce.roster import Roster

LEAST_SHARE = Fraction(1, 20)
COLUMNS = ("by", "name", "people", "fte", "payroll", "scheduled", "difference")


class PlacementClass(IntEnum):
    """How a person's place was found."""

    UNIQUE = 0
    BY_TITLE = 1
    AMBIGUOUS = 2
    OFF_SCHEDULE = 3
    STATED = 4

    @property
    def words(self) -> str:
        """The class as a table names it."""
        return self.name.lower().replace("_", " ")


@dataclass(frozen=True, slots=True)
class PlacementLine:
    """People, full-time equivalents, payroll and scheduled dollars of one class, tier or schedule."""

    name: str
    people: int = 0
    fte: int = 0
    payroll: int = 0
    scheduled: int = 0

    @property
    def difference(self) -> int:
        """Payroll less what the schedule pays, in cents."""
        return self.payroll - self.scheduled


@dataclass(frozen=True, slots=True)
class PlacementReport:
    """A placement in figures, with the rules that made it.

    `elsewhere` are people whose one matching cell is on another schedule than the one usual for their title: some hold
    another work year, some match by chance. `usual` is the schedule that each title was taken to have.
    """

    total: PlacementLine
    by_class: tuple[PlacementLine, ...]
    by_tier: tuple[PlacementLine, ...]
    by_schedule: tuple[PlacementLine, ...]
    elsewhere: PlacementLine
    usual: Mapping[str, str]
    rules: tuple[str, ...]

    @property
    def matched(self) -> int:
        """How many people's salaries match some cell."""
        off = [line.people for line in self.by_class if line.name == PlacementClass.OFF_SCHEDULE.words]
        return self.total.people - sum(off)

    @property
    def hardly_matches(self) -> bool:
        """Whether so few people match any cell that the schedule is likely another one than theirs."""
        return self.matched < LEAST_SHARE * self.total.people

    def rows(self) -> tuple[tuple[str, str, int, int, int, int, int], ...]:
        """The report as rows under `COLUMNS`."""
        parts = (
            ("class", self.by_class),
            ("tier", self.by_tier),
            ("schedule", self.by_schedule),
            ("total", (self.total,)),
        )
        return tuple(
            (by, line.name, line.people, line.fte, line.payroll, line.scheduled, line.difference)
            for by, lines in parts
            for line in lines
        )


def report_placement(
    roster: Roster,
    cells: tuple[Cell, ...],
    cell: npt.NDArray[np.intp],
    classes: npt.NDArray[np.int8],
    elsewhere: npt.NDArray[np.bool_],
    usual: Mapping[str, str],
    rules: tuple[str, ...],
) -> PlacementReport:
    """Count and price a placed roster; `cell` is each row's cell, -1 where it has none."""
    count, fte = roster.numbers["count"], roster.numbers["fte"]
    paid = np.maximum(roster.numbers["salary"], 0)
    scheduled = np.where(cell == NOWHERE, paid, scheduled_cents(cells, cell, fte))
    figures = count, count * fte, count * paid, count * scheduled

    def line(name: str, rows: npt.NDArray[np.bool_]) -> PlacementLine:
        return PlacementLine(name, *(int(figure[rows].sum()) for figure in figures))

    def lines(name: str) -> tuple[PlacementLine, ...]:
        labels = roster.labels[name]
        aside = classes == PlacementClass.OFF_SCHEDULE
        words = sorted(
            {labels.words[code] for code in np.unique(labels.codes[~aside]).tolist()}, key=_order(cells, name)
        )
        on = [line(word or "not stated", ~aside & (labels.codes == labels.words.index(word))) for word in words]
        return (*on, line(PlacementClass.OFF_SCHEDULE.words, aside))

    everyone = np.ones(len(roster), dtype=np.bool_)
    by_class = tuple(line(one.words, classes == one) for one in PlacementClass)
    return PlacementReport(
        line("all", everyone), by_class, lines("tier"), lines("schedule"), line("elsewhere", elsewhere), usual, rules
    )


def _order(cells: tuple[Cell, ...], name: str) -> Callable[[str], tuple[int, str]]:
    places = {word: at for at, word in enumerate(dict.fromkeys(getattr(cell, name) for cell in cells))}
    return lambda word: (places.get(word, len(places)), word)
