"""Step ladder: the labels of the steps in order, and to which label each leads.

Law: steps are labels ("14a", "18h"), never numbers; a person's next step is the next label that the schedule has in the
person's lane, and the last one stays. Where a later version renumbers the ladder, `moves` says where each old label leads
on the first movement under it; a label that it does not name goes on along the new ladder.
Worked example: docs/arithmetic/step-ladder.md.
"""

from __future__ import annotations

from pydantic import Field, model_validator

from commonground.agreement.family import Family
from commonground.agreement.fields import Label, Terms
from commonground.agreement.kind import Kind


class StepLadder(Terms):
    """The order of the steps, and what an old label becomes where the ladder is renumbered."""

    steps: tuple[Label, ...] = Field(min_length=1)
    moves: dict[Label, Label] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _labels_are_known(self) -> StepLadder:
        if len(set(self.steps)) != len(self.steps):
            raise ValueError("a step stands twice in the ladder")
        unknown = sorted(set(self.moves.values()) - set(self.steps))
        if unknown:
            raise ValueError(f"moves lead to {', '.join(unknown)}, which the ladder does not have")
        return self


KIND = Kind("step_ladder", StepLadder, Family.COMPENSATION)
