"""Passes against one another and the negotiation: who passes, in answer to what, on which issue, on which day, in which words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from commonground.agreement.agreement import Agreement
from commonground.agreement.offer import EditFailed
from commonground.agreement.provision import OverlappingVersions
from commonground.bargaining.entry import Answer, Entry, Fact, Pass, Reply, Request, Session, Stand
from commonground.bargaining.ledger import PassLedger
from commonground.files.findings import quoted
from commonground.files.passes import PassReading
from commonground.files.validation import did_you_mean
from commonground.negotiation import Negotiation
from commonground.values.party import BOTH, Side
from commonground.values.problem import Problem, errors
from commonground.values.wording import counted

CORRECT = "Correct it before it is passed; what was passed stands, and a later pass says otherwise."


def unsound_passes(reading: PassReading, negotiation: Negotiation) -> list[Problem]:
    """Everything about the entries of a ledger that does not fit; at last whether every position can be applied.

    The negotiation holds the ledger that was read.
    """
    checks = _Checks(reading, negotiation.agreement, negotiation.sides)
    found = [problem for number in range(1, len(reading.ledger.entries) + 1) for problem in checks.of(number)]
    return found if errors(found) else [*found, *_inapplicable(reading, negotiation)]


def _inapplicable(reading: PassReading, negotiation: Negotiation) -> Iterator[Problem]:
    """The first pass after which an agreement cannot be made of its party's position."""
    for number, position in negotiation.history.after.items():
        try:
            negotiation.pricing.amended(position.offer)
        except EditFailed as problem:
            edit = problem.edit
            at = f"{edit.provision}, {edit.at}" if edit.at else edit.provision
            place, got = reading.place(number), f"{problem.got} ({edit.operation} {at})"
            yield Problem("edit-failed", place, got, problem.expected, CORRECT)
            return
        except OverlappingVersions as problem:
            expected = "an `until` that is later than the first day of the edit"
            yield Problem("edit-failed", reading.place(number), str(problem), expected, CORRECT)
            return


