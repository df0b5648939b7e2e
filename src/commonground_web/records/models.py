"""A caucus's drafts of packages: where each began, every step of it, and the versions that were given a name.

Law: a step and a version are never rewritten; going back moves the draft's place among its steps, and a new step cuts off
those that were undone.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from commonground_web.records.audit import Noted
from commonground_web.records.authority import Authority
from commonground_web.records.confided import Confided
from commonground_web.records.moments import written
from commonground_web.records.negotiations import Paper, Passed, Seat, drawn
from commonground_web.records.neutral_limits import Tried
from commonground_web.records.published import Published
from commonground_web.records.rosters import OwnRoster, Payroll
from commonground_web.records.side import SideRow
from commonground_web.records.side_policy import CAUCUS

__all__ = [
    "CAUCUS",
    "Authority",
    "Confided",
    "Draft",
    "Noted",
    "OwnRoster",
    "Paper",
    "Passed",
    "Payroll",
    "Published",
    "Seat",
    "Step",
    "Tried",
    "Version",
]


class Draft(SideRow):
    """A package that a caucus tries out: the offer that it began as, and its place among its steps."""

    SIDE_POLICY = CAUCUS
    id = models.BigIntegerField(primary_key=True, default=drawn)
    title = models.CharField(max_length=120)
    start = models.CharField(max_length=200)
    place = models.PositiveIntegerField(default=0)
    begun = models.DateTimeField(auto_now_add=True)

    @property
    def begun_at(self) -> str:
        """When it was begun, as people write it."""
        return written(self.begun)

    @property
    def values(self) -> dict[str, str]:
        """The dials that are turned where the draft stands now."""
        step = self.steps.filter(number=self.place).first()
        return dict(step.values) if step else {}

    @property
    def can_go_on(self) -> bool:
        """Whether a step was undone and may be done again."""
        return bool(self.steps.filter(number__gt=self.place).exists())


class Step(SideRow):
    """The dials of a draft after one change; numbers count from 1."""

    SIDE_POLICY = CAUCUS
    id = models.BigIntegerField(primary_key=True, default=drawn)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="steps", db_constraint=False)
    number = models.PositiveIntegerField()
    values: Any = models.JSONField()
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("negotiation", "side", "draft", "number"), name="one_step_of_a_number"),
        )


class Version(SideRow):
    """The dials of a draft under a name."""

    SIDE_POLICY = CAUCUS
    id = models.BigIntegerField(primary_key=True, default=drawn)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="versions", db_constraint=False)
    name = models.CharField(max_length=80)
    values: Any = models.JSONField()
    kept = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("negotiation", "side", "draft", "name"), name="one_version_of_a_name"),
        )
        ordering = ("kept", "id")

    @property
    def kept_at(self) -> str:
        """When it was kept, as people write it."""
        return written(self.kept)
