"""The limits that a neutral tries in a settlement, as they were said. The neutral's own: neither side ever reads them."""

from __future__ import annotations

from typing import Any

from django.db import models

from commonground_web.records.negotiations import drawn
from commonground_web.records.side import SideRow
from commonground_web.records.side_policy import CAUCUS


class Tried(SideRow):
    """What the form of limits held when it was kept, field by field, and the options left aside issue by issue."""

    SIDE_POLICY = CAUCUS
    id = models.BigIntegerField(primary_key=True, default=drawn)
    said: Any = models.JSONField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("negotiation", "side"), name="one_tried_of_a_side"),)
