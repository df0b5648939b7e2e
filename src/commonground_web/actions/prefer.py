"""Keep what the options are worth to a side: on a server for that side alone, or confided to the neutral; in a folder its file.

Law: it takes the place of what was kept before, whole; the audit log of the side says that it was done, never what it says.
"""

from __future__ import annotations

from django.db import transaction

from commonground.asked.folders import keep_ready_folders
from commonground.files.atomic import write_text
from commonground.files.preferences import preference_path
from commonground_web import seat
from commonground_web.actions.note import note
from commonground_web.desk import Desk
from commonground_web.records.models import Confided


def prefer(desk: Desk, text: str, *, is_confided: bool) -> None:
    """A side's preferences kept. Raises `Misused` of a ready folder, OSError."""
    if not seat.taken().is_server:
        keep_ready_folders(desk.folder)
        write_text(preference_path(desk.folder, desk.party), text)
        note(desk.party, "preferences kept")
        return
    with transaction.atomic():
        Confided.objects.filter(negotiation=seat.negotiation(), side=desk.party).delete()
        Confided.objects.create(side=desk.party, text=text, is_confided=is_confided)
        note(desk.party, "preferences confided to the neutral" if is_confided else "preferences kept")


def confided() -> bool:
    """Whether the neutral reads what this side keeps; on a laptop nobody does."""
    return bool(Confided.objects.filter(side=seat.taken().side, is_confided=True).exists())
