"""Worked example: docs/arithmetic/health.md."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from little_district import agreement, clause, deducted, engine, line, people, schedule
from worked_figures import Figures

FIGURES = Figures("health")
GUIDE = schedule({("BA", "1"): 48_137, ("BA", "3"): 50_400, ("MA", "4"): 55_600})
SINGLE = {"plan": "HMO", "tier": "single", "annual": 8_400}
FAMILY = {"plan": "PPO", "tier": "family", "monthly": 2_000, "employee_share": "20%"}
TERMS = {
    "quoted_for": "2025-26",
    "premiums": [SINGLE, FAMILY],
    "employee_share": "15%",
    "trend": {"2026-27": "6%"},
    "trend_after": "5%",
    "least_fte": "0.5",
}
AMES = {"lane": "BA", "step": "1", "health_plan": "HMO", "health_tier": "single"}
COLE = {"lane": "MA", "step": "4", "health_plan": "PPO", "health_tier": "family"}
EADS = {**AMES, "fte": "0.4"}


def insured(*rows, **terms):
    clauses = agreement(GUIDE, clause("plan", "health", **{**TERMS, **terms}))
    pricing = engine(people(*rows))
    return line(pricing.price(clauses), "plan"), deducted(pricing, clauses, "plan/health_deduction")


def test_premiums_grow_by_their_trend_and_are_shared_by_plan_and_tier():
    single, single_member = insured(AMES)
    family, family_member = insured(COLE)

    assert single[1:3] == FIGURES.cents("single_employer_2026", "single_employer_2027")
    assert single_member[1:3] == FIGURES.cents("single_member_2026", "single_member_2027")
    assert family[1:3] == FIGURES.cents("family_employer_2026", "family_employer_2027")
    assert family_member[1:3] == FIGURES.cents("family_member_2026", "family_member_2027")


def test_the_cost_of_all_is_the_sum_of_each():
    assert insured(AMES, COLE)[0][1] == FIGURES.cents("together_2026")[0]


def test_who_works_less_than_the_least_share_of_a_job_is_not_enrolled():
    assert insured(EADS)[0][1] == FIGURES.cents("not_enrolled")[0]


def test_members_may_pay_a_share_of_pay_as_well():
    employer, member = insured(AMES, employee_share_of_pay="1.5%")

    assert (member[1], employer[1]) == FIGURES.cents("share_of_pay_member", "share_of_pay_employer")


def test_members_may_pay_dollars_that_do_not_grow_with_the_premium():
    family = {**FAMILY, "employee_share": "0%", "employee_pays": {"2025-26": 1_800}}

    employer, member = insured(COLE, premiums=[SINGLE, family])

    assert employer[1:3] == FIGURES.cents("dollars_employer_2026", "dollars_employer_2027")
    assert member == (180_000,) * 4


def test_what_a_premium_costs_above_the_most_that_the_employer_pays_is_the_members():
    single = {**SINGLE, "employer_at_most": {"2026-27": 7_500, "2027-28": 8_100}}
    family = {**FAMILY, "employer_at_most": {"2026-27": 20_000, "2027-28": 20_600}}

    of_single, member = insured(AMES, premiums=[single, family])
    of_family, _ = insured(COLE, premiums=[single, family])

    assert of_single[1:3] == FIGURES.cents("limit_single_2026", "limit_single_2027")
    assert of_family[1:3] == FIGURES.cents("limit_family_2026", "limit_family_2027")
    assert member[1] == FIGURES.cents("limit_single_member_2026")[0]


def test_contracts_by_number_are_priced_as_those_by_person_are():
    single = {**SINGLE, "employee_pays": {"2025-26": 300}, "employer_at_most": {"2026-27": 7_500}}
    clauses = agreement(GUIDE, clause("plan", "health", **{**TERMS, "premiums": [{**single, "enrolled": 3}]}))

    costing = engine(people({"lane": "BA", "step": "1"})).price(clauses)
    by_person, _ = insured(AMES, AMES, AMES, premiums=[single])

    assert line(costing, "plan/health_enrolled") == by_person


def test_a_member_never_pays_more_than_the_premium():
    employer, member = insured(AMES, premiums=[{**SINGLE, "employee_pays": {"2025-26": 90_000}}])

    assert (employer[1], member[1]) == (0, 8_904_00)


def test_contracts_may_be_known_by_number_only():
    premiums = [{**SINGLE, "enrolled": "12.5"}]
    clauses = agreement(GUIDE, clause("plan", "health", **{**TERMS, "premiums": premiums}))

    costing = engine(people({"lane": "BA", "step": "1"})).price(clauses)

    assert line(costing, "plan/health_enrolled")[1] == FIGURES.cents("contracts")[0]


def test_a_mean_cost_for_each_job_is_scaled_by_fte():
    half_time = {"lane": "BA", "step": "3", "fte": "0.5"}

    assert insured(half_time, premiums=[], mean_per_fte=12_000)[0][1] == FIGURES.cents("mean")[0]


def test_a_premium_needs_a_year_or_a_month_and_not_both():
    with pytest.raises(ValidationError, match="either an annual or a monthly premium"):
        insured(AMES, premiums=[{**SINGLE, "monthly": 700}])


def test_a_plan_and_tier_is_listed_once():
    with pytest.raises(ValidationError, match="listed twice"):
        insured(AMES, premiums=[SINGLE, SINGLE])


def test_contracts_by_number_pay_the_share_of_the_mean_pay():
    single = {**SINGLE, "enrolled": 1}
    clauses = agreement(
        GUIDE, clause("plan", "health", **{**TERMS, "premiums": [single], "employee_share_of_pay": "1.5%"})
    )

    costing = engine(people({"lane": "BA", "step": "1"}, {"lane": "MA", "step": "4"})).price(clauses)

    paid = line(costing, "plan/health_enrolled")[1] + line(costing, "plan/health_enrolled_pay")[1]
    assert paid == FIGURES.cents("contracts_with_share_of_pay")[0]


def test_a_premium_is_the_mean_over_where_people_are_expected_to_migrate():
    leave = {"plan": "PPO", "tier": "family", "to_plan": "HMO", "to_tier": "single", "share": "25%", "since": "2026-27"}
    employer, member = insured(COLE, migrations=[leave])

    assert (employer[1], member[1]) == FIGURES.cents("migrated_employer", "migrated_member")
    assert employer[0] == insured(COLE)[0][0]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"to_plan": "POS"}, "has no premium"),
        ({"to_plan": "PPO", "to_tier": "family"}, "to itself"),
        ({"share": "60%"}, "more than all migrate"),
    ],
)
def test_a_migration_that_cannot_be_is_refused(change, says):
    leave = {"plan": "PPO", "tier": "family", "to_plan": "HMO", "to_tier": "single", "share": "50%", "since": "2026-27"}

    with pytest.raises(ValidationError, match=says):
        insured(COLE, migrations=[leave, {**leave, **change}])


def test_a_mean_for_each_job_does_not_stand_beside_contracts_of_a_table():
    with pytest.raises(ValidationError, match="would pay both"):
        insured(COLE, enrolment="table", mean_per_fte=12_000)
