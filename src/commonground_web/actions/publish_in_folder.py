"""Propose, sign and withdraw in a folder: publish.toml is written, which crosses when the folder is mailed.

Law: it is noted in the party's audit log before and after; the file takes the place of the one before whole.
"""

from __future__ import annotations

import datetime as dt
import os
import re

from commonground.asked.folders import keep_ready_folders
from commonground.bargaining.publication import PublicationSignature
from commonground.files.atomic import locked, replacing
from commonground.files.publications import PUBLISH, signature_text
from commonground.files.toml import read_toml
from commonground_web.actions.note import note
from commonground_web.actions.publish import MEANWHILE, Hand, NotPublished, to_withdraw
from commonground_web.desk import Desk
from commonground_web.publishing import Proposal, Standing
from commonground_web.records.published import PROPOSES, SIGNS, WITHDRAWS

HEADING = re.compile(r"^\s*\[", re.MULTILINE)


def propose_in_folder(desk: Desk, hand: Hand, text: str, seal: str) -> None:
    """A new publish.toml, with this party's signature alone. Raises `NotPublished`, `Misused` of a ready folder."""
    _write(desk, hand, PROPOSES, seal, text.rstrip("\n") + "\n" + _signature(hand, seal))


def sign_in_folder(desk: Desk, now: Standing, hand: Hand, seal: str) -> None:
    """One signature more. Raises `NotPublished`, `Misused` of a ready folder."""
    if now.proposed is None or now.proposed.seal != seal or hand.party not in now.proposed.unsigned:
        raise NotPublished(MEANWHILE)
    _write(desk, hand, SIGNS, seal, _text(desk) + _signature(hand, seal))


def withdraw_in_folder(desk: Desk, now: Standing, hand: Hand, seal: str) -> None:
    """Every signature taken out: what stands there is then words that nobody has proposed. Raises as `sign_in_folder`."""
    found: Proposal = to_withdraw(now, hand, seal)
    _write(desk, hand, WITHDRAWS, found.seal, without_signatures(_text(desk)))


def without_signatures(text: str) -> str:
    """The text of a publish.toml without its signatures.

    >>> without_signatures('offers = []\\n\\n[[signed]]\\nby = "A"\\n\\n[title]\\nen = "A"\\n')
    'offers = []\\n\\n[title]\\nen = "A"\\n'
    """
    starts = [found.start() for found in HEADING.finditer(text)]
    ends = [*starts[1:], len(text)]
    kept = text[: starts[0]] if starts else text
    for start, end in zip(starts, ends, strict=True):
        kept += "" if re.match(r"\s*\[\[\s*signed\s*\]\]", text[start:end]) else text[start:end]
    return kept


def _signature(hand: Hand, seal: str) -> str:
    return signature_text(PublicationSignature(hand.party, hand.person, dt.date.today(), seal))


def _text(desk: Desk) -> str:
    document, _ = read_toml(desk.folder / PUBLISH)
    if document is None:
        raise NotPublished(MEANWHILE)
    return document.text.rstrip("\n") + "\n"


def _write(desk: Desk, hand: Hand, did: str, seal: str, text: str) -> None:
    keep_ready_folders(desk.folder)
    note(hand.party, f"publication to be {did}", seal=seal, person=hand.person)
    try:
        with locked(desk.folder), replacing(desk.folder / PUBLISH) as part:
            part.write_text(text, encoding="utf-8")
            with part.open("rb") as handle:
                os.fsync(handle.fileno())
    except OSError as problem:
        why = problem.strerror or problem
        raise NotPublished(f"{desk.folder / PUBLISH} cannot be written: {why}. Nothing was done.") from None
    note(hand.party, f"publication {did}", seal=seal, person=hand.person)
