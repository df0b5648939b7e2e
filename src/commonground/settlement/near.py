"""Near: every feasible package that is worth at least so much to both sides, not only one for each pair of values.

With the values of a point of the frontier as the floors these are the packages that tie with it; with floors a little lower,
its alternatives.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from commonground.settlement.blocks import TooEntangled, parts
from commonground.settlement.multipliers import bounds
from commonground.settlement.program import Program, program
from commonground.settlement.question import Question
from commonground.settlement.reach import Reach
from commonground.settlement.search import extended, no_label
from commonground.settlement.tables import Package, Rule, Whole


@dataclass(frozen=True)
class Near:
    """Packages worth at least the floors, and whether these are all."""

    packages: tuple[Package, ...]
    are_all: bool


def near(question: Question, floors: tuple[int, int], most: int = 1_000) -> Near:
    """The feasible packages worth at least `floors`, the best for both together first; no more than about `most` are followed.

    Where rules tie too many issues together to be merged, each rule is kept as soon as all its issues are settled. Raises
    `TooEntangled` where it is the costs that do.
    """
    asked = question.with_least(floors)
    try:
        found, are_all = _merged(asked, floors, most, ())
    except TooEntangled:
        found, are_all = _merged(replace(asked, rules=()), floors, most, question.rules)
    ordered = sorted(found, key=lambda package: (-sum(_shares(question, package)), package))
    return Near(tuple(ordered[:most]), are_all and len(ordered) <= most)


def _merged(asked: Question, floors: tuple[int, int], most: int, rules: tuple[Rule, ...]) -> tuple[list[Package], bool]:
    found: list[Package] = []
    are_all = True
    if asked.size:
        for part in parts(asked, with_costs=bool(asked.caps.columns())):
            one = program(asked, part)
            if one is not None:
                packages, whole = _of(one, floors, most, rules)
                found += packages
                are_all &= whole
    return found, are_all


def _shares(question: Question, package: Package) -> tuple[int, int]:
    """Both values on a scale that they have in common."""
    one, other = question.values(package)
    return one * question.sides[1].most, other * question.sides[0].most


def _of(one: Program, floors: tuple[int, int], most: int, rules: tuple[Rule, ...]) -> tuple[list[Package], bool]:
    made = bounds(one)
    reach = Reach(np.maximum(0, np.array([floors], dtype=np.int64) - one.gained), made)
    labels, rows, are_all = no_label(one), np.zeros((1, 0), dtype=np.intp), True
    for stage in range(len(one.gains)):
        longer = extended(one, labels, stage, slice(None), 0)
        keep = np.flatnonzero(reach.some(made.of(longer.gains, longer.uses, stage + 1)))
        keep = keep[_kept(one, stage, rows[longer.before[keep]], longer.row[keep], rules)]
        if len(keep) > 20 * most:
            keep, are_all = keep[: 20 * most], False
        labels = longer.taken(keep)
        rows = np.concatenate([rows[labels.before], labels.row[:, None]], axis=1)
    kept = (labels.gains + one.gained >= np.array(floors)).all(axis=1)
    return [one.package(row) for row in rows[kept].tolist()], are_all


def _kept(
    one: Program, stage: int, before: npt.NDArray[np.intp], row: npt.NDArray[np.intp], rules: tuple[Rule, ...]
) -> npt.NDArray[np.bool_]:
    """Which labels keep every rule whose issues are all settled after a block, and were not before it."""
    chosen: dict[int, Whole] = {issue: np.full(len(row), option, dtype=np.int64) for issue, option in one.held}
    for block in range(stage + 1):
        options = one.options[block][row if block == stage else before[:, block]]
        chosen |= zip(one.issues[block], options.T, strict=True)
    keep = np.ones(len(row), dtype=bool)
    for rule in rules:
        is_new = stage == 0 or not set(one.issues[stage]).isdisjoint(rule.issues)
        if is_new and chosen.keys() >= set(rule.issues):
            keep &= rule.allowed[tuple(chosen[issue] for issue in rule.issues)]
    return keep
