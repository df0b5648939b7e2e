"""Shapes of a vote: what votes/<id>/rule.toml and a rule pack may say."""

from __future__ import annotations

from pydantic import Field, field_validator

from commonground.agreement.fields import Day, Rate
from commonground.files.shapes import Cite, Shape, Whole
from commonground.votes.carried import Remainder
from commonground.votes.rule import (
    ChallengedTreatment,
    Comparison,
    Denominator,
    Electorate,
    Method,
    PollingPlace,
    Treatment,
    VoteKind,
)


class RequirementShape(Shape):
    """A share of a base that yes must reach, or that must take part."""

    of: Denominator
    share: Rate | int = Field(description='an exact fraction: "3/4", "50%"; 1 is all')
    comparison: Comparison = Comparison.AT_LEAST
    cite: Cite | None = None

    @field_validator("share")
    @classmethod
    def _a_share(cls, share: Rate | int) -> Rate | int:
        if not 0 < share <= 1:
            raise ValueError(f'{str(share)!r} is not a share above 0 and at most 1, such as "3/4"')
        return share


class VotesCarriedShape(Shape):
    """How many votes a delegate's ballot carries, by the size of the school."""

    per: Whole = Field(ge=1, le=100_000, description="one vote for each so many members represented")
    remainder: Remainder = Remainder.COUNTS
    least: Whole = Field(1, ge=1, le=100_000, description="the fewest votes that a delegate carries")
    cite: Cite | None = None


class RuleShape(Shape):
    """What a unit's vote is held to."""

    requirement: list[RequirementShape] = Field(min_length=1)
    quorum: RequirementShape | None = None
    electorate: Electorate = Electorate.MEMBERS
    abstentions: Treatment = Treatment.LEFT_OUT
    blanks: Treatment = Treatment.LEFT_OUT
    spoiled: Treatment = Treatment.LEFT_OUT
    challenged: ChallengedTreatment = ChallengedTreatment.ON_THE_ROLL
    polling_place: PollingPlace = PollingPlace.OWN_SITE
    votes: VotesCarriedShape | None = Field(None, description="where ballots carry unequal votes")
    pack: str = ""
    note: str = ""


class VotingUnitShape(Shape):
    """A unit that votes by itself."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    name: str
    rule: RuleShape


class VoteShape(Shape):
    """votes/<id>/rule.toml: one vote, as it was called."""

    title: str
    kind: VoteKind
    method: Method = Method.SECRET_BALLOT
    question: str = ""
    record_date: Day
    days: tuple[Day, Day] | None = None
    smallest_published: Whole = Field(10, ge=3, description="the fewest people whose votes are shown together")
    unit: list[VotingUnitShape] = Field(min_length=1)
    note: list[str] = Field(default_factory=list)


class RulePackShape(Shape):
    """A rule pack: a rule with its sources, for `commonground vote new`."""

    title: str
    kind: VoteKind
    effective: Day | None = None
    rule: RuleShape
    note: list[str] = Field(default_factory=list)
