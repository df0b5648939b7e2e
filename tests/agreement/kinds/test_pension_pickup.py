"""Worked example: docs/arithmetic/pension-pickup.md."""

from __future__ import annotations

from little_district import agreement, clause, deducted, engine, line, people, schedule
from worked_figures import Figures

FIGURES = Figures("pension-pickup")
CLAUSES = agreement(
    schedule({("BA", "1"): 48_137, ("MA", "4"): 55_600}),
    clause("fund", "pension", rate="0%", employee_rate="9%", base=["salary"]),
    clause("pickup", "pension_pickup", tiers={"Tier 1": {"pickup": "7%"}, "Tier 2": {"pay_in_lieu": "3.5%"}}),
    clause("medicare", "payroll_tax", rate="1.45%"),
)
AMES = {"lane": "BA", "step": "1", "tier": "Tier 2"}
COLE = {"lane": "MA", "step": "4", "tier": "Tier 1"}


def costed(row):
    return engine(people(row)).price(CLAUSES)


def test_the_employer_pays_part_of_the_members_contribution_by_tier():
    assert line(costed(COLE), "pickup")[0] == FIGURES.cents("cole_pickup")[0]
    assert line(costed(AMES), "pickup")[0] == FIGURES.cents("ames_pickup")[0]


def test_pay_in_lieu_of_a_pickup_is_rounded_half_up_to_the_cent():
    assert line(costed(COLE), "pickup/pay_in_lieu_of_pickup")[0] == FIGURES.cents("cole_in_lieu")[0]
    assert line(costed(AMES), "pickup/pay_in_lieu_of_pickup")[0] == FIGURES.cents("ames_in_lieu")[0]


def test_pay_in_lieu_is_pay_and_a_pickup_is_not():
    assert line(costed(COLE), "medicare")[0] == FIGURES.cents("cole_medicare")[0]
    assert line(costed(AMES), "medicare")[0] == FIGURES.cents("ames_medicare")[0]


def test_a_pickup_lowers_what_is_taken_from_pay():
    def own(row):
        pricing = engine(people(row))
        lines = ("fund/pension_deduction", "pickup/pickup_credit")
        return sum(deducted(pricing, CLAUSES, name)[0] for name in lines)

    assert (own(COLE), own(AMES)) == FIGURES.cents("cole_own", "ames_own")


def test_one_rate_holds_for_everyone_and_a_pension_may_build_on_what_is_picked_up():
    illinois = agreement(
        schedule({("BA", "1"): 33_000}),
        clause("coaching", "stipend", per_person=2_000),
        clause("pickup", "pension_pickup", pickup="9.8901%", base=["salary", "coaching"]),
        clause("fund", "pension", rate="0.58%", base=["salary", "coaching", "pickup"]),
    )

    costing = engine(people({"lane": "BA", "step": "1"})).price(illinois)

    assert line(costing, "pickup")[0] == FIGURES.cents("creditable_pickup")[0]
    assert line(costing, "fund")[0] == FIGURES.cents("creditable_employer")[0]


def test_a_tier_that_does_not_say_a_rate_has_the_general_one():
    clauses = agreement(
        schedule({("BA", "1"): 50_000}),
        clause(
            "pickup", "pension_pickup", pickup="4%", tiers={"Tier 2": {"pay_in_lieu": "1%"}, "Tier 3": {"pickup": 0}}
        ),
    )

    costs = [engine(people({"lane": "BA", "step": "1", "tier": t})).price(clauses) for t in ("", "Tier 2", "Tier 3")]

    assert [line(costing, "pickup")[0] for costing in costs] == [2_000_00, 2_000_00, 0]
    assert [line(costing, "pickup/pay_in_lieu_of_pickup")[0] for costing in costs] == [0, 500_00, 0]
