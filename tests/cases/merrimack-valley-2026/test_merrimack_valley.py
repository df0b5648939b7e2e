"""Merrimack Valley, 2026 to 2029: four views of one contract. Worked example: docs/arithmetic/views.md."""

from __future__ import annotations

import csv
import itertools
import tomllib
from pathlib import Path

import pytest

from commonground.costing.views import Series, View
from commonground.values.money import divide, share_of
from commonground.values.rate import parse_rate
from little_district import agreement, clause, engine, people
from worked_figures import Figures

HERE = Path(__file__).parent
PUBLISHED = tomllib.loads((HERE / "expected.toml").read_text())
PARTS = list(csv.DictReader((HERE / "parts.csv").read_text().splitlines()))
FIGURES = Figures("views")
YEARS = [row["year"] for row in PARTS]
SALARY = [int(row["salary"]) for row in PARTS]


def above_the_base(part):
    """What a part costs above the base year: its increments added up, year by year."""
    sums = itertools.accumulate(int(row[part]) for row in PARTS)
    return dict(zip(YEARS, sums, strict=True))


CONTRACT = agreement(*(clause(part, "pool", amounts=above_the_base(part)) for part in ("salary", "retirement", "fica")))


def seen(view):
    costing = engine(people()).price(CONTRACT)
    return Series(costing.totals, costing.run_rate).against_base().seen(view)


@pytest.mark.parametrize("charge", ["retirement", "fica"])
def test_each_charge_is_its_rate_of_the_salary_increment_half_up_to_the_dollar(charge):
    rate = parse_rate(PUBLISHED[charge])

    assert [int(row[charge]) for row in PARTS] == [share_of(dollars, rate) for dollars in SALARY]


def test_the_increment_view_shows_what_each_year_adds():
    assert seen(View.INCREMENT) == FIGURES.cents("increment_2026", "increment_2027", "increment_2028")


def test_the_annual_view_shows_how_far_each_year_stands_above_the_base():
    assert seen(View.ANNUAL) == FIGURES.cents("annual_2026", "annual_2027", "annual_2028")


def test_the_run_rate_is_the_sum_of_the_increments():
    assert seen(View.RUN_RATE) == FIGURES.cents("run_rate") == (PUBLISHED["sum_of_increments"] * 100,)


def test_the_cumulative_view_ends_at_the_outlay_over_the_term():
    assert seen(View.CUMULATIVE)[-1:] == FIGURES.cents("cumulative") == (PUBLISHED["cumulative"] * 100,)


CHARGED = agreement(
    clause("increments", "pool", amounts=above_the_base("salary")),
    clause("retirement", "pension", rate=PUBLISHED["retirement"], base=["increments"], rounded_to="dollar"),
    clause("fica", "payroll_tax", rate=PUBLISHED["fica"], base=["increments"], rounded_to="dollar"),
)


def test_the_engines_own_charges_are_the_published_ones_to_the_dollar():
    totals = engine(people()).price(CHARGED).totals

    increments = tuple(divide(now - before, 100) * 100 for before, now in itertools.pairwise(totals))

    assert increments == FIGURES.cents("increment_2026", "increment_2027", "increment_2028")