class _Checks:
    """What is wrong with each entry, given those before it."""

    def __init__(self, reading: PassReading, agreement: Agreement, sides: Mapping[str, Side]) -> None:
        self.reading, self.sides = reading, sides
        self.ledger: PassLedger = reading.ledger
        self.issues = dict.fromkeys(clause.issue for clause in agreement)

    def of(self, number: int) -> Iterator[Problem]:
        """The problems of one entry."""
        entry = self.ledger.entries[number - 1]
        yield from self._order(entry)
        if isinstance(entry, Pass):
            yield from self._pass(entry)
        elif isinstance(entry, Session):
            for at, party in enumerate(entry.present):
                yield from self._party(entry, party, ("present", at), self.sides)
        elif isinstance(entry, Request):
            yield from self._party(entry, entry.by, ("by",), self.sides)
            yield from self._party(entry, entry.of, ("of",), self.sides)
            if entry.due is not None and entry.due < entry.on:
                place, expected = self.reading.place(number, "due"), f"{entry.on} or a later day"
                yield Problem("ledger-out-of-order", place, str(entry.due), expected, "Correct one of the two days.")
        elif isinstance(entry, Reply):
            yield from self._reply(entry)
        elif isinstance(entry, Fact):
            for at, issue in enumerate(entry.issues):
                yield from self._issue(entry, issue, ("issues", at))

    def _order(self, entry: Entry) -> Iterator[Problem]:
        before = self.ledger.entry(entry.number - 1)
        if before is not None and entry.on < before.on:
            place, expected = self.reading.place(entry.number, "on"), f"{before.on} or later, as entry {before.number}"
            yield Problem("ledger-out-of-order", place, str(entry.on), expected, "Correct the day.")

    def _party(self, entry: Entry, party: str, at: tuple[str | int, ...], known: Collection[str]) -> Iterator[Problem]:
        if party not in known:
            mend = did_you_mean(party, known, "Correct the party, or add it to negotiation.toml.")
            place = self.reading.place(entry.number, *at)
            yield Problem("unknown-party", place, quoted(party), f"one of {', '.join(known)}", mend)

    def _issue(self, entry: Entry, issue: str, at: tuple[str | int, ...]) -> Iterator[Problem]:
        if issue not in self.issues:
            mend = did_you_mean(issue, self.issues, "Name an issue of the agreement, or put a clause of that issue in.")
            place, expected = self.reading.place(entry.number, *at), f"one of {', '.join(self.issues)}"
            yield Problem("unknown-issue", place, quoted(issue), expected, mend)

    def _pass(self, one: Pass) -> Iterator[Problem]:
        yield from self._party(one, one.by, ("by",), [*self.sides, BOTH])
        if not one.stands:
            expected = "an issue with an answer, or an offer"
            yield Problem("empty-pass", self.reading.place(one.number), "a pass of nothing", expected, "Name an issue.")
        if one.session is not None and not isinstance(self._earlier(one, one.session), Session):
            place, got = self.reading.place(one.number, "session"), f"entry {one.session}"
            yield Problem("answers-nothing", place, got, "the number of an earlier session", CORRECT)
        seen: set[str] = set()
        for at, stand in enumerate(one.stands):
            path = ("issue", at) if not one.is_whole else ("offer",)
            self.issues.update(dict.fromkeys(edit.clause.issue for edit in stand.edits if edit.clause is not None))
            yield from self._issue(one, stand.issue, (*path, "name") if not one.is_whole else path)
            if stand.issue in seen:
                place, got = self.reading.place(one.number, *path), f"{quoted(stand.issue)} again"
                yield Problem("repeated-issue", place, got, "each issue once in a pass", "Join the two.")
            seen.add(stand.issue)
            yield from self._words(one, stand, path)
        yield from self._answers(one)

    def _words(self, one: Pass, stand: Stand, path: tuple[str | int, ...]) -> Iterator[Problem]:
        """Edits stand with a proposal or a counter, or in what both have signed; both sign nothing but agreement."""
        place = self.reading.place(one.number, *path)
        if one.by == BOTH and stand.answer is not Answer.AGREE:
            expected = f'"{Answer.AGREE}", which is all that both can say'
            yield Problem("words-of-both", place, quoted(stand.answer), expected, "Let one party pass it.")
        if stand.edits and not stand.answer.moves and one.by != BOTH and not one.is_whole:
            got = f"{counted(len(stand.edits), 'edit')} with the answer {quoted(stand.answer)}"
            expected = "edits with a proposal or a counter only"
            yield Problem("words-with-answer", place, got, expected, "Strike the edits, or answer with a counter.")

    def _answers(self, one: Pass) -> Iterator[Problem]:
        """What a pass answers: an earlier pass of another party, wherever it does more than propose."""
        if one.answers is None:
            if one.by != BOTH and any(stand.answer is not Answer.PROPOSE for stand in one.stands):
                place, got = self.reading.place(one.number), "an answer without the number of what it answers"
                mend = "Add answers = the number of that pass."
                yield Problem("answers-nothing", place, got, "the number of another party's pass", mend)
            return
        other = self._earlier(one, one.answers)
        if not isinstance(other, Pass) or other.by == one.by:
            place, got = self.reading.place(one.number, "answers"), f"entry {one.answers}"
            expected = "the number of an earlier pass of another party"
            yield Problem("answers-nothing", place, got, expected, self._passes_of_others(one))
            return
        agreed = [stand.issue for stand in one.stands if stand.answer is Answer.AGREE]
        if agreed and one.by != BOTH:
            yield from self._agrees(one, other, agreed)

    def _agrees(self, one: Pass, other: Pass, agreed: list[str]) -> Iterator[Problem]:
        place = self.reading.place(one.number, "answers")
        if Side.NEUTRAL in (self.sides.get(one.by), self.sides.get(other.by)):
            expected = "two parties that bargain; a neutral recommends"
            mend = "Let each side propose what the neutral recommends, and agree to that."
            yield Problem("agrees-with-neutral", place, f"{one.by} and {other.by}", expected, mend)
        if other.by == BOTH:
            got = f"pass {other.number}, which both have signed"
            yield Problem("agrees-to-nothing", place, got, "words that one side has passed", "It is agreed already.")
        if other.is_supposal:
            got = f"pass {other.number}, a supposal"
            yield Problem("agrees-to-supposal", place, got, "a proposal: a supposal binds nobody", "Propose it first.")
        if other.is_package and {stand.issue for stand in other.stands} - set(agreed):
            left = ", ".join(stand.issue for stand in other.stands if stand.issue not in agreed)
            got, expected = f"{', '.join(agreed)} without {left}", f"the package of pass {other.number} whole"
            yield Problem("package-in-part", place, got, expected, "Agree to all of it, or counter.")
        for issue in agreed:
            yield from self._offered(one, other, issue)

    def _offered(self, one: Pass, other: Pass, issue: str) -> Iterator[Problem]:
        """An issue may be agreed to where the other party has words on it, and has not passed others since."""
        place = self.reading.place(one.number, "answers")
        held = [earlier for earlier in self.ledger.passes if earlier.by == other.by and earlier.number <= other.number]
        binding = [earlier for earlier in held if earlier.binds or earlier is other]
        if not any((stand := earlier.stand_on(issue)) and stand.answer.moves for earlier in binding):
            got, expected = f"{quoted(issue)}, on which {other.by} has passed nothing", "an issue that was proposed"
            yield Problem("agrees-to-nothing", place, got, expected, "Propose it, and let the other side agree.")
        for later in self.ledger.passes:
            if later.by == other.by and other.number < later.number < one.number and later.binds:
                stand = later.stand_on(issue)
                if (stand is not None and stand.answer.moves) or (stand is None and later.is_whole):
                    got = f"pass {other.number}, in whose place pass {later.number} stands"
                    expected = f"{other.by}'s last words on {quoted(issue)}"
                    yield Problem("agrees-to-nothing", place, got, expected, f"Answer pass {later.number}.")
                    return

    def _reply(self, reply: Reply) -> Iterator[Problem]:
        yield from self._party(reply, reply.by, ("by",), self.sides)
        request = self._earlier(reply, reply.answers)
        if not isinstance(request, Request) or request.of != reply.by:
            place, got = self.reading.place(reply.number, "answers"), f"entry {reply.answers}"
            expected = f"the number of an earlier request to {reply.by}"
            known = [f"{one.number}" for one, _ in self.ledger.requests if one.of == reply.by]
            mend = f"Name one of {', '.join(known)}." if known else "Ask first; the reply follows."
            yield Problem("answers-nothing", place, got, expected, mend)

    def _earlier(self, entry: Entry, number: int) -> Entry | None:
        return self.ledger.entry(number) if number < entry.number else None

    def _passes_of_others(self, one: Pass) -> str:
        known = [str(p.number) for p in self.ledger.passes if p.number < one.number and p.by != one.by]
        return f"Name one of {', '.join(known[-5:])}." if known else "Pass it as a proposal, which answers nothing."
