"""A negotiation in rows: who sits where, its files, and what was passed across the table.

Law: the rows, written out, are the folder again, byte for byte (`commonground_web.checkout`); a folder stays the one truth that
every other program of the house reads.
"""

from __future__ import annotations

import secrets

from django.db import models

from commonground_web.records.side import SideRow
from commonground_web.records.side_policy import LEDGER, SEATS, SHARED


def drawn() -> int:
    """A row's number, drawn: numbers that count up would tell how many rows the other side has."""
    return secrets.randbits(53)


class Seat(SideRow):
    """A place at a negotiation, and the login role that sits there."""

    SIDE_POLICY = SEATS
    id = models.BigIntegerField(primary_key=True, default=drawn)
    role = models.CharField(max_length=63)
    audience = models.CharField(max_length=20)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("negotiation", "side"), name="one_seat_of_a_side"),)


class Paper(SideRow):
    """A file of a negotiation, as its folder has it."""

    SIDE_POLICY = SHARED
    id = models.BigIntegerField(primary_key=True, default=drawn)
    path = models.CharField(max_length=200)
    content = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("negotiation", "side", "path"), name="one_paper_of_a_path"),)


class Passed(SideRow):
    """An entry of the ledger of passes, as passes.toml has it; `by`: the party that added it, empty where the operator did.

    `audit`: the head of that party's audit log when it passed, so that the others hold it.
    """

    SIDE_POLICY = LEDGER
    id = models.BigIntegerField(primary_key=True, default=drawn)
    number = models.PositiveIntegerField()
    by = models.CharField(max_length=80, blank=True)
    text = models.TextField()
    previous = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)
    audit = models.CharField(max_length=64, blank=True)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("negotiation", "side", "number"), name="one_entry_of_a_number"),)
        ordering = ("number",)
