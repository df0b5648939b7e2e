"""Note what is done in the audit log of the side that does it; the caller's transaction holds both."""

from __future__ import annotations

import datetime as dt
import json
import os
from typing import Any

from django.db import transaction

from commonground.values.hash_chain import Head, sealed
from commonground_web import seat
from commonground_web.records.models import Noted

KEY = "COMMONGROUND_AUDIT_KEY"


def note(side: str, did: str, **more: Any) -> Noted:
    """An entry more; its seal is the head of the log."""
    with transaction.atomic():
        last = Noted.objects.filter(negotiation=seat.negotiation(), side=side).order_by("number").last()
        head = Head(last.number, last.seal) if last else Head()
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        content = {"at": now, "did": did, "person": seat.person(), **more}
        link = sealed(head, content, key())
        return Noted.objects.create(
            side=side, number=link.number, content=json.dumps(content), previous=link.previous, seal=link.seal
        )


def key() -> bytes:
    """The side's key; without one the chain is sealed plainly."""
    return bytes.fromhex(os.environ.get(KEY, ""))
