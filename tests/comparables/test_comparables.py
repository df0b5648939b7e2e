"""Worked example: docs/arithmetic/comparables.md. And the laws of ranks, careers and prices."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.comparables.career import CareerRule, career
from commonground.comparables.own import benchmark_named, cell_of, compounded
from commonground.comparables.price_index import PriceIndex
from commonground.comparables.rank import ranked
from strategies import FEWER
from worked_figures import Figures

FIGURES = Figures("comparables")
OTHERS = [Fraction(dollars) for dollars in (46_200, 47_000, 48_400, 49_500, 50_100)]
CELLS = {("BA", "1"): 50_000_00, ("BA", "2"): 51_000_00, ("MA", "2"): 54_000_00, ("MA", "3"): 55_000_00}
RULE = CareerRule(3, ((1, "BA"), (3, "MA")), Fraction(3, 100))
INDEX = PriceIndex("CPI", "", 7, {(2025, 7): Fraction(250), (2026, 7): Fraction("257.5")})
VALUES = st.lists(st.integers(0, 6).map(Fraction), min_size=1, max_size=6)


def test_a_figure_has_its_rank_percentile_and_distance_to_the_others_median():
    found = ranked(FIGURES["own"], OTHERS)

    said = (found.rank, found.among, found.percentile, found.median, found.distance)
    assert said == tuple(FIGURES[name] for name in ("rank", "among", "percentile", "median", "distance"))


def test_a_career_is_the_sum_of_its_years_and_is_discounted_once():
    found = career(RULE, CELLS)

    assert (found.nominal, found.discounted) == FIGURES.cents("career", "discounted")


def test_settlements_are_summed_and_compounded():
    rates = [Fraction(3, 100), Fraction(2, 100)]

    assert sum(rates) == FIGURES["settlement_sum"]
    assert compounded(rates) == FIGURES["settlement_compounded"]


def test_prices_are_taken_out_of_a_change():
    assert INDEX.real(FIGURES["settlement_compounded"], 2025, 2026) == FIGURES["real"]


def test_a_year_without_a_price_has_no_real_change_unless_growth_is_assumed():
    assumed = PriceIndex("CPI", "", 7, INDEX.values, assumed=Fraction(2, 100))

    assert INDEX.real(Fraction(0), 2025, 2027) is None
    assert assumed.change(2026, 2028) == Fraction("1.02") ** 2 - 1
    assert (assumed.is_assumed(2026), assumed.is_assumed(2027)) == (False, True)


def test_a_month_before_the_fiscal_year_begins_is_of_its_second_calendar_year():
    march = PriceIndex("CPI", "", 3, {(2026, 3): Fraction(100)})

    assert march.in_year(2025) == 100


def test_of_no_others_nothing_is_said():
    assert ranked(Fraction(1), []) is None


@given(VALUES, st.integers(0, 6).map(Fraction))
@FEWER
def test_who_is_above_and_who_is_below_are_counted_once(others, own):
    found = ranked(own, others)

    assert found.rank - 1 == sum(other > own for other in others)
    assert found.among == len(others) + 1
    assert found.percentile + ranked(-own, [-other for other in others]).percentile == 1
    assert min(others) <= found.median <= max(others)


@pytest.mark.parametrize(
    ("lanes", "cells", "missing"),
    [
        (((1, "PhD"),), CELLS, "no lane PhD"),
        (((1, "BA"),), {("BA", "1"): 1, ("BA", "3"): 2}, "no BA step 2"),
    ],
)
def test_a_career_that_needs_what_is_not_there_says_so(lanes, cells, missing):
    found = career(CareerRule(3, lanes), cells)

    assert (found.missing, found.paid) == (missing, ())


def test_who_has_reached_the_last_step_stays_on_it():
    assert [year.step for year in career(CareerRule(4, ((1, "BA"),)), CELLS).paid] == ["1", "2", "2", "2"]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("minimum", ("BA", "1")),
        ("maximum", ("MA", "3")),
        ("MA minimum", ("MA", "2")),
        ("MA step 3", ("MA", "3")),
        ("MA step 4", None),
        ("starting pay", None),
    ],
)
def test_a_benchmark_says_which_cell_it_means(name, place):
    assert cell_of(benchmark_named(name, ()), CELLS) == place
