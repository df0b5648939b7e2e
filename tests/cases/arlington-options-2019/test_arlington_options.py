"""Arlington, May 2019: a step half way through the year and a part of a raise, each priced by itself."""

from __future__ import annotations

import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

from commonground.files.folder import check_folder
from commonground.values.money import divide

HERE = Path(__file__).parent
PUBLISHED = tomllib.loads((HERE / "expected.toml").read_text())["scale"]
READING = check_folder(HERE / "negotiation")
SCHOOLS = READING.negotiation


def cost(name, year=1):
    """What an offer costs each scale above the base year, in cents."""
    engine, agreement = SCHOOLS.pricing.engine, SCHOOLS.pricing.applied(SCHOOLS.offer(name)).agreement
    salaries = engine.join(agreement).lines["scale"]
    now, before = (engine.values(agreement, salaries, engine.periods[period]) for period in (year, 0))
    return dict(zip(SCHOOLS.roster.labels["lane"].to_list(), (now - before)[salaries.group].tolist(), strict=True))


def dollars(cents):
    return int(divide(cents, 100))


def test_the_folder_reads_without_a_problem():
    assert READING.problems == ()


@pytest.mark.parametrize("scale", PUBLISHED)
def test_a_whole_step_and_a_whole_raise_cost_what_is_published(scale):
    assert dollars(cost("2019-05-10-step")[scale]) == PUBLISHED[scale]["step"]
    assert dollars(cost("raise-of-2-4")[scale]) == PUBLISHED[scale]["raise"]


@pytest.mark.parametrize("scale", PUBLISHED)
def test_half_a_step_and_part_of_the_raise_each_by_itself_sum_to_what_is_published(scale):
    half_step, raise_ = cost("2019-05-10-half-step")[scale], cost("2019-05-10-raise-of-1")[scale]

    assert 2 * half_step == PUBLISHED[scale]["step"] * 100
    assert dollars(half_step) + dollars(raise_) == PUBLISHED[scale]["both"]


@pytest.mark.parametrize("scale", PUBLISHED)
def test_together_the_raise_is_paid_on_the_half_step_too(scale):
    together = cost("2019-05-10-half-step-and-raise")[scale]

    apart = cost("2019-05-10-half-step")[scale] + cost("2019-05-10-raise-of-1")[scale]

    assert abs(Fraction(together - apart) - Fraction(PUBLISHED[scale]["step"], 2)) <= 1


@pytest.mark.parametrize("scale", PUBLISHED)
def test_the_other_half_of_the_step_comes_in_the_year_after(scale):
    assert cost("2019-05-10-half-step", year=2)[scale] == PUBLISHED[scale]["step"] * 100
