"""Go back a step of a draft, or on again."""

from __future__ import annotations

from commonground_web.records.models import Draft


def undo(draft: Draft) -> None:
    """One step back; where there is none, the draft stays."""
    draft.place = max(0, draft.place - 1)
    draft.save(update_fields=["place"])


def redo(draft: Draft) -> None:
    """One step on, where one was undone."""
    if draft.can_go_on:
        draft.place += 1
        draft.save(update_fields=["place"])
