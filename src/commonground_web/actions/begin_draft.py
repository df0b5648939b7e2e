"""Begin a draft of a package at an offer."""

from __future__ import annotations

from commonground_web.records.models import Draft

LONGEST = 120


def begin_draft(party: str, start: str, title: str) -> Draft:
    """A caucus's new draft; no dial is turned yet."""
    return Draft.objects.create(side=party, start=start, title=title[:LONGEST])
