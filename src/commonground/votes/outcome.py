"""The outcome of a vote: whether each requirement holds, and what is still open in the worst and in the best case.

Law: what is certain is proved: a vote has passed when every requirement and the quorum hold in the worst case of all that
is open, and has failed when they cannot all hold even in the best. In between it is open, or rests on challenged ballots.
Open are the people of sites that are not in, and challenged envelopes that nobody has settled.
Law: where ballots are unequal, requirements are held against votes and the quorum against people; both counts are of the
same boxes, and neither is turned into the other.
Worst: each of them votes no (for a requirement) or does not take part (for a quorum). Best: each of them votes yes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from commonground.votes.count import Count
from commonground.votes.entry import Entry
from commonground.votes.roll import Roll
from commonground.votes.rule import (
    ChallengedTreatment,
    Denominator,
    Electorate,
    PollingPlace,
    Quorum,
    Requirement,
    Rule,
    Treatment,
    VotingUnit,
)
from commonground.votes.tellers import Agreement, Batch, agreed_total, batches, boxes


class Verdict(StrEnum):
    """What can be said of a vote, a requirement or a quorum."""

    PASSED = "passed"
    FAILED = "did not pass"
    OPEN = "open"
    CHALLENGED = "rests on challenged ballots"


@dataclass(frozen=True, slots=True)
class Electors:
    """How many people stand on a unit's roll: members, and employees where the roll says."""

    members: int | None
    employees: int | None = None

    def of(self, denominator: Denominator) -> int | None:
        """The base of members or of employees."""
        return self.members if denominator is Denominator.MEMBERS else self.employees

    def joined_by(self, people: int) -> Electors:
        """The roll with so many people more."""
        return Electors(
            None if self.members is None else self.members + people,
            None if self.employees is None else self.employees + people,
        )


class NoBase(ValueError):
    """A rule asks for a share of people whom the roll does not count."""

    def __init__(self, of: Denominator) -> None:
        self.of = of
        super().__init__(f"the roll does not say how many {of} there are")


def base_of(of: Denominator, count: Count, electors: Electors, rule: Rule) -> int:
    """The base of which a share is taken. Raises `NoBase`."""
    if of is Denominator.BALLOTS:
        blank = count.blank if rule.blanks is Treatment.IN_THE_BASE else 0
        abstain = count.abstain if rule.abstentions is Treatment.IN_THE_BASE else 0
        spoiled = count.spoiled - count.replaced if rule.spoiled is Treatment.IN_THE_BASE else 0
        return count.valid + blank + abstain + spoiled
    people = electors.of(of)
    if people is None:
        raise NoBase(of)
    return people


@dataclass(frozen=True, slots=True)
class Held:
    """A requirement, or a quorum, held against a count: how many there are, of which base, how many are needed."""

    got: int
    base: int
    needed: int

    @property
    def holds(self) -> bool:
        """Whether there are enough. Of an empty base nothing holds."""
        return self.base > 0 and self.got >= self.needed

    @property
    def margin(self) -> int:
        """By how many ballots it holds; below zero, how many are missing."""
        return self.got - self.needed


def held(condition: Requirement | Quorum, count: Count, electors: Electors, rule: Rule) -> Held:
    """A condition of a rule held against a count. Raises `NoBase`."""
    base = base_of(condition.of, count, electors, rule)
    got = count.yes if isinstance(condition, Requirement) else count.voters - count.challenged
    return Held(got, base, condition.needed(base))


@dataclass(frozen=True, slots=True)
class Standing:
    """One condition now, and in the worst and the best case of what is open."""

    condition: Requirement | Quorum
    now: Held
    worst: Held
    best: Held

    @property
    def verdict(self) -> Verdict:
        """Whether it is certain to hold, certain not to, or open."""
        if self.worst.holds:
            return Verdict.PASSED
        return Verdict.OPEN if self.best.holds else Verdict.FAILED


@dataclass(frozen=True)
class Outcome:
    """A unit's vote as it stands: the count so far, who is on the roll, what is open, and each condition.

    Where ballots are unequal all of it is in votes; `in_ballots` is the same in ballots and people, and `carried` gives the
    votes of a ballot by site.
    """

    unit: VotingUnit
    count: Count
    electors: Electors
    waiting: int
    challenged: int
    standings: tuple[Standing, ...]
    sites_in: int = 0
    sites: int = 0
    corrections_open: int = 0
    rejected: int = 0
    in_ballots: Outcome | None = None
    carried: Mapping[str, int] = field(default_factory=dict)

    @property
    def verdict(self) -> Verdict:
        """What is certain of the whole."""
        verdicts = [standing.verdict for standing in self.standings]
        if Verdict.FAILED in verdicts:
            return Verdict.FAILED
        if all(verdict is Verdict.PASSED for verdict in verdicts):
            return Verdict.PASSED
        return Verdict.OPEN if self.waiting or self.sites_in < self.sites else Verdict.CHALLENGED

    @property
    def challenges_are_determinative(self) -> bool:
        """Whether unsettled challenged ballots can still turn the outcome, all sites being in."""
        return self.challenged > 0 and self.verdict is Verdict.CHALLENGED

    @property
    def is_complete(self) -> bool:
        """Whether every site is settled and no correction is open."""
        return self.sites_in == self.sites and not self.corrections_open

    @property
    def did_not_cast_a_valid_ballot(self) -> int | None:
        """People on the roll without a yes or a no."""
        people = self.electors.of(_people(self.unit.rule))
        return None if people is None else people - self.count.valid


