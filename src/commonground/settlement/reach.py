"""Reach: which corners of what is known a partial package may still come to.

Law: a label may reach a corner only where, under every pair of weights, its bound is at least what the corner is worth. A
label that reaches no corner cannot become a package that is new; it is struck without loss.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from commonground.settlement.multipliers import SCALE, Bounds, Real
from commonground.settlement.tables import Whole

Bits = npt.NDArray[np.uint64]


class Reach:
    """The corners in the order of their worth under each pair of weights, as sets of bits."""

    def __init__(self, corners: Whole, bounds: Bounds) -> None:
        worth = (corners @ bounds.weights.T) * SCALE
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
