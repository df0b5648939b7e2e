"""Public figures that differ: each reconciliation as its source has it."""

from __future__ import annotations

import datetime as dt
import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

from commonground.bridge.bridge import bridge
from commonground.claims.claim import Claim, Claims, Operation, Recipe
from commonground.claims.recipes import followed
from commonground.values.party import Side
from commonground.values.typed_figure import Basis, Measure, Standing, TypedFigure

EXPECTED = tomllib.loads((Path(__file__).parent / "expected.toml").read_text())
BUDGET = {"budget": Fraction(7_700_000_000)}


def claim(id: str, measure: Measure, amount: str | int, **figure: object) -> Claim:
    typed = TypedFigure(measure, Fraction(str(amount)), **figure)  # type: ignore[arg-type]
    return Claim(id, id, "", Side.UNION, "press", dt.date(2019, 10, 27), "…", figure=typed)


def test_chicago_2019_comes_to_the_units_of_the_source():
    expected = EXPECTED["chicago_2019"]
    union = claim("union", Measure.GAP, 38_000_000, basis=Basis.A_YEAR, years=3)
    board = claim("board", Measure.GAP, 100_000_000, basis=Basis.LIFE, years=5)

    found = bridge(union, board, {})
    over_three = found.start + found.mechanical[0].change

    assert over_three == 100 * expected["union_over_three"]
    assert over_three + found.hypotheses[0].share == 100 * expected["union_over_five"]
    assert found.before == 100 * (100_000_000 - expected["union_over_three"])
    assert found.rest == 100 * (100_000_000 - expected["union_over_five"])
    assert found.end == 5 * 100 * expected["board_a_year"]


def test_chicago_2019s_38_million_are_half_a_percent_of_the_budget():
    claims = Claims(
        {"union": claim("union", Measure.GAP, 38_000_000), "all": claim("all", Measure.BUDGET, 7_700_000_000)}
    )
    (share,) = followed(Recipe(Operation.SHARE, ("union", "all")), claims)

    assert round(share.value, 3) == Fraction(EXPECTED["chicago_2019"]["percent_of_budget"])


def test_chicago_2019s_two_costs_agree_where_the_cost_ramps_evenly():
    expected = EXPECTED["chicago_2019_cost"]
    year_five = claim("five", Measure.COST, expected["year_five"], basis=Basis.BY_YEAR, year=5)
    over_five = claim("all", Measure.COST, expected["over_five"], basis=Basis.LIFE, years=5)

    found = bridge(year_five, over_five, {})

    assert found.rest == 0
    assert found.hypotheses[0].share == -100 * 1_000_000_000
    assert sum(expected["split"]) == expected["year_five"]


def test_chicago_2012s_fact_finder_is_named_for_steps_and_compounded():
    expected = EXPECTED["chicago_2012"]
    parts = (Fraction("2.25"), Fraction("12.6"))
    without = claim("out", Measure.RAISE, expected["added"], unit="percent", steps=Standing.OUT, parts=parts)
    steps = claim("in", Measure.RAISE, expected["with_steps"], unit="percent", steps=Standing.IN, compounded=True)

    found = bridge(without, steps, {})
    compounded = Fraction(found.start + found.mechanical[0].change, 10**6)

    assert round(compounded, 2) == Fraction(expected["compounded"])
    assert ("steps", "out against in") in found.named
    assert found.start + found.mechanical[0].change + found.rest == found.end


@pytest.mark.parametrize("turned", [False, True])
def test_the_railways_two_figures_are_one_estimate_rescaled(turned):
    carriers = claim("carriers", Measure.COST, 688, count=Fraction(15), scope="sick days")
    unions = claim("unions", Measure.COST, 321, count=Fraction(7), scope="sick days")

    found = bridge(unions, carriers, {}) if turned else bridge(carriers, unions, {})
    rescaled = found.end + (-found.mechanical[0].change) if turned else found.start + found.mechanical[0].change

    assert Fraction(rescaled, 100) == Fraction(EXPECTED["railways_2022"]["rescaled"])
    assert abs(found.rest) == 7
