"""A walk along the frontier by integer programs, for questions whose rules tie too many issues together to be merged.

Epsilon-constraint: the package worth the most to the first side, of these the one worth the most to the second; then again
with more for the second side than that one gives, until there is none. Each answer also says what any package is worth at
most (a bound of the solver's, in floating point, taken off its last digits), and these bounds say what the walk could have
missed. Bounded by the number of solves and the nodes of each, not by the clock.
Source: Y. Haimes, L. Lasdon and D. Wismer, "On a bicriterion formulation of the problems of integrated system
identification and system optimization", 1971.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from commonground.settlement.integer_program import IntegerProgram
from commonground.settlement.question import Question
from commonground.settlement.staircase import corners, undominated
from commonground.settlement.tables import Package, Whole

MOST_SOLVES = 2_000
MOST_NODES = 20_000  # of each
Bound = tuple[
    int, int
]  # the first: the most for the first side; of all packages worth at least the second to the other


@dataclass(frozen=True, eq=False)
class Walked:
    """Pairs of values in the order of the frontier, a package for each, and by how much one not seen may pass them."""

    pairs: Whole
    packages: tuple[Package, ...]
    within: int


def walked(
    question: Question,
    nodes: int,
    told: Callable[[str], None] | None = None,
    *,
    is_one_enough: bool = False,
    most: int = MOST_SOLVES,
) -> Walked:
    """The frontier by at most about so many solves of so many nodes each. Raises `TooEntangled`."""
    if not question.size:
        return Walked(np.zeros((0, 2), dtype=np.int64), (), 0)
    program = IntegerProgram(question)
    found: list[Package] = []
    bounds: list[Bound] = []
    least, floor = question.least
    while program.solves < most:
        first = program.best(0, (least, floor), nodes)
        bounds.append((first.most, floor))
        if first.package is None:
            break
        if is_one_enough:
            found.append(first.package)
            break
        one = question.values(first.package)[0]
        then = program.best(1, (one, floor), nodes)
        if then.package is not None:
            bounds.append((one - 1, then.most + 1))
        found.append(then.package or first.package)
        floor = question.values(found[-1])[1] + 1
        if told is not None:
            told(f"{len(found):,} points found by integer programs")
    pairs = np.array([question.values(package) for package in found], dtype=np.int64).reshape(-1, 2)
    keep = undominated(pairs)
    return Walked(pairs[keep], tuple(found[n] for n in keep.tolist()), missed(pairs[keep], question.least, bounds))


def missed(pairs: Whole, least: tuple[int, int], bounds: Iterable[Bound]) -> int:
    """By how many points, to both sides at once, a package that the bounds leave open may pass the pairs at most.

    >>> missed(np.array([[9, 0], [4, 5]]), (0, 0), [(9, 0), (6, 1), (-1, 6)])
    2
    """
    held = list(bounds)
    room = (
        min((max(other - b, most - a + 1) for most, other in held), default=0)
        for a, b in corners(pairs, least).tolist()
    )
    return max(0, *room)
