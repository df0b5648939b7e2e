"""Delegates with unequal votes: what a ballot carries, that votes decide, and that no sum of votes tells a ballot apart."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from commonground.votes.carried import Remainder, VotesCarried
from commonground.votes.count import Count
from commonground.votes.entry import ChallengesSettled, CountEntered
from commonground.votes.outcome import Verdict, outcome_of
from commonground.votes.publication import SiteCount, cells_of_equal_votes, may_be_shown
from commonground.votes.roll import Roll, SiteRoll
from commonground.votes.rule import Comparison, Denominator, Quorum, Requirement, Rule, VotingUnit

HALF = Requirement(Denominator.BALLOTS, Fraction(1, 2), Comparison.MORE_THAN)
QUORUM = Quorum(Denominator.MEMBERS, Fraction(1, 2), Comparison.MORE_THAN)
BY_TEN = VotesCarried(10, Remainder.MORE_THAN_HALF)
SITES = ("Brook", "Hill", "Lake", "Meadow")
ROLL = Roll(
    1,
    None,
    (
        SiteRoll("d", "Hill", 3, None, 47),
        SiteRoll("d", "Brook", 2, None, 12),
        SiteRoll("d", "Meadow", 1, None, 60),
        SiteRoll("d", "Lake", 4, None, 31),
    ),
)
FOUND = {
    "Hill": Count(1, 2),
    "Brook": Count(1, challenged=1),
    "Meadow": Count(1),
    "Lake": Count(2, 1),
}


def unit_under(requirement=HALF, votes=BY_TEN, quorum=QUORUM):
    return VotingUnit("d", "Delegates", Rule((requirement,), quorum, votes=votes))


def counted(found):
    return [CountEntered(0, by, "d", site, count) for site, count in found.items() for by in ("Ames", "Bell")]


@pytest.mark.parametrize(
    ("remainder", "votes"),
    [
        (Remainder.COUNTS, [1, 1, 2, 2, 3]),
        (Remainder.MORE_THAN_HALF, [1, 1, 1, 2, 2]),
        (Remainder.LEFT_OUT, [1] * 4 + [2]),
    ],
)
def test_a_ballot_carries_votes_by_the_size_of_the_school(remainder, votes):
    rule = VotesCarried(10, remainder)

    assert [rule.of(size) for size in (0, 10, 15, 16, 21)] == votes


def test_the_example_of_the_documentation_comes_out_by_hand():
    outcome = outcome_of(unit_under(), ROLL, counted(FOUND))

    assert outcome.carried == {"Hill": 5, "Brook": 1, "Meadow": 6, "Lake": 3}
    assert (outcome.electors.members, outcome.count.yes, outcome.count.no) == (15 + 2 + 6 + 12, 5 + 1 + 6 + 6, 10 + 3)
    assert (outcome.in_ballots.count.yes, outcome.in_ballots.count.no) == (5, 3)
    assert [(one.now.got, one.now.needed) for one in outcome.standings] == [(18, 16), (8, 6)]


def test_a_majority_of_delegates_can_carry_a_minority_of_votes():
    found = {"Hill": Count(0, 3), "Brook": Count(2), "Meadow": Count(1), "Lake": Count(2, 2)}

    outcome = outcome_of(unit_under(), ROLL, counted(found))

    assert (outcome.in_ballots.count.yes, outcome.in_ballots.count.no) == (5, 5)
    assert (outcome.count.yes, outcome.count.no, outcome.verdict) == (14, 21, Verdict.FAILED)


def test_settled_envelopes_carry_the_votes_of_their_site():
    settled = [ChallengesSettled(0, by, "d", "Brook", 0, Count(no=1)) for by in ("Ames", "Bell")]

    outcome = outcome_of(unit_under(), ROLL, [*counted(FOUND), *settled])

    assert (outcome.count.no, outcome.challenged, outcome.in_ballots.count.no) == (14, 0, 4)


COUNTS = st.builds(Count, yes=st.integers(0, 4), no=st.integers(0, 4), abstain=st.integers(0, 2))
RULES = st.builds(VotesCarried, st.integers(1, 40), st.sampled_from(Remainder), st.integers(1, 3))
SIZES = st.fixed_dictionaries({site: st.integers(1, 120) for site in SITES})


def roll_of(sizes, found=None):
    people = {site: 12 if found is None else found[site].voters for site in SITES}
    return Roll(1, None, tuple(SiteRoll("d", site, people[site], None, sizes[site]) for site in SITES))


@given(RULES, SIZES, st.fixed_dictionaries(dict.fromkeys(SITES, COUNTS)))
def test_votes_are_those_of_every_ballot_by_itself(rule, sizes, found):
    ballots = [
        (rule.of(sizes[site]), said) for site in SITES for said in ("yes",) * found[site].yes + ("no",) * found[site].no
    ]

    count = outcome_of(unit_under(votes=rule), roll_of(sizes), counted(found)).count

    assert count.yes == sum(votes for votes, said in ballots if said == "yes")
    assert count.no == sum(votes for votes, said in ballots if said == "no")


@given(RULES, SIZES, st.fixed_dictionaries(dict.fromkeys(SITES, COUNTS)), st.sets(st.sampled_from(SITES)))
def test_what_is_called_certain_with_sites_out_holds_when_they_are_in(rule, sizes, found, out):
    unit, roll = unit_under(Requirement(Denominator.MEMBERS, Fraction(2, 3)), rule), roll_of(sizes, found)

    early = outcome_of(unit, roll, counted({site: found[site] for site in SITES if site not in out})).verdict

    assert early in (Verdict.OPEN, outcome_of(unit, roll, counted(found)).verdict)


@given(SIZES, st.fixed_dictionaries(dict.fromkeys(SITES, COUNTS)))
def test_where_everyone_carries_one_vote_it_is_an_ordinary_vote(sizes, found):
    one_each = VotesCarried(1_000)

    unequal = outcome_of(unit_under(votes=one_each), roll_of(sizes), counted(found))
    ordinary = outcome_of(unit_under(votes=None), roll_of(sizes), counted(found))

    assert replace(unequal, unit=ordinary.unit, in_ballots=None, carried={}) == replace(ordinary, count=unequal.count)


@given(RULES, SIZES, st.fixed_dictionaries(dict.fromkeys(SITES, COUNTS)), st.integers(3, 8))
def test_what_is_published_holds_only_ballots_that_carry_the_same(rule, sizes, found, smallest):
    carried = {site: rule.of(size) for site, size in sizes.items()}

    cells = cells_of_equal_votes([SiteCount(site, found[site]) for site in SITES], carried, smallest)

    assume(cells)
    assert all(len({carried[site] for site in cell.sites}) == 1 for cell in cells)
    assert all(may_be_shown(Count(cell.yes, cell.no, cell.voters - cell.yes - cell.no), smallest) for cell in cells)
    assert sum(cell.voters for cell in cells) == sum(count.voters for count in found.values())
