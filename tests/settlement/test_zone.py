"""The zone of agreement: what stands in its way, and the least that opens one, as looking at every package finds it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings

from commonground.settlement.frontier import first_found, frontier
from commonground.settlement.question import Caps
from commonground.settlement.relaxation import PARTS, BothLeasts, EveryCap, OneCap, OneLeast, OneRule, Signing
from commonground.settlement.tables import Rule
from commonground.settlement.zone import Way, openings
from small_questions import every_package, questions, table_of_two


def by_name(question):
    return {
        (type(each.what), each.what.name): (each.by, one.package) for one in openings(question) for each in one.gives
    }


def test_each_thing_that_can_give_is_told_with_the_least_that_would_do():
    question = replace(table_of_two(), caps=Caps((4_000,))).with_least((2_000, 8_000))
    plain = [(question.cost(package)[0], package) for package, _ in every_package(replace(question, caps=Caps()))]

    found = by_name(question)

    assert frontier(question).points == ()
    assert found[OneCap, "year"][0] == min(plain)[0] - 4_000
    by, package = found[OneLeast, "union"]
    assert question.values(package)[1] == 8_000 - by
    assert found[OneLeast, "district"] == (None, None)


def test_authority_and_rules_that_stand_in_the_way_are_told():
    question = table_of_two()
    barred = replace(question.sides[0], beyond=(frozenset(), frozenset(range(6))))
    nothing = Rule("no raise without nurses", (0, 1), np.zeros((5, 6), dtype=bool))

    assert [one.package is not None for one in openings(replace(question, sides=(barred, question.sides[1])))][:2] == [
        True,
        False,
    ]
    assert by_name(replace(question, rules=(nothing,)))[OneRule, "no raise without nurses"][1] is not None


def test_two_caps_that_both_bind_open_a_zone_only_together():
    question = table_of_two()
    pay = replace(question.tables[0], cents=np.repeat(question.tables[0].cents, 2, axis=-1) + np.array([0, 500]))
    question = replace(question, years=("one", "two"), tables=(pay,), caps=Caps((100, 100))).with_least((0, 8_000))

    found = openings(question)

    assert [one.package for one in found if one.way is Way.ALONE][-2:] == [None, None]
    (two,) = [one for one in found if one.way is Way.TWO and {type(each.what) for each in one.gives} == {OneCap}]
    cost = question.cost(two.package)
    assert [each.by for each in two.gives] == [cost[0] - 100, cost[1] - 100]
    (every,) = [one for one in found if isinstance(one.gives[0].what, EveryCap)]
    assert every.gives[0].by == cost[1] - 100


@pytest.mark.slow
@given(question=questions(most_issues=4))
@settings(max_examples=12, deadline=None)
def test_the_least_is_what_looking_at_every_package_finds(question):
    question = question.with_least(tuple(side.most * 7 // 10 for side in question.sides))
    assume(question.size and not frontier(question).points)

    for one in openings(question):
        if one.way is not Way.TWO:
            (given_up,) = one.gives
            wholly = given_up.what.relaxed(question, None)
            needs = [given_up.what.needed(question, package) for package, _ in every_package(wholly)]
            assert (one.package is not None) == bool(needs)
            assert not needs or given_up.by == min(needs, key=lambda need: need or 0)
        else:
            first, second = one.gives
            opened = second.what.relaxed(first.what.relaxed(question, first.by), second.by)
            assert one.package in [package for package, _ in every_package(opened)]
            for each in one.gives:
                assert each.by is None or not list(every_package(less(question, one.gives, each)))


def less(question, gives, which):
    """The question with two things relaxed, one of them by a cent or a point less than is told."""
    for each in gives:
        question = each.what.relaxed(question, each.by - 1 if each is which else each.by)
    return question


def test_both_leasts_give_alike_by_an_exact_share():
    question = replace(table_of_two(), caps=Caps()).with_least((9_000, 9_000))
    shares = [
        max(-(-(9_000 - value) * PARTS // 10_000) for value in values)
        for _, values in every_package(question.with_least((0, 0)))
    ]

    assert by_name(question)[BothLeasts, "both sides"][0] == min(shares)


def test_the_first_package_is_enough_to_know_that_there_is_one():
    question = table_of_two()

    assert first_found(question).points
    assert first_found(replace(question, caps=Caps((-1,)))).points == ()
    assert first_found(replace(question, caps=Caps((-1,)))).is_proven


def test_everything_that_can_give_is_tried_by_itself():
    question = table_of_two()
    sides = tuple(replace(side, least=10_000, beyond=(frozenset({0}), frozenset())) for side in question.sides)
    rule = Rule("anything", (0, 1), np.ones((5, 6), dtype=bool))

    found = openings(replace(question, sides=sides, rules=(rule,)))
    kinds = [type(one.gives[0].what) for one in found if one.way is not Way.TWO]

    assert kinds == [OneLeast, OneLeast, Signing, Signing, OneCap, OneRule, BothLeasts]
    assert all(len(one.gives) == 2 for one in found if one.way is Way.TWO)
    assert len({tuple(one.gives) for one in found}) == len(found)
