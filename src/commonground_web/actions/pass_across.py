"""Pass something across the table: show every byte that will cross, then, when it is confirmed, add it to the ledger.

Law: what was shown is what crosses, or nothing does: the seal of what was shown comes back with the confirmation.
Law: on a server the entry and its note are one transaction. In a folder it is noted before and after, and the file takes the place
of the one before whole (`files.pass_writing`): where the process ends in between, the first note says what was about to cross.
Two who pass at once are one after the other; the second is shown the first.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.db import IntegrityError, OperationalError, transaction

from commonground.asked.folders import keep_ready_folders
from commonground.bargaining.ledger import PassLedger
from commonground.files.pass_writing import Draft, PassedMeanwhile, Written, append, refuse_unsound, written
from commonground.files.passes import PASSES, read_passes
from commonground.values.hash_chain import Head
from commonground.values.problem import BadInput, errors
from commonground_web import seat
from commonground_web.actions.note import note
from commonground_web.desk import Desk
from commonground_web.records.models import Paper, Passed


class NotPassed(Exception):
    """Nothing crossed, and why."""


@dataclass(frozen=True)
class Preview:
    """What will cross: the entry as it will stand in the ledger, files that it names, the seal that it will have."""

    written: Written
    ledger: PassLedger

    @property
    def seal(self) -> str:
        """The seal of what is shown."""
        return self.written.head.seal


def preview(desk: Desk, draft: Draft) -> Preview:
    """What a draft would put on the table. Raises `NotPassed`, `BadInput` where it does not fit, `Misused` of a ready folder."""
    if not desk.party:
        raise NotPassed("Nobody’s caucus sits here. Start it for a party: commonground serve FOLDER --party PARTY.")
    if not seat.taken().is_server:
        keep_ready_folders(desk.folder)
    negotiation = desk.negotiation
    reading = read_passes(desk.folder, negotiation.agreement, negotiation.offers)
    if errors(reading.problems):
        raise BadInput(errors(reading.problems))
    shown = written((draft,), desk.folder, reading.ledger.head)
    refuse_unsound((reading.document.text if reading.document else "") + shown.text, desk.folder, negotiation)
    return Preview(shown, reading.ledger)


def pass_across(desk: Desk, draft: Draft, seal: str) -> Written:
    """The draft passed, where it is still what was shown under this seal. Raises what `preview` raises."""
    now = preview(desk, draft)
    if now.seal != seal:
        raise NotPassed(
            "Since this was shown, something else was passed or changed. Nothing crossed; look at it again."
        )
    try:
        if seat.taken().is_server:
            _into_database(desk, now)
        else:
            _into_folder(desk, draft, now)
    except PassedMeanwhile:
        raise NotPassed(
            "The other side passed at the same moment. Nothing of yours crossed; look, and pass again."
        ) from None
    except OSError as problem:
        why = problem.strerror or problem
        raise NotPassed(f"{desk.folder / PASSES} cannot be written: {why}. Nothing crossed.") from None
    return now.written


def _into_folder(desk: Desk, draft: Draft, now: Preview) -> None:
    _noted(desk.party, now, "passing")
    append((draft,), desk.folder, desk.negotiation, now.ledger.head)
    _noted(desk.party, now)


def _into_database(desk: Desk, now: Preview) -> None:
    _refuse_own_files(now, desk.folder)
    try:
        with transaction.atomic():
            mark = _noted(desk.party, now)
            Passed.objects.create(
                side=seat.TABLE,
                number=now.written.head.number,
                by=desk.party,
                text=now.written.text,
                previous=now.ledger.head.seal,
                seal=now.seal,
                audit=mark,
            )
    except (IntegrityError, OperationalError) as problem:
        if Passed.objects.filter(number__gte=now.written.head.number).exists():
            raise PassedMeanwhile(Head(now.written.head.number)) from None
        raise NotPassed(f"The database did not take it: {problem}. Nothing crossed.") from None


def _refuse_own_files(now: Preview, folder: Path) -> None:
    """A pass names only files that the other side has."""
    shared = set(Paper.objects.filter(side=seat.TABLE).values_list("path", flat=True))
    if own := [name for name in now.written.files if name not in shared]:
        raise NotPassed(f"{own[0]} is not on the table, and the other side could not read it. Nothing crossed.")


def _noted(party: str, now: Preview, did: str = "passed") -> str:
    """What is passed, noted; the head of the log."""
    return note(party, did, entry=now.written.head.number, ledger=now.seal).seal
