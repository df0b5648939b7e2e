"""The frontier among up to a million packages: what looking at each of them finds, hubs, caps, precedence and floors included."""

from __future__ import annotations

import math
import tracemalloc

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from commonground.settlement.frontier import frontier
from small_questions import drawn, grid_frontier, planted, with_precedence

MOST = 1_000_000
pytestmark = pytest.mark.slow


@st.composite
def large_questions(draw):
    """Questions of some 30,000 to a million packages, the caps such that some are left."""
    sizes = [draw(st.integers(2, 30))]
    while math.prod(sizes) * 2 <= MOST and (math.prod(sizes) < MOST // 30 or draw(st.booleans())):
        sizes.append(draw(st.integers(2, min(30, MOST // math.prod(sizes)))))
    question = drawn(
        draw(st.integers(0, 2**32)),
        sizes,
        years=4,
        share=draw(st.sampled_from([0.4, 0.5, 0.6])),
        hubs=draw(st.integers(0, 2)),
        rules=draw(st.integers(0, 2)),
        floors=draw(st.sampled_from([0, 0.3])),
    )
    first, then = draw(st.permutations(range(len(sizes))))[:2]
    return with_precedence(question, first, then)


@given(question=large_questions())
@settings(max_examples=12, deadline=None)
def test_it_is_what_looking_at_every_package_finds(question):
    found = frontier(question)

    assert [point.values for point in found.points] == grid_frontier(question)
    assert all(question.is_feasible(point.package) for point in found.points)


@pytest.mark.parametrize(
    ("sizes", "hubs"),
    [((10,) * 6, 0), ((10,) * 6, 2), ((2,) * 19, 1), ((100, 100, 100), 1), ((7, 6, 5, 4, 5, 6, 7), 2)],
)
def test_it_is_so_of_a_million_packages_with_hubs_and_four_caps(sizes, hubs):
    question = with_precedence(drawn(hubs, sizes, years=4, share=0.45, hubs=hubs, rules=1, floors=0.2), 1, 2)

    assert [point.values for point in frontier(question).points] == grid_frontier(question)


def test_the_largest_question_ends_in_bounded_memory_with_a_bound_on_what_was_missed():
    question = drawn(7, (200,) * 24, years=4, share=0.45, hubs=0, rules=0, floors=0)

    tracemalloc.start()
    found = frontier(question, most=200)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert found.points
    assert not found.is_proven
    assert most < 150_000_000


@given(seed=st.integers(0, 2**32), place=st.floats(0, 1), at=st.floats(0, 1))
@settings(max_examples=15, deadline=None)
def test_a_package_that_is_planted_just_ahead_of_the_frontier_is_found(seed, place, at):
    question = with_precedence(drawn(seed, (10,) * 6, years=4, share=0.5, hubs=1, rules=1, floors=0), 0, 3)
    stairs = [point.values for point in frontier(question).points]
    assume(stairs)
    package = feasible(question, np.random.default_rng(seed), place)
    assume(package is not None)
    values = question.values(package)
    one, other = stairs[int(at * (len(stairs) - 1))]
    ahead = max(one + 1, values[0]), max(other, values[1])

    found = frontier(planted(question, package, values, ahead))

    assert (*package, 1) in [point.package for point in found.points if point.values == ahead]


def feasible(question, random, place):
    """A feasible package among some that are drawn, by its rank in what it is worth to the first side; None where none is."""
    drawn_packages = (tuple(int(random.choice(numbers)) for numbers in question.allowed) for _ in range(2_000))
    fitting = sorted({p for p in drawn_packages if question.is_feasible(p)}, key=question.values)
    return fitting[int(place * (len(fitting) - 1))] if fitting else None
