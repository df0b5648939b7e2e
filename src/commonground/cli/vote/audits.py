"""What the commands of an audit share: the assertions, the risk limit, the boxes, and the seed in force."""

from __future__ import annotations

from fractions import Fraction

from commonground.asked.misused import Misused
from commonground.files.votes import Vote
from commonground.values.rate import NotARate, parse_rate
from commonground.votes.assertion import Assertion, NothingToAudit, assertions, audited
from commonground.votes.entry import BallotsExamined, SeedDrawn
from commonground.votes.outcome import Outcome
from commonground.votes.sample import Box
from commonground.votes.tellers import batches, boxes

SETTLED = "challenged envelopes, opened"


def risk_limit_of(text: str) -> Fraction:
    """A risk limit: above 0, at most a half."""
    try:
        limit = parse_rate(text)
    except NotARate as problem:
        raise Misused(f"--risk-limit: {problem}.") from None
    if not 0 < limit <= Fraction(1, 2):
        raise Misused(f'--risk-limit is "{text}"; give more than 0 and at most 50%, such as 5%.')
    return limit


def asserted(outcome: Outcome) -> tuple[Assertion, ...]:
    """What an audit of a unit must show; the end of the command where nothing can be audited."""
    if outcome.unit.rule.votes is not None:
        raise Misused(
            f"Unit {outcome.unit.id}: its ballots carry unequal votes, and this audit draws ballots that count alike."
            " Count every ballot again by hand."
        )
    if not outcome.is_complete:
        raise Misused(f"Unit {outcome.unit.id}: an audit begins when every site is settled.")
    try:
        return assertions(outcome)
    except NothingToAudit:
        raise Misused(
            f'Unit {outcome.unit.id}: the outcome is "{outcome.verdict}"; no count of ballots decides it, so none is audited.'
        ) from None


def boxes_of(vote: Vote, unit: str) -> list[Box]:
    """The boxes of a unit, with how many ballots each holds, settled envelopes in one of their own."""
    found = [Box(site, audited(box.agreed)) for site, box in boxes(vote.entries, unit).items() if box.agreed]
    opened = sum(audited(batch.agreed.count) for batch in batches(vote.entries, unit).values() if batch.agreed)
    return [*found, Box(SETTLED, opened)] if opened else found


def seed_in_force(vote: Vote, unit: str) -> SeedDrawn:
    """The seed of a unit's audit; the end of the command where none is drawn, or where ballots were counted since."""
    drawn = [entry for entry in vote.entries if isinstance(entry, SeedDrawn) and entry.unit == unit]
    if not drawn:
        raise Misused(f"Unit {unit}: no seed is drawn yet. Roll it in public: commonground vote draw.")
    return drawn[0]


def examined(vote: Vote, unit: str) -> BallotsExamined | None:
    """The last record of what auditors saw."""
    found = [entry for entry in vote.entries if isinstance(entry, BallotsExamined) and entry.unit == unit]
    return found[-1] if found else None
