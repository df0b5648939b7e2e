"""Chicago's votes as they were published: counts, what was needed, shares, and a percentage of the wrong base."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from commonground.files.vote_rule_packs import rule_packs
from commonground.votes.count import Count
from commonground.votes.outcome import Electors, Verdict, weighed
from commonground.votes.printed import PrintedPercent, PrintedRow, misprints
from commonground.votes.rule import VotingUnit, percent_written

PUBLISHED = tomllib.loads((Path(__file__).parent / "expected.toml").read_text())


def outcome_under(pack, count, members=None):
    return weighed(VotingUnit("teachers", "Teachers", rule_packs()[pack].rule), count, Electors(members))


def test_the_authorisation_of_2012_passes_with_the_printed_figures():
    case = PUBLISHED["authorisation"]
    count = Count(yes=case["yes"], no=case["no"], spoiled=case["spoiled"])

    outcome = outcome_under("illinois-article-34", count, case["members"])

    assert outcome.verdict is Verdict.PASSED
    assert count.valid == case["valid"]
    assert outcome.standings[0].now.needed == case["needed"]
    assert outcome.did_not_cast_a_valid_ballot == case["did_not_cast_a_valid_ballot"]
    assert percent_written(count.yes, case["members"]) == case["of_members"]
    assert percent_written(count.yes, count.valid) == case["of_valid"]


@pytest.mark.parametrize(("short", "verdict"), [(0, Verdict.PASSED), (1, Verdict.FAILED)])
def test_one_ballot_decides_at_the_number_that_was_needed(short, verdict):
    case = PUBLISHED["authorisation"]
    count = Count(yes=case["needed"] - short, no=case["no"])

    assert outcome_under("illinois-article-34", count, case["members"]).verdict is verdict


def test_the_ratification_of_2012_passes_by_votes_cast():
    case = PUBLISHED["ratification"]
    count = Count(yes=case["yes"], no=case["no"])

    assert outcome_under("chicago-ratification", count).verdict is Verdict.PASSED
    assert count.valid == case["valid"]
    assert percent_written(count.yes, count.valid) == case["of_valid"]


def test_the_delegates_took_the_agreement_of_2019():
    case = PUBLISHED["delegates"]

    assert outcome_under("chicago-delegates", Count(yes=case["yes"], no=case["no"])).verdict is Verdict.PASSED


def test_a_share_of_ballots_printed_as_one_of_members_is_found():
    case = PUBLISHED["december_2015"]
    percents = {name: PrintedPercent(case[name]) for name in ("turnout", "yes_of_valid")}
    row = PrintedRow("December 2015", 2, {}, {**percents, "yes_of_members": PrintedPercent(case["press"])})

    [found] = misprints([row])

    assert (found.figure, found.should_be, found.difference) == ("yes_of_members", case["of_members"], "+7.7 points")
