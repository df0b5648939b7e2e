"""Chicago: steps cost thirty million a year, and steps are a wash. Worked example: docs/arithmetic/steps-or-a-wash.md."""

from __future__ import annotations

from fractions import Fraction

import pytest

from commonground.costing.actual import ActualEngine, breakage
from commonground.files.ready import ready_folder
from commonground.workforce.turnover import Entry, Separations, Turnover
from readings import read_once
from worked_figures import Figures

FIGURES = Figures("steps-or-a-wash")
TIER = "hired from 2017"


@pytest.fixture(scope="module")
def chicago():
    """The negotiation of 2019: its roster, and the agreement in force with steps and without a raise."""
    return read_once(ready_folder() / "chicago-2019").negotiation


def actual(chicago, share, lane="1", step="1"):
    """The roster from which the same share leaves every year, whatever their service."""
    entry = Entry({}, {"schedule": "208 day", "lane": lane, "step": step, "tier": TIER})
    return ActualEngine(chicago.pricing.engine, Turnover((Separations({}, ((0, share),)),), (entry,)))


def above_the_base(engine, agreement):
    totals = engine.price(agreement).totals
    return [total - totals[0] for total in totals[1:]]


def test_cast_forward_steps_cost_thirty_million_a_year(chicago):
    annual = above_the_base(chicago.pricing.engine, chicago.pricing.status_quo_agreement)

    increments = [now - before for before, now in zip([0, *annual], annual, strict=False)]
    assert tuple(increments) == FIGURES.cents("steps_2020", "steps_2021", "steps_2022", "steps_2023", "steps_2024")
    assert [round(cents / 1e9) * 10 for cents in increments] == [30] * 5


@pytest.mark.parametrize(("lane", "step", "which"), [("1", "1", "first"), ("2", "3", "third")])
def test_steps_are_a_wash_in_the_first_year_where_so_many_leave(chicago, lane, step, which):
    status_quo = chicago.pricing.status_quo_agreement
    steps = above_the_base(chicago.pricing.engine, status_quo)[0]
    if_all_left = breakage(chicago.pricing.engine, actual(chicago, Fraction(1), lane, step), status_quo).whole

    share = Fraction(steps, if_all_left.cents[1])

    assert if_all_left.cents[1:2] == FIGURES.cents(f"replaced_at_{which}")
    assert round(share, 4) == FIGURES[f"share_at_{which}"]


def test_one_share_for_all_five_years_leaves_steps_within_a_third_of_a_million_of_nothing(chicago):
    status_quo = chicago.pricing.status_quo_agreement
    engine = actual(chicago, FIGURES["share"])

    annual = above_the_base(engine, status_quo)
    found = breakage(chicago.pricing.engine, engine, status_quo)

    assert tuple(annual) == FIGURES.cents("wash_2020", "wash_2021", "wash_2022", "wash_2023", "wash_2024")
    assert (found.pay.cents[1], found.roll_up.cents[1]) == FIGURES.cents("breakage_pay", "breakage_roll_up")
    assert max(map(abs, annual)) < 33_333_333
