"""A caucus's own people on a server: a payroll that is set aside, and the rosters that were written from one.

Law: both are that side's alone, the neutral's and the operator's seats included; they cross no table. The last roster by number
stands; the one before is kept, so that undo brings it back, and no third: old payrolls are nobody's archive.
"""

from __future__ import annotations

from django.db import models

from commonground_web.records.moments import written
from commonground_web.records.negotiations import drawn
from commonground_web.records.side import SideRow
from commonground_web.records.side_policy import CAUCUS


class Payroll(SideRow):
    """A file as it came, the sheet that is read (empty: the first), how its columns are read (empty: not said yet)."""

    SIDE_POLICY = CAUCUS
    id = models.BigIntegerField(primary_key=True, default=drawn)
    name = models.CharField(max_length=200)
    sheet = models.CharField(max_length=200, blank=True)
    content = models.BinaryField()
    mapping = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("negotiation", "side"), name="one_payroll_of_a_side"),)


class OwnRoster(SideRow):
    """A roster that was written: its file's name in the folder, its bytes, its mapping; numbers count from 1."""

    SIDE_POLICY = CAUCUS
    id = models.BigIntegerField(primary_key=True, default=drawn)
    number = models.PositiveIntegerField()
    path = models.CharField(max_length=200)
    people = models.PositiveIntegerField()
    content = models.BinaryField()
    mapping = models.TextField()
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("negotiation", "side", "number"), name="one_own_roster_of_a_number"),
        )
        ordering = ("number",)

    @property
    def made_at(self) -> str:
        """When it was written, as people write it."""
        return written(self.made)
