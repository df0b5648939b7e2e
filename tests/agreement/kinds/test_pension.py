"""Worked example: docs/arithmetic/pension.md."""

from __future__ import annotations

import datetime as dt

from commonground.workforce.tiers import with_tiers_by_hire_date
from little_district import agreement, clause, deducted, engine, line, people, schedule
from worked_figures import Figures

FIGURES = Figures("pension")
GUIDE = schedule({("BA", "1"): 48_137, ("BA", "3"): 50_400, ("MA", "4"): 55_600})
LONGEVITY = clause("longevity", "longevity", bands=[{"years": 15, "amount": 1_000}])
EVERYONE = clause("duty", "stipend", per_person=1_200)
TIERS = {
    "Tier 1": {"hired_until": dt.date(2012, 6, 30), "rate": "10%", "employee_rate": "9%"},
    "Tier 2": {"hired_from": dt.date(2012, 7, 1), "rate": "8.25%"},
}
AMES = {"lane": "BA", "step": "1", "hired": dt.date(2016, 8, 25), "service": 9}
BELL = {"lane": "BA", "step": "3", "fte": "0.5", "hired": dt.date(2015, 8, 25), "tier": "Tier 1", "service": 10}
COLE = {"lane": "MA", "step": "4", "hired": dt.date(1999, 8, 25), "service": 26}
BOUNDS = [
    ("Tier 1", 0, dt.date(2012, 6, 30).toordinal()),
    ("Tier 2", dt.date(2012, 7, 1).toordinal(), 0),
]


def contributions(row, **terms):
    fund = clause("fund", "pension", tiers=TIERS, employee_rate="7%", **terms)
    clauses = agreement(GUIDE, LONGEVITY, EVERYONE, fund)
    pricing = engine(with_tiers_by_hire_date(people(row), BOUNDS))
    return line(pricing.price(clauses), "fund")[0], deducted(pricing, clauses, "fund/pension_deduction")[0]


def test_rates_follow_the_tier_and_the_base_is_what_is_pensionable():
    base = ["salary", "longevity"]

    assert contributions(AMES, base=base) == FIGURES.cents("ames_employer", "ames_member")
    assert contributions(COLE, base=base) == FIGURES.cents("cole_employer", "cole_member")


def test_a_tier_that_the_roster_states_stands_whatever_the_day_of_hire():
    assert contributions(BELL, base=["salary"]) == FIGURES.cents("bell_employer", "bell_member")


def test_the_base_is_all_pay_where_none_is_named():
    assert contributions(AMES)[0] == FIGURES.cents("ames_on_all_pay")[0]


def test_a_member_of_no_tier_is_charged_the_general_rate():
    fund = clause("fund", "pension", rate="5%", tiers=TIERS, base=["salary"])

    costing = engine(people({"lane": "BA", "step": "3"})).price(agreement(GUIDE, fund))

    assert line(costing, "fund")[0] == 252_000
