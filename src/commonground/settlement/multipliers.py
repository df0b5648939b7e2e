"""Multipliers: prices on the limits, which tell of a partial package what its best completion can be worth at most.

Law (Lagrange): for weights w >= 0 on the two gains and prices p >= 0 on the limits, no feasible package is worth more than
the sum over blocks of the best row's w.gains - p.uses, plus p.limits. It holds for any prices; good ones make it tight.
Prices are looked for in floating point and then rounded to whole numbers, and all that follows is whole numbers below
2**53, which floating point holds exactly.
Source: H. Everett, "Generalized Lagrange multiplier method", Operations Research, 1963; subgradient steps after N. Z. Shor,
1962.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from commonground.settlement.program import Program
from commonground.settlement.tables import Whole

Real = npt.NDArray[np.float64]
SCALE = 1 << 14  # prices are in so many parts of a point of value
COARSE = 20  # uses are told in steps, so that a limit is at most 2**20 of them
WEIGHTS, FINEST = 24, 46
DEAREST = 1 << 25
STEPS, SHRINK, FIRST = 120, 0.96, 0.3


@dataclass(frozen=True, eq=False)
class Bounds:
    """Pairs of weights with their prices (a row each), and what the blocks from each stage on are worth at most."""

    weights: Real
    prices: Real
    shift: Whole
    rest: Real

    def of(self, gains: Whole, uses: Whole, stage: int) -> Real:
        """By label (row) and pair (column), the most that any completion is worth, in SCALE parts."""
        found: Real = (gains @ self.weights.T) * SCALE - (uses >> self.shift) @ self.prices.T + self.rest[stage]
        return found


def bounds(program: Program, before: Real | None = None) -> Bounds:
    """Bounds for a program; prices that were good for another one may be the start."""
    weights = np.array(
        [[FINEST * n // (WEIGHTS - 1), FINEST - FINEST * n // (WEIGHTS - 1)] for n in range(WEIGHTS)], float
    )
    shift = np.array([max(0, int(limit).bit_length() - COARSE) for limit in program.limits], dtype=np.int64)
    gains = [gain.astype(float) for gain in program.gains]
    uses = [(used >> shift).astype(float) for used in program.uses]
    limits = (program.limits >> shift).astype(float)
    has_start = before is not None and before.shape == (WEIGHTS, len(limits))
    start = before / SCALE if before is not None and has_start else np.zeros((WEIGHTS, len(limits)))
    found = _prices(gains, uses, limits, weights, start, STEPS // 4 if has_start else STEPS)
    prices = np.minimum(np.round(found * SCALE), DEAREST)
    rest = np.zeros((len(gains) + 1, WEIGHTS))
    rest[-1] = prices @ limits
    for stage in range(len(gains) - 1, -1, -1):
        rest[stage] = rest[stage + 1] + ((gains[stage] @ weights.T) * SCALE - uses[stage] @ prices.T).max(axis=0)
    return Bounds(weights, prices, shift, rest)


def _prices(gains: list[Real], uses: list[Real], limits: Real, weights: Real, start: Real, steps: int) -> Real:
    """Prices by pair of weights (row) and limit (column), by steps down the bound."""
    if not len(limits):
        return start
    worth = [gain @ weights.T for gain in gains]
    prices, best, least = start, start.copy(), np.full(len(weights), np.inf)
    pairs = np.arange(len(weights))
    length = np.zeros(len(weights))
    for step in range(steps):
        bound, used = prices @ limits, np.zeros_like(prices)
        for value, row in zip(worth, uses, strict=True):
            priced = value - row @ prices.T
            chosen = priced.argmax(axis=0)
            bound += priced[chosen, pairs]
            used += row[chosen]
        better = bound < least
        least[better], best[better] = bound[better], prices[better]
        over = used - limits
        length = np.abs(bound) * FIRST if step == 0 else length * SHRINK
        prices = np.maximum(0, prices + (length / ((over * over).sum(axis=1) + 1e-9))[:, None] * over)
    return best
