"""Disputes of other cities, in folders that hold what was printed and nothing to price: types, recipes and what is left."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from commonground.bridge.bridge import Bridge, bridge
from commonground.claims.check import Verdict, check_claims
from commonground.claims.claim import Claims
from commonground.files.claims import read_claims

HERE = Path(__file__).parent
CITIES = (
    *("denver-2019", "los-angeles-2019", "minneapolis-2022", "oakland-2019", "portland-2023", "seattle-2022"),
    "st-paul-2020",
)
PERCENT, MILLION = 10**6, 100 * 10**6


def claims_of(city: str) -> Claims:
    found, problems = read_claims(HERE / city)
    assert problems == ()
    assert found is not None
    return found


def between(city: str, one: str, other: str) -> Bridge:
    held = claims_of(city).claims
    return bridge(held[one], held[other], {})


@pytest.mark.parametrize(
    ("city", "name", "value"),
    [
        ("portland-2023", "union-21-5", "21.5"),
        ("portland-2023", "union-23", "23.0607"),
        ("portland-2023", "gap-220", 232_000_000),
        ("portland-2023", "district-10-9", "10.86405"),
        ("portland-2023", "gap-228", 228_000_000),
        ("portland-2023", "gap-211", 211_000_000),
        ("minneapolis-2022", "gap-217", 217_000_000),
        ("oakland-2019", "twelve", 24_000_000),
        ("los-angeles-2019", "raise-6", 6),
        ("los-angeles-2019", "educators-1200", 1_200),
        ("seattle-2022", "offer-6-5", "6.5"),
    ],
)
def test_a_printed_figure_follows_from_the_others_that_are_printed_beside_it(city, name, value):
    checked = {one.claim.id: one for one in check_claims(claims_of(city), None)}

    assert checked[name].value == Fraction(str(value))
    assert checked[name].verdict is Verdict.REPRODUCED


def test_oaklands_price_of_a_percent_is_another_in_the_newspaper_than_in_the_districts_two_figures():
    checked = {one.claim.id: one for one in check_claims(claims_of("oakland-2019"), None)}["one"]

    assert (checked.verdict, checked.value, checked.distance) == (Verdict.NOT_REPRODUCIBLE, 2_000_000, 100_000)


@pytest.mark.parametrize("city", CITIES)
def test_without_a_recipe_nothing_is_recomputed_and_it_is_said_why(city):
    checked = [one for one in check_claims(claims_of(city), None) if one.claim.recipe is None]

    assert {one.verdict for one in checked} == {Verdict.UNVERIFIABLE}
    assert {one.recipe.split(" are in")[0] for one in checked} == {"no agreement and roster"}


def test_portlands_21_5_and_23_percent_are_one_offer_added_and_multiplied():
    found = between("portland-2023", "union-21-5", "union-23")

    assert [(step.name, step.change) for step in found.mechanical] == [("compounding", 1_560_700)]
    assert Fraction(found.rest, PERCENT) == Fraction("-0.0607")


def test_oaklands_24_and_10_million_are_one_price_of_a_percent():
    found = between("oakland-2019", "twelve", "five")

    assert [(step.name, step.change) for step in found.mechanical] == [("number", -14 * MILLION)]
    assert found.rest == 0


def test_minneapolis_two_gaps_have_all_that_lies_between_them_left():
    found = between("minneapolis-2022", "gap-217", "gap-75")

    assert (found.hypotheses, found.before, found.rest) == ((), -142 * MILLION, -142 * MILLION)


def test_denvers_two_papers_have_one_figure_and_no_lines_between():
    found = between("denver-2019", "chalkbeat", "post")

    assert (found.mechanical, found.named, found.hypotheses, found.rest) == ((), (), (), 0)


@pytest.mark.parametrize(
    ("city", "name", "value", "distance"),
    [("st-paul-2020", "over-budget-1-5", 1_600_000, 100_000), ("seattle-2022", "short-92", 93_000_000, 1_000_000)],
)
def test_rounded_figures_that_do_not_add_up_as_printed_are_told_with_their_distance(city, name, value, distance):
    checked = {one.claim.id: one for one in check_claims(claims_of(city), None)}[name]

    assert (checked.verdict, checked.value, checked.distance) == (Verdict.NOT_REPRODUCIBLE, value, distance)


@pytest.mark.parametrize(
    ("city", "one", "other", "left"),
    [
        ("seattle-2022", "deal-228", "deal-231", 3),
        ("st-paul-2020", "deal-11-2", "offer-9-6", "-1.6"),
        ("los-angeles-2019", "reserve-1-86", "reserve-1-8", -60),
    ],
)
def test_two_figures_of_one_type_without_an_agreement_have_all_between_them_left(city, one, other, left):
    found = between(city, one, other)

    assert (found.mechanical, found.hypotheses, found.rest) == ((), (), Fraction(str(left)) * MILLION)


def test_st_pauls_request_and_settlement_are_of_two_bases_before_they_are_two_sums():
    found = between("st-paul-2020", "health-30", "health-4-7")

    assert [step.name for step in found.mechanical] == ["basis not stated", "basis"]
    assert found.before == Fraction("-20.6") * MILLION


def test_seattles_shares_of_members_and_of_votes_are_told_apart():
    found = between("seattle-2022", "yes-95", "turnout-75")

    assert [name for name, *_ in found.named] == ["base"]


def test_portlands_gap_a_year_and_over_three_is_one_gap():
    found = between("portland-2023", "gap-76", "gap-228")

    assert ([step.change for step in found.mechanical], found.rest) == ([152 * MILLION], 0)


def test_what_portlands_proposal_takes_off_has_the_districts_share_in_dollars():
    held = claims_of("portland-2023").claims
    found = bridge(held["cut-121-6"], held["cut-quarter"], {"cut-by-the-union": Fraction(121_600_000)})

    assert (found.end, found.rest) == (30_400_000 * 100, -91_200_000 * 100)


def test_denvers_two_first_years_are_set_against_one_another_as_they_were_said():
    found = between("denver-2019", "union-28", "district-20-5")

    assert (found.mechanical, found.rest) == ((), Fraction("-7.5") * MILLION)


def test_denvers_first_year_is_laid_out_beside_three_and_what_is_left_is_told():
    found = between("denver-2019", "district-20-5", "district-50")

    assert [step.change for step in found.mechanical] == [41 * MILLION]
    assert (found.hypotheses, found.rest) == ((), Fraction("-11.5") * MILLION)
