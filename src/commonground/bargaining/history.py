"""The history of a table: its passes taken one after another, to positions, changes and tentative agreements.

Law: an agreement between the employer and one union is reopened by one of these two alone; another union that agrees to the
same words joins it.
Law: what `position` says of positions; the ledger is sound (what is not, `files.pass_soundness` says).
The term goes with the issue of the duration clause: who agrees to that agrees to the term.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from commonground.agreement.agreement import Agreement, Term
from commonground.agreement.offer import Edit, Offer
from commonground.bargaining.entry import Answer, Pass
from commonground.bargaining.ledger import PassLedger
from commonground.bargaining.position import (
    Change,
    History,
    Position,
    Stances,
    TentativeAgreement,
    differ,
    pass_name,
    says,
)
from commonground.values.party import BOTH, Side


def history(ledger: PassLedger, agreement: Agreement, sides: Mapping[str, Side]) -> History:
    """What the passes of a ledger come to; `sides` says on which side each party sits."""
    walk = _Walk(agreement, sides)
    for one in ledger.passes:
        walk.take(one)
    return History(agreement, walk.after, walk.positions, walk.current, tuple(walk.changes), tuple(walk.agreed))


class _Walk:
    """What has come of the passes so far. `offered`: each pass's party, stances and term, for who agrees to it."""

    def __init__(self, agreement: Agreement, sides: Mapping[str, Side]) -> None:
        self.agreement = agreement
        self.bargaining = {party for party, side in sides.items() if side is not Side.NEUTRAL}
        self.duration = {clause.issue for clause in agreement.of_kind("duration")}
        self.after: dict[int, Position] = {}
        self.positions: dict[str, Position] = {}
        self.current: dict[str, Position] = {}
        self.offered: dict[int, tuple[str, Stances, Term]] = {}
        self.proposed: set[str] = set()
        self.changes: list[Change] = []
        self.agreed: list[TentativeAgreement] = []

    def take(self, one: Pass) -> None:
        """Take the next pass."""
        if one.by == BOTH:
            self._signed_by_both(one)
            return
        before = self.current.get(one.by)
        stances = dict(before.stances) if before and not one.is_whole else self._kept(before)
        proposed = {stand.issue: stand.edits for stand in one.stands if stand.answer.moves}
        stances.update(proposed)
        term = one.term or self._term(one)
        agrees = any(stand.answer is Answer.AGREE for stand in one.stands)
        after = _position(one, one.by, stances, term, "-own" if agrees else "")
        self._keep(one, after)
        self.offered[one.number] = one.by, stances, term
        if one.binds:
            self._record(one, before, after)
            for issue, edits in proposed.items():
                self._reopen(one, issue, edits)
            self._agree(one)

    def _keep(self, one: Pass, after: Position) -> None:
        """Keep what the table looks like after a pass, seen by who passed."""
        self.after[one.number] = after
        self.positions[after.offer.id] = after

    def _kept(self, before: Position | None) -> dict[str, tuple[Edit, ...]]:
        """What of a position outlasts a whole offer: what is tentatively agreed."""
        agreed = {held.issue for held in self.agreed if held.reopened is None}
        return {issue: edits for issue, edits in (before.stances if before else {}).items() if issue in agreed}

    def _signed_by_both(self, one: Pass) -> None:
        words = {stand.issue: stand.edits for stand in one.stands}
        term = one.term or self._term(one)
        parties = [party for party in self.current if party in self.bargaining]
        self.offered[one.number] = BOTH, words, term
        marked = self._mark(one, words, term, tuple(parties), one.number)
        for party in parties:
            held = {} if one.is_whole else self.current[party].stances
            self._record(one, self.current[party], _position(one, party, {**held, **marked}, term), accepts=True)
        self._keep(one, _position(one, BOTH, marked, term))

    def _agree(self, one: Pass) -> None:
        """What a pass agrees to, put into the positions of both."""
        issues = [stand.issue for stand in one.stands if stand.answer is Answer.AGREE]
        if not issues or one.answers not in self.offered:
            return
        other, stances, term = self.offered[one.answers]
        words = {issue: stances.get(issue, ()) for issue in issues}
        marked = self._mark(one, words, term, tuple(dict.fromkeys((other, one.by))), one.answers)
        for party in dict.fromkeys((other, one.by)):
            before = self.current.get(party)
            keeps = before is not None and not self.duration.intersection(issues) and bool(self.duration)
            held = before.stances if before else {}
            after = _position(one, party, {**held, **marked}, before.offer.term if before and keeps else term)
            self._record(one, before, after, accepts=True)
            if party == one.by:
                self._keep(one, after)

    def _mark(
        self, one: Pass, words: Stances, term: Term, parties: tuple[str, ...], offered: int
    ) -> dict[str, tuple[Edit, ...]]:
        """The tentative agreements that a pass makes; its edits bear the day."""
        marked = {issue: tuple(replace(edit, agreed=one.on) for edit in edits) for issue, edits in words.items()}
        joined = {
            held.issue for held in self.agreed if held.issue in marked and _joins(held, parties, marked[held.issue])
        }
        self.agreed = [
            held
            if held.issue not in marked or held.reopened is not None
            else replace(held, parties=tuple(dict.fromkeys((*held.parties, *parties))))
            if held.issue in joined
            else _reopened(held, one.number)
            for held in self.agreed
        ]
        self.agreed += [
            TentativeAgreement(issue, one.number, offered, one.on, parties, edits, term)
            for issue, edits in marked.items()
            if issue not in joined
        ]
        return marked

    def _record(self, one: Pass, before: Position | None, after: Position, *, accepts: bool = False) -> None:
        """Keep a position, and the change that made it where it is one: not before the party proposes or takes something."""
        self.current[after.party] = after
        self.positions[after.offer.id] = after
        if not (after.stances or one.is_whole):
            return
        if after.party not in self.proposed:
            before = None
        self.proposed.add(after.party)
        old = before.stances if before else {}
        moved = [issue for issue in dict.fromkeys((*old, *after.stances)) if differ(old, after.stances, issue)]
        if before is None or moved or before.offer.term != after.offer.term:
            opened = tuple(issue for issue in moved if issue not in old)
            changed = tuple(issue for issue in moved if issue in old)
            self.changes.append(Change(one, before, after, opened, changed, accepts))

    def _reopen(self, one: Pass, issue: str, edits: Iterable[Edit]) -> None:
        said = says(edits)
        self.agreed = [
            _reopened(held, one.number)
            if held.issue == issue and one.by in held.parties and says(held.edits) != said
            else held
            for held in self.agreed
        ]

    def _term(self, one: Pass) -> Term:
        """The term of a pass that names none: its party's last one, else that of what it answers."""
        if one.by in self.current:
            return self.current[one.by].offer.term
        if one.answers in self.offered:
            return self.offered[one.answers][2]
        return self.agreement.term or Term(one.on, one.on)


def _joins(held: TentativeAgreement, parties: Iterable[str], edits: Iterable[Edit]) -> bool:
    """Whether another union agrees to the words of an agreement that stands: it joins that one, and reopens nothing."""
    others = set(parties) - set(held.parties)
    return held.reopened is None and bool(others) and says(held.edits) == says(edits)


def _reopened(held: TentativeAgreement, number: int) -> TentativeAgreement:
    return held if held.reopened is not None else replace(held, reopened=number)


def _position(one: Pass, party: str, stances: Stances, term: Term, own: str = "") -> Position:
    """A position as an offer; a package and a supposal say in the title that they are one.

    It is called after the pass; of another party than passes, with that party's id behind it; before what the same pass
    agrees to, with `own`.
    """
    name = pass_name(one.number) + (own if party == one.by else f"-{party}")
    edits = tuple(edit for held in stances.values() for edit in held)
    sort = " (package)" if one.is_package else " (supposal)" if one.is_supposal else ""
    title = f"{party.capitalize()}, pass {one.number}{sort}"
    return Position(party, one.number, stances, Offer(name, title, party, one.on, term, edits))
