"""Write down a caucus's authority, or strike a limit of it. What was written is noted, never how much."""

from __future__ import annotations

from django.db import transaction

from commonground.report.authority import AuthorityLimit
from commonground_web import seat
from commonground_web.actions.note import note
from commonground_web.records.models import Authority


def authority_of(party: str) -> list[Authority]:
    """The limits of a party's caucus."""
    return [*Authority.objects.filter(negotiation=seat.negotiation(), side=party)]


def write_limit(party: str, limit: AuthorityLimit) -> None:
    """A limit in the place of the one of its sort."""
    sort = {"view": limit.view.value, "year": limit.year, "is_most": limit.is_most}
    with transaction.atomic():
        Authority.objects.update_or_create(
            negotiation=seat.negotiation(), side=party, **sort, defaults={"cents": limit.cents}
        )
        note(party, "authority written", view=limit.view.value, year=limit.year)


def strike_limit(party: str, number: int) -> None:
    """A limit struck; nothing where there is none."""
    with transaction.atomic():
        for one in Authority.objects.filter(negotiation=seat.negotiation(), side=party, pk=number):
            note(party, "authority struck", view=one.view, year=one.year)
            one.delete()


def note_beyond(party: str, entry: int, reason: str) -> None:
    """That an entry is about to cross beyond the authority, and why: in the side's own log, which crosses no table."""
    note(party, "passing beyond authority", entry=entry, reason=reason)
