"""Passing: entries put at the end of passes.toml, sealed, checked and on the disk whole before anyone is told so.

Law: what is shown beforehand is what is written; an entry that does not fit is never written.
Law: two who pass at once are one after the other (the folder is locked); neither's entries are lost.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from commonground.files.atomic import locked, replacing
from commonground.files.pass_seals import NOT_SEALED, content_of, digests
from commonground.files.pass_shapes import PassesShape
from commonground.files.pass_soundness import unsound_passes
from commonground.files.passes import PASSES, passes_of, read_passes
from commonground.files.toml import read_toml, toml_of
from commonground.files.toml_text import toml_text
from commonground.files.validation import validated
from commonground.negotiation import Negotiation
from commonground.values.hash_chain import Head, sealed
from commonground.values.problem import BadInput, errors

INLINE = ("value", "cite")
NOT_YET = f"{PASSES} (as it would be)"
HEADER = """\
# What was passed across the table: each entry is sealed together with the one before it, and none is ever edited.
# Entries are added with: commonground pass DIR --file FILE. What each may say stands in docs/formats.md.
"""
Draft = tuple[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Written:
    """What crosses, as it stands in the file: its text, the numbers of its entries, the head after them; the files it names."""

    text: str
    numbers: tuple[int, ...]
    head: Head
    files: tuple[str, ...] = ()


class PassedMeanwhile(Exception):
    """Between the showing and the writing, something else was passed."""

    def __init__(self, head: Head) -> None:
        self.head = head
        super().__init__(f"entry {head.number} was passed meanwhile; look at it, and pass again")


def read_draft(path: Path) -> tuple[Draft, ...]:
    """The entries of a draft, in the order in which its file has them. Raises `BadInput`."""
    document, problems = read_toml(path)
    if document is None:
        raise BadInput(problems)
    shape, wrong = validated(PassesShape, document.said, document)
    if shape is None:
        raise BadInput(wrong)
    lines = {(name, at): document.lines.get((name, at), 0) for name, at, _ in shape.entries}
    return tuple((name, document.said[name][at]) for name, at in sorted(lines, key=lambda held: lines[held]))


def written(drafts: Sequence[Draft], folder: Path, head: Head) -> Written:
    """Drafts as they would stand after a head; remarks in their files stay behind."""
    text, numbers = "", []
    named: dict[str, str] = {}
    for sort, said in drafts:
        entry = {name: held for name, held in said.items() if name not in (*NOT_SEALED, "files")}
        if sort == "pass" and (files := digests(folder, entry)):
            entry["files"] = files
            named |= files
        link = sealed(head, content_of(sort, entry))
        head = Head(link.number, link.seal)
        numbers.append(link.number)
        text += f"\n[[{sort}]]\n" + toml_text({"number": link.number, **entry, "seal": link.seal}, (sort,), INLINE)
    return Written(text, tuple(numbers), head, tuple(named))


def append(drafts: Sequence[Draft], folder: Path, negotiation: Negotiation, after: Head | None = None) -> Written:
    """Add entries to a folder's passes.toml; `after`: only where the ledger still ends there.

    Raises `BadInput` where they do not fit, `PassedMeanwhile` where it ends elsewhere, OSError where it cannot be written.
    """
    with locked(folder):
        reading = read_passes(folder, negotiation.agreement, negotiation.offers)
        if errors(reading.problems):
            raise BadInput(errors(reading.problems))
        if after is not None and reading.ledger.head != after:
            raise PassedMeanwhile(reading.ledger.head)
        result = written(drafts, folder, reading.ledger.head)
        text = (reading.document.text if reading.document else HEADER).rstrip("\n") + "\n" + result.text
        refuse_unsound(text, folder, negotiation)
        with replacing(folder / PASSES) as part:
            part.write_text(text, encoding="utf-8")
            with part.open("rb") as handle:
                os.fsync(handle.fileno())
        return result


def refuse_unsound(text: str, folder: Path, negotiation: Negotiation) -> None:
    """Raise `BadInput` with everything that is wrong with the text of a ledger that is not written yet."""
    document, wrong = toml_of(text, NOT_YET)
    if document is None:
        raise BadInput(wrong)
    reading = passes_of(document, folder, negotiation.agreement, negotiation.offers)
    found = list(reading.problems)
    if not errors(found):
        found += unsound_passes(reading, replace(negotiation, ledger=reading.ledger))
    if errors(found):
        raise BadInput(errors(found))
