"""Steps and raises told apart, as formulas: what is paid in a period where only one of the two has been taken.

Law: that of `costing.components`. A formula is composed once for all who share it; rows and jobs are marks in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import NamedTuple, Protocol

from commonground.agreement.band import Moment
from commonground.agreement.sheet import added
from commonground.report.workbook.pay_formulas import PartOfYear, filled, pay_formula

WHOLE_YEAR = Fraction(1)


class Steps(NamedTuple):
    """Two formulas: a full year of what was in force before, and what is paid if only steps (or only raises) are taken."""

    full: str
    middle: str
    raised_first: bool


class StepsApart(Protocol):
    """Tells steps and raises apart for whoever stood on a cell at the snapshot, with a reference to their jobs."""

    def of(self, cell: int, jobs: str) -> Steps:
        """The formulas of a cell."""


class SteppedFirst:
    """The old schedule at the new placement; where the old one had no salary, the new one's.

    `end` is the moment before, `salary` the reference to its cells; `top` is the row of the band's first cell.
    """

    def __init__(self, end: Moment, salary: str, top: int, parts: Sequence[PartOfYear]) -> None:
        self.top, self.place, self.present = top, end.place.tolist(), end.present.tolist()
        self.full = pay_formula(salary, WHOLE_YEAR, end.pay_rounding)
        self.parts = []
        for part in parts:
            old, new = (pay_formula(each, part.share, end.pay_rounding) for each in (salary, part.salary))
            self.parts.append((part.place, old, new))

    def of(self, cell: int, jobs: str) -> Steps:
        """The formulas of a cell."""
        top, present = self.top, self.present
        middle = [
            filled(old if present[place[cell]] else new, top + place[cell], jobs) for place, old, new in self.parts
        ]
        return Steps(filled(self.full, top + self.place[cell], jobs), added(*middle), False)


class RaiseInPlace(NamedTuple):
    """What a raise makes of a salary, and which cells get it (None: all)."""

    of: Callable[[str], str]
    where: list[bool] | None


class RaisedFirst:
    """The old pay with the raises given since, each carried; a cell that has no salary stays without one.

    `raises` holds, for each part of the year, the raises given since `end`.
    """

    def __init__(
        self, end: Moment, salary: str, top: int, parts: Sequence[PartOfYear], raises: Sequence[Sequence[RaiseInPlace]]
    ) -> None:
        self.rounding, self.salary, self.top = end.pay_rounding, salary, top
        self.place, self.has_salary = end.place.tolist(), (end.cells.approx != 0).tolist()
        self.full = pay_formula(salary, WHOLE_YEAR, end.pay_rounding)
        self.parts, self.raises = parts, raises
        self.limits = [where for given in raises for _, where in given if where is not None]
        self.made: dict[tuple[bool, ...], str] = {}

    def of(self, cell: int, jobs: str) -> Steps:
        """The formulas of a cell."""
        number = self.place[cell]
        row = self.top + number
        return Steps(filled(self.full, row, jobs), filled(self._raised(number), row, jobs), True)

    def _raised(self, number: int) -> str:
        """The pay of a cell with the raises that it gets: one formula for all cells that get the same."""
        alike = (self.has_salary[number], *[where[number] for where in self.limits])
        if alike not in self.made:
            self.made[alike] = added(*(self._pay(number, *each) for each in zip(self.parts, self.raises, strict=True)))
        return self.made[alike]

    def _pay(self, number: int, part: PartOfYear, raises: Sequence[RaiseInPlace]) -> str:
        salary = self.salary
        for raised, where in raises if self.has_salary[number] else ():
            salary = raised(salary) if where is None or where[number] else salary
        return pay_formula(salary, part.share, self.rounding)
