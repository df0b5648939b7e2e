"""Pay as formulas with two marks in them: the row of the cell on the schedule sheet, and the jobs by which it is scaled.

What a thousand people are paid in a year differs in nothing else, so a formula is composed once and filled in for each.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from commonground.agreement.band import Moment
from commonground.agreement.sheet import to_the_cent
from commonground.values.money import Rounding

CELL, JOBS = "{cell}", "{fte}"


def pay_formula(salary: str, share: Fraction, rounding: Rounding) -> str:
    """Pay for a share of a year, rounded once. `salary` is a reference or stands in parentheses.

    >>> pay_formula("'Schedule board'!E{cell}", Fraction(1, 2), Rounding.HALF_UP)
    "ROUND(ROUND(100*'Schedule board'!E{cell}*{fte}*1/2,7),0)/100"
    """
    times = "" if share == 1 else f"*{share.numerator}/{share.denominator}"
    return to_the_cent(f"{salary}*{JOBS}{times}", rounding)


def filled(formula: str, row: int, jobs: str) -> str:
    """A formula for the cell that stands in a row (as spreadsheets count), and a reference to jobs.

    >>> filled("E{cell}*{fte}", 12, "$F40")
    'E12*$F40'
    """
    return formula.replace(CELL, str(row)).replace(JOBS, jobs)


@dataclass(frozen=True, eq=False, slots=True)
class PartOfYear:
    """A schedule in force in a share of a year: where people stand on it (by their cell at the snapshot), and its formulas.

    `salary` refers to a cell, `pay` is what the cell pays for the share; both with their marks.
    """

    moment: Moment
    share: Fraction
    place: list[int]
    salary: str
    pay: str
