"""Position price: by which rule a position that a clause creates is priced.

    mean     what the people in the clause's scope cost on the mean of their full-time jobs: of a title, of a unit
    entry    what somebody costs who comes in on a cell of the schedule and advances from the next year on
    stated   a figure that the clause names, growing by the rates that it names

Law: roll-up is what the same people's pay drags along, and health is their mean, unless `benefits` states both as one rate of
pay. Nothing that is paid once is in a price, nor are changes of lane in one by entry. `costing.positions` works prices out.
Worked example: docs/arithmetic/staffing.md.
"""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import Literal, Self

from pydantic import Field, model_validator

from commonground.agreement.fields import Label, Money, Part, Rate, Year
from commonground.values.money import RoundedTo


class EntryPlacement(Part):
    """Where somebody stands who takes a position: the cell of the schedule, and what else decides pay and charges."""

    unit: Label = ""
    schedule: Label = ""
    lane: Label = ""
    step: Label
    tier: Label = ""
    title: Label = ""


class PositionPrice(Part):
    """How one full-time position is priced."""

    by: Literal["mean", "entry", "stated"] = "mean"
    entry: EntryPlacement | None = None
    salary: Money | None = Field(None, ge=0)
    growth: dict[Year, Rate] = Field(default_factory=dict)
    benefits: Rate | None = None
    rounded_to: RoundedTo = RoundedTo.CENT

    @model_validator(mode="after")
    def _says_what_its_rule_needs(self) -> Self:
        if (self.by == "entry") != (self.entry is not None):
            raise ValueError('`entry` names a cell where by = "entry", and only there')
        if (self.by == "stated") != (self.salary is not None):
            raise ValueError('`salary` names a figure where by = "stated", and only there')
        if self.growth and self.by != "stated":
            raise ValueError('`growth` is that of a stated salary; it goes with by = "stated"')
        return self

    def stated_in(self, year: int) -> Fraction:
        """The stated salary in a year, in cents, unrounded."""
        grown = prod((1 + rate for start, rate in self.growth.items() if start <= year), start=Fraction(1))
        return (self.salary or 0) * grown
