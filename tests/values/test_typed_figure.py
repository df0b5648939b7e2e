"""A typed figure: the range that its words cover."""

from __future__ import annotations

from fractions import Fraction

import pytest

from commonground.values.typed_figure import Hedge, Measure, TypedFigure, outside, said_precision, within


def figure(amount: object, hedge: Hedge = Hedge.NONE, high: object = None) -> TypedFigure:
    return TypedFigure(
        Measure.COST, Fraction(str(amount)), hedge=hedge, high=None if high is None else Fraction(str(high))
    )


@pytest.mark.parametrize(
    ("amount", "slack"),
    [(38_000_000, 500_000), (351_000_000, 500_000), (100_000_000, 5_000_000), ("18.26", "0.005"), (16, "0.5"), (0, 0)],
)
def test_a_number_is_as_wide_as_its_last_place_and_at_most_five_percent(amount, slack):
    assert said_precision(Fraction(str(amount))) == Fraction(str(slack))


@pytest.mark.parametrize(
    ("hedge", "inside", "outside"),
    [
        (Hedge.NONE, 38.4, 38.6),
        (Hedge.ABOUT, 39.8, 40),
        (Hedge.NEARLY, 36, 38.1),
        (Hedge.MORE_THAN, 39, 37.9),
        (Hedge.LESS_THAN, 35, 38.1),
        (Hedge.AT_LEAST, 5_000, 37.9),
        (Hedge.UP_TO, 1, 38.1),
    ],
)
def test_a_hedge_moves_the_range(hedge, inside, outside):
    said = figure(38, hedge)

    assert said.distance(Fraction(str(inside))) == 0
    assert said.distance(Fraction(str(outside))) != 0


@pytest.mark.parametrize("value", [-1, 0, Fraction(1, 3), 1, Fraction(7, 3), 3, 4])
@pytest.mark.parametrize("range", [(None, None), (1, None), (None, 3), (Fraction(1, 3), Fraction(7, 3))])
def test_a_value_is_within_a_range_where_nothing_of_it_is_outside(value, range):
    assert within(Fraction(value), tuple(None if end is None else Fraction(end) for end in range)) == (
        outside(Fraction(value), tuple(None if end is None else Fraction(end) for end in range)) == 0
    )


def test_a_distance_has_the_sign_of_the_side_on_which_it_lies():
    said = figure(6_000_000, high=8_000_000)

    assert said.distance(Fraction(7_000_000)) == 0
    assert said.distance(Fraction(9_400_000)) == 1_000_000
    assert said.distance(Fraction(5_000_000)) == -700_000
