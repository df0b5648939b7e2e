"""The rule of a vote: who votes, of what a share is taken, how much is enough, and what counts as what.

Law: a threshold is an exact fraction of whole ballots or people. "At least" a share s of a base b needs the smallest
whole number that is not below s x b; "more than" needs the smallest that is above it. One ballot decides.
Law: of a base of members or employees whoever does not vote yes is in it all the same; abstentions, blanks and spoiled
ballots matter only where the base is ballots.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from commonground.values.citation import Citation
from commonground.votes.carried import VotesCarried


class VoteKind(StrEnum):
    """What a vote decides."""

    STRIKE_AUTHORISATION = "strike authorisation"
    RATIFICATION = "ratification"
    DELEGATES = "delegates' vote"
    WALKOUT = "one-day walkout"


class Method(StrEnum):
    """How the vote is taken."""

    SECRET_BALLOT = "secret ballot"
    PETITION = "petition"


class Denominator(StrEnum):
    """The base of which a share is taken."""

    MEMBERS = "members on the roll"
    EMPLOYEES = "unit employees"
    BALLOTS = "votes cast"


class Comparison(StrEnum):
    """How a count is held against its share of the base."""

    AT_LEAST = "at least"
    MORE_THAN = "more than"


class Treatment(StrEnum):
    """What a ballot without a yes or a no counts as, where the base is votes cast."""

    LEFT_OUT = "left out"
    IN_THE_BASE = "in the base"


class ChallengedTreatment(StrEnum):
    """What a challenged ballot may do to the base of members or employees once it is accepted."""

    ON_THE_ROLL = "on the roll"
    MAY_JOIN = "may join the roll"


class Electorate(StrEnum):
    """Who may vote."""

    MEMBERS = "members"
    EMPLOYEES = "employees"


class PollingPlace(StrEnum):
    """Where a person may vote; it bounds what the sites that are still out can bring."""

    OWN_SITE = "own site"
    ANY_SITE = "any site"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One condition of a vote: yes is at least, or more than, a share of a base.

    >>> Requirement(Denominator.MEMBERS, Fraction(3, 4), Comparison.AT_LEAST).needed(26_502)
    19877
    """

    of: Denominator
    share: Fraction
    comparison: Comparison = Comparison.AT_LEAST
    citation: Citation | None = None

    def needed(self, base: int) -> int:
        """How many yes votes are enough of a base."""
        exact = self.share * base
        whole = exact.numerator // exact.denominator
        if self.comparison is Comparison.MORE_THAN:
            return whole + 1
        return whole if exact.denominator == 1 else whole + 1

    def __str__(self) -> str:
        return f"{self.comparison} {fraction_written(self.share)} of {self.of}"


@dataclass(frozen=True, slots=True)
class Quorum:
    """How much of the roll must take part for the vote to count: at least, or more than, a share of it."""

    of: Denominator
    share: Fraction
    comparison: Comparison = Comparison.AT_LEAST
    citation: Citation | None = None

    def needed(self, base: int) -> int:
        """How many ballots are enough."""
        return Requirement(self.of, self.share, self.comparison).needed(base)

    def __str__(self) -> str:
        return f"{self.comparison} {fraction_written(self.share)} of {self.of} take part"


@dataclass(frozen=True)
class Rule:
    """What one unit's vote is held to. Every requirement must hold, and the quorum where there is one.

    With `votes` ballots are unequal: requirements are held against votes, the quorum against the people who take part.
    """

    requirements: tuple[Requirement, ...]
    quorum: Quorum | None = None
    electorate: Electorate = Electorate.MEMBERS
    abstentions: Treatment = Treatment.LEFT_OUT
    blanks: Treatment = Treatment.LEFT_OUT
    spoiled: Treatment = Treatment.LEFT_OUT
    challenged: ChallengedTreatment = ChallengedTreatment.ON_THE_ROLL
    polling_place: PollingPlace = PollingPlace.OWN_SITE
    pack: str = ""
    note: str = ""
    votes: VotesCarried | None = None


@dataclass(frozen=True)
class VotingUnit:
    """A bargaining unit that votes by itself: a short id, its name, its rule."""

    id: str
    name: str
    rule: Rule


@dataclass(frozen=True)
class Ballot:
    """One vote as it was called: its question, its kind and method, its record date, and its units, never pooled."""

    id: str
    title: str
    kind: VoteKind
    method: Method
    record_date: dt.date
    units: tuple[VotingUnit, ...]
    question: str = ""
    days: tuple[dt.date, dt.date] | None = None
    smallest_published: int = 10
    notes: tuple[str, ...] = ()

    def unit(self, id: str) -> VotingUnit:
        """The unit of this id. Raises KeyError."""
        return {unit.id: unit for unit in self.units}[id]

    @property
    def is_secret(self) -> bool:
        """Whether it is a secret ballot; a petition is not."""
        return self.method is Method.SECRET_BALLOT


@dataclass(frozen=True)
class RulePack:
    """A rule as a law or a union's bylaws write it, with its sources, ready to be taken into a vote."""

    id: str
    title: str
    kind: VoteKind
    rule: Rule
    effective: dt.date | None = None
    notes: tuple[str, ...] = ()


def fraction_written(share: Fraction) -> str:
    """A share as people write it: words of a bylaw where there are such, else a fraction.

    >>> fraction_written(Fraction(3, 4)), fraction_written(Fraction(1, 2))
    ('3/4', '1/2')
    """
    return f"{share.numerator}/{share.denominator}" if share.denominator != 1 else ("all" if share == 1 else str(share))


def percent_written(part: int, whole: int, places: int = 2) -> str:
    """A share in percent, rounded half up; a dash where there is nothing to share.

    >>> percent_written(23_780, 26_502)
    '89.73 %'
    """
    if whole <= 0:
        return "-"
    scale = 10**places
    rounded = (2 * 100 * scale * part + whole) // (2 * whole)
    return f"{rounded // scale:,}.{rounded % scale:0{places}d} %" if places else f"{rounded:,} %"
