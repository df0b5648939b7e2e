"""A caucus's authority: what its people have been given to settle for. Its own side's alone; nothing of it crosses."""

from __future__ import annotations

from django.db import models

from commonground.costing.views import View
from commonground.report.authority import AuthorityLimit
from commonground.values.money import format_cents
from commonground_web.records.negotiations import drawn
from commonground_web.records.side import SideRow
from commonground_web.records.side_policy import CAUCUS


class Authority(SideRow):
    """A limit: cents at most or at least, in a view, of a fiscal year or (empty) over the whole term."""

    SIDE_POLICY = CAUCUS
    id = models.BigIntegerField(primary_key=True, default=drawn)
    view = models.CharField(max_length=20)
    year = models.CharField(max_length=20, blank=True)
    is_most = models.BooleanField()
    cents = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("negotiation", "side", "view", "year", "is_most"), name="one_authority_of_a_sort"
            ),
        )
        ordering = ("year", "view", "is_most", "id")

    @property
    def limit(self) -> AuthorityLimit:
        """The limit that it is."""
        return AuthorityLimit(View(self.view), self.year, self.cents, self.is_most)

    @property
    def dollars(self) -> str:
        """How much, as people write it."""
        return format_cents(self.cents, dollars=self.cents % 100 == 0)
