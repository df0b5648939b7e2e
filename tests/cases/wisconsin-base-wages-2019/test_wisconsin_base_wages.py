"""Wisconsin's limit on base wages: the raise alone on a scattergram that stands still, no roll-up, no steps."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from commonground.costing.percent import affordable, worth_of
from commonground.files.folder import check_folder
from commonground.values.rate import parse_rate
from little_district import agreement, engine, people, schedule

HERE = Path(__file__).parent
EXPECTED = {
    name: int(Decimal(figure) * 100) for name, figure in tomllib.loads((HERE / "expected.toml").read_text()).items()
}
READING = check_folder(HERE / "negotiation")
DISTRICT = READING.negotiation


def base_wages(agreement, period):
    """What the schedule pays in a period, in cents."""
    pricing = DISTRICT.pricing.engine
    return pricing.total(agreement, pricing.join(agreement).lines["schedule"], pricing.periods[period])


def increase(name):
    """What an offer adds to base wages in its year."""
    offered = DISTRICT.pricing.applied(DISTRICT.offer(name)).agreement
    return base_wages(offered, 1) - base_wages(offered, 0)


def test_the_folder_reads_without_a_problem():
    assert READING.problems == ()


def test_percent_shows_the_limit_on_the_line_of_salaries_and_the_roll_up_beside_it():
    worth = worth_of(DISTRICT.pricing.engine, DISTRICT.pricing.agreement, parse_rate("2.44%"))

    assert base_wages(DISTRICT.pricing.agreement, 0) == EXPECTED["base_wages"]
    assert worth.by_component["salaries"] == EXPECTED["at_the_limit"]
    assert worth.total > EXPECTED["limit"]


def test_an_offer_at_the_limit_stays_within_it_by_the_cents_of_each_persons_pay():
    assert increase("at-the-limit") == EXPECTED["at_the_limit"] <= EXPECTED["limit"]


def test_the_same_dollars_for_everyone_stay_within_the_limit():
    assert increase("flat") == EXPECTED["flat"] <= EXPECTED["limit"]


def test_steps_are_beside_the_limit_and_cost_what_they_cost():
    assert increase("with-the-step") == EXPECTED["with_the_step"]
    assert EXPECTED["with_the_step"] - EXPECTED["limit"] > EXPECTED["step"]


@pytest.mark.parametrize("rate", ["0.12%"])
def test_the_published_example_of_one_base_wage(rate):
    one = engine(people({"lane": "A", "step": "1"}), years=1)
    wages = agreement(schedule({("A", "1"): EXPECTED["example_base"] // 100}))

    assert worth_of(one, wages, parse_rate(rate)).total == EXPECTED["example_limit"]
    assert affordable(one, wages, EXPECTED["example_limit"]).rate == parse_rate(rate)
