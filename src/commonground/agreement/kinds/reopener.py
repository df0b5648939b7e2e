"""Reopener: bargaining is opened again before the term ends, on a day and over some subjects. No total holds it.

Law: the calendar keeps its day in mind, and the first day on which notice may be given.
"""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from commonground.agreement.family import Family
from commonground.agreement.fields import Day, Label, Terms
from commonground.agreement.kind import Kind


class Reopener(Terms):
    """The last day on which bargaining may be opened again, and over what."""

    by: Day = Field(description="the last day on which it may be opened")
    opens: Day | None = Field(None, description="the first day on which it may be")
    subjects: tuple[Label, ...] = ()
    who: Label = ""
    says: str = ""

    @model_validator(mode="after")
    def _opens_before_it_closes(self) -> Self:
        if self.opens is not None and self.opens > self.by:
            raise ValueError(f"it opens ({self.opens}) after its last day ({self.by})")
        return self


KIND = Kind("reopener", Reopener, Family.GOVERNANCE)
