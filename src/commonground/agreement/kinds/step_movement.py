"""Step movement: when people move up the ladder, and when they do not.

Law: `advance` moves everyone one step on the day named (the first of the fiscal year where none is named); `freeze` moves
nobody; `delay` moves them later in the year, so that the step is paid for the share that is left; `restore` moves them
one step and every step that was withheld before. The version in force on the first of a fiscal year says what happens in it;
nobody moves on a day before that version's first.
Worked example: docs/arithmetic/step-movement.md.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field, model_validator

from commonground.agreement.family import Family
from commonground.agreement.fields import Day, Part, Terms, Year
from commonground.agreement.kind import Kind


class Move(StrEnum):
    """What happens to steps in a year."""

    ADVANCE = "advance"
    FREEZE = "freeze"
    DELAY = "delay"
    RESTORE = "restore"


class Action(Part):
    """What happens to steps in one year, and on which day."""

    move: Move
    on: Day | None = None
    steps: int = Field(1, ge=1, le=10, description="how many steps an advance is")

    @model_validator(mode="after")
    def _a_delay_has_a_day(self) -> Action:
        if self.move is Move.DELAY and self.on is None:
            raise ValueError('a delay needs its day, as in { move = "delay", on = 2021-01-01 }')
        return self


class StepMovement(Terms):
    """Movement along the steps, year by year; years that are not named follow `otherwise`."""

    carries_own_dates: ClassVar[bool] = True

    years: dict[Year, Action | Move] = Field(default_factory=dict)
    otherwise: Move = Move.ADVANCE

    @model_validator(mode="after")
    def _otherwise_is_plain(self) -> StepMovement:
        if self.otherwise not in (Move.ADVANCE, Move.FREEZE):
            raise ValueError('otherwise is "advance" or "freeze"')
        if Move.DELAY in self.years.values():
            raise ValueError('a delay needs its day, as in { move = "delay", on = 2021-01-01 }')
        return self

    def action(self, year: int) -> Action:
        """What happens in a fiscal year."""
        found = self.years.get(year, self.otherwise)
        return found if isinstance(found, Action) else Action(move=found)


KIND = Kind("step_movement", StepMovement, Family.COMPENSATION)
