"""A package as a pass: what of it a party has not on the table yet, issue by issue, written as `commonground pass` writes it.

Law: an issue on which the package says what its party says already is not passed again. An issue that the party has on the
table, and the package has not, is passed without an edit: back to the agreement in force.
Law: an edit that a file of the folder says is written as that file has it; one that only the package has, as it says itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commonground.agreement.offer import Edit, Offer
from commonground.bargaining.entry import Answer, Pass
from commonground.bargaining.position import Stances, differ, says
from commonground.files.pass_seals import offer_file
from commonground.files.pass_writing import Draft
from commonground.files.passes import read_passes
from commonground.files.toml import read_toml
from commonground.negotiation import Negotiation

Said = Mapping[str, Any]


class NotWritable(ValueError):
    """An edit of a package that no file of the folder says, and that has no short form."""

    def __init__(self, edit: Edit) -> None:
        super().__init__(f"{edit.provision} is changed by a whole clause or table that no file of the folder holds")


@dataclass(frozen=True)
class Terms:
    """How a package is passed: by whom, on which day, in answer to which pass; as a `package`, a `supposal`, or by issue."""

    by: str
    on: dt.date
    answers: int | None = None
    sort: str = ""
    note: str = ""


def issues_to_pass(negotiation: Negotiation, package: Offer, party: str) -> tuple[str, ...]:
    """The issues on which a package says something else than its party has on the table, those withdrawn last."""
    held = _held(negotiation, party)
    stances = stances_of(negotiation, package)
    return tuple(issue for issue in dict.fromkeys((*stances, *held)) if _is_other(stances, held, issue))


def stances_of(negotiation: Negotiation, package: Offer) -> Stances:
    """A package's edits by issue, in their order."""
    known = {clause.id: clause.issue for clause in negotiation.agreement}
    for one in negotiation.ledger.passes:
        known |= {edit.provision: stand.issue for stand in one.stands for edit in stand.edits if edit.clause}
    found: dict[str, tuple[Edit, ...]] = {}
    for edit in package.edits:
        if edit.clause is not None:
            known[edit.provision] = edit.clause.issue
        issue = known.get(edit.provision, "")
        found[issue] = (*found.get(issue, ()), edit)
    return found


def package_pass(
    negotiation: Negotiation, folder: Path, package: Offer, terms: Terms, issues: Collection[str]
) -> Draft:
    """A package's words on these issues as an entry that can be passed. Raises `NotWritable`."""
    stances, sources = stances_of(negotiation, package), [*_sources(negotiation, folder)]
    answer = Answer.PROPOSE if terms.answers is None else Answer.COUNTER
    stands = [
        {"name": issue, "answer": answer.value, **_edits(stances.get(issue, ()), sources)}
        for issue in issues_to_pass(negotiation, package, terms.by)
        if issue in issues
    ]
    entry: dict[str, Any] = {"on": terms.on, "by": terms.by}
    if terms.answers is not None:
        entry["answers"] = terms.answers
    if terms.sort:
        entry[terms.sort] = True
    current = negotiation.history.current.get(terms.by)
    if current is None or current.offer.term != package.term:
        entry |= {"first": package.term.first, "last": package.term.last}
    return "pass", {**entry, **({"note": terms.note} if terms.note else {}), "issue": stands}


def _held(negotiation: Negotiation, party: str) -> Stances:
    current = negotiation.history.current.get(party)
    return current.stances if current else {}


def _is_other(stances: Stances, held: Stances, issue: str) -> bool:
    return differ({issue: stances.get(issue, ())}, {issue: held.get(issue, ())}, issue)


def _edits(edits: Collection[Edit], sources: list[tuple[Edit, Said]]) -> Said:
    return {"edit": [_written(edit, sources) for edit in edits]} if edits else {}


def _written(edit: Edit, sources: list[tuple[Edit, Said]]) -> Said:
    """An edit as a file says it; else, where it is short, as it says itself."""
    for known, said in sources:
        if says((known,)) == says((edit,)):
            return {name: held for name, held in said.items() if name != "agreed"}
    if edit.clause is not None or not isinstance(edit.value, str | int | Mapping | list | type(None)):
        raise NotWritable(edit)
    days = {name: day for name, day in (("from", edit.start), ("until", edit.until)) if day is not None}
    said = {"at": edit.at, "value": edit.value, "together": edit.together, "note": edit.note}
    return {"op": edit.operation.value, "provision": edit.provision, **_without_blanks(said), **days}


def _without_blanks(said: Said) -> Said:
    return {name: held for name, held in said.items() if held not in ("", None)}


def _sources(negotiation: Negotiation, folder: Path) -> Iterator[tuple[Edit, Said]]:
    """Every edit of the folder's offers and passes, with what its file says."""
    for offer in negotiation.offers.values():
        path = folder / offer_file(offer.id)
        document, _ = read_toml(path, path.name) if path.is_file() else (None, ())
        if document is not None:
            yield from zip(offer.edits, document.said.get("edit", ()), strict=False)
    reading = read_passes(folder, negotiation.agreement, negotiation.offers)
    for one in reading.ledger.passes:
        yield from _of_pass(one, reading.document.said["pass"][reading.at[one.number][1]]) if reading.document else ()


def _of_pass(one: Pass, said: Said) -> Iterator[tuple[Edit, Said]]:
    if not one.offer:
        for stand, words in zip(one.stands, said.get("issue", ()), strict=True):
            yield from zip(stand.edits, words.get("edit", ()), strict=True)
