"""What is public, and what is proposed to be: on a server by the ledger that both parties add to, in a folder by publish.toml.

Law: nothing is public before every party whose offer it shows has signed those very bytes, nor after one of them withdrew.
On a server an edition stays as it was signed; in a folder it is made anew from the files, and a signature is to their seal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.http import HttpRequest

from commonground.files.publications import PUBLISH
from commonground_web import seat
from commonground_web.records.models import Paper, Published
from commonground_web.records.published import WITHDRAWS, document_seal
from commonground_web.shown.edition import Edition
from commonground_web.shown.publication import edition_of, publication_at


@dataclass(frozen=True)
class Signed:
    """A signature: the party's id, who signed for it, and when."""

    party: str
    by: str
    on: dt.date


@dataclass(frozen=True)
class Proposal:
    """An edition that is proposed or public: who must sign it, who has; its number in the ledger (0 in a folder), its seal."""

    edition: Edition
    must_sign: tuple[str, ...]
    signed: tuple[Signed, ...]
    number: int
    seal: str

    @property
    def unsigned(self) -> tuple[str, ...]:
        """The parties that have not signed."""
        held = {one.party for one in self.signed}
        return tuple(party for party in self.must_sign if party not in held)


@dataclass(frozen=True)
class Standing:
    """What is public and what is proposed now, each None where nothing is; the ledger, empty in a folder."""

    public: Proposal | None
    proposed: Proposal | None
    entries: tuple[Published, ...] = ()


def standing(request: HttpRequest) -> Standing:
    """How it stands. Raises `BadInput` where the folder's publish.toml cannot be read."""
    if not seat.taken().is_server:
        return _of_folder(request)
    entries = tuple(Published.objects.filter(negotiation=seat.negotiation(), side=seat.TABLE))
    last = entries[-1] if entries else None
    return Standing(
        _of_ledger(entries, last.public if last else 0), _of_ledger(entries, last.proposed if last else 0), entries
    )


def shown_to_the_public(request: HttpRequest) -> Proposal | None:
    """What the public sees now; on a server where nothing was ever agreed in the browser, what the operator put for it."""
    if not seat.taken().is_server:
        return _of_folder(request).public
    if (number := _public_number()) is None:
        papers = Paper.objects.filter(negotiation=seat.negotiation(), side=seat.PUBLIC, path=PUBLISH)
        return _of_folder(request).public if request.desk and papers.exists() else None
    entries = Published.objects.filter(negotiation=seat.negotiation(), side=seat.TABLE, about=number)
    return _of_ledger(tuple(entries), number)


def _public_number() -> int | None:
    """The number of the proposal that is public, 0 where none is; None where none was ever made."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.public_of(%s)", [seat.negotiation()])
        found = cursor.fetchone()[0]
    return None if found is None else int(found)


def _of_ledger(entries: Sequence[Published], number: int) -> Proposal | None:
    about = [one for one in entries if one.about == number and one.did != WITHDRAWS]
    if not about:
        return None
    first = about[0]
    signed = tuple(Signed(one.by, one.person, one.on) for one in about)
    return Proposal(Edition(first.document), first.must_sign, signed, number, document_seal(first.document))


def _of_folder(request: HttpRequest) -> Standing:
    publication = publication_at(request)
    if publication is None:
        return Standing(None, None)
    signed = tuple(Signed(one.party, one.by, one.on) for one in publication.signed)
    if not signed:
        return Standing(None, None)
    found = Proposal(edition_of(request, publication), publication.signers, signed, 0, publication.seal)
    return Standing(found, None) if publication.is_agreed else Standing(None, found)
