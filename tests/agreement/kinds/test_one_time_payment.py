"""Worked example: docs/arithmetic/one-time-payment.md."""

from __future__ import annotations

from little_district import agreement, clause, each_paid, engine, line, people, schedule
from worked_figures import Figures

FIGURES = Figures("one-time-payment")
GUIDE = schedule({("BA", "1"): 48_137, ("BA", "3"): 50_400})
AMES, BELL = {"lane": "BA", "step": "1"}, {"lane": "BA", "step": "3", "fte": "0.5"}
PAYMENTS = [{"year": "2026-27", "amount": 800}, {"year": "2027-28", "percent": "1%"}]
ONCE = clause("once", "one_time_payment", payments=PAYMENTS)


def test_a_payment_is_made_in_its_year_and_in_no_other():
    ames, bell = each_paid(agreement(GUIDE, ONCE), AMES, BELL, id="once")

    assert ames[1:3] == FIGURES.cents("ames_2026", "ames_2027")
    assert bell[1:3] == FIGURES.cents("bell_2026", "bell_2027")


def test_a_one_time_payment_is_never_in_a_run_rate():
    costing = engine(people(AMES, BELL)).price(agreement(GUIDE, ONCE))
    once = next(found for found in costing.lines if found.id == "once")

    assert once.totals == (0, *FIGURES.cents("both_2026", "both_2027", "both_2028"))
    assert (once.run_rate,) == FIGURES.cents("run_rate")
    assert once.is_one_time


def test_a_payment_may_be_the_same_for_everyone():
    payment = {**PAYMENTS[0], "scaled_by_fte": False}
    same = clause("once", "one_time_payment", payments=[payment])

    [bell] = each_paid(agreement(GUIDE, same), BELL, id="once")

    assert (bell[1],) == FIGURES.cents("by_head_bell")


def test_a_one_time_payment_is_pay_and_drags_payroll_charges_along():
    medicare = clause("medicare", "payroll_tax", rate="1.45%")

    costing = engine(people(AMES)).price(agreement(GUIDE, ONCE, medicare))

    assert line(costing, "medicare")[1] == FIGURES.cents("medicare_with")[0]
    assert line(costing, "medicare")[3] == FIGURES.cents("medicare_without")[0]
