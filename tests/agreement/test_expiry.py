"""What holds after a term's last day. Worked example: docs/arithmetic/expiry.md."""

from __future__ import annotations

import datetime as dt

from commonground.agreement.expiry import AfterExpiry, Expiry, hold
from little_district import BASE, CITE, JULY, agreement, clause, engine, line, people, schedule
from worked_figures import Figures

FIGURES = Figures("expiry")
YEARS = tuple(BASE.next(number) for number in (1, 2, 3))
AMES = {"lane": "BA", "step": "1"}
LAST = {"effective": JULY[2025], "percent": "2%"}
CLAUSES = (
    schedule({("BA", "1"): 48_000, ("BA", "2"): 49_200, ("BA", "3"): 50_400}),
    clause("raise", "schedule_raise", raises=[LAST]),
    clause("steps", "step_movement"),
)
EXPIRED = agreement(*CLAUSES, last=dt.date(2026, 6, 30))


def paid(rule, clauses=EXPIRED):
    held = hold(clauses, Expiry(rule), YEARS)
    return line(engine(people(AMES)).price(held), "schedule")


def with_raises(*raises, last):
    return agreement(CLAUSES[0], clause("raise", "schedule_raise", raises=raises), CLAUSES[2], last=last)


def test_frozen_nobody_moves_and_no_schedule_is_raised():
    assert paid(AfterExpiry.FREEZE)[1:3] == FIGURES.cents("freeze_2026", "freeze_2027")


def test_steps_continue_without_a_raise():
    assert paid(AfterExpiry.STEPS_CONTINUE)[1:3] == FIGURES.cents("steps_2026", "steps_2027")


def test_the_last_raise_is_given_again_each_year():
    assert paid(AfterExpiry.LAST_RAISE_CONTINUES)[1:3] == FIGURES.cents("last_2026", "last_2027")


def test_what_an_offer_costs_depends_on_the_status_quo_it_is_measured_against():
    offer = with_raises(LAST, {"effective": JULY[2026], "percent": "2%"}, last=dt.date(2027, 6, 30))
    offered = line(engine(people(AMES)).price(offer), "schedule")[1]

    above = tuple(offered - paid(rule)[1] for rule in AfterExpiry)

    assert above == FIGURES.cents("above_freeze", "above_steps", "above_last")


def test_a_raise_named_for_a_day_after_the_last_one_is_not_given():
    late = with_raises(LAST, {"effective": JULY[2027], "percent": "9%"}, last=dt.date(2026, 6, 30))

    assert paid(AfterExpiry.STEPS_CONTINUE, late)[:3] == paid(AfterExpiry.STEPS_CONTINUE)[:3]


def test_the_term_itself_is_left_as_it_was_agreed():
    longer = with_raises(LAST, {"effective": JULY[2026], "percent": "5%"}, last=dt.date(2027, 6, 30))

    assert paid(AfterExpiry.FREEZE, longer)[1] == 5_166_000
    assert paid(AfterExpiry.FREEZE, longer)[2] == 5_166_000


def test_an_agreement_without_a_term_never_expires():
    endless = agreement(*CLAUSES)

    assert hold(endless, Expiry(AfterExpiry.FREEZE), YEARS) is endless


def test_holding_an_agreement_never_touches_it():
    before = EXPIRED.digest

    for rule in AfterExpiry:
        hold(EXPIRED, Expiry(rule), YEARS)

    assert EXPIRED.digest == before


def test_the_assumption_says_where_it_comes_from():
    assert str(Expiry(AfterExpiry.FREEZE)) == "after a term's last day: freeze (assumed; no citation)"
    assert str(Expiry(AfterExpiry.FREEZE, CITE)).endswith("(Agreement of the little district, art. 1, p. 1)")
