"""Percentages as several sources print them: what a salary grows by when raises follow one another."""

from __future__ import annotations

import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

from commonground.values.money import divide, parse_amount, to_cents
from commonground.values.rate import format_rate, parse_rate
from little_district import JULY, agreement, clause, each_paid, schedule

HERE = Path(__file__).parent
PUBLISHED = tomllib.loads((HERE / "expected.toml").read_text())
FULL_TIME = {"lane": "BA", "step": "1"}


def paid(start, percents, *clauses):
    """What one person is paid in the base year and in each year of a raise on 1 July, in cents."""
    raises = [{"effective": JULY[2026 + number], "percent": percent} for number, percent in enumerate(percents)]
    clauses = agreement(schedule(start), clause("raise", "schedule_raise", raises=raises), *clauses)
    [found] = each_paid(clauses, FULL_TIME, id="schedule", years=len(percents))
    return found


@pytest.mark.parametrize("case", PUBLISHED["raises"], ids=lambda case: case["source"])
def test_raises_are_a_sum_when_quoted_simply_and_a_product_when_compounded(case):
    salaries = paid({("BA", "1"): 100_000_000}, case["percents"])
    grown = Fraction(salaries[-1], salaries[0]) - 1

    assert sum(map(parse_rate, case["percents"])) == parse_rate(case["simple"])
    assert round(grown * 100, case["places"]) == parse_rate(case["compounded"]) * 100


def test_a_raise_on_a_step_multiplies_it():
    case = PUBLISHED["step_and_raise"]
    start = 1_000_000
    step = start * (1 + parse_rate(case["step"]))

    salaries = paid({("BA", "1"): start, ("BA", "2"): step}, [case["raise"]], clause("steps", "step_movement"))

    assert Fraction(salaries[1], salaries[0]) - 1 == parse_rate(case["compounded"])
    assert format_rate(parse_rate(case["compounded"])) == "7.2745 %"


def test_a_salary_grows_year_by_year_as_the_source_prints_it():
    case = PUBLISHED["salary"]

    salaries = paid({("BA", "1"): case["start"]}, case["percents"])

    assert salaries[1:] == tuple(to_cents(parse_amount(year)) for year in case["years"])
    assert divide(salaries[-1] - salaries[0], 100) == case["gain"]
