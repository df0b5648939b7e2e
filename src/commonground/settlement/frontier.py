"""The frontier: every pair of values that a feasible package reaches and no other feasible package passes, with a package
for each.

Law: a package is on the frontier where no feasible package is worth at least as much to both sides and more to one. It is
proven where no label was dropped; else `within` says by how many points, to both sides at once, a package that was not seen
could pass what was found at most. Where too many issues act on one another to be merged, it is walked by integer programs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from commonground.settlement.blocks import TooEntangled, parts
from commonground.settlement.multipliers import Bounds, Real, bounds
from commonground.settlement.program import Program, program
from commonground.settlement.question import Question
from commonground.settlement.reach import Reach
from commonground.settlement.search import Found, search, short_of
from commonground.settlement.staircase import MOST_VALUE, corners, undominated
from commonground.settlement.tables import Package, Whole
from commonground.settlement.walk import MOST_NODES, walked

MOST_LABELS = 200_000
FIRST = 64  # labels of the first look
RUNGS = (300, 2_000, 16_000, 64_000)  # labels of the searches after it: what each finds lets the next one strike more


class ValuesTooLarge(ValueError):
    """Weights so large that pairs of values cannot be ordered as whole numbers."""

    def __init__(self, most: int) -> None:
        super().__init__(f"values reach {most:,}; at most {MOST_VALUE:,} can be searched; take smaller weights")


@dataclass(frozen=True, slots=True)
class Point:
    """A pair of values, in the order of the question's sides, and a package that reaches it."""

    values: tuple[int, int]
    package: Package


@dataclass(frozen=True)
class Frontier:
    """The points, the best for the first side first; `within` is 0 where they are proven to be all.

    `is_walked` says that integer programs found them, so that what is proven rests on the solver's bounds.
    """

    points: tuple[Point, ...]
    within: int = 0
    is_walked: bool = False

    @property
    def is_proven(self) -> bool:
        """Whether no feasible package lies beyond the points."""
        return self.within == 0


def frontier(question: Question, most: int = MOST_LABELS, told: Callable[[str], None] | None = None) -> Frontier:
    """The frontier of a question. `most` is how many labels a step keeps at most (of an integer program: how many nodes).

    `told` hears how far it is.
    Raises `TooEntangled`, `ValuesTooLarge`.
    """
    return _found(question, _Hunt(question.least, most, told))


def first_found(question: Question, most: int = MOST_LABELS) -> Frontier:
    """As a frontier, but the search ends with the first package that it meets: whether there is one at all.

    Raises `TooEntangled`, `ValuesTooLarge`.
    """
    return _found(question, _Hunt(question.least, most, None, is_one_enough=True))


def _found(question: Question, hunt: _Hunt) -> Frontier:
    largest = max(side.most for side in question.sides)
    if largest >= MOST_VALUE:
        raise ValuesTooLarge(largest)
    if not question.size:
        return Frontier(())
    with_costs = bool(question.caps.columns())

    def programs() -> Iterator[Program]:
        made = (program(question, part) for part in parts(question, with_costs=with_costs))
        return (one for one in made if one is not None)

    try:
        return hunt.of(programs)
    except TooEntangled:
        return hunt.walked(question)


class _Hunt:
    """A frontier while it is looked for, over all ways of holding the hubs."""

    def __init__(
        self, least: tuple[int, int], most: int, told: Callable[[str], None] | None, *, is_one_enough: bool = False
    ) -> None:
        self._least, self._most, self._told, self._is_one_enough = least, most, told, is_one_enough
        self._known: Whole = np.zeros((0, 2), dtype=np.int64)
        self._packages: list[Package] = []
        self._dropped: list[tuple[Real, Bounds, Whole]] = []

    def of(self, programs: Callable[[], Iterator[Program]]) -> Frontier:
        """The frontier of several programs, each made anew for a quick search and for an exact one, so that none is kept."""
        prices: Real | None = None
        for number, one in enumerate(programs(), 1):
            if len(one.limits):
                made = bounds(one, prices)
                prices = made.prices
                self._take(one, made, FIRST)
            if self._has_enough:
                break
            self._tell(f"first look at {number:,} ways of holding the hubs")
        for number, one in enumerate(programs(), 1):
            if self._has_enough:
                break
            made = bounds(one, prices)
            prices = made.prices
            self._climb(one, made)
            self._tell(f"{number:,} ways of holding the hubs searched")
        return Frontier(self._points(), self._within())

    def walked(self, question: Question) -> Frontier:
        """The frontier by integer programs, each of so many nodes at most as else labels are kept."""
        found = walked(question, min(self._most, MOST_NODES), self._told, is_one_enough=self._is_one_enough)
        self._known, self._packages = found.pairs, list(found.packages)
        return Frontier(self._points(), found.within, is_walked=True)

    @property
    def _has_enough(self) -> bool:
        return self._is_one_enough and bool(self._packages)

    def _tell(self, step: str) -> None:
        if self._told is not None:
            self._told(f"{step}, {len(self._known):,} points known")

    def _climb(self, one: Program, made: Bounds) -> None:
        """Search with ever more labels, until none is dropped that could become new; what the last one drops is kept."""
        for rung in (*RUNGS, self._most) if len(one.limits) else (self._most,):
            most = min(rung, self._most)
            dropped = self._take(one, made, most)
            if dropped is None or self._has_enough or not short_of(self._corners(one), dropped, made):
                return
            if most == self._most:
                self._dropped.append((dropped, made, one.gained))
                return
            self._tell(f"{most:,} partial packages at a step were too few")

    def _take(self, one: Program, made: Bounds, most: int) -> Real | None:
        """Take up what a search of a program finds; the bounds of what it dropped, None where it dropped nothing."""
        reach = None
        if len(one.limits) or len(self._known):
            reach = Reach(self._corners(one), made)
            if not reach.some(made.rest[:1]).any():
                return None
        found = search(one, made, reach, most)
        if len(found.gains):
            self._add(one, found)
        return found.dropped

    def _add(self, one: Program, found: Found) -> None:
        pairs = np.concatenate([self._known, found.gains + one.gained])
        keep = undominated(pairs)
        before = len(self._known)
        self._packages = [
            self._packages[n] if n < before else one.package(found.rows[n - before].tolist()) for n in keep.tolist()
        ]
        self._known = pairs[keep]

    def _corners(self, one: Program) -> Whole:
        """The corners of what is known, in the program's own gains; what its gains pass in any case is no bar."""
        found: Whole = np.maximum(0, corners(self._known, self._least) - one.gained)
        return found

    def _points(self) -> tuple[Point, ...]:
        pairs = self._known.tolist()
        return tuple(Point((a, b), package) for (a, b), package in zip(pairs, self._packages, strict=True))

    def _within(self) -> int:
        at = corners(self._known, self._least)
        return max(
            (short_of(np.maximum(0, at - gained), dropped, made) for dropped, made, gained in self._dropped), default=0
        )
