"""The staircase: of pairs of values those that no other pair matches on both sides and passes on one.

Law: the first of equal pairs is kept. Rows are in the order of the first value, falling, so that the second rises.
A corner is the least pair of whole numbers that no row of a staircase reaches: what is new lies at a corner or above one.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from commonground.settlement.tables import Whole

MOST_VALUE = 1 << 30


def undominated(pairs: Whole) -> npt.NDArray[np.intp]:
    """The rows of a staircase among pairs of whole numbers from 0 to 2**30, by their numbers.

    >>> undominated(np.array([[1, 5], [4, 2], [3, 2], [4, 2]])).tolist()
    [1, 0]
    """
    order = np.argsort(-((pairs[:, 0] << 32) + pairs[:, 1]), kind="stable")
    second = pairs[order, 1]
    keep = np.ones(len(order), dtype=bool)
    keep[1:] = second[1:] > np.maximum.accumulate(second)[:-1]
    return order[keep]


def corners(stairs: Whole, least: tuple[int, int]) -> Whole:
    """The corners of a staircase whose rows are at least so much; of an empty one the floors themselves.

    >>> corners(np.array([[4, 2], [1, 5]]), (0, 0)).tolist()
    [[5, 0], [2, 3], [0, 6]]
    """
    first = np.append(stairs[:, 0] + 1, least[0])
    second = np.append(least[1], stairs[:, 1] + 1)
    found: Whole = np.stack([first, second], axis=1)
    return found
