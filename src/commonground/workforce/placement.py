"""Placement: where each person stands on the salary schedule, inferred from what the person is paid.

A public payroll gives title, share of a job and salary, but no lane and no step. A salary that equals one cell of the
schedule places its person there; one that equals several is decided by stated rules; one that equals none keeps its
personal salary and stands off the schedule.
Law: nobody vanishes; people, full-time equivalents and payroll are the same before and after.
Law: the order of the rows decides nothing.
Shapes: n rows of the roster in; n or more out (a row of several heads may be divided among cells).
Units: salaries in cents as paid; a cell's amount in dollars of a full-time year, times the tier's pay factor.
Not here: which cells are in force, and what a tier's factor is (the caller builds the cells from the agreement).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from commonground.values.money import format_cents
from commonground.values.shares import largest_remainder
from commonground.workforce.cell import NOWHERE, Cell
from commonground.workforce.placement_report import PlacementClass, PlacementReport, report_placement
from commonground.workforce.roster import FULL_TIME, Integers, Labels, Roster

TOLERANCE_CENTS = 200
LEAST_TOLERANCE_CENTS = 100
EQUALLY_NEAR_CENTS = 1
MICRO = 1_000_000
UNIT = 10**8  # a cent, in the unit of distances: a millionth of a dollar times a ten-thousandth of a job
LARGEST_CENTS = 10**10
PLACES = ("schedule", "lane", "step", "tier")

Flags = npt.NDArray[np.bool_]
Indices = npt.NDArray[np.intp]


class SplitRule(StrEnum):
    """How people who match several cells are divided among them.

    NEAREST: among the cells nearest to the salary (equally near means within one cent).
    ALL: among every cell in tolerance, for a schedule that is itself known only within some dollars.
    In both, people who match the same cells are divided in proportion to those whom salary or title placed in these
    cells (where there are none: under ALL to those in the cells' lanes, else equally), in whole people by largest
    remainder, and dealt out evenly in the order of their title, school and so on, so that none is favoured.
    """

    NEAREST = "nearest"
    ALL = "all in tolerance"


@dataclass(frozen=True, eq=False)
class Placement:
    """The roster with places filled in, the class of each of its rows, and the report."""

    roster: Roster
    classes: npt.NDArray[np.int8]
    report: PlacementReport


def place(
    roster: Roster,
    cells: Sequence[Cell],
    *,
    usual: Mapping[str, str] | None = None,
    tolerance_cents: int = TOLERANCE_CENTS,
    split: SplitRule = SplitRule.NEAREST,
) -> Placement:
    """Place everyone: the one matching cell; else the one on the schedule usual for the title; else by the split rule.

    A cell matches where |salary - amount x FTE| is at most the tolerance, which for a part-time job is scaled by the
    FTE but never below a dollar. A schedule, lane, step or tier that the roster already states is respected; rows that
    state all of schedule, lane and step stay as they are. `usual` names titles' schedules; where it does not, a title's
    usual schedule is the one on which most of its people match a single cell (ties: the first in `cells`).

    >>> from commonground.workforce.roster import Roster
    >>> teacher = Roster({}, {"salary": np.array([5_295_800])}, np.array([2]))
    >>> place(teacher, [Cell("208-day", "1", "1", "pickup", Fraction(52_958))]).roster.labels["step"][0]
    '1'
    """
    search = _Search(roster, tuple(cells), tolerance_cents)
    search.match()
    usual_of = search.prefer_usual(dict(usual or {}))
    if split is SplitRule.NEAREST:
        search.prefer_nearest()
    row, cell, count = _dealt(search, split)
    placed = _with_places(roster, search.cells, row, cell, count, search.kind[search.group[row]])
    classes = search.kind[search.group[row]]
    rules = _rules(tolerance_cents, split)
    elsewhere = search.elsewhere[search.group[row]]
    report = report_placement(placed, search.cells, cell, classes, elsewhere, MappingProxyType(usual_of), rules)
    return Placement(placed, classes, report)


class _Search:
    """Groups of people alike in pay, title and stated places, and for each the cells that may be theirs.

    A pair is a group and a cell: `pair_group`, `pair_cell` and `distance` have one entry a pair, sorted by group.
    """

    def __init__(self, roster: Roster, cells: tuple[Cell, ...], tolerance_cents: int) -> None:
        self.roster = roster
        self.cells = cells
        self.tolerance_cents = tolerance_cents
        salary, fte = roster.numbers["salary"], roster.numbers["fte"]
        said = [roster.labels[name].codes for name in ("title", "unit", *PLACES)]
        self.group, self.first = _alike([salary, fte, *said])
        groups = len(self.first)
        self.heads = np.zeros(groups, dtype=np.int64)
        np.add.at(self.heads, self.group, roster.numbers["count"])
        self.kind = np.full(groups, PlacementClass.OFF_SCHEDULE, dtype=np.int8)
        self.elsewhere = np.zeros(groups, dtype=np.bool_)
        self.amounts = np.array([round(cell.amount * MICRO) for cell in cells], dtype=np.int64)
        self.schedules = tuple(dict.fromkeys(cell.schedule for cell in cells))
        self.schedule_of = np.array([self.schedules.index(cell.schedule) for cell in cells], dtype=np.int64)
        self.pair_group = np.zeros(0, dtype=np.intp)
        self.pair_cell = np.zeros(0, dtype=np.intp)
        self.distance = np.zeros(0, dtype=np.int64)

    def match(self) -> None:
        """Find every cell in tolerance of each group's pay that agrees with what the group states."""
        salary, fte = (self.roster.numbers[name][self.first] for name in ("salary", "fte"))
        payable = np.flatnonzero((salary >= 0) & (salary <= LARGEST_CENTS) & (fte > 0) & (fte <= 10 * FULL_TIME))
        order = np.argsort(self.amounts, kind="stable")
        groups, found = [], []
        for share in np.unique(fte[payable]).tolist():
            here = payable[fte[payable] == share]
            pay = self.amounts[order] * share
            tolerance = self.tolerance_cents * share * (UNIT // FULL_TIME)
            if share < FULL_TIME:
                tolerance = max(tolerance, LEAST_TOLERANCE_CENTS * UNIT)
            low = np.searchsorted(pay, salary[here] * UNIT - tolerance, side="left")
            high = np.searchsorted(pay, salary[here] * UNIT + tolerance, side="right")
            groups.append(np.repeat(here, high - low))
            found.append(order[_ranges(low, high)])
        group = np.concatenate(groups) if groups else self.pair_group
        cell = np.concatenate(found) if found else self.pair_cell
        self._set_pairs(group, cell, np.abs(salary[group] * UNIT - self.amounts[cell] * fte[group]))
        self._keep(self._agrees())
        self._stated_stay()
        alone = np.bincount(self.pair_group, minlength=len(self.first))
        self.kind[alone == 1] = PlacementClass.UNIQUE
        self.kind[alone > 1] = PlacementClass.AMBIGUOUS

    def _set_pairs(self, group: Indices, cell: Indices, distance: Integers) -> None:
        order = np.lexsort((cell, group))
        self.pair_group, self.pair_cell, self.distance = group[order], cell[order], distance[order]

    def _keep(self, pairs: Flags) -> None:
        self.pair_group, self.pair_cell, self.distance = (
            self.pair_group[pairs], self.pair_cell[pairs], self.distance[pairs]
        )  # fmt: skip

    def _stated(self, name: str) -> Integers:
        """For each group the number of the word that it states for a place, among the cells' words; -1 where blank, -2
        where no cell has the word.
        """
        numbers = {
            word: number for number, word in enumerate(dict.fromkeys(getattr(cell, name) for cell in self.cells))
        }
        labels = self.roster.labels[name]
        of_word = np.array([numbers.get(word, -2) if word else -1 for word in labels.words], dtype=np.int64)
        return of_word[labels.codes[self.first]]

    def _agrees(self) -> Flags:
        agrees = self._is_of_the_unit()
        for name in PLACES:
            stated = self._stated(name)
            if (stated != -1).any():
                words = list(dict.fromkeys(getattr(cell, name) for cell in self.cells))
                of_cell = np.array([words.index(getattr(cell, name)) for cell in self.cells], dtype=np.int64)
                said = stated[self.pair_group]
                agrees &= (said == -1) | (said == of_cell[self.pair_cell])
        return agrees

    def _is_of_the_unit(self) -> Flags:
        """Whether each pair's cell is for the group's unit."""
        unit = self.roster.labels["unit"]
        names = tuple(dict.fromkeys([*unit.words, *(cell.unit for cell in self.cells)]))
        of_group = np.array([names.index(word) for word in unit.words])[unit.codes[self.first]]
        of_cell = np.array([names.index(cell.unit) if cell.unit else -1 for cell in self.cells], dtype=np.int64)
        wanted = of_cell[self.pair_cell]
        return np.asarray((wanted == -1) | (wanted == of_group[self.pair_group]))

    def _stated_stay(self) -> None:
        """Groups that state schedule, lane and step are out of the search."""
        stated = np.ones(len(self.first), dtype=np.bool_)
        for name in PLACES[:3]:
            stated &= self._stated(name) != -1
        if stated.any():
            self._keep(~stated[self.pair_group])
        self.stated = stated

    def prefer_usual(self, usual: dict[str, str]) -> dict[str, str]:
        """Where several cells match, keep those on the schedule usual for the title, if any; returns what was usual."""
        title = self.roster.labels["title"]
        of_group = title.codes[self.first]
        people = np.zeros((len(title.words), len(self.schedules)), dtype=np.int64)
        alone = self.kind[self.pair_group] == PlacementClass.UNIQUE
        at = of_group[self.pair_group[alone]], self.schedule_of[self.pair_cell[alone]]
        np.add.at(people, at, self.heads[self.pair_group[alone]])
        commonest = (
            np.where(people.any(axis=1), people.argmax(axis=1), NOWHERE) if self.schedules else people.sum(axis=1) - 1
        )
        for code, word in enumerate(title.words):
            if usual.get(word) in self.schedules:
                commonest[code] = self.schedules.index(usual[word])
        commonest[[code for code, word in enumerate(title.words) if not word]] = NOWHERE
        wanted = commonest[of_group]
        on_usual = self.schedule_of[self.pair_cell] == wanted[self.pair_group]
        has_usual = np.zeros(len(self.first), dtype=np.bool_)
        has_usual[self.pair_group[on_usual]] = True
        self.elsewhere = (self.kind == PlacementClass.UNIQUE) & ~has_usual & (wanted != NOWHERE)
        self._keep(on_usual | ~has_usual[self.pair_group])
        left = np.bincount(self.pair_group, minlength=len(self.first))
        self.kind[(self.kind == PlacementClass.AMBIGUOUS) & (left == 1)] = PlacementClass.BY_TITLE
        return {
            word: self.schedules[at] for word, at in zip(title.words, commonest.tolist(), strict=True) if at != NOWHERE
        }

    def prefer_nearest(self) -> None:
        """Where several cells still match, keep the nearest."""
        least = np.full(len(self.first), np.iinfo(np.int64).max - UNIT, dtype=np.int64)
        np.minimum.at(least, self.pair_group, self.distance)
        self._keep(self.distance <= least[self.pair_group] + EQUALLY_NEAR_CENTS * UNIT)


def _alike(columns: Sequence[npt.NDArray[np.int64] | npt.NDArray[np.int32]]) -> tuple[Indices, Indices]:
    """Number the rows that are alike in every column; returns each row's number and the first row of each."""
    number = np.zeros(len(columns[0]), dtype=np.int64)
    first = np.zeros(0, dtype=np.intp)
    for column in columns:
        _, part = np.unique(column, return_inverse=True)
        mixed = number * (int(part.max(initial=0)) + 1) + part
        _, first, number = np.unique(mixed, return_index=True, return_inverse=True)
    return number, first


def _ranges(low: Indices, high: Indices) -> Indices:
    """The whole numbers from each low up to before its high, one range after the other."""
    sizes = high - low
    starts = np.repeat(low - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes)
    return starts + np.arange(int(sizes.sum()))


def _dealt(search: _Search, split: SplitRule) -> tuple[Indices, Indices, Integers]:
    """Everyone's cell: row of the roster, cell (-1 for none), heads."""
    left = np.bincount(search.pair_group, minlength=len(search.first))
    cell_of = np.full(len(search.first), NOWHERE, dtype=np.intp)
    single = left[search.pair_group] == 1
    cell_of[search.pair_group[single]] = search.pair_cell[single]
    _state_stated(search, cell_of)
    settled = np.flatnonzero((left < 2)[search.group])
    row, cell = settled, cell_of[search.group[settled]]
    count = search.roster.numbers["count"][settled]
    if (left > 1).any():
        dealt_row, dealt_cell, dealt_count = _deal(search, left > 1, cell_of, split)
        row, cell = np.concatenate((row, dealt_row)), np.concatenate((cell, dealt_cell))
        count = np.concatenate((count, dealt_count))
    order = np.lexsort((cell, row))
    return row[order], cell[order], count[order]


def _state_stated(search: _Search, cell_of: Indices) -> None:
    """Find the cells of those who state where they stand: the stated tier's, or that of the tier nearest to the pay."""
    groups = np.flatnonzero(search.stated)
    search.kind[groups] = PlacementClass.STATED
    if not len(groups):
        return
    known: dict[tuple[str, ...], list[int]] = {}
    for index, cell in enumerate(search.cells):
        known.setdefault((cell.schedule, cell.lane, cell.step), []).append(index)
    labels = [search.roster.labels[name] for name in ("unit", *PLACES)]
    salary, fte = search.roster.numbers["salary"], search.roster.numbers["fte"]
    for group in groups.tolist():
        row = int(search.first[group])
        unit, *stands, tier = (column[row] for column in labels)
        there = [
            at
            for at in known.get(tuple(stands), [])
            if (not tier or search.cells[at].tier == tier) and search.cells[at].unit in ("", unit)
        ]
        pay = int(salary[row]) * UNIT
        if there:
            cell_of[group] = min(there, key=lambda at: abs(pay - int(search.amounts[at]) * int(fte[row])))


def _deal(search: _Search, open_groups: Flags, cell_of: Indices, split: SplitRule) -> tuple[Indices, Indices, Integers]:
    """Deal the people who match several cells out to them."""
    placed = np.zeros(len(search.cells), dtype=np.int64)
    known = np.isin(search.kind, (PlacementClass.UNIQUE, PlacementClass.BY_TITLE)) & (cell_of != NOWHERE)
    np.add.at(placed, cell_of[known], search.heads[known])
    sets: dict[tuple[int, ...], int] = {}
    set_of = np.full(len(search.first), NOWHERE, dtype=np.int64)
    starts = np.searchsorted(search.pair_group, np.arange(len(search.first) + 1))
    for group in np.flatnonzero(open_groups).tolist():
        cells = tuple(search.pair_cell[starts[group] : starts[group + 1]].tolist())
        set_of[group] = sets.setdefault(cells, len(sets))
    ranked = {
        number: rank for rank, (_, number) in enumerate(sorted((cells, number) for cells, number in sets.items()))
    }
    rank_of = np.array([ranked[number] for number in range(len(sets))], dtype=np.int64)
    rows = np.flatnonzero(open_groups[search.group])
    group_set = rank_of[set_of[search.group[rows]]]
    ordered = rows[_canonical(search.roster, rows, group_set)]
    heads = np.repeat(ordered, search.roster.numbers["count"][ordered])
    totals = np.zeros(len(sets), dtype=np.int64)
    np.add.at(totals, group_set, search.roster.numbers["count"][rows])
    weights = (placed,) if split is SplitRule.NEAREST else (placed, _by_lane(search.cells, placed))
    hands = [_hand(cells, weights, int(totals[rank])) for rank, cells in enumerate(sorted(sets))]
    pair = heads * len(search.cells) + np.concatenate(hands)
    pairs, count = np.unique(pair, return_counts=True)
    return pairs // len(search.cells), pairs % len(search.cells), count.astype(np.int64)


def _by_lane(cells: tuple[Cell, ...], placed: Integers) -> Integers:
    """For each cell how many people are placed in its lane."""
    sums: dict[tuple[str, str, str], int] = {}
    for cell, heads in zip(cells, placed.tolist(), strict=True):
        lane = cell.unit, cell.schedule, cell.lane
        sums[lane] = sums.get(lane, 0) + heads
    return np.array([sums[cell.unit, cell.schedule, cell.lane] for cell in cells], dtype=np.int64)


def _hand(cells: tuple[int, ...], placed: tuple[Integers, ...], heads: int) -> Indices:
    """The cells of so many heads, one after the other, mixed as evenly as their numbers allow.

    Their numbers are the first of `placed` that has any of these cells; equal where none has.
    """
    for weights in ([int(held[cell]) for cell in cells] for held in placed):
        if any(weights):
            break
    else:
        weights = [1] * len(cells)
    quotas = largest_remainder([Fraction(heads * weight, sum(weights)) for weight in weights], heads)
    turns = np.concatenate([(2 * np.arange(quota) + 1) / (2 * max(quota, 1)) for quota in quotas])
    each = np.repeat(np.array(cells, dtype=np.intp), quotas)
    return each[np.lexsort((each, turns))]


def _canonical(roster: Roster, rows: Indices, first_by: Integers) -> Indices:
    """The order of rows by what they say, whatever order they came in."""
    keys: list[npt.NDArray[np.int64]] = [first_by]
    for labels in roster.labels.values():
        ranks = np.empty(len(labels.words), dtype=np.int64)
        ranks[sorted(range(len(labels.words)), key=labels.words.__getitem__)] = np.arange(len(labels.words))
        keys.append(ranks[labels.codes[rows]])
    keys += [numbers[rows] for numbers in roster.numbers.values()]
    return np.lexsort(keys[::-1])


def _with_places(
    roster: Roster, cells: tuple[Cell, ...], row: Indices, cell: Indices, count: Integers, kind: npt.NDArray[np.int8]
) -> Roster:
    """The roster's rows with schedule, lane, step and tier of their cells."""
    taken = roster.take(row)
    labels = {}
    for name in PLACES:
        stated = taken.labels[name]
        words = {
            word: at
            for at, word in enumerate(dict.fromkeys([*stated.words, "", *(getattr(one, name) for one in cells)]))
        }
        of_cell = np.array([words[getattr(one, name)] for one in cells] + [words[""]], dtype=np.int32)
        keep = (kind == PlacementClass.STATED) & ((cell == NOWHERE) | (name != "tier"))
        keep |= (cell == NOWHERE) & (name == "tier")
        labels[name] = Labels(tuple(words), np.where(keep, stated.codes, of_cell[cell]).astype(np.int32))
    return taken.replace(labels, {"count": count})


def _rules(tolerance_cents: int, split: SplitRule) -> tuple[str, ...]:
    return (
        f"a cell matches a salary within ${format_cents(tolerance_cents)} of a full-time year (part-time: scaled, at least $1.00)",
        "where several match, those on the schedule that is usual for the title",
        f"where several still match, {split}: in proportion to the people already placed there, in whole people",
    )
