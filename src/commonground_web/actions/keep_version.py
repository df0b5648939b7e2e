"""Keep a draft as it stands under a name, and take a kept one up again."""

from __future__ import annotations

from django.db import transaction

from commonground_web.actions.note import note
from commonground_web.actions.turn_dials import turn_dials
from commonground_web.records.models import Draft, Version

LONGEST = 80


class NameTaken(ValueError):
    """A version of the draft has the name already."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f'A version is called "{name}" already; a version is never rewritten. Give this one another name.'
        )


def keep_version(draft: Draft, name: str) -> Version:
    """The draft as it stands, under a name. Raises `NameTaken`."""
    if draft.versions.filter(name=name).exists():
        raise NameTaken(name)
    with transaction.atomic():
        version = Version.objects.create(**draft.whose, draft=draft, name=name[:LONGEST], values=draft.values)
        note(draft.side, "version kept", draft=draft.pk, name=version.name)
    return version


def take_up(draft: Draft, version: Version) -> None:
    """The draft as a version has it: a step like any other, which can be undone."""
    turn_dials(draft, version.values)
