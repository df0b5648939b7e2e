"""Duration: the days for which the agreement is made."""

from __future__ import annotations

from pydantic import model_validator

from commonground.agreement.family import Family
from commonground.agreement.fields import Day, Terms
from commonground.agreement.kind import Kind


class Duration(Terms):
    """The first and the last day of the term."""

    first: Day
    last: Day

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Duration:
        if self.last <= self.first:
            raise ValueError(f"the term ends ({self.last}) before it begins ({self.first})")
        return self


KIND = Kind("duration", Duration, Family.GOVERNANCE)
