"""The audit log of one side: what was done at its desk, each entry sealed with its key and with the entry before it.

Law: nothing is changed or taken out; whoever does either, without the key, breaks the chain where it was done. What was cut off
at the end is seen by an earlier head, which crosses the table with every pass (`Passed.audit`): a seal alone, no number, so that
nobody reads from it how much a caucus has done.
"""

from __future__ import annotations

import json

from django.db import models

from commonground.values.hash_chain import Link
from commonground_web.records.negotiations import drawn
from commonground_web.records.side import SideRow
from commonground_web.records.side_policy import CHAIN


class Noted(SideRow):
    """An entry: what was done, by whom, when, as JSON."""

    SIDE_POLICY = CHAIN
    id = models.BigIntegerField(primary_key=True, default=drawn)
    number = models.PositiveIntegerField()
    content = models.TextField()
    previous = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("negotiation", "side", "number"), name="one_note_of_a_number"),)
        ordering = ("number",)

    @property
    def link(self) -> Link:
        """The entry as a link of a chain."""
        return Link(self.number, self.previous, json.loads(self.content), self.seal)
