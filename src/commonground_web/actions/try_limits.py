"""Keep the limits that the neutral tries, in the place of those before.

Law: the neutral's own log says that it was done, never what they are; no log of a side says anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from commonground_web import seat
from commonground_web.actions.note import note
from commonground_web.records.models import Tried


def try_limits(said: Mapping[str, Any]) -> None:
    """The limits as they were said; nothing where all stands as the folder and both sides have it."""
    side = seat.taken().side
    with transaction.atomic():
        Tried.objects.filter(negotiation=seat.negotiation(), side=side).delete()
        if any(said.values()):
            Tried.objects.create(side=side, said=dict(said))
        note(side, "limits tried" if any(said.values()) else "limits struck")


def tried() -> dict[str, Any]:
    """What was said last; empty where nothing is tried."""
    found = Tried.objects.filter(negotiation=seat.negotiation(), side=seat.taken().side).first()
    return dict(found.said) if found else {}
