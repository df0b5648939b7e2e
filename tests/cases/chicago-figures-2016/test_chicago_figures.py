"""Chicago 2016: what was said, without a roster to price it on. Source: see SOURCE.md beside this file."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from commonground.bridge.bridge import bridge
from commonground.claims.check import Verdict, check_claims
from commonground.claims.claim import Claims
from commonground.files.claims import read_claims


@pytest.fixture(scope="module")
def claims() -> Claims:
    found, problems = read_claims(Path(__file__).parent)
    assert found is not None
    assert not problems
    return found


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("bierig-sum", "8.75"),
        ("deal-sum", "4.5"),
        ("deal-7-1225", "7.1225"),
        ("walkout-votes", "610"),
        ("strike-vote-of-members", "88.32"),
    ],
)
def test_what_follows_from_the_printed_figures_does(claims, name, value):
    found = {one.claim.id: one for one in check_claims(claims, None)}[name]

    assert (found.verdict, found.value) == (Verdict.REPRODUCED, Fraction(value))


def test_nothing_is_reproduced_that_has_no_recipe(claims):
    found = [one for one in check_claims(claims, None) if one.claim.recipe is None]

    assert {one.verdict for one in found} == {Verdict.UNVERIFIABLE}


def test_96_percent_of_votes_is_not_96_percent_of_members(claims):
    found = {one.claim.id: one for one in check_claims(claims, None)}["strike-vote-96-of-members"]

    assert (found.verdict, found.value) == (Verdict.NOT_REPRODUCIBLE, Fraction("88.32"))


@pytest.mark.parametrize(
    ("one", "other"), [("saves-300", "less-400"), ("saves-300", "more-100"), ("less-400", "more-100")]
)
def test_three_figures_of_one_deal_have_three_baselines_and_the_bridge_says_so_first(claims, one, other):
    found = bridge(claims.claims[one], claims.claims[other], {})

    assert "base" in dict(found.named)
    assert found.rest == found.before == found.end - found.start


def test_what_steps_cost_is_kept_as_each_side_tells_it(claims):
    assert claims.claims["steps-wash"] in claims.replies(claims.claims["steps-30"])
    assert claims.claims["steps-wash"].figure is None
