"""The assertion of an audit: a reported outcome as one sum over ballots, so that a sample can test it.

Law: each ballot has a whole value; the outcome holds if and only if the values of all ballots sum to at least `target`.
Of members or employees: a yes is 1 and the target is the number needed. Of votes cast, with a share p/q: a yes is q - p,
another ballot of the base is -p, one outside it is 0, and the target is 0 ("at least") or 1 ("more than"), because
q x yes - p x base decides. An outcome that did not pass is the same turned round.
Law: challenged envelopes that nobody has settled stand against the reported outcome.
A ballot that cannot be found counts against the reported outcome (Bañuelos and Stark, arXiv:1207.3413).
Source: the assorters of P. B. Stark, "Sets of Half-Average Nulls Generate Risk-Limiting Audits", 2020, shifted and scaled
to whole numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from commonground.votes.alpha import Null
from commonground.votes.count import Count
from commonground.votes.outcome import Outcome, Standing, Verdict
from commonground.votes.rule import Comparison, Denominator, Requirement, Rule, Treatment


class Seen(StrEnum):
    """What an auditor sees on a ballot."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    BLANK = "blank"
    SPOILED = "spoiled"
    NOT_FOUND = "not found"


@dataclass(frozen=True)
class Assertion:
    """A reported outcome as a sum: the requirement, whether it was reported to hold, the value of each ballot, the target."""

    requirement: Requirement
    passed: bool
    values: Mapping[Seen, int]
    target: int

    @property
    def lowest(self) -> int:
        """The value that stands most against the reported outcome."""
        return min(self.values.values())

    def value(self, seen: Seen) -> int:
        """A ballot's value above the lowest, as `alpha` takes it."""
        return self.values.get(seen, self.lowest) - self.lowest

    def null(self, count: Count) -> Null:
        """What the audit must refute, with what was reported."""
        ballots = audited(count)
        upper = max(self.values.values()) - self.lowest
        reported = sum(self.value(kind) * number for kind, number in reported_ballots(count).items())
        return Null(ballots, upper, self.target - 1 - ballots * self.lowest, reported)

    def holds_for(self, count: Count) -> bool:
        """Whether a count of all ballots bears the reported outcome out."""
        return sum(self.values[kind] * number for kind, number in reported_ballots(count).items()) >= self.target


def audited(count: Count) -> int:
    """How many ballots are there to draw from: all that were opened, with the spoiled ones that nobody exchanged."""
    return sum(reported_ballots(count).values())


def reported_ballots(count: Count) -> dict[Seen, int]:
    """The ballots there are to draw from, by what was reported of them."""
    return {
        Seen.YES: count.yes,
        Seen.NO: count.no,
        Seen.ABSTAIN: count.abstain,
        Seen.BLANK: count.blank,
        Seen.SPOILED: count.spoiled - count.replaced,
    }


class NothingToAudit(ValueError):
    """An outcome that is not reported yet, or that ballots do not decide."""


def assertions(outcome: Outcome) -> tuple[Assertion, ...]:
    """What must be shown for the reported outcome: every requirement where it passed; one that fails, where it did not.

    Raises `NothingToAudit`.
    """
    if outcome.verdict is Verdict.PASSED:
        return tuple(_of(standing, outcome, passed=True) for standing in outcome.standings if _decides(standing))
    failing = [one for one in outcome.standings if one.verdict is Verdict.FAILED and _decides(one)]
    if outcome.verdict is not Verdict.FAILED or not failing:
        raise NothingToAudit("no requirement is decided by the ballots that are counted")
    return (_of(min(failing, key=lambda one: one.now.margin), outcome, passed=False),)


def _decides(standing: Standing) -> bool:
    return isinstance(standing.condition, Requirement)


def _of(standing: Standing, outcome: Outcome, *, passed: bool) -> Assertion:
    requirement = standing.condition
    assert isinstance(requirement, Requirement)
    values, target, envelope = _sum(requirement, standing, outcome.unit.rule, passed=passed)
    if passed:
        return Assertion(requirement, True, values, target + envelope * outcome.challenged)
    turned = {kind: -value for kind, value in values.items()}
    return Assertion(requirement, False, turned, 1 - target + envelope * outcome.challenged)


def _sum(requirement: Requirement, standing: Standing, rule: Rule, *, passed: bool) -> tuple[dict[Seen, int], int, int]:
    """The values, the target, and by how much one unsettled envelope can speak against the reported outcome."""
    if requirement.of is not Denominator.BALLOTS:
        needed = standing.worst.needed if passed else standing.best.needed
        people: dict[Seen, int] = {kind: int(kind is Seen.YES) for kind in Seen if kind is not Seen.NOT_FOUND}
        return people, needed, 0 if passed else 1
    p, q = requirement.share.numerator, requirement.share.denominator
    inside: dict[Seen, bool] = {
        Seen.NO: True,
        Seen.ABSTAIN: rule.abstentions is Treatment.IN_THE_BASE,
        Seen.BLANK: rule.blanks is Treatment.IN_THE_BASE,
        Seen.SPOILED: rule.spoiled is Treatment.IN_THE_BASE,
    }
    values = {Seen.YES: q - p, **{kind: -p if is_in else 0 for kind, is_in in inside.items()}}
    return values, 0 if requirement.comparison is Comparison.AT_LEAST else 1, p if passed else q - p
