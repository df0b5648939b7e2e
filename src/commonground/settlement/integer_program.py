"""An integer program of a question: which feasible package is worth the most to one side while each has at least so much.

A variable for each option that is on the table, 1 where a package has it. Of a table over several issues each cell is a
variable too, tied to the options: over each axis the cells of an option sum to the option's own variable, so that with the
options settled one cell is 1. A rule is a row for each box of what it bars; a cap, or a floor, a row of what is above the
least that is possible. Their whole numbers are divided by what they have in common, and where they are still large (the
solver reckons with a tolerance) by more, rounded down: such a row bars no package that keeps the cap. Whatever the solver
finds is checked to the cent; what does not hold is barred, and it is asked again.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from commonground.settlement.barred import boxes
from commonground.settlement.blocks import Cell, TooEntangled
from commonground.settlement.question import Question
from commonground.settlement.tables import CostTable, Package, Whole
from commonground.values.solver import Ending, Rows, Solved, Values, Way, solved

MOST_CELLS = 50_000  # of the tables over several issues
MOST_BOXES = 20_000  # of what all rules bar
LARGEST = 100_000  # a number of a row; the solver takes a variable for whole when it is within 1e-6
MOST_TRIES = 200  # of one answer, each after a package that the solver took for feasible within its tolerance


@dataclass(frozen=True, slots=True)
class Best:
    """A package that is worth the most to a side, None where none was found, and what any could be worth at most."""

    package: Package | None
    most: int


class IntegerProgram:
    """The rows of a question that stay the same from one answer to the next. Raises `TooEntangled`."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.solves = 0
        starts = np.cumsum([0, *map(len, question.allowed)]).tolist()
        self._columns = [range(start, end) for start, end in itertools.pairwise(starts)]
        self._options = self._count = starts[-1]
        self._rows = Rows()
        for columns in self._columns:
            self._rows.add(columns, [1] * len(columns), 1, 1)
        self._keep_rules()
        self._keep_caps()
        self._losses = [self._loss(side) for side in (0, 1)]

    def best(self, side: int, floors: tuple[int, int], nodes: int) -> Best:
        """The most for a side with at least so much for both. `nodes` are of one solve."""
        rows, size = self._rows.copied(), self._step(side)
        top = self._top(side)
        for each, floor in enumerate(floors):
            self._below(rows, np.arange(self._options), self._losses[each], self._top(each) - floor)
        objective = np.zeros(self._count)
        objective[: self._options] = self._losses[side] // size
        least = 0
        for _ in range(MOST_TRIES):
            result = self._solved(rows, objective, nodes)
            if result.ending is Ending.IMPOSSIBLE:
                return Best(None, -1)
            least = max(least, result.at_least)
            if result.values is None:
                break
            package = self._package(result.values)
            if self._holds(package, floors):
                return Best(package, top - size * least)
            self._bar(rows, package)
            if not self.question.is_feasible(package):
                self._bar(self._rows, package)
        return Best(None, top - size * least)

    def _solved(self, rows: Rows, objective: Values, nodes: int) -> Solved:
        self.solves += 1
        upper = np.ones(self._count)
        way = Way(seconds=math.inf, first=self._options, nodes=nodes)
        return solved(rows, objective, np.zeros(self._count), upper, way)

    def _package(self, values: Values) -> Package:
        numbers = [int(values[columns.start : columns.stop].argmax()) for columns in self._columns]
        return tuple(allowed[at] for allowed, at in zip(self.question.allowed, numbers, strict=True))

    def _holds(self, package: Package, floors: tuple[int, int]) -> bool:
        """Whether a package is feasible, to the cent, and worth the floors."""
        enough = all(v >= floor for v, floor in zip(self.question.values(package), floors, strict=True))
        return enough and self.question.is_feasible(package)

    def _bar(self, rows: Rows, package: Package) -> None:
        """A row that bars one package."""
        each = zip(self._columns, self.question.allowed, package, strict=True)
        columns = [columns[allowed.index(option)] for columns, allowed, option in each]
        rows.add(columns, [1] * len(columns), -math.inf, len(columns) - 1)

    def _worth(self, side: int) -> list[Whole]:
        worth = self.question.worth
        return [worth[n][list(allowed), side] for n, allowed in enumerate(self.question.allowed)]

    def _top(self, side: int) -> int:
        """What the best option of every issue is worth together."""
        return sum(int(worth.max()) for worth in self._worth(side))

    def _loss(self, side: int) -> Whole:
        """By option what it is worth less than the best one of its issue."""
        return np.concatenate([worth.max() - worth for worth in self._worth(side)])

    def _step(self, side: int) -> int:
        return max(1, int(np.gcd.reduce(self._losses[side], initial=0)))

    def _keep_rules(self) -> None:
        left = MOST_BOXES
        for rule in self.question.rules:
            for box in boxes(~self._on_the_table(rule.issues, rule.allowed)):
                each = zip(rule.issues, box, strict=True)
                named = [(n, side) for n, side in each if len(side) < len(self._columns[n])]
                columns = [self._columns[n][k] for n, side in named for k in side.tolist()]
                self._rows.add(columns, [1] * len(columns), -math.inf, len(named) - 1)
                left -= 1
                if left < 0:
                    raise TooEntangled([self.question.issues[n].title for n in rule.issues])

    def _keep_caps(self) -> None:
        """A row for each cap over the options, and over the cells of tables of several issues."""
        caps = self.question.caps.columns()
        if not caps:
            return
        parts: dict[tuple[int, ...], Whole] = {(): np.zeros(len(caps), dtype=np.int64)}
        for table in self.question.tables:
            cents = self._on_the_table(table.issues, _capped(table, caps))
            parts[table.issues] = parts.get(table.issues, np.zeros_like(cents)) + cents
        held = [(self._cells(about, cents.shape[:-1]), cents.reshape(-1, len(caps))) for about, cents in parts.items()]
        for number, (_, cap) in enumerate(caps):
            least = sum(int(cents[:, number].min()) for _, cents in held)
            columns = np.concatenate([np.zeros(0, np.intp), *(at for at, _ in held)])
            above = np.concatenate([cents[:, number] - cents[:, number].min() for at, cents in held if len(at)] or [[]])
            self._below(self._rows, columns, above.astype(np.int64), cap - least)

    def _cells(self, issues: tuple[int, ...], shape: tuple[int, ...]) -> npt.NDArray[np.intp]:
        """The columns of a table's cells: of one issue its options, of several new ones that are tied to them."""
        if len(issues) < 2:
            return np.array([column for n in issues for column in self._columns[n]], dtype=np.intp)
        cells = np.arange(self._count, self._count + math.prod(shape), dtype=np.intp).reshape(shape)
        self._count += cells.size
        if self._count - self._options > MOST_CELLS:
            raise TooEntangled([self.question.issues[n].title for n in issues])
        for axis, number in enumerate(issues):
            for place, column in enumerate(self._columns[number]):
                of = cells.take(place, axis=axis).reshape(-1).tolist()
                self._rows.add([*of, column], [1] * len(of) + [-1], 0, 0)
        return cells.reshape(-1)

    def _on_the_table(self, issues: Sequence[int], held: npt.NDArray[Cell]) -> npt.NDArray[Cell]:
        """A table over the options that are on the table."""
        more = (range(size) for size in held.shape[len(issues) :])
        return held[np.ix_(*(self.question.allowed[n] for n in issues), *more)]

    @staticmethod
    def _below(rows: Rows, columns: npt.NDArray[np.intp], above: Whole, most: int) -> None:
        """The row of a cap or floor, its numbers small enough for the solver's tolerance."""
        step = max(1, int(np.gcd.reduce(above, initial=0)))
        step *= max(1, -(-int(above.max(initial=0)) // (step * LARGEST)))
        used = np.flatnonzero(above)
        rows.add(columns[used].tolist(), (above[used] // step).tolist(), -math.inf, most // step)


def _capped(table: CostTable, caps: Sequence[tuple[int | None, int]]) -> Whole:
    """A table with a column for each cap."""
    columns = [table.cents.sum(axis=-1) if year is None else table.cents[..., year] for year, _ in caps]
    return np.stack(columns, axis=-1)
