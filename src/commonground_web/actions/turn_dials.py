"""Turn dials of a draft: one step more, which cuts off those that were undone."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from commonground_web.records.models import Draft, Step


def turn_dials(draft: Draft, values: Mapping[str, str]) -> None:
    """The draft with these dials turned, and no others; nothing where that is how it stands."""
    if dict(values) == draft.values:
        return
    with transaction.atomic():
        draft.steps.filter(number__gt=draft.place).delete()
        draft.place += 1
        Step.objects.create(**draft.whose, draft=draft, number=draft.place, values=dict(values))
        draft.save(update_fields=["place"])
