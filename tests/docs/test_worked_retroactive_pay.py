"""Worked example: docs/arithmetic/retroactive-pay.md."""

from __future__ import annotations

import datetime as dt

from little_district import JULY, agreement, clause, engine, line, people, schedule
from worked_figures import Figures

FIGURES = Figures("retroactive-pay")
GUIDE = schedule({("BA", "1"): 48_000, ("BA", "3"): 50_400})
AMES, BELL = {"lane": "BA", "step": "1"}, {"lane": "BA", "step": "3", "fte": "0.5"}
NOVEMBER = dt.date(2026, 11, 1)


def paid(row, paid_from):
    raises = [{"effective": JULY[2026], "percent": "3%", "paid_from": paid_from}]
    costing = engine(people(row)).price(agreement(GUIDE, clause("raise", "schedule_raise", raises=raises)))
    return line(costing, "schedule"), line(costing, "schedule/retroactive_pay")


def test_what_was_earned_before_the_raise_reached_the_payroll_is_a_line_of_its_own():
    salary, retroactive = paid(AMES, NOVEMBER)

    assert (salary[1], retroactive[1], salary[2]) == FIGURES.cents("ames_salary", "ames_retroactive", "ames_next")
    assert retroactive[2] == 0


def test_a_part_timers_retroactive_pay_is_scaled_by_fte():
    salary, retroactive = paid(BELL, NOVEMBER)

    assert (salary[1], retroactive[1]) == FIGURES.cents("bell_salary", "bell_retroactive")


def test_retroactive_pay_counts_in_the_year_in_which_it_is_paid():
    salary, retroactive = paid(AMES, dt.date(2027, 9, 1))

    assert salary[1:3] == FIGURES.cents("next_year_2026", "next_year_2027")
    assert (retroactive[1], retroactive[2]) == (0, *FIGURES.cents("next_year_retroactive"))


def test_a_run_rate_holds_the_raise_and_not_the_retroactive_pay():
    raises = [{"effective": JULY[2026], "percent": "3%", "paid_from": NOVEMBER}]
    clauses = agreement(GUIDE, clause("raise", "schedule_raise", raises=raises), last=dt.date(2027, 6, 30))

    costing = engine(people(AMES)).price(clauses)

    assert (costing.run_rate,) == FIGURES.cents("ames_next")


def test_a_base_may_name_retroactive_pay_although_no_raise_comes_late():
    raises = [{"effective": JULY[2026], "percent": "3%"}]
    fund = clause("fund", "pension", rate="10%", base=["salary", "retroactive_pay"])

    costing = engine(people(AMES)).price(agreement(GUIDE, clause("raise", "schedule_raise", raises=raises), fund))

    assert line(costing, "fund")[1] == 494_400


def test_a_run_rate_holds_a_raise_that_reaches_the_payroll_after_the_term():
    raises = [{"effective": JULY[2026], "percent": "3%", "paid_from": dt.date(2027, 9, 1)}]
    clauses = agreement(GUIDE, clause("raise", "schedule_raise", raises=raises), last=dt.date(2027, 6, 30))

    assert engine(people(AMES)).price(clauses).run_rate == 4_944_000


def with_lane_changes(share, paid_from, *more):
    guide = schedule({("BA", "1"): 48_000, ("MA", "1"): 60_000})
    change = {"from_lane": "BA", "to_lane": "MA", "share": share, "first_year": "2026-27"}
    raises = [{"effective": JULY[2026], "percent": "3%", "paid_from": paid_from}]
    lanes, raise_ = clause("lanes", "lane_movement", changes=[change]), clause("raise", "schedule_raise", raises=raises)
    return engine(people(AMES)).price(agreement(guide, raise_, lanes, *more))


def test_pay_for_a_lane_change_is_owed_back_as_well():
    costing = with_lane_changes("100%", NOVEMBER)

    assert line(costing, "lanes")[1:2] == FIGURES.cents("lane_change")
    assert line(costing, "lanes/retroactive_lane_movement")[1:3] == (*FIGURES.cents("lane_change_retroactive"), 0)
    assert costing.totals[1] == 6_180_000


def test_for_a_lane_change_each_year_is_owed_back_at_the_share_that_had_moved_in_it():
    costing = with_lane_changes("50%", dt.date(2027, 9, 1))

    assert line(costing, "lanes/retroactive_lane_movement")[1:3] == (0, *FIGURES.cents("two_years_of_lane_changes"))
    assert costing.run_rate == 4_944_000 + 1_236_000 * 7 // 8


def test_what_builds_upon_pay_builds_upon_retroactive_pay_in_the_year_in_which_it_is_paid():
    service = clause("service", "longevity", bands=[{"years": 0, "percent": "10%"}])
    tax = clause("tax", "payroll_tax", rate="1%")
    payment = clause("once", "one_time_payment", payments=[{"year": "2027-28", "percent": "1%"}])

    costing = with_lane_changes("0%", dt.date(2027, 9, 1), service, tax, payment)

    assert line(costing, "service")[1:3] == FIGURES.cents("service_2026", "service_2027")
    assert line(costing, "once")[1:3] == (0, *FIGURES.cents("payment_2027"))
    assert line(costing, "tax")[1:3] == FIGURES.cents("tax_2026", "tax_2027")
