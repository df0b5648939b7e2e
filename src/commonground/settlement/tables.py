"""Tables: what a package costs, and which options go together, each over the few issues that it is about.

Law: the cost of a package in a year is the sum of its tables' cells. A line of cost has a table over the issues that it
reads, so that a raise that multiplies a stipend is the engine's own figure, and no sum of two separate effects.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.int64]
Package = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class CostTable:
    """Cents by the options of some issues and by year: one axis for each issue (by its number, rising), the last for years."""

    line: str
    issues: tuple[int, ...]
    cents: Whole

    def of(self, package: Sequence[int]) -> Whole:
        """The cents by year of a package."""
        found: Whole = self.cents[tuple(package[number] for number in self.issues)]
        return found


@dataclass(frozen=True, eq=False)
class Rule:
    """Which options of some issues go together: precedence, only together, not together. One axis for each issue, rising."""

    says: str
    issues: tuple[int, ...]
    allowed: npt.NDArray[np.bool_]

    def allows(self, package: Sequence[int]) -> bool:
        """Whether a package keeps the rule."""
        return bool(self.allowed[tuple(package[number] for number in self.issues)])
