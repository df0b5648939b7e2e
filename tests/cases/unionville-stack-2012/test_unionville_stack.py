"""Unionville-Chadds Ford 2012-13: a whole compensation, whose pension is not on salary, from published sums."""

from __future__ import annotations

import tomllib
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from commonground.costing.breakdown import NOTHING, Against, By, differences
from commonground.costing.percent import worth_of
from commonground.files.folder import check_folder
from commonground.workforce.roster import FULL_TIME

HERE = Path(__file__).parent
PUBLISHED = tomllib.loads((HERE / "expected.toml").read_text())
READING = check_folder(HERE / "negotiation")
DISTRICT = READING.negotiation
PAY = ("Salaries", "Supplemental contracts")


def parts():
    """Cents of each clause in the base year."""
    pricing = DISTRICT.pricing
    whole = Against("nothing", id=NOTHING)
    found = differences(pricing.engine, pricing.agreement, whole, By.CLAUSE, pricing.status_quo_agreement)
    return {name: series.cents[0] for name, series in found.items()}


def dollars(amount):
    return int(Decimal(amount).quantize(Decimal(1), ROUND_HALF_UP))


def test_the_folder_reads_without_a_problem():
    assert READING.problems == ()


def test_the_jobs_are_those_that_are_published():
    assert Decimal(DISTRICT.roster.fte) / FULL_TIME == Decimal(PUBLISHED["fte"])


@pytest.mark.parametrize("part", PUBLISHED["parts"])
def test_each_part_is_the_published_one_in_all_and_for_a_full_time_job(part):
    cents = Decimal(parts()[part]) / 100

    assert dollars(cents) == PUBLISHED["parts"][part]["total"]
    assert dollars(cents / Decimal(PUBLISHED["fte"])) == PUBLISHED["parts"][part]["each"]


def test_the_benefits_and_the_whole_are_the_published_sums():
    found = parts()
    benefits = sum(cents for part, cents in found.items() if part not in PAY)

    assert dollars(Decimal(benefits) / 100) == PUBLISHED["total_benefits"]
    assert dollars(Decimal(sum(found.values())) / 100) == PUBLISHED["total"]


def test_a_raise_moves_the_pension_with_the_pay_that_bears_it():
    worth = worth_of(DISTRICT.pricing.engine, DISTRICT.pricing.agreement)

    # One percent of 25,214,798 at 12.36 %, to the dollar before and after: 3,147,714 - 3,116,549.
    assert worth.by_component["salaries"] == 25_442_511
    assert abs(worth.by_component["pension"] - 3_116_549) <= 100
