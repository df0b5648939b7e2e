"""Me-too: one unit's raise follows another's.

Law: the unit in this clause's scope gets every raise of the clause that it `follows`, from the same day, plus what `more` adds
to each; of a clause that is not counted it gets none. A chain that leads back to itself is an error, and it is said.
Worked example: docs/arithmetic/me-too.md.
"""

from __future__ import annotations

from pydantic import Field

from commonground.agreement.family import Family
from commonground.agreement.fields import Day, Label, Rate, Terms
from commonground.agreement.kind import Kind


class MeToo(Terms):
    """The raise of another unit, for this one."""

    follows: Label
    from_day: Day | None = Field(None, description="raises before this day are not followed")
    more: Rate = Field("0%", validate_default=True, description="percentage points on top of each raise")


KIND = Kind("me_too", MeToo, Family.GOVERNANCE)
