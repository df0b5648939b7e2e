"""Pay withheld and owed: the days sum to the whole, both sides are told, and what is made up comes back."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.contingency.benefits import BenefitRule, Until
from commonground.contingency.payback import Payback, paid_back
from commonground.contingency.withheld import PayEffect, Payroll, amounts, day_by_day, payrolls
from commonground.values.school_calendar import DayStatus
from little_district import agreement, clause, engine, people, schedule
from texts import LETTERS

cents = st.integers(0, 10**12)
rolls = st.lists(
    st.builds(Payroll, st.text(LETTERS, max_size=3), cents, cents, st.integers(1, 260), st.booleans(), st.booleans()),
    min_size=1,
    max_size=4,
)
FIRST = dt.date(2026, 9, 1)


@given(rolls, st.integers(0, 60), st.integers(0, 60))
def test_what_is_owed_takes_back_what_was_withheld(rolls, lost, made_up):
    assert amounts(rolls, lost, lost).members == amounts(rolls, 0, 0).employer == 0
    assert amounts(rolls, lost, made_up).members == -amounts(rolls, made_up, lost).members


@given(rolls, st.lists(st.sampled_from(list(DayStatus)), max_size=30))
def test_the_days_sum_to_the_whole_to_the_cent(rolls, statuses):
    days = {FIRST + dt.timedelta(days=number): status for number, status in enumerate(statuses)}

    found = day_by_day(days, rolls)

    withheld = [each.status for each in found if each.effect is PayEffect.WITHHELD]
    furlough = withheld.count(DayStatus.FURLOUGH)
    owed = sum(each.effect is PayEffect.OWED for each in found)
    whole = amounts(rolls, len(withheld) - furlough, owed, furlough)
    assert (sum(each.members for each in found), sum(each.employer for each in found)) == (
        whole.members,
        whole.employer,
    )


def test_a_day_is_annual_pay_over_the_work_year_with_the_charges_that_follow_it():
    teachers = Payroll("teachers", 18_600_000, 1_860_000, 186)

    found = amounts([teachers], 5, 2)

    assert (teachers.daily_pay, teachers.daily_cost) == (100_000, 110_000)
    assert (found.members, found.employer) == (300_000, 330_000)


def test_a_furlough_keeps_pay_from_every_unit_that_it_names_and_a_strike_from_those_on_strike():
    rolls = [
        Payroll("teachers", 1_860, 0, 186),
        Payroll("aides", 3_640, 0, 182, is_on_strike=False),
        Payroll("nurses", 1_860, 0, 186, is_on_strike=False, is_furloughed=False),
    ]
    days = {FIRST: DayStatus.FURLOUGH, FIRST + dt.timedelta(days=1): DayStatus.STRIKE}

    furlough, strike = day_by_day(days, rolls)

    assert (furlough.members, strike.members) == (10 + 20, 10)


def test_only_the_units_on_strike_lose_pay():
    rolls = [Payroll("teachers", 1_860, 0, 186), Payroll("aides", 1_860, 0, 186, is_on_strike=False)]

    assert amounts(rolls, 1, 0).members == 10


def test_pay_and_what_follows_it_are_read_from_the_costing_and_premiums_are_not():
    clauses = agreement(
        schedule({("BA", "1"): 50_000}),
        clause("fund", "pension", rate="10%"),
        clause("medicare", "payroll_tax", rate="1.45%"),
        clause("bonus", "one_time_payment", payments=[{"year": "2026-27", "amount": "500"}]),
        clause("plans", "health", quoted_for="2026-27", mean_per_fte="12000"),
    )
    pricing = engine(people({"lane": "BA", "step": "1"}))

    [found] = payrolls(pricing, clauses, pricing.full_year_on(dt.date(2026, 10, 1)), {"": 200})

    assert (found.pay, found.charges, found.days) == (5_000_000, 572_500, 200)


@pytest.mark.parametrize(
    ("until", "days", "last"),
    [
        ("goes on", 0, None),
        ("first day", 0, "2019-10-16"),
        ("days", 30, "2019-11-15"),
        ("end of month", 0, "2019-10-31"),
    ],
)
def test_a_benefit_ends_on_the_day_that_its_rule_leads_to(until, days, last):
    found = BenefitRule("health", "", Until(until), days).last_day(dt.date(2019, 10, 17))

    assert found == (dt.date.fromisoformat(last) if last else None)


@given(st.integers(1, 10**10), st.lists(st.integers(0, 10**9), min_size=1, max_size=6), st.integers(1, 260))
def test_a_day_earlier_the_difference_has_not_reached_the_amount(amount, differences, work_days):
    back = paid_back(amount, differences, work_days)

    def reached(days):
        whole, rest = divmod(days, work_days)
        part = differences[whole] * rest / work_days if whole < len(differences) else 0
        return sum(differences[:whole]) + part

    if back is None:
        assert sum(differences) < amount
    else:
        assert reached(back.all_days) >= amount * (1 - 1e-12)
        assert reached(back.all_days - 1) < amount


def test_nothing_withheld_is_paid_back_at_once():
    assert paid_back(0, [100], 208) == Payback(0, 0, 208)
