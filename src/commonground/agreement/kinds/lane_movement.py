"""Lane movement: the share of a lane's people who move to another lane each year for further study.

Law: of those who stand in lane a on the snapshot's day, 1 - (1 - share)^n have moved after n years; each of them is paid in
lane b on the same step. n counts the years from `first_year` on that are after the base year: who moved before, or in it,
stands in lane b on the snapshot already; of those who come in later, the years after the one in which they do. The expected
extra pay is rounded per person, and is of the schedule alone. What a raise that came late owes for it is retroactive pay, a
line of its own. On the schedule itself people stay in lane a, so the line can be read.
Worked example: docs/arithmetic/lane-movement.md.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from pydantic import Field

from commonground.agreement.family import Family
from commonground.agreement.fields import Label, Part, Rate, Terms, Year
from commonground.agreement.kind import Kind, Rule, Salaries
from commonground.agreement.sheet import SheetRow, added, to_the_cent
from commonground.values.labels import Labels
from commonground.values.money import Cents, share_of


class LaneChange(Part):
    """The share of one lane's people who move to another, each year from the first year to the last."""

    from_lane: Label
    to_lane: Label
    share: Rate = Field(ge=0, le=1)
    first_year: Year
    last_year: Year | None = None


class LaneMovement(Terms):
    """Moves between lanes, as expected shares a year."""

    changes: tuple[LaneChange, ...] = Field(min_length=1)


Passed = int | npt.NDArray[np.int64]


def _years(change: LaneChange, year: int, passed: Passed) -> npt.NDArray[np.int64]:
    """How many times people have moved by a year, since they were there; `passed` is how many years before it that was."""
    last = year if change.last_year is None else min(year, change.last_year)
    return np.asarray(last - np.maximum(change.first_year, year - passed + 1) + 1)


def lane_movement(
    salary: Cents, salaries: Salaries, lane: Labels, year: int, passed: Passed, clause: LaneMovement
) -> Cents:
    """Expected extra pay of those who have changed lanes since they were there: on the snapshot, or from when they came in."""
    extra = np.zeros_like(salary)
    for change in clause.changes:
        times = _years(change, year, passed)
        for years in np.unique(times[times > 0]).tolist():
            moved = 1 - (1 - change.share) ** years
            there = lane.numbers({change.from_lane: 1}) * (times == years)
            extra = extra + there * share_of(salaries.in_lane(change.to_lane) - salary, moved)
    return extra


def retroactive_lane_movement(
    salary: Cents, salaries: Salaries, lane: Labels, year: int, passed: Passed, clause: LaneMovement
) -> Cents:
    """What earlier days earned those who have changed lanes, under a raise that came late: their extra pay."""
    return lane_movement(salary, salaries, lane, year, passed, clause)


def lane_movement_sheet(row: SheetRow) -> str:
    """The same as a spreadsheet's formula."""
    extra = []
    for number, change in enumerate(row.clause.changes):
        years = int(_years(change, row.year, row.passed))
        if years > 0 and row.words["lane"] == change.from_lane:
            moved = f"(1-(1-{row.rate('changes', number, 'share')})^{years})"
            extra.append(to_the_cent(f"({row.pay_in_lane(change.to_lane)}-{row.salary})*{moved}"))
    return added(*extra)


KIND = Kind(
    "lane_movement",
    LaneMovement,
    Family.COMPENSATION,
    (
        Rule(
            lane_movement,
            "lane movement",
            "round((pay in the new lane - pay) x share moved) per person",
            is_pay=True,
            sheet=lane_movement_sheet,
        ),
        Rule(
            retroactive_lane_movement,
            "retroactive pay",
            "extra pay as it was earned - extra pay as it was paid, up to the day the raise reached the payroll",
            is_pay=True,
            one_time=True,
            owed_back=True,
            sheet=lane_movement_sheet,
        ),
    ),
)
