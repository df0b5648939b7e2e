"""Chicago 2012: a day 19.4 % longer for 12.6 % of pay, and 477 teachers in place of it."""

from __future__ import annotations

import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

from commonground.files.ready import ready_folder
from commonground.values.rate import parse_rate
from little_district import clause
from readings import read_once

PUBLISHED = tomllib.loads((Path(__file__).parent / "expected.toml").read_text())
LONGER, PAID = parse_rate(PUBLISHED["longer"]), parse_rate(PUBLISHED["paid"])


@pytest.fixture(scope="module")
def chicago():
    return read_once(ready_folder() / "chicago-2012").negotiation


def test_the_longer_day_is_paid_at_sixty_five_cents_for_each_dollar_of_pay_in_proportion(chicago):
    minutes = 1_000 * (1 + LONGER)
    longer = clause(
        "longer-day",
        "work_time",
        days=170,
        minutes=1_000,
        paid=str(PAID / LONGER),
        years={"2012-13": {"minutes": str(minutes)}},
    )
    priced = chicago.pricing.engine.price(chicago.pricing.status_quo_agreement.with_provision(longer))

    salaries = sum(line.totals[1] for line in priced.lines if line.rule.name == "salary")
    [added] = [line.totals[1] for line in priced.lines if line.provision.id == "longer-day"]
    assert abs(added - salaries * PAID) <= Fraction(chicago.roster.people, 2)


def test_477_teachers_with_what_their_pay_drags_along_lie_in_the_published_range(chicago):
    offer = chicago.pricing.offer(chicago.offer("interim"))
    pay = sum(line.totals[1] for line in offer.lines if line.rule.name == "staffing")

    along = PUBLISHED["teachers"] * PUBLISHED["benefits_each"] * 100 + pay * parse_rate(PUBLISHED["benefits_of_pay"])
    assert pay == Fraction(PUBLISHED["pay"]) * 100 < PUBLISHED["least"] * 100
    assert PUBLISHED["least"] * 100 < pay + along < PUBLISHED["most"] * 100
