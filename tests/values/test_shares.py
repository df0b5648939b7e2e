"""Shares: a whole divided among its causes without losing a cent."""

from __future__ import annotations

import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.values.shares import largest_remainder, order_range, shapley


@st.composite
def games(draw, most=4):
    players = draw(st.integers(0, most))
    return draw(st.lists(st.integers(-(10**12), 10**12), min_size=1 << players, max_size=1 << players))


def by_orders(values):
    """The definition: what each player adds, over every order of arrival."""
    players = len(values).bit_length() - 1
    added = [[] for _ in range(players)]
    for order in itertools.permutations(range(players)):
        there = 0
        for player in order:
            added[player].append(values[there | 1 << player] - values[there])
            there |= 1 << player
    return added


@given(games())
def test_a_share_is_the_mean_of_what_a_player_adds_over_all_orders(values):
    added = by_orders(values)

    assert shapley(values) == [Fraction(sum(each), len(each)) for each in added]


@given(games())
def test_the_range_is_the_least_and_the_most_that_a_player_adds(values):
    for player, each in enumerate(by_orders(values)):
        assert order_range(values, player) == (min(each), max(each))


@given(games(most=6))
def test_shares_sum_to_what_all_players_add(values):
    assert sum(shapley(values), Fraction(0)) == values[-1] - values[0]


@given(games(most=3))
def test_a_player_who_adds_nothing_has_no_share(values):
    twice = [*values, *values]

    assert shapley(twice)[-1] == 0


@given(st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6))
def test_players_who_add_the_same_share_alike(alone, both):
    one, other = shapley([0, alone, alone, both])

    assert one == other == Fraction(both, 2)


THREE = st.lists(st.integers(-(10**9), 10**9), min_size=8, max_size=8)


@given(st.tuples(THREE, THREE))
def test_shares_of_a_sum_are_the_sums_of_shares(pair):
    one, other = pair

    together = shapley([a + b for a, b in zip(one, other, strict=True)])

    assert together == [a + b for a, b in zip(shapley(one), shapley(other), strict=True)]


def test_values_of_no_full_set_of_players_are_refused():
    with pytest.raises(ValueError, match=r"3 values are not 2\*\*n"):
        shapley([0, 1, 2])


def test_an_array_is_as_good_as_a_list():
    assert shapley(np.array([0, 10, 20, 50])) == [20, 30]


@given(st.lists(st.fractions(-(10**6), 10**6, max_denominator=60), max_size=8))
def test_whole_cents_sum_to_the_whole_and_stay_within_a_cent(shares):
    total = sum(shares, Fraction(0))
    whole = total.numerator // total.denominator

    cents = largest_remainder(shares, whole)

    assert sum(cents) == whole
    assert all(abs(cent - share) < 1 for cent, share in zip(cents, shares, strict=True))


def test_a_tie_goes_to_the_one_that_stands_first():
    assert largest_remainder([Fraction(3_037, 2), Fraction(2_439, 2)], 2_738) == [1_519, 1_219]


def test_shares_that_do_not_sum_to_the_whole_are_refused():
    with pytest.raises(ValueError, match="not to 15"):
        largest_remainder([Fraction(10, 3)] * 3, 15)
