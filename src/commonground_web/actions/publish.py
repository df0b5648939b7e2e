"""Tell the public something: a party proposes an edition, the others sign the very same, and any of them withdraws it.

Law: what was shown is what is signed: its seal comes back with the confirmation. Whoever proposes has signed. An entry and its
note in the party's audit log are one transaction on a server. In a folder: `publish_in_folder`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, OperationalError, transaction

from commonground.values.hash_chain import Head, sealed
from commonground_web import seat
from commonground_web.actions.note import note
from commonground_web.desk import Desk
from commonground_web.publishing import Proposal, Standing
from commonground_web.records.models import Published
from commonground_web.records.published import PROPOSES, SIGNS, WITHDRAWS

LONGEST = 120
MEANWHILE = (
    "Since this was shown, something else was proposed, signed or withdrawn. Nothing was done; look at it again."
)


class NotPublished(Exception):
    """Nothing was proposed, signed or withdrawn, and why."""


@dataclass(frozen=True)
class Hand:
    """Whose hand signs: the party at the desk, the person's name."""

    party: str
    person: str


def hand_of(desk: Desk, name: str) -> Hand:
    """Who signs here. Raises `NotPublished`."""
    if not desk.party:
        raise NotPublished("Nobody’s caucus sits here. Start it for a party: commonground serve FOLDER --party PARTY.")
    person = " ".join(name.split())[:LONGEST]
    if not person:
        raise NotPublished("Say who signs: a person’s name is shown beside the party’s.")
    return Hand(desk.party, person)


def propose(now: Standing, hand: Hand, document: str, must_sign: tuple[str, ...]) -> None:
    """An edition proposed on a server, in the place of one that was open. Raises `NotPublished`."""
    if hand.party not in must_sign or len(must_sign) < 2:
        raise NotPublished("What is published shows an offer of this party and one of another; both sign it.")
    number = _after(now).number + 1
    entry = {"did": PROPOSES, "about": number, "document": document, "signers": ",".join(must_sign)}
    _add(now, hand, public=now.public.number if now.public else 0, proposed=number, **entry)


def sign(now: Standing, hand: Hand, seal: str) -> None:
    """What is proposed signed by one more; by the last it is public. Raises `NotPublished`."""
    found = now.proposed
    if found is None or found.seal != seal or hand.party not in found.unsigned:
        raise NotPublished(MEANWHILE)
    is_last = found.unsigned == (hand.party,)
    public = found.number if is_last else (now.public.number if now.public else 0)
    _add(now, hand, did=SIGNS, about=found.number, public=public, proposed=0 if is_last else found.number)


def withdraw(now: Standing, hand: Hand, seal: str) -> None:
    """What is proposed or public withdrawn, by any of its signers. Raises `NotPublished`."""
    found = to_withdraw(now, hand, seal)
    left = [0 if one is None or one is found else one.number for one in (now.public, now.proposed)]
    _add(now, hand, did=WITHDRAWS, about=found.number, public=left[0], proposed=left[1])


def to_withdraw(now: Standing, hand: Hand, seal: str) -> Proposal:
    """What a party may withdraw, by its seal. Raises `NotPublished`."""
    found = next((one for one in (now.proposed, now.public) if one is not None and one.seal == seal), None)
    if found is None or hand.party not in found.must_sign:
        raise NotPublished(MEANWHILE)
    return found


def _after(now: Standing) -> Head:
    return Head(now.entries[-1].number, now.entries[-1].seal) if now.entries else Head()


def _add(now: Standing, hand: Hand, **said: Any) -> None:
    head = _after(now)
    row = Published(
        side=seat.TABLE, number=head.number + 1, by=hand.party, person=hand.person, on=dt.date.today(), **said
    )
    link = sealed(head, row.content)
    row.previous, row.seal = link.previous, link.seal
    try:
        with transaction.atomic():
            row.audit = note(
                hand.party, f"publication {row.did}", entry=row.number, about=row.about, ledger=row.seal
            ).seal
            row.save(force_insert=True)
    except (IntegrityError, OperationalError) as problem:
        if Published.objects.filter(side=seat.TABLE, number__gte=row.number).exists():
            raise NotPublished(MEANWHILE) from None
        raise NotPublished(f"The database did not take it: {problem}. Nothing was done.") from None
