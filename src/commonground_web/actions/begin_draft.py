"""Begin a draft of a package at an offer."""

from __future__ import annotations

from django.db import transaction

from commonground_web.actions.note import note
from commonground_web.records.models import Draft

LONGEST = 120


def begin_draft(party: str, start: str, title: str) -> Draft:
    """A caucus's new draft; no dial is turned yet."""
    with transaction.atomic():
        draft = Draft.objects.create(side=party, start=start, title=title[:LONGEST])
        note(party, "draft begun", draft=draft.pk, start=start)
    return draft
