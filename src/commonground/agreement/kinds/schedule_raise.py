"""Schedule raise: what is added to the cells of a schedule, and from which day.

Law: on its effective day a raise makes the next schedule by the schedule's own way of building; a raise inside the year
is paid for the share of the year that is left. Where a settlement comes late, `paid_from` is the day on which
the new rates reach the payroll: what was earned before it is paid as retroactive pay, a line of its own, in that year.
A salary of one's own is raised as it stands; dollars, which are for a full-time job, are scaled by the FTE behind it.
Worked example: docs/arithmetic/schedule-raise.md.
"""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, model_validator

from commonground.agreement.family import Family
from commonground.agreement.fields import Day, Label, Money, Part, Rate, Terms
from commonground.agreement.kind import Kind
from commonground.values.money import format_cents


class Raise(Part):
    """One raise: percent, or dollars on every full-time salary, or a percent but at least, or at most, so many dollars."""

    says_one_of: ClassVar[tuple[str, ...]] = ("percent", "flat", "at_least")

    effective: Day
    percent: Rate = Field("0%", validate_default=True, gt=-1, lt=10)
    flat: Money = 0
    at_least: Money = 0
    at_most: Money | None = Field(None, gt=0)
    steps: tuple[Label, ...] | None = None
    lanes: tuple[Label, ...] | None = None
    paid_from: Day | None = None

    @property
    def is_of_cells(self) -> bool:
        """Whether it is for some steps or lanes only."""
        return self.steps is not None or self.lanes is not None

    @model_validator(mode="after")
    def _at_most_is_not_below_at_least(self) -> Raise:
        if self.at_most is not None and self.at_most < self.at_least:
            most, least = format_cents(self.at_most), format_cents(self.at_least)
            raise ValueError(f"at_most ({most}) must not be less than at_least ({least})")
        return self

    @model_validator(mode="after")
    def _is_paid_after_it_is_earned(self) -> Raise:
        if self.paid_from is not None and self.paid_from <= self.effective:
            raise ValueError(f"paid_from ({self.paid_from}) must be later than effective ({self.effective})")
        return self


class ScheduleRaise(Terms):
    """Raises of the salary schedule, in the order of their days."""

    carries_own_dates: ClassVar[bool] = True

    raises: tuple[Raise, ...] = ()
    personal_salaries: bool = Field(True, description="whether salaries that stand on no schedule get the same raise")


KIND = Kind("schedule_raise", ScheduleRaise, Family.COMPENSATION, rates=("raises",))
