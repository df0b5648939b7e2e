"""The walk by integer programs: what looking at every package, and merging, find too."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.settlement import blocks
from commonground.settlement.barred import boxes
from commonground.settlement.blocks import TooEntangled
from commonground.settlement.frontier import first_found, frontier
from commonground.settlement.integer_program import LARGEST, MOST_CELLS
from commonground.settlement.near import near
from commonground.settlement.prices import prices_for
from commonground.settlement.proof import proof
from commonground.settlement.question import Caps
from commonground.settlement.tables import CostTable, Rule
from commonground.settlement.walk import walked
from small_questions import drawn, every_package, plain_frontier, with_precedence

NODES = 20_000


def pairs(found):
    return [tuple(pair) for pair in found.pairs.tolist()]


@st.composite
def entangled(draw, most_issues=5, most_options=3):
    sizes = draw(st.lists(st.integers(2, most_options), min_size=3, max_size=most_issues))
    share, hubs, rules = draw(st.sampled_from([0.6, 0.8, 2])), draw(st.integers(0, 2)), draw(st.integers(0, 1))
    question = drawn(draw(st.integers(0, 2**32)), sizes, share=share, hubs=hubs, rules=rules, floors=0.1)
    last = len(sizes) - 1
    for first in draw(st.sets(st.integers(0, last - 1))):
        question = with_precedence(question, first, draw(st.integers(first + 1, last)))
    return with_at_most(question, draw(st.integers(last // 2 + 1, last + 1)))


def with_at_most(question, most):
    """The same question, in which at most so many issues leave their first options: one rule about all of them."""
    sizes = [len(issue.options) for issue in question.issues]
    moved = (np.indices(sizes) > 0).sum(axis=0)
    rule = Rule(f"at most {most} move", tuple(range(len(sizes))), moved <= most)
    return replace(question, rules=(*question.rules, rule))


def agrees(question):
    found = walked(question, NODES)

    assert pairs(found) == plain_frontier(question)
    assert found.within == 0
    for package, pair in zip(found.packages, pairs(found), strict=True):
        assert question.is_feasible(package)
        assert question.values(package) == pair


@given(question=entangled())
@settings(max_examples=12, deadline=None)
def test_it_is_what_looking_at_every_package_finds(question):
    agrees(question)


@pytest.mark.slow
@given(question=entangled(most_issues=6, most_options=4))
@settings(max_examples=60, deadline=None)
def test_it_is_so_of_many_questions(question):
    agrees(question)


@given(question=entangled())
@settings(max_examples=12, deadline=None)
def test_cut_short_it_misses_no_more_than_it_says(question):
    found = walked(question, NODES, most=3)

    assert set(pairs(found)) <= {values for _, values in every_package(question)}
    for one, other in plain_frontier(question):
        reached = any(a + found.within >= one and b + found.within >= other for a, b in pairs(found))
        assert reached or not pairs(found)
    assert found.within or pairs(found) == plain_frontier(question)


def test_cut_short_it_is_not_proven():
    question = drawn(5, (5,) * 5, hubs=0, rules=0, floors=0)

    found = walked(question, NODES, most=2)

    assert len(found.packages) == 1
    assert found.within > 0


@pytest.mark.parametrize("seed", range(3))
def test_sums_far_beyond_what_a_solver_tells_apart_are_kept_to_the_cent(seed):
    question = drawn(seed, (4, 4, 4), years=1, hubs=0, rules=0, floors=0)
    tables = tuple(replace(table, cents=table.cents * 99_991 + table.cents % 7) for table in question.tables)
    dear = max(question_cost for question_cost in map(replace(question, tables=tables).cost, middle(question)))
    on_the_cap = replace(question, tables=tables, caps=Caps(dear))
    a_cent_less = replace(on_the_cap, caps=Caps((dear[0] - 1,)))

    assert max(int(table.cents.max()) for table in tables) > LARGEST**2 // 10
    agrees(on_the_cap)
    agrees(a_cent_less)
    assert plain_frontier(on_the_cap) != plain_frontier(a_cent_less)


def middle(question):
    """A package of the frontier without caps that stands in its middle."""
    found = walked(replace(question, caps=Caps()), NODES).packages
    return found[len(found) // 2 : len(found) // 2 + 1]


@given(barred=st.integers(0, 2**32), shape=st.lists(st.integers(1, 4), min_size=1, max_size=4))
@settings(max_examples=25, deadline=None)
def test_boxes_hold_what_is_barred_and_nothing_else(barred, shape):
    cells = np.random.default_rng(barred).random(shape) < 0.4

    held = np.zeros(shape, dtype=bool)
    for box in boxes(cells):
        held[np.ix_(*box)] = True

    assert (held == cells).all()


@pytest.fixture
def tied(monkeypatch):
    """Six issues under one rule about all of them, and so little patience that they cannot be merged."""
    monkeypatch.setattr(blocks, "MOST_WORK", blocks.RUN + 1_000)
    return with_at_most(drawn(8, (3,) * 6, share=0.7, hubs=0, rules=0, floors=0.2), 3)


def test_what_cannot_be_merged_is_walked(tied):
    found = frontier(tied)

    assert found.is_walked
    assert found.is_proven
    assert [point.values for point in found.points] == plain_frontier(tied)
    assert first_found(tied).points


def test_what_can_be_merged_is_not_walked():
    assert not frontier(drawn(8, (3,) * 6, hubs=0, rules=0)).is_walked


def test_a_point_of_a_walk_is_proven_without_the_solver_and_has_others_near(tied):
    point = frontier(tied).points[1]
    prices = prices_for(tied, point.package)
    floors = tuple(value - 100 for value in point.values)

    assert prices
    assert proof(tied, point.package, prices).beaten_by is None
    assert proof(tied, point.package, prices).is_whole
    assert near(tied, floors).are_all
    assert set(near(tied, floors).packages) == {
        package for package, values in every_package(tied) if all(v >= f for v, f in zip(values, floors, strict=True))
    }


def test_costs_that_tie_too_much_together_are_told_by_the_issues_names():
    question = drawn(2, (4,) * 9, years=1, hubs=0, rules=0)
    tangle = CostTable("tangle", tuple(range(9)), np.zeros((*(4,) * 9, 1), dtype=np.int64))

    assert MOST_CELLS < 4**9
    with pytest.raises(TooEntangled, match="Issue 0, Issue 1"):
        walked(replace(question, tables=(tangle,), caps=Caps((1,))), NODES)


@pytest.mark.slow
def test_at_most_three_of_eight_issues_may_move():
    question = replace(drawn(5, (10,) * 12, hubs=0, rules=0, floors=0), caps=Caps())
    barred = (np.indices((10,) * 4) > 0).all(axis=0)
    fours = itertools.combinations(range(8), 4)
    question = replace(question, rules=tuple(Rule(f"not all of {four}", four, ~barred) for four in fours))

    found = frontier(question)

    assert found.is_walked
    assert found.is_proven
    for point in found.points[::10]:
        assert proof(question, point.package, prices_for(question, point.package)).is_whole
        assert proof(question, point.package, prices_for(question, point.package)).beaten_by is None
