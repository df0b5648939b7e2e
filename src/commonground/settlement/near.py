"""Near: every feasible package that is worth at least so much to both sides, not only one for each pair of values.

With the values of a point of the frontier as the floors these are the packages that tie with it; with floors a little lower,
its alternatives.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonground.settlement.blocks import parts
from commonground.settlement.multipliers import bounds
from commonground.settlement.program import Program, program
from commonground.settlement.question import Question
from commonground.settlement.reach import Reach
from commonground.settlement.search import extended, no_label
from commonground.settlement.tables import Package


@dataclass(frozen=True)
class Near:
    """Packages worth at least the floors, and whether these are all."""

    packages: tuple[Package, ...]
    are_all: bool


def near(question: Question, floors: tuple[int, int], most: int = 1_000) -> Near:
    """The feasible packages worth at least `floors`, the best for both together first; no more than about `most` are followed."""
    asked = question.with_least(floors)
    found: list[Package] = []
    are_all = True
    if question.size:
        for part in parts(asked, with_costs=bool(question.caps.columns())):
            one = program(asked, part)
            if one is not None:
                packages, whole = _of(one, floors, most)
                found += packages
                are_all &= whole
    ordered = sorted(found, key=lambda package: (-sum(_shares(question, package)), package))
    return Near(tuple(ordered[:most]), are_all and len(ordered) <= most)


def _shares(question: Question, package: Package) -> tuple[int, int]:
    """Both values on a scale that they have in common."""
    one, other = question.values(package)
    return one * question.sides[1].most, other * question.sides[0].most


def _of(one: Program, floors: tuple[int, int], most: int) -> tuple[list[Package], bool]:
    made = bounds(one)
    reach = Reach(np.maximum(0, np.array([floors], dtype=np.int64) - one.gained), made)
    labels, rows, are_all = no_label(one), np.zeros((1, 0), dtype=np.intp), True
    for stage in range(len(one.gains)):
        longer = extended(one, labels, stage, slice(None), 0)
        keep = np.flatnonzero(reach.some(made.of(longer.gains, longer.uses, stage + 1)))
        if len(keep) > 20 * most:
            keep, are_all = keep[: 20 * most], False
        labels = longer.taken(keep)
        rows = np.concatenate([rows[labels.before], labels.row[:, None]], axis=1)
    kept = (labels.gains + one.gained >= np.array(floors)).all(axis=1)
    return [one.package(row) for row in rows[kept].tolist()], are_all