def _people(rule: Rule) -> Denominator:
    return Denominator.MEMBERS if rule.electorate is Electorate.MEMBERS else Denominator.EMPLOYEES


def weighed(
    unit: VotingUnit, count: Count, electors: Electors, *, waiting: int = 0, challenged: int | None = None
) -> Outcome:
    """A count under a unit's rule; `waiting` people and `challenged` envelopes (else the count's own) are still open.

    Raises `NoBase` where the rule asks for a base that is not known.
    """
    unsettled = count.challenged if challenged is None else challenged
    opened = replace(count, challenged=0)
    open_ = waiting + unsettled
    may_join = unsettled if unit.rule.challenged is ChallengedTreatment.MAY_JOIN else 0
    worst_roll = electors.joined_by(may_join)
    standings = []
    conditions: Sequence[Requirement | Quorum] = unit.rule.requirements
    if unit.rule.quorum is not None:
        conditions = (*conditions, unit.rule.quorum)
    for condition in conditions:
        refused = replace(opened, no=opened.no + open_) if isinstance(condition, Requirement) else opened
        standings.append(
            Standing(
                condition,
                held(condition, opened, electors, unit.rule),
                held(condition, refused, worst_roll, unit.rule),
                held(condition, replace(opened, yes=opened.yes + open_), electors, unit.rule),
            )
        )
    return Outcome(unit, opened, electors, waiting, unsettled, tuple(standings))


def outcome_of(unit: VotingUnit, roll: Roll, entries: Sequence[Entry]) -> Outcome:
    """A unit's vote as its ledger has it. Raises `NoBase`; KeyError where votes are unequal and the roll does not say whose."""
    found, settled = boxes(entries, unit.id), batches(entries, unit.id)
    in_ballots = _outcome(unit, roll, found, settled)
    if unit.rule.votes is None:
        return in_ballots
    carried = roll.carried(unit.id, unit.rule.votes)
    votes = _outcome(
        unit,
        roll.in_votes(unit.id, unit.rule.votes),
        {site: _boxed(box, carried[site]) for site, box in found.items()},
        {batch: _batched(one, carried[batch]) for batch, one in settled.items()},
    )
    quorum = tuple(one for one in in_ballots.standings if isinstance(one.condition, Quorum))
    of_votes = tuple(one for one in votes.standings if isinstance(one.condition, Requirement))
    return replace(votes, standings=(*of_votes, *quorum), in_ballots=in_ballots, carried=carried)


def _boxed(box: Agreement[Count], votes: int) -> Agreement[Count]:
    """What tellers agree on in a box, in votes."""
    return replace(box, agreed=None if box.agreed is None else box.agreed.times(votes))


def _batched(batch: Agreement[Batch], votes: int) -> Agreement[Batch]:
    """What tellers agree on in a batch of settled envelopes, in votes."""
    agreed = batch.agreed
    settled = None if agreed is None else Batch(agreed.rejected * votes, agreed.count.times(votes))
    return replace(batch, agreed=settled)


def _outcome(
    unit: VotingUnit, roll: Roll, found: dict[str, Agreement[Count]], settled: Mapping[str, Agreement[Batch]]
) -> Outcome:
    """A unit's vote from its boxes and batches, all of them in ballots or all in votes. Raises `NoBase`."""
    closed = [batch.agreed for batch in settled.values() if batch.agreed is not None]
    count = agreed_total(found.values())
    challenged = max(0, count.challenged - sum(batch.envelopes for batch in closed))
    for batch in closed:
        count = _with(count, batch.count)
    electors = Electors(roll.people(unit.id, Denominator.MEMBERS), roll.people(unit.id, Denominator.EMPLOYEES))
    names = sites_of(unit.id, roll, found)
    weighed_ = weighed(unit, count, electors, waiting=_waiting(unit.rule, roll, found, unit.id), challenged=challenged)
    return replace(
        weighed_,
        sites_in=sum(1 for site in names if site in found and found[site].agreed is not None),
        sites=len(names),
        corrections_open=_open_in(found) + _open_in(settled),
        rejected=sum(batch.rejected for batch in closed),
    )


def _open_in(found: Mapping[str, Agreement[Any]]) -> int:
    return sum(box.is_open for box in found.values())


def _with(count: Count, opened: Count) -> Count:
    """A count with the ballots of opened envelopes among its own."""
    return replace(
        count,
        yes=count.yes + opened.yes,
        no=count.no + opened.no,
        abstain=count.abstain + opened.abstain,
        blank=count.blank + opened.blank,
        spoiled=count.spoiled + opened.spoiled,
    )


def sites_of(unit: str, roll: Roll, found: dict[str, Agreement[Count]]) -> tuple[str, ...]:
    """The sites of a unit: those of the roll, and those with a count besides."""
    return tuple(sorted({site.site for site in roll.of_unit(unit)} | set(found)))


def _waiting(rule: Rule, roll: Roll, found: dict[str, Agreement[Count]], unit: str) -> int:
    """How many people may still vote, or have their votes counted, at sites that are not settled."""
    in_ = {site for site, box in found.items() if box.agreed is not None}
    everyone = [(entry.site, roll.voters(unit, entry.site, rule.electorate) or 0) for entry in roll.of_unit(unit)]
    outside = sum(people for site, people in everyone if site not in in_)
    away = {site for site in found if site not in in_ and site not in dict(everyone)}
    if rule.polling_place is PollingPlace.OWN_SITE and not away:
        return outside
    if not away and all(site in in_ for site, _ in everyone):
        return 0
    voted = sum(box.agreed.voters for box in found.values() if box.agreed is not None)
    return max(0, sum(people for _, people in everyone) - voted)
