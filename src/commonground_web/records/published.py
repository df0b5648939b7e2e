"""The ledger of what is told to the public: what was proposed, who signed it, who withdrew it; each entry sealed after the last.

Law: `public` and `proposed` say in each entry what stands after it, by the number of the proposal (0: nothing). A proposal is
public once each of its signers has signed it, and no longer when one of them withdraws it; PostgreSQL reckons both anew and
takes no entry that says something else (`published_policy`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from django.db import models

from commonground.values.hash_chain import Link
from commonground_web.records.negotiations import drawn
from commonground_web.records.side import SideRow
from commonground_web.records.side_policy import PUBLISHED

PROPOSES, SIGNS, WITHDRAWS = "proposed", "signed", "withdrawn"


class Published(SideRow):
    """An entry: `did` to the proposal `about`, by a party's person; a proposal bears the document and who must sign it."""

    SIDE_POLICY = PUBLISHED
    id = models.BigIntegerField(primary_key=True, default=drawn)
    number = models.PositiveIntegerField()
    by = models.CharField(max_length=80)
    did = models.CharField(max_length=10)
    about = models.PositiveIntegerField()
    person = models.CharField(max_length=120)
    on = models.DateField()
    document = models.TextField(blank=True)
    signers = models.TextField(blank=True)
    public = models.PositiveIntegerField()
    proposed = models.PositiveIntegerField()
    previous = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)
    audit = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("negotiation", "side", "number"), name="one_publishing_of_a_number"),
        )
        ordering = ("number",)

    @property
    def must_sign(self) -> tuple[str, ...]:
        """The parties that must sign a proposal."""
        return tuple(self.signers.split(","))

    @property
    def content(self) -> Mapping[str, Any]:
        """What is sealed."""
        plain = {
            name: getattr(self, name) for name in ("by", "did", "about", "person", "signers", "public", "proposed")
        }
        return {**plain, "on": self.on.isoformat(), "document": document_seal(self.document)}

    @property
    def link(self) -> Link:
        """The entry as a link of a chain."""
        return Link(self.number, self.previous, self.content, self.seal)


def document_seal(document: str) -> str:
    """SHA-256 of what the public is shown, as it stands; nothing of an empty one."""
    return hashlib.sha256(document.encode()).hexdigest() if document else ""
