"""Colchester, 2017: 69 of 151 teachers have the family plan at 23,792, of which the district pays 80 %."""

from __future__ import annotations

from fractions import Fraction

from commonground.agreement.enrolled import with_contracts
from commonground.costing.insured import insured
from commonground.workforce.enrolment import Enrolled, Enrolment
from little_district import agreement, clause, engine, people, schedule

PUBLISHED = {"district": 19_034, "employee": 4_758}
FAMILY = ("current", "family")
TABLE = Enrolment((Enrolled(*FAMILY, Fraction(69)),))


def test_the_family_plan_of_the_table_is_shared_as_published():
    premiums = [{"plan": "current", "tier": "family", "annual": 23_792}]
    plan = clause("plan", "health", quoted_for="2025-26", employee_share="20%", enrolment="table", premiums=premiums)
    bargain = with_contracts(agreement(schedule({("", "1"): 50_000}), plan), TABLE.contracts())
    pricing = engine(people({"step": "1", "count": 151}))

    (found,) = insured(pricing, bargain, pricing.periods[0])

    assert found.contracts == 69
    assert (found.plan, found.tier) == FAMILY
    assert found.premium == 69 * 23_792_00
    each = {"district": found.employer, "employee": found.members}
    assert {who: round(cents / 69 / 100) for who, cents in each.items()} == PUBLISHED
