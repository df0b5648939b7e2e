"""The frontier: what the plain search of every package finds, hubs, caps, rules and floors included."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from commonground.settlement.frontier import MOST_VALUE, ValuesTooLarge, frontier
from commonground.settlement.question import Caps
from commonground.settlement.reach import MOST_CORNERS, thinned
from commonground.settlement.tables import CostTable
from commonground.values.solver import Ending, Rows, Way, solved
from small_questions import drawn, every_package, grid_frontier, plain_frontier, planted, questions


def pairs(found):
    return [point.values for point in found.points]


@given(question=questions())
@settings(max_examples=35, deadline=None)
def test_it_is_what_looking_at_every_package_finds(question):
    found = frontier(question)

    assert pairs(found) == plain_frontier(question)
    assert found.is_proven
    for point in found.points:
        assert question.is_feasible(point.package)
        assert question.values(point.package) == point.values


@pytest.mark.slow
@given(question=questions(most_issues=6, most_options=5))
@settings(max_examples=500, deadline=None)
def test_it_is_so_of_many_questions(question):
    assert pairs(frontier(question)) == plain_frontier(question)


@given(question=questions())
@settings(max_examples=20, deadline=None)
def test_both_plain_searches_agree(question):
    assert grid_frontier(question, at_once=7) == plain_frontier(question)


@given(question=questions(most_issues=4), data=st.data())
@settings(max_examples=15, deadline=None)
def test_a_package_that_is_planted_just_ahead_of_the_frontier_is_found(question, data):
    packages = list(every_package(question))
    assume(packages)
    package, values = data.draw(st.sampled_from(packages))
    one, other = data.draw(st.sampled_from(plain_frontier(question)))
    ahead = max(one + 1, values[0]), max(other, values[1])

    found = frontier(planted(question, package, values, ahead))

    assert (*package, 1) in [point.package for point in found.points if point.values == ahead]


@given(question=questions(most_issues=4))
@settings(max_examples=12, deadline=None)
def test_a_planted_better_package_is_found(question):
    packages = list(every_package(question))
    if not packages:
        return
    planted = packages[len(packages) // 2][0]
    sides = tuple(
        replace(
            side,
            weights=tuple(max(1, weight) for weight in side.weights),
            values=tuple(
                tuple(200 if k == planted[n] else value for k, value in enumerate(values))
                for n, values in enumerate(side.values)
            ),
        )
        for side in question.sides
    )
    found = frontier(replace(question, sides=sides))

    assert [point.package for point in found.points] == [planted]


@given(question=questions())
@settings(max_examples=12, deadline=None)
def test_where_labels_are_dropped_no_package_passes_what_was_found_by_more_than_is_said(question):
    found = frontier(question, most=2)

    assert set(pairs(found)) <= {values for _, values in every_package(question)}
    for one, other in plain_frontier(question):
        assert any(a + found.within >= one and b + found.within >= other for a, b in pairs(found)) or not found.points
    assert not found.is_proven or pairs(found) == plain_frontier(question)


def test_a_limit_that_binds_is_said():
    question = drawn(5, (9,) * 7, years=4, share=0.45, hubs=0, rules=0, floors=0)

    short = frontier(question, most=30)

    assert not short.is_proven
    assert short.within > 0


def test_nothing_that_fits_is_an_empty_frontier_and_proven():
    question = replace(drawn(1, (3, 3), rules=0, floors=0), caps=Caps((-1, -1, -1)))

    assert frontier(question).points == ()
    assert frontier(question).is_proven


def test_an_issue_whose_options_are_all_excluded_leaves_no_package():
    question = drawn(2, (2, 3), rules=0, floors=0)
    sides = (replace(question.sides[0], beyond=(frozenset({0, 1}), frozenset())), question.sides[1])

    assert frontier(replace(question, sides=sides)).points == ()


def test_a_cap_is_kept_to_the_cent():
    question = replace(drawn(3, (4, 4, 3), years=1, rules=0, floors=0), caps=Caps((None,)))
    best = frontier(question).points[0]
    cost = question.cost(best.package)[0]

    assert best.values in pairs(frontier(replace(question, caps=Caps((cost,)))))
    assert best.package not in [p.package for p in frontier(replace(question, caps=Caps((cost - 1,)))).points]


def test_hundreds_of_thousands_of_corners_are_held_in_little_memory():
    stairs = np.stack([np.arange(300_000), np.arange(300_000)[::-1]], axis=1)

    few = thinned(stairs, MOST_CORNERS)

    assert len(few) <= MOST_CORNERS
    assert all((few <= corner).all(axis=1).any() for corner in stairs[::30_000].tolist())


def test_values_that_cannot_be_ordered_are_refused_with_the_figure():
    question = drawn(4, (2, 2))
    sides = (replace(question.sides[0], weights=(MOST_VALUE, 1)), question.sides[1])

    with pytest.raises(ValuesTooLarge, match="take smaller weights"):
        frontier(replace(question, sides=sides))


def test_costs_that_multiply_are_the_tables_own_and_no_sum_of_separate_effects():
    question = drawn(6, (3, 3), years=1, hubs=0, rules=0, floors=0)
    nurses = CostTable("nurses", (0, 1), np.array([[[0], [0], [0]], [[0], [100], [200]], [[0], [200], [400]]]))
    question = replace(question, tables=(nurses,), caps=Caps((399,)))

    assert all(question.cost(point.package)[0] <= 399 for point in frontier(question).points)
    assert pairs(frontier(question)) == plain_frontier(question)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_an_integer_program_finds_the_same_points_one_by_one(seed):
    question = replace(drawn(seed, (5,) * 6, years=3, share=0.5, hubs=0, rules=0, floors=0), rules=())
    tables = tuple(table for table in question.tables if len(table.issues) < 2)
    question = replace(
        question,
        tables=tables,
        caps=Caps(tuple(sum(int(t.cents[..., y].max()) for t in tables) // 2 for y in range(3))),
    )

    assert pairs(frontier(question)) == by_integer_programs(question)


def by_integer_programs(question):
    """The pairs of the frontier by HiGHS: the most for the first side while the second has more than before."""
    worth, scale = np.concatenate(question.worth), question.sides[1].most + 1
    tables = {table.issues: table.cents for table in question.tables}
    cents = np.concatenate([tables[(n,)] for n in range(len(question.issues))])
    fixed = tables[()]
    columns = np.cumsum([0, *(len(issue.options) for issue in question.issues)]).tolist()
    upper = np.ones(columns[-1])
    for start, allowed, issue in zip(columns, question.allowed, question.issues, strict=False):
        upper[[start + n for n in range(len(issue.options)) if n not in allowed]] = 0
    found, least = [], 0
    while True:
        rows = Rows()
        for start, end in itertools.pairwise(columns):
            rows.add(range(start, end), [1] * (end - start), 1, 1)
        for year, cap in question.caps.columns():
            rows.add(range(columns[-1]), cents[:, year].tolist(), -np.inf, cap - int(fixed[year]))
        rows.add(range(columns[-1]), worth[:, 1].tolist(), least, np.inf)
        objective = -(worth[:, 0] * scale + worth[:, 1]).astype(float)
        result = solved(rows, objective, np.zeros(columns[-1]), upper, Way())
        if result.ending is Ending.IMPOSSIBLE:
            return found
        pair = worth[np.round(result.values) > 0].sum(axis=0)
        found.append((int(pair[0]), int(pair[1])))
        least = int(pair[1]) + 1
