"""Reach: which corners of what is known a partial package may still come to.

Law: a label may reach a corner only where, under every pair of weights, its bound is at least what the corner is worth. A
label that reaches no corner cannot become a package that is new; it is struck without loss. Of very many corners some that
lie beside one another are taken as one below them all: more labels may reach it, and none is struck that might matter.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from commonground.settlement.multipliers import SCALE, Bounds, Real
from commonground.settlement.tables import Whole

Bits = npt.NDArray[np.uint64]
MOST_CORNERS = 2_048


class Reach:
    """The corners in the order of their worth under each pair of weights, as sets of bits."""

    def __init__(self, corners: Whole, bounds: Bounds) -> None:
        worth = (thinned(corners, MOST_CORNERS) @ bounds.weights.T) * SCALE
        count, pairs = worth.shape
        self._worth: list[Real] = []
        self._first: list[Bits] = []
        for pair in range(pairs):
            order = np.argsort(worth[:, pair], kind="stable")
            bits = np.zeros((count + 1, (count + 63) // 64), dtype=np.uint64)
            bits[np.arange(1, count + 1), order // 64] = np.uint64(1) << (order % 64).astype(np.uint64)
            self._worth.append(worth[order, pair])
            self._first.append(np.bitwise_or.accumulate(bits, axis=0))

    def some(self, bound: Real) -> npt.NDArray[np.bool_]:
        """Whether each label (row of bounds) may still reach some corner."""
        left = np.arange(len(bound))
        held: Bits | None = None
        for pair, (worth, first) in enumerate(zip(self._worth, self._first, strict=True)):
            found = first[np.searchsorted(worth, bound[left, pair], "right")]
            held = found if held is None else held & found
            alive = held.any(axis=1)
            if not alive.all():
                left, held = left[alive], held[alive]
        result = np.zeros(len(bound), dtype=bool)
        result[left] = True
        return result


def thinned(corners: Whole, most: int) -> Whole:
    """At most so many corners; each is below all of those beside one another for which it stands.

    >>> thinned(np.array([[9, 0], [7, 1], [4, 3], [0, 8]]), 2).tolist()
    [[7, 0], [0, 3]]
    """
    width = -(-len(corners) // most)
    found: Whole = np.minimum.reduceat(corners, np.arange(0, len(corners), width), axis=0)
    return found
