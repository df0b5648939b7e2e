"""`commonground vote tally`: a published tally under a rule."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from enum import StrEnum

from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.cli.output import Format, show
from commonground.cli.vote.opened import counts_given
from commonground.cli.vote.rules import pack_named
from commonground.report.votes import result_table
from commonground.values.rate import NotARate, parse_rate
from commonground.votes.count import Count
from commonground.votes.outcome import Electors, NoBase, Outcome, weighed
from commonground.votes.rule import (
    Ballot,
    Comparison,
    Denominator,
    Method,
    Requirement,
    Rule,
    Treatment,
    VoteKind,
    VotingUnit,
)


class Base(StrEnum):
    """The base of a share, as an option names it."""

    MEMBERS = "members"
    EMPLOYEES = "employees"
    BALLOTS = "ballots"


OF = {Base.MEMBERS: Denominator.MEMBERS, Base.EMPLOYEES: Denominator.EMPLOYEES, Base.BALLOTS: Denominator.BALLOTS}


def vote_tally(
    *,
    yes: int,
    no: int,
    rule: str | None = None,
    members: int | None = None,
    employees: int | None = None,
    abstain: int = 0,
    blank: int = 0,
    spoiled: int = 0,
    challenged: int = 0,
    at_least: str | None = None,
    more_than: str | None = None,
    of: Base = Base.BALLOTS,
    in_the_base: bool = False,
    format: Format = Format.TABLE,
) -> int:
    """A tally as it was published, under a rule: shares, how many were needed, and the outcome. No folder is needed.

    Examples
    --------
    commonground vote tally --more-than 3/5 --members 900 --yes 700 --no 9
    commonground vote tally --more-than 1/2 --yes 16428 --no 4337

    Parameters
    ----------
    yes
        ballots that say yes
    no
        ballots that say no
    rule
        a rule pack (see: commonground vote rules); or give the share
    members
        members on the roll
    employees
        employees of the unit
    abstain
        ballots that say abstain
    blank
        ballots that say nothing
    spoiled
        ballots that cannot be counted
    challenged
        challenged ballots, unsettled
    at_least
        the share that yes must reach, such as 3/4 or 60%
    more_than
        the share that yes must be above, such as 1/2
    of
        the base of the share: members, employees or ballots (votes cast)
    in_the_base
        abstentions, blanks and spoiled ballots are in the base of votes cast
    format
        table, json or csv
    """
    numbers = {"yes": yes, "no": no, "abstain": abstain, "blank": blank, "spoiled": spoiled, "challenged": challenged}
    counts_given({**numbers, "members": members, "employees": employees})
    if sum(map(bool, (rule, at_least, more_than))) != 1:
        raise Misused("Give one of --rule, --at-least and --more-than.")
    held = pack_named(rule).rule if rule else _rule(at_least or more_than or "", bool(at_least), OF[of])
    if held.votes is not None:
        raise Misused(f"{rule} gives delegates unequal votes, which only a roll can say; give the share of votes cast.")
    if in_the_base:
        inside = Treatment.IN_THE_BASE
        held = replace(held, abstentions=inside, blanks=inside, spoiled=inside)
    outcome = _weighed(VotingUnit("tally", rule or "the rule given", held), Count(**numbers), members, employees)
    kind = pack_named(rule).kind if rule else VoteKind.RATIFICATION
    ballot = Ballot("tally", "Tally", kind, Method.SECRET_BALLOT, dt.date.min, (outcome.unit,))
    show([result_table(ballot, outcome)], format)
    return exits.DONE


def _weighed(unit: VotingUnit, count: Count, members: int | None, employees: int | None) -> Outcome:
    """The outcome of a count that cannot be of more people than there are."""
    name, people = ("members", members) if employees is None else ("employees", employees)
    if people is not None and count.voters > people:
        raise Misused(f"{count.voters:,} ballots are more than the {people:,} {name}. Correct one of the two.")
    try:
        return weighed(unit, count, Electors(members, employees))
    except NoBase as problem:
        option = "--members" if problem.of is Denominator.MEMBERS else "--employees"
        raise Misused(f"The rule takes a share of {problem.of}; give {option}.") from None


def _rule(share: str, is_at_least: bool, of: Denominator) -> Rule:
    """A rule of one share."""
    try:
        rate = parse_rate(share)
    except NotARate as problem:
        raise Misused(f"{problem}.") from None
    if not 0 < rate <= 1:
        raise Misused(f'"{share}" is no share above 0 and at most 1, such as 3/4 or 60%.')
    return Rule((Requirement(of, rate, Comparison.AT_LEAST if is_at_least else Comparison.MORE_THAN),))
