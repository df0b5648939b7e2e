"""Roster cells: figures of the roster as they stand on the rows of a cost sheet, dollars and days."""

from __future__ import annotations

import numpy as np

from commonground.costing.lines import Line
from commonground.workforce.roster import NO_SALARY


def stated_pay(line: Line, name: str) -> list[float]:
    """A column of the roster in dollars; who has no salary of their own has none to build upon."""
    cents = np.asarray(line.columns[name])
    found: list[float] = (np.where((name == "salary") & (cents == NO_SALARY), 0, cents) / 100).tolist()
    return found


def days_of_leave(line: Line, row: int) -> str:
    """The days of leave that each of a row's people has; pay that belongs to no person has none."""
    hundredths = np.asarray(line.columns["leave_days"])
    return f"{int(hundredths[row]) / 100}" if row < len(hundredths) else "0"
