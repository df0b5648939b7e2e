"""The entries of passes.toml, read one after another: sessions, passes with their edits, requests, replies, facts.

A pass may lay down an offer of the folder, whose edits are sorted by issue; or it may write edits under each issue itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from commonground.agreement.agreement import Agreement, Term
from commonground.agreement.offer import Edit, Offer
from commonground.bargaining.entry import Answer, Entry, Fact, Pass, Reply, Request, Session, Stand
from commonground.files.findings import quoted
from commonground.files.offers import read_edit
from commonground.files.pass_seals import digest
from commonground.files.pass_shapes import (
    OtherTableShape,
    PassShape,
    ReplyShape,
    RequestShape,
    SealedEntry,
    SessionShape,
    StandShape,
)
from commonground.files.provisions import backwards, citation
from commonground.files.toml import Document
from commonground.files.toml_lines import Key
from commonground.values.party import BOTH
from commonground.values.problem import Problem


class EntryReader:
    """Turns shapes into entries. `issues`: the issue of each clause that the agreement or an earlier pass has."""

    def __init__(self, folder: Path, document: Document, agreement: Agreement, offers: Mapping[str, Offer]) -> None:
        self.folder, self.document, self.offers = folder, document, offers
        self.issues = {clause.id: clause.issue for clause in agreement}
        self.problems: list[Problem] = []

    def entry(self, one: SealedEntry, at: Key) -> Entry:
        """An entry as the bargaining room knows it."""
        read: dict[type[SealedEntry], Callable[[Any, Key], Entry]] = {
            SessionShape: _session,
            PassShape: self._pass,
            RequestShape: lambda said, _: Request(said.number, said.on, said.by, said.of, said.asks, said.due),
            ReplyShape: lambda said, _: Reply(said.number, said.on, said.by, said.answers, said.says, said.whole),
            OtherTableShape: _fact,
        }
        return read[type(one)](one, at)

    def _pass(self, said: PassShape, at: Key) -> Pass:
        self.problems += self._changed_files(said, at)
        term = None
        if said.first and said.last:
            term = Term(said.first, said.last)
            if said.last <= said.first:
                self.problems.append(backwards(self.document.place(*at, "last"), said.first, said.last))
        stands = [self._stand(stand, (*at, "issue", number)) for number, stand in enumerate(said.issue)]
        if said.offer:
            offer = self._offer(said, at)
            stands = self._of_offer(stands, offer, said) if offer else stands
            term = term or (offer.term if offer else None)
        return Pass(
            said.number,
            said.on,
            said.by,
            tuple(stands),
            said.answers,
            said.at,
            said.session,
            said.title,
            said.offer,
            term,
            said.package,
            said.supposal,
            citation(said.cite),
            said.note,
        )

    def _offer(self, said: PassShape, at: Key) -> Offer | None:
        offer = self.offers.get(said.offer)
        if offer is None:
            expected = f"the name of an offer: {', '.join(self.offers) or 'there is none'}"
            mend = "Put back the offer's file; what was passed is kept."
            place = self.document.place(*at, "offer")
            self.problems.append(Problem("no-such-offer", place, quoted(said.offer), expected, mend))
        elif offer.party != said.by:
            place = self.document.place(*at, "by")
            expected = f"{offer.party}, whose offer it is"
            self.problems.append(
                Problem("offer-of-another", place, quoted(said.by), expected, "Correct one of the two.")
            )
        return offer

    def _of_offer(self, stands: Sequence[Stand], offer: Offer, said: PassShape) -> list[Stand]:
        """The stands of a pass that lays down a whole offer: its edits by issue, with the answers that the pass states."""
        by_issue: dict[str, list[Edit]] = {}
        for edit in offer.edits:
            by_issue.setdefault(self._issue(edit), []).append(edit)
        stated = {stand.issue: stand for stand in stands}
        usual = Answer.COUNTER if said.answers else Answer.PROPOSE
        if said.by == BOTH:
            usual = Answer.AGREE
        found = []
        for issue, edits in by_issue.items():
            held = stated.pop(issue, None)
            found.append(Stand(issue, held.answer if held else usual, held.says if held else "", tuple(edits)))
        return [*found, *stated.values()]

    def _stand(self, said: StandShape, at: Key) -> Stand:
        edits = []
        for number, entry in enumerate(said.edit):
            edit, problems = read_edit(entry, self.folder, self.document, (*at, "edit", number))
            self.problems += problems
            if edit is None:
                continue
            edits.append(edit)
            issue = self._issue(edit)
            if issue and issue != said.name:
                place = self.document.place(*at, "edit", number)
                got = f"an edit of {edit.provision}, which belongs to {quoted(issue)}"
                mend = f"Write it under [[pass.issue]] with the name {quoted(issue)}, or give the clause the issue."
                self.problems.append(
                    Problem("edit-of-another-issue", place, got, f"edits on {quoted(said.name)}", mend)
                )
        return Stand(said.name, said.answer, said.says, tuple(edits))

    def _issue(self, edit: Edit) -> str:
        if edit.clause is not None:
            self.issues.setdefault(edit.provision, edit.clause.issue)
        return self.issues.get(edit.provision, "")

    def _changed_files(self, said: PassShape, at: Key) -> Iterator[Problem]:
        for name, sealed in said.files.items():
            if digest(self.folder, name) != sealed:
                got = f"{name} that says something else than when it was passed, or is not there"
                mend = "Put it back as it was passed, and write what has changed into an offer of its own."
                place = self.document.place(*at, "files", name)
                yield Problem("sealed-file-changed", place, got, "the file as it was passed", mend)


def _session(said: SessionShape, _: Key) -> Session:
    return Session(said.number, said.on, said.start, said.until, said.place, tuple(said.present), said.note)


def _fact(said: OtherTableShape, _: Key) -> Fact:
    cite = citation(said.cite)
    return Fact(said.number, said.on, said.sort, said.who, said.says, said.to, tuple(said.issues), cite)
