"""passes.toml read: the ledger of a table, with its chain proved and everything in it that cannot be.

Law: reading never writes. Where there is no passes.toml, the ledger is empty and nothing is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commonground.agreement.agreement import Agreement
from commonground.agreement.offer import Offer
from commonground.bargaining.ledger import PassLedger
from commonground.files.pass_entries import EntryReader
from commonground.files.pass_seals import content_of
from commonground.files.pass_shapes import PassesShape, SealedEntry
from commonground.files.toml import Document, read_toml
from commonground.files.toml_lines import Key
from commonground.files.validation import validated
from commonground.values.hash_chain import Head, Link, first_break, head_of
from commonground.values.problem import Place, Problem, errors

PASSES = "passes.toml"
KEPT = "Put back the ledger as it was kept elsewhere; what was passed is not edited."


@dataclass(frozen=True)
class PassReading:
    """What came of reading a ledger: it, where each entry stands in the file, and every problem."""

    ledger: PassLedger
    at: Mapping[int, Key]
    document: Document | None
    problems: tuple[Problem, ...] = ()

    def place(self, number: int, *path: str | int) -> Place:
        """Where an entry says something."""
        if self.document is None:
            return Place(PASSES)
        return self.document.place(*self.at.get(number, ()), *path)


def read_passes(folder: Path, agreement: Agreement, offers: Mapping[str, Offer]) -> PassReading:
    """Read a folder's passes.toml, where it has one."""
    path = folder / PASSES
    if not path.exists():
        return PassReading(PassLedger(), {}, None)
    document, problems = read_toml(path)
    if document is None:
        return PassReading(PassLedger(), {}, None, problems)
    return passes_of(document, folder, agreement, offers)


def passes_of(document: Document, folder: Path, agreement: Agreement, offers: Mapping[str, Offer]) -> PassReading:
    """The ledger that a document says."""
    shape, wrong = validated(PassesShape, document.said, document)
    if shape is None:
        return PassReading(PassLedger(), {}, document, wrong)
    ordered = sorted(shape.entries, key=lambda held: held[2].number)
    at: dict[int, Key] = {one.number: (name, place) for name, place, one in ordered}
    found = list(_unsealed(ordered, document))
    if found:
        return PassReading(PassLedger(), at, document, tuple(found))
    links = _links(ordered, document.said)
    if (broken := first_break(links)) is not None:
        place = document.place(*at.get(broken.number, ()))
        problem = Problem(
            "broken-ledger", place, f"entry {broken.number}: {broken.why}", "every entry as it was sealed", KEPT
        )
        return PassReading(PassLedger(), at, document, (problem,))
    reader = EntryReader(folder, document, agreement, offers)
    entries = tuple(reader.entry(one, (name, place)) for name, place, one in ordered)
    problems = tuple(reader.problems)
    ledger = PassLedger(() if errors(problems) else entries, head_of(links), tuple(links))
    return PassReading(ledger, at, document, problems)


def _unsealed(ordered: Sequence[tuple[str, int, SealedEntry]], document: Document) -> Iterator[Problem]:
    for name, place, one in ordered:
        if not one.number or not one.seal:
            where, got = document.place(name, place), "an entry that was written by hand: it has no number, or no seal"
            mend = "Take it out into a file of its own, and pass it: commonground pass DIR --file FILE."
            yield Problem("unsealed-entry", where, got, "entries that were passed", mend)


def _links(ordered: Sequence[tuple[str, int, SealedEntry]], said: Mapping[str, Any]) -> list[Link]:
    previous, found = Head().seal, []
    for name, place, one in ordered:
        found.append(Link(one.number, previous, content_of(name, said[name][place]), one.seal))
        previous = one.seal
    return found
