"""A linear program that grows by columns: its rows stand from the beginning, and each solve goes on from the last.

Law: a solve has no limit of time, so that the same columns in the same order have the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from commonground.values.solver import THREADS, Values

PRIMAL = 4  # the simplex method of HiGHS for a program that has a solution before its new columns


class GrowingProgram:
    """Rows with their bounds; columns of ones are added to it one by one."""

    def __init__(self, least: Sequence[float], most: Sequence[float]) -> None:
        import highspy

        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in {
            "output_flag": False,
            "threads": THREADS,
            "random_seed": 0,
            "simplex_strategy": PRIMAL,
        }.items():
            self._solver.setOptionValue(option, value)
        for low, high in zip(least, most, strict=True):
            self._solver.addRow(low, high, 0, [], [])
        self.columns = 0

    def add(self, cost: float, rows: Sequence[int]) -> int:
        """A further column with a one in each of these rows; its number."""
        self._solver.addCol(cost, 0, np.inf, len(rows), np.array(rows, dtype=np.int32), np.ones(len(rows)))
        self.columns += 1
        return self.columns - 1

    def bound(self, column: int, least: float, most: float) -> None:
        """Hold a column between two values."""
        self._solver.changeColBounds(column, least, most)

    def solve(self) -> tuple[Values, Values]:
        """The value of each column and the price of each row, at the least cost."""
        self._solver.run()
        found = self._solver.getSolution()
        return np.array(found.col_value), np.array(found.row_dual)
