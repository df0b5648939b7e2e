"""A line's section on a cost sheet: its heading with the totals, its figures, its groups of people, its pool."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from commonground.agreement.provision import Provision
from commonground.agreement.sheet import InputUnit, rounded_as
from commonground.costing.lines import Line
from commonground.report.workbook.cells import letters
from commonground.values.money import RoundedTo

FTE, SERVICE, STATED, HEADS, FIRST_PERIOD = 5, 6, 7, 8, 9
SUM_DIGITS = 5  # of a cent: what binary arithmetic leaves behind in a sum of some billions of cents is smaller


@dataclass(frozen=True, eq=False)
class Place:
    """Where the people of a salary group stand: unit, schedule, lane, step; and the jobs by which the cell is scaled."""

    words: tuple[str, str, str, str]
    fte: float


@dataclass(frozen=True, eq=False)
class Figure:
    """A figure of the year that every row of a line shares: a premium, say. One formula and value by period."""

    title: str
    unit: InputUnit = "dollars"
    formulas: dict[int, str] = field(default_factory=dict)
    values: dict[int, float] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class RoundedOnce:
    """The totals of a section by period, in dollars, and to what each is rounded."""

    totals: list[float]
    grains: list[RoundedTo]


@dataclass(eq=False)
class Section:
    """A line's place on the sheet: `top` is its heading, with the totals; figures follow, then groups, then the pool.

    `why_stated` says why a stated section has no formula; `part` and `note` which part of the line it is, where it is one, and
    how that is reckoned. `by_row` numbers the formulas by row that its rule gives. `once`: figures for one head are not rounded,
    the totals are.
    """

    line: Line
    provision: Provision
    figures: list[Figure] = field(default_factory=list)
    top: int = 0
    formulas: list[list[str]] = field(default_factory=list)
    values: list[list[float]] = field(default_factory=list)
    nothing: tuple[bool, ...] = ()
    is_stated: bool = False
    why_stated: str = "its kind gives no formula"
    part: str = ""
    note: str = ""
    by_row: dict[tuple[str, ...], int] = field(default_factory=dict)
    once: RoundedOnce | None = None

    @property
    def title(self) -> str:
        """The section's heading."""
        return f"{self.provision.title}: {self.part or self.line.rule.component}"

    @property
    def first(self) -> int:
        """The row of the first group."""
        return self.top + 1 + len(self.figures)

    @property
    def rows(self) -> int:
        """How many rows of people the section has; a lump has one."""
        return 1 if self.line.is_lump else len(self.line.count) + self.line.has_pool

    @property
    def totals(self) -> list[float]:
        """What the section comes to by period, in dollars."""
        if self.once is not None:
            return self.once.totals
        heads = [1] if self.line.is_lump else [*self.line.count.tolist(), *([1] if self.line.has_pool else [])]
        cents = np.rint(100 * np.array(self.values)).astype(np.int64)
        totals: list[float] = (np.array(heads, dtype=np.int64) @ cents / 100).tolist()
        return totals

    def total_formula(self, number: int) -> str:
        """Heads x the figure for one head, over the rows, in a period."""
        column, first, last = letters(FIRST_PERIOD + number), self.first + 1, self.first + self.rows
        total = f"SUMPRODUCT(${letters(HEADS)}${first}:${letters(HEADS)}${last},{column}{first}:{column}{last})"
        return f"ROUND({total},2)" if self.once is None else rounded_as(self.once.grains[number], total, SUM_DIGITS)

    @property
    def pool_row(self) -> int:
        """The row of pay that belongs to no person."""
        return self.first + (0 if self.line.is_lump else len(self.line.count))
