"""Sun Prairie, 2011: the district's cost of health insurance by group, when premiums and shares both move."""

from __future__ import annotations

import pytest

from little_district import JULY, agreement, clause, engine, people, schedule, version

GROUPS = [("28.5", "5%", "-0.86"), ("30.4", "5%", "-0.86"), ("324", "9%", "3.50"), ("561", "1.3%", "-4.57")]
PREMIUM = 1_000_000  # so large that cents do not show in a hundredth of a percent


def terms(contracts, share):
    premium = {"plan": "health", "tier": "all", "annual": PREMIUM, "enrolled": contracts}
    return {"quoted_for": "2025-26", "trend_after": "3.5%", "employee_share": share, "premiums": [premium]}


@pytest.mark.parametrize(("contracts", "before", "published"), GROUPS)
def test_a_dearer_premium_and_a_larger_share_come_to_the_published_percentage(contracts, before, published):
    versions = (
        version("health", until=JULY[2026], **terms(contracts, before)),
        version("health", JULY[2026], **terms(contracts, "9%")),
    )
    bargain = agreement(schedule({("", "1"): 50_000}), clause("plan", "health", *versions))

    costing = engine(people({"step": "1"})).price(bargain)

    cost = next(line.totals for line in costing.lines if line.id == "plan/health_enrolled")
    assert f"{100 * (cost[1] / cost[0] - 1):.2f}" == published
