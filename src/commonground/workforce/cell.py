"""A cell: one amount of the salary schedule in force, for the people of one tier.

Units: dollars of a full-time year, exact; cents once a person is paid.
Not here: how a raise builds a schedule (the agreement).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from commonground.workforce.roster import FULL_TIME, Integers

NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the schedule in force for one tier: `amount` is dollars a full-time year, the tier's factor in it.

    Only people of `unit` may stand on it; of any unit where that is blank.
    """

    schedule: str
    lane: str
    step: str
    tier: str
    amount: Fraction
    unit: str = ""


def scheduled_cents(cells: Sequence[Cell], cell: npt.NDArray[np.intp], fte: Integers) -> Integers:
    """What each row's cell pays for its share of a job: round(amount x FTE), half up, in cents; 0 without a cell."""
    pairs, back = np.unique(np.where(cell == NOWHERE, -1, cell * (100 * FULL_TIME) + fte), return_inverse=True)
    cents = [
        0 if pair < 0 else _cents(cells[pair // (100 * FULL_TIME)], pair % (100 * FULL_TIME)) for pair in pairs.tolist()
    ]
    return np.array(cents, dtype=np.int64)[back] if len(cents) else np.zeros(0, dtype=np.int64)


def _cents(cell: Cell, fte: int) -> int:
    exact = cell.amount * fte / 100
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
