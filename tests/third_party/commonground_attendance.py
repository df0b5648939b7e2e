"""A package of somebody else's: a kind of clause that pays for each day on which nobody was absent.

It imports what a kind may import, the values and the agreement, and names itself in `entry_points.txt`.
"""

from __future__ import annotations

from pydantic import Field

from commonground.agreement.family import Family
from commonground.agreement.fields import Money, Number, Terms
from commonground.agreement.kind import Kind, Rule
from commonground.values.money import Cents, share_of


class AttendanceBonus(Terms):
    """Dollars for each day of a year on which nobody was absent."""

    per_day: Money = Field(ge=0)
    days: Number = Field(ge=0)


def attendance_bonus(fte: Cents, clause: AttendanceBonus) -> Cents:
    """What each person is paid in a year."""
    paid: Cents = share_of(fte, clause.per_day * clause.days / 10_000)
    return paid


KIND = Kind(
    "attendance_bonus",
    AttendanceBonus,
    Family.COMPENSATION,
    (Rule(attendance_bonus, "attendance bonus", "round(dollars x days x FTE) per person", is_pay=True),),
)


def attendance_in_halves(fte: Cents, clause: AttendanceBonus) -> Cents:
    """What no rule may give: halves of a cent."""
    halves: Cents = fte * 0.5
    return halves


HALVES = Kind(
    "attendance_in_halves",
    AttendanceBonus,
    Family.COMPENSATION,
    (Rule(attendance_in_halves, "attendance in halves", "half of it", is_pay=True),),
)
