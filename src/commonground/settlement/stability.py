"""Stability: how far a point holds when the weights are not as sure as they were said.

Each draw moves every weight of both sides by up to so many percent, evenly, from a seed; the frontier and the point are then
found anew. Of each issue it is told in how many draws it is settled as before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from commonground.settlement.frontier import frontier
from commonground.settlement.points import Solution, chosen
from commonground.settlement.preference import Preference
from commonground.settlement.question import Question

PARTS = 100


@dataclass(frozen=True)
class Stability:
    """Draws in all, those without any package, and by issue how often each option (by number) came out."""

    draws: int
    without: int
    options: tuple[Counter[int], ...]


def stability(
    question: Question,
    solution: Solution,
    *,
    draws: int,
    percent: int,
    seed: int,
    told: Callable[[str], None] | None = None,
) -> Stability:
    """How often each option of each issue comes out under a rule, of its ties the first, when weights are uncertain."""
    random = np.random.default_rng(seed)
    found: tuple[Counter[int], ...] = tuple(Counter() for _ in question.issues)
    without = 0
    for number in range(draws):
        if told is not None:
            told(f"draw {number + 1:,} of {draws:,}")
        one, other = (_moved(side, percent, random) for side in question.sides)
        moved = replace(question, sides=(one, other))
        points = [each.points[0] for each in chosen(moved, frontier(moved)) if each.solution is solution]
        without += not points
        for point in points:
            for counter, option in zip(found, point.package, strict=True):
                counter[option] += 1
    return Stability(draws, without, found)


def _moved(side: Preference, percent: int, random: np.random.Generator) -> Preference:
    """A side with its weights moved; its least stays the same share of its scale, rounded up."""
    factors = random.integers(PARTS - percent, PARTS + percent, size=len(side.weights), endpoint=True)
    weights = tuple(weight * int(factor) for weight, factor in zip(side.weights, factors, strict=True))
    moved = replace(side, weights=weights)
    return replace(moved, least=-(-side.least * moved.most // side.most) if side.most else 0)
