"""Orange County: health by plan and tier to the dollar, a printed sum that is not the sum, and monthly shares in dollars."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from commonground.costing.breakdown import NOTHING, Against, By, differences
from commonground.files.folder import check_folder
from commonground.values.money import divide
from little_district import agreement, clause, deducted, engine, line, people, schedule

HERE = Path(__file__).parent
PUBLISHED = tomllib.loads((HERE / "expected.toml").read_text())
READING = check_folder(HERE / "negotiation")
COUNTY = READING.negotiation
TIERS = [(plan, tier) for plan, tiers in PUBLISHED["plans"].items() for tier in tiers]


def by_clause():
    """Cents of each clause by year."""
    pricing = COUNTY.pricing
    whole = Against("nothing", id=NOTHING)
    parts = differences(pricing.engine, pricing.agreement, whole, By.CLAUSE, pricing.status_quo_agreement)
    return {name: series.cents for name, series in parts.items()}


def dollars(cents):
    return int(divide(cents, 100))


def county(plan, tier, year=0):
    """What the county pays for one tier, in cents: the premiums less what members pay."""
    parts = by_clause()
    return parts[f"{plan}, {tier}"][year] + parts.get(f"{plan}, {tier}: paid by members", (0, 0))[year]


def test_the_folder_reads_without_a_problem():
    assert READING.problems == ()


@pytest.mark.parametrize(("plan", "tier"), TIERS)
def test_a_tier_costs_what_is_published(plan, tier):
    published = PUBLISHED["plans"][plan][tier]
    before, after = by_clause()[f"{plan}, {tier}"]

    assert dollars(before) == published["total"]
    assert dollars(after) - dollars(before) == published["change"]
    assert abs(county(plan, tier) - published["county"] * 100) < 100
    assert published["total"] - published["members"] == published["county"]


def test_the_sum_of_the_tiers_is_not_the_sum_that_is_printed():
    total = sum(county("PPO", tier) for plan, tier in TIERS if plan == "PPO")

    assert dollars(total) == PUBLISHED["sum"]
    assert PUBLISHED["printed_sum"] - dollars(total) == 3_782_214


@pytest.mark.parametrize("tier", PUBLISHED["monthly"])
def test_a_members_dollars_of_a_month_leave_the_countys(tier):
    premium, countys, members = map(Decimal, PUBLISHED["monthly"][tier])
    terms = {"plan": "PPO", "tier": tier, "monthly": premium, "employee_share": 0}
    member = {"lane": "A", "step": "1", "health_plan": "PPO", "health_tier": tier}
    pricing = engine(people(member), years=1)
    paid = agreement(
        schedule({("A", "1"): 40_000}),
        clause(
            "plan",
            "health",
            quoted_for="2025-26",
            premiums=[{**terms, "employee_pays": {"2025-26": members * 12}}],
        ),
    )

    assert line(pricing.price(paid), "plan")[0] == countys * 1200
    assert deducted(pricing, paid, "plan/health_deduction")[0] == members * 1200
