"""ALPHA by hand, against a plain exact reading of the paper, and its risk by simulation."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.votes.alpha import Null, measured_risk
from commonground.votes.plan import planned, sample_sizes
from worked_figures import Figures

PAGE = Figures("ballot-polling-audit")
TWENTY = Null(ballots=20, upper=2, total=20, reported=28)
CHICAGO = Null(24_756, 1, 19_876, 23_780)


def risk_by_hand(seen, null):
    """1/T after each ballot, in exact fractions but for the one square root."""
    t, total, found = Fraction(1), 0, []
    for n, value in enumerate(seen):
        m = Fraction(null.total - total, (null.ballots - n) * null.upper)
        mean = Fraction(null.reported, null.ballots * null.upper)
        eta = (100 * mean + Fraction(total, null.upper)) / (100 + n)
        least = m + (mean - Fraction(null.total, null.ballots * null.upper)) / 2 / Fraction(math.sqrt(100 + n))
        eta, x = max(eta, least), Fraction(value, null.upper)
        t *= x / m * (eta - m) / (1 - m) + (1 - eta) / (1 - m)
        total += value
        found.append(float(1 / t))
    return found


def test_the_worked_example_comes_out():
    found = measured_risk([2, 2, 0, 2], TWENTY).p_values

    assert (PAGE["ballots"], PAGE["null_total"]) == (TWENTY.ballots, TWENTY.total)
    assert [round(p, 4) for p in found] == [float(PAGE[f"risk_{draw}"]) for draw in (1, 2, 3, 4)]


def test_chicago_2012_comes_out():
    found = measured_risk([1] * 13, CHICAGO).p_values
    plan = planned(CHICAGO, [(1, 23_780), (0, 976)], 0.05, seed=1, runs=2_000)

    assert (CHICAGO.ballots, CHICAGO.total + 1, CHICAGO.reported) == (
        PAGE["chicago_ballots"],
        PAGE["chicago_needed"],
        PAGE["chicago_reported"],
    )
    assert round(found[0], 4) == float(PAGE["chicago_risk_1"])
    assert round(found[12], 4) == float(PAGE["chicago_risk_13"])
    assert dict(plan.quantiles)[50] == PAGE["chicago_half"]
    assert dict(plan.quantiles)[90] == PAGE["chicago_nine_in_ten"]


@given(st.lists(st.sampled_from([0, 1, 2]), min_size=1, max_size=12))
def test_it_is_the_papers_recursion(seen):
    null = Null(60, 2, 59, 80)

    assert measured_risk(seen, null).p_values == pytest.approx([min(1, p) for p in risk_by_hand(seen, null)])


def test_what_is_proved_by_counting_has_no_risk_left():
    assert measured_risk([1, 1, 1, 0], Null(6, 1, 2, 5)).p_values[2:] == (0.0, 0.0)


def test_a_wrong_outcome_is_not_confirmed_by_counting_every_ballot():
    assert measured_risk([0, 1, 0, 1, 0, 1], Null(6, 1, 3, 4)).p_value > 0.05


def test_more_ballots_than_there_are_cannot_be_drawn():
    with pytest.raises(ValueError, match="more ballots were drawn than the 2"):
        measured_risk([1, 1, 1], Null(2, 1, 1, 2))


@given(st.integers(0, 2**32), st.booleans())
def test_the_simulated_audit_is_the_audit(seed, with_replacement):
    null, ballots = Null(40, 2, 40, 58), [(2, 26), (1, 6), (0, 8)]
    [size] = sample_sizes(null, ballots, 0.2, seed=seed, runs=1, with_replacement=with_replacement)
    draws, left, seen = np.random.default_rng(seed), [26, 6, 8], []
    for _ in range(40):
        at, kind = draws.integers(0, [sum(left)])[0], 0
        while at >= sum(left[: kind + 1]):
            kind += 1
        seen.append((2, 1, 0)[kind])
        left[kind] -= not with_replacement

    assert (measured_risk(seen, null, with_replacement=with_replacement).stops_at(0.2) or 41) == size


@pytest.mark.slow
@pytest.mark.parametrize("with_replacement", [False, True])
@pytest.mark.parametrize("ballots", [200, 1_000])
def test_of_wrong_outcomes_no_more_are_confirmed_than_the_limit_allows(ballots, with_replacement):
    wrong = ballots * 3 // 4 - 1
    null = Null(ballots, 1, wrong, ballots * 4 // 5)

    sizes = sample_sizes(
        null, [(1, wrong), (0, ballots - wrong)], 0.1, seed=7, runs=2_000, with_replacement=with_replacement
    )

    assert (sizes <= ballots).mean() <= 0.1 + 3 * math.sqrt(0.1 * 0.9 / 2_000)
