"""Whose a row is: every row bears a negotiation and a side, every model says by which rule it is read and written.

Law: on PostgreSQL the database holds to it (`policies`), whatever a view forgets; on SQLite a file holds one side.
"""

from __future__ import annotations

from django.db import models

from commonground_web import seat


class SideRow(models.Model):
    """A row that is somebody's. Every unique key begins with the negotiation and the side, so that a clash tells nothing."""

    negotiation = models.CharField(max_length=40, blank=True, default=seat.negotiation)
    side = models.CharField(max_length=80, blank=True)

    class Meta:
        abstract = True

    @property
    def whose(self) -> dict[str, str]:
        """The negotiation and the side, for a row that belongs to this one."""
        return {"negotiation": self.negotiation, "side": self.side}
