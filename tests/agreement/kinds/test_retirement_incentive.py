"""Worked example: docs/arithmetic/retirement-incentive.md."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from commonground.agreement.kinds import KINDS
from little_district import agreement, clause, engine, line, people, schedule
from worked_figures import Figures

FIGURES = Figures("retirement-incentive")
GUIDE = schedule({("BA", "1"): 50_000, ("BA", "2"): 52_000, ("BA", "3"): 90_000})
STEPS = clause("steps", "step_movement", otherwise="advance")
PENSION = clause("pension", "pension", rate="10%", base=["salary", "incentive"])
SENIOR = {"lane": "BA", "step": "3", "service": 25}
TAKEN = {"years": {"2026-27": {"people": 1, "service_from": 20}}, "amount": 20_000, "percent": "10%"}
ENTRY = {"by": "entry", "entry": {"lane": "BA", "step": "1"}}


def priced(*rows, **terms):
    incentive = clause("incentive", "retirement_incentive", **{**TAKEN, "price": ENTRY, **terms})
    return engine(people(*(rows or (SENIOR, SENIOR)))).price(agreement(GUIDE, STEPS, PENSION, incentive))


def breakage(found):
    return found.by_component()["retirement breakage"]


def test_the_payment_is_made_once_to_the_number_who_take_it():
    found = priced()

    assert line(found, "incentive") == (0, *FIGURES.cents("payment"), 0, 0)
    assert line(found, "pension")[1] - line(found, "pension")[0] == FIGURES.cents("pension")[0]


def test_breakage_begins_in_the_year_after_and_shrinks_as_the_replacement_advances():
    assert breakage(priced())[:4] == (0, 0, *FIGURES.cents("first", "second"))


def test_who_would_have_left_anyway_saves_nothing():
    assert breakage(priced(anyway="50%"))[2:4] == FIGURES.cents("anyway_first", "anyway_second")
    assert line(priced(anyway="50%"), "incentive")[1] == FIGURES.cents("payment")[0]


def test_a_job_that_is_not_refilled_saves_all_of_it():
    assert breakage(priced(refilled="0%"))[2:4] == FIGURES.cents("not_refilled") * 2


def test_a_full_year_at_the_end_has_the_breakage_and_not_the_payment():
    found = priced()

    assert breakage(found)[-1] == breakage(found)[3]
    assert found.run_rate == found.totals[3]


def test_who_has_too_few_years_may_not_take_it():
    junior = {**SENIOR, "service": 3}

    assert breakage(priced(junior)) == (0,) * 5


def test_health_of_those_who_are_gone_goes_with_them():
    premium = {"plan": "PPO", "tier": "single", "annual": 6_000}
    health = clause("premiums", "health", quoted_for="2026-27", premiums=[premium])
    incentive = clause("incentive", "retirement_incentive", **TAKEN, price=ENTRY, refilled="0%")
    insured = {**SENIOR, "health_plan": "PPO", "health_tier": "single"}

    found = engine(people(insured)).price(agreement(GUIDE, STEPS, health, incentive))

    assert line(found, "incentive/retirement_leavers_health")[1:3] == (0, -6_000_00)


def test_an_incentive_is_not_negative():
    with pytest.raises(ValidationError, match="not negative"):
        KINDS["retirement_incentive"].terms.model_validate({**TAKEN, "amount": -1})
