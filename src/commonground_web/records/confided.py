"""What a settlement's options are worth to one side, as its preferences file has it, entered in the browser of a server.

Law: it is that side's own; the neutral reads it once the side has confided it, and nobody else ever does.
"""

from __future__ import annotations

from django.db import models

from commonground_web.records.negotiations import drawn
from commonground_web.records.side import SideRow
from commonground_web.records.side_policy import CONFIDED


class Confided(SideRow):
    """A side's preferences, and whether the neutral may read them."""

    SIDE_POLICY = CONFIDED
    id = models.BigIntegerField(primary_key=True, default=drawn)
    text = models.TextField()
    is_confided = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("negotiation", "side"), name="one_confided_of_a_side"),)
