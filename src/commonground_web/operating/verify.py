"""`python -m commonground_web verify`: whether a side's audit log and the ledger still hold, and whether kept heads are in them."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.files.passes import read_passes
from commonground.values.hash_chain import Link, continues, first_break, head_of, parse_head
from commonground.values.problem import BadInput, errors
from commonground.values.wording import counted
from commonground_web.desk import Desk, NotOpened, UnknownParty

SEAL = 64


def verify(folder: Path = Path("chicago-2019"), *, party: str = "", head: list[str] | None = None) -> int:
    """Prove the audit log of one side and the ledger of passes, entry by entry.

    With DATABASE_URL, those of the side that it logs in as; else of a folder and the drafts that are kept for a party.

    Parameters
    ----------
    folder
        the negotiation's folder, or a ready one by its name
    party
        whose audit log, by the party's id
    head
        a head that was kept: NUMBER:SEAL of the ledger, or the 64 letters of an audit log's seal; may be given again
    """
    from commonground_web import desk, laptop

    try:
        if not os.environ.get("DATABASE_URL"):
            laid = desk.lay(folder, party)
            laptop.application(laptop.drafts_file(laid.folder, laid.party))
            return _told(laid, party, head or [])
        from commonground_web import server

        with server.opened(party) as side:
            if isinstance(side, desk.Unlaid):
                raise Misused("The public’s seat keeps no log, and nothing is shown to it of the ledger.")
            return _told(side, side.party, head or [])
    except (NotOpened, UnknownParty) as problem:
        raise Misused(str(problem)) from None


def _told(laid: Desk, side: str, heads: Sequence[str]) -> int:
    from commonground_web import seat
    from commonground_web.actions.note import key
    from commonground_web.records.models import Noted, Passed, Published

    reading = read_passes(laid.folder, laid.negotiation.agreement, laid.negotiation.offers)
    if errors(reading.problems):
        raise BadInput(errors(reading.problems))
    mine = side or seat.taken().side
    log = [one.link for one in Noted.objects.filter(negotiation=seat.negotiation(), side=mine)]
    wrong = [*_broken(log, key(), "the audit log")]
    published = [*Published.objects.filter(negotiation=seat.negotiation(), side=seat.TABLE)]
    wrong += _broken([one.link for one in published], b"", "what was published")
    given = (
        Passed.objects.filter(negotiation=seat.negotiation(), by=mine).exclude(audit="").values_list("number", "audit")
    )
    seals = {link.seal for link in log}
    gone = [number for number, audit in given if audit not in seals]
    wrong += [f"entry {number} of the ledger bears a head that the audit log no longer has" for number in gone]
    gone = [one.number for one in published if one.by == mine and one.audit not in seals]
    wrong += [f"entry {number} of what was published bears a head that the audit log no longer has" for number in gone]
    wrong += [said for text in heads if (said := _missing(text, reading.ledger.links, seals))]
    for said in wrong:
        exits.tell_error(f"{said}.")
    sys.stdout.write(f"Ledger: {counted(len(reading.ledger.links), 'entry', 'entries')}, head {reading.ledger.head}\n")
    if published:
        told = head_of([one.link for one in published])
        sys.stdout.write(f"Published: {counted(len(published), 'entry', 'entries')}, head {told}\n")
    sys.stdout.write(f"Audit log of {mine or 'nobody'}: {counted(len(log), 'entry', 'entries')}, head {head_of(log)}\n")
    sys.stdout.write("What is kept does not hold.\n" if wrong else "Every entry is as it was sealed.\n")
    return exits.ERRORS if wrong else exits.DONE


def _broken(log: Sequence[Link], key: bytes, where: str) -> list[str]:
    found = first_break(log, key)
    return [f"entry {found.number} of {where}: {found.why}"] if found else []


def _missing(text: str, ledger: Sequence[Link], seals: set[str]) -> str:
    """What is wrong with a head that was kept; empty where it still holds."""
    if len(text) == SEAL and ":" not in text:
        return "" if text in seals else f"the audit log has no entry sealed {text[:16]}"
    head = parse_head(text)
    if head is None:
        return f'"{text}" is no head: expected NUMBER:SEAL, or the 64 letters of a seal'
    return "" if continues(ledger, head) else f"the ledger no longer holds the head {head}"
