"""Breakdown: parts that sum, the whole cost, what is paid once. Worked example: docs/arithmetic/one-time-and-ongoing.md."""

from __future__ import annotations

import pytest

from commonground.costing.breakdown import NOTHING, Against, By, differences, one_time_difference, total_difference
from commonground.costing.views import View
from little_district import JULY, agreement, clause, engine, people, schedule
from worked_figures import Figures

FIGURES = Figures("one-time-and-ongoing")
BASE, WHOLE = Against("the base year"), Against("nothing", id=NOTHING)
RAISE = {"effective": JULY[2026], "percent": "2%"}
SETTLED = agreement(
    schedule({("BA", "1"): 48_000}),
    clause("raise", "schedule_raise", raises=[RAISE]),
    clause("signing", "one_time_payment", payments=[{"year": "2026-27", "amount": 800}]),
    clause("medicare", "payroll_tax", rate="1.45%"),
)
AMES = {"lane": "BA", "step": "1"}


def priced():
    return engine(people(AMES), years=2)


def test_against_nothing_a_cost_is_the_whole_of_it_and_the_base_year_has_its_own():
    assert total_difference(priced(), SETTLED, WHOLE).cents == FIGURES.cents("whole_base", "whole_2026", "whole_2027")


def test_the_views_of_a_settlement_that_pays_something_once():
    total = total_difference(priced(), SETTLED, BASE)

    assert total.seen(View.ANNUAL) == FIGURES.cents("annual_2026", "annual_2027")
    assert total.seen(View.INCREMENT) == FIGURES.cents("annual_2026", "not_again")
    assert total.seen(View.CUMULATIVE)[-1:] == FIGURES.cents("cumulative_2027")
    assert total.seen(View.RUN_RATE) == FIGURES.cents("ongoing_2026")


@pytest.mark.parametrize("against", [BASE, WHOLE])
def test_what_is_paid_once_is_one_time_with_the_charges_that_it_drags_along(against):
    once = one_time_difference(priced(), SETTLED, against)

    assert once.seen(View.ANNUAL) == FIGURES.cents("once_2026", "once_2027")
    assert (total_difference(priced(), SETTLED, BASE) - once).cents[1:2] == FIGURES.cents("ongoing_2026")


def test_retroactive_pay_is_one_time_with_the_charges_that_it_drags_along():
    late = agreement(
        schedule({("BA", "1"): 48_000}),
        clause("raise", "schedule_raise", raises=[{**RAISE, "paid_from": JULY[2026].replace(month=11)}]),
        clause("medicare", "payroll_tax", rate="1.45%"),
    )

    once = one_time_difference(priced(), late, BASE)

    # 960 a year for four months of twelve: 320 of pay, and Medicare of (48,960 - 48,640) x 0.0145 = 4.64.
    assert once.cents == (0, 324_64, 0)


@pytest.mark.parametrize(
    "against", [BASE, WHOLE, Against("the other", agreement(schedule({("BA", "1"): 47_000})), "x")]
)
@pytest.mark.parametrize("by", By)
def test_whatever_a_cost_is_broken_down_by_and_against_the_parts_sum_to_the_total(by, against):
    pricing = priced()
    status_quo = agreement(*(clause for clause in SETTLED if clause.id not in ("raise", "signing")))

    parts = differences(pricing, SETTLED, against, by, status_quo)

    sums = [sum(series.cents[period] for series in parts.values()) for period in range(3)]
    assert tuple(sums) == total_difference(pricing, SETTLED, against).cents


def test_by_clause_every_clause_that_costs_something_has_its_own_row():
    parts = differences(priced(), SETTLED, WHOLE, By.CLAUSE, SETTLED)

    assert {name: series.cents[0] for name, series in parts.items()} == {
        "schedule": 4_800_000,
        "signing": 0,
        "medicare": 69_600,
    }
