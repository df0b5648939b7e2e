"""Points, and what lies around them: ties, alternatives, trades, stability."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from commonground.settlement.frontier import Frontier, Point, frontier
from commonground.settlement.near import near
from commonground.settlement.points import Solution, chosen
from commonground.settlement.preference import Preference
from commonground.settlement.question import Question
from commonground.settlement.stability import stability
from commonground.settlement.trades import trades
from small_questions import NURSES, drawn, every_package, issues_of, questions, table_of_two


def scale(most):
    """A side whose scale is so many points, whatever its issues."""
    return Preference("side", (most,), ((0, 100),))


def of_pairs(*pairs):
    """A frontier of these pairs, for two sides with a scale of 100 and nothing that they need at least."""
    question = Question(issues_of((2,)), (scale(1), scale(1)))
    return question, Frontier(tuple(Point(pair, (number,)) for number, pair in enumerate(pairs)))


def values(question, found):
    return {each.solution: [point.values for point in each.points] for each in chosen(question, found)}


def test_each_rule_singles_out_its_own_point():
    found = values(*of_pairs((100, 10), (80, 45), (50, 70), (46, 71), (5, 100)))

    assert found[Solution.NASH] == [(80, 45)]
    assert found[Solution.KALAI_SMORODINSKY] == [(50, 70)]
    assert found[Solution.EGALITARIAN] == [(50, 70)]
    assert found[Solution.UTILITARIAN] == [(80, 45)]


def test_the_most_equal_shares_may_be_a_point_that_gives_almost_everything_up():
    """NegMAS 0.16 takes the least difference of the shares, which here gives up 62 points of one side for 1 of the other's."""
    pairs = [(100, 40), (38, 41), (0, 100)]

    most_equal = min(pairs, key=lambda pair: abs(pair[0] - pair[1]))

    assert most_equal == (38, 41)
    assert values(*of_pairs(*pairs))[Solution.KALAI_SMORODINSKY] == [(100, 40)]


def test_the_most_equal_shares_among_all_packages_may_be_one_that_another_beats_on_both_sides():
    sides = Preference("a", (1,), ((100, 60, 50, 0),)), Preference("b", (1,), ((0, 80, 50, 100),))
    question = Question(issues_of((4,)), sides)

    most_equal = min((pair for _, pair in every_package(question)), key=lambda pair: abs(pair[0] - pair[1]))

    assert most_equal == (50, 50)
    assert values(question, frontier(question))[Solution.KALAI_SMORODINSKY] == [(60, 80)]


def test_a_tie_of_the_smaller_share_goes_to_the_larger_one():
    assert values(*of_pairs((100, 30), (85, 31), (31, 80), (30, 100)))[Solution.KALAI_SMORODINSKY] == [(85, 31)]
    assert values(*of_pairs((90, 40), (40, 90)))[Solution.NASH] == [(90, 40), (40, 90)]


def test_where_nothing_can_be_agreed_no_rule_singles_out_anything():
    question, _ = of_pairs((1, 1))

    assert chosen(question, Frontier(())) == ()


@given(question=questions(most_issues=4))
@settings(max_examples=12, deadline=None)
def test_near_is_every_package_worth_the_floors(question):
    floors = question.sides[0].most // 3, question.sides[1].most // 3

    found = near(question, floors)
    plain = {package for package, _ in every_package(question.with_least(floors))}

    assert found.are_all
    assert set(found.packages) == plain


def test_near_says_when_there_are_more():
    question = drawn(9, (5, 5, 5), rules=0, floors=0, share=2)

    assert not near(question, (0, 0), most=10).are_all
    assert len(near(question, (0, 0), most=10).packages) == 10


@given(question=questions(most_issues=4))
@settings(max_examples=10, deadline=None)
def test_a_package_of_the_frontier_has_no_trade_that_is_better_for_one_and_worse_for_none(question):
    for point in frontier(question).points[:3]:
        found = trades(question, point.package)

        assert not any(trade.is_better for trade in found)
        for trade in found:
            before, after = question.values(point.package), question.values(trade.package)
            assert trade.values == (after[0] - before[0], after[1] - before[1])
            assert trade.values[trade.giver] >= 0


def test_one_point_of_raise_is_worth_so_many_nurses():
    found = [t for t in trades(table_of_two(), (2, 1)) if t.giver == 1 and (t.gives.issue, t.gives.after) == (0, 1)]

    assert [(t.takes.issue, NURSES[t.takes.after] - NURSES[t.takes.before]) for t in found] == [(1, 20)]
    assert found[0].values == (60 * 25 - 40 * 20, 70 * 20 - 30 * 25)
    assert found[0].is_better


def test_stability_is_the_same_for_the_same_seed_and_sums_to_the_draws():
    question = drawn(12, (3, 4, 3), floors=0)

    one, same = (stability(question, Solution.NASH, draws=12, percent=30, seed=7) for _ in range(2))

    assert one == same
    assert {sum(counter.values()) for counter in one.options} == {12 - one.without}


def test_weights_that_are_sure_settle_every_issue_as_the_point_does():
    question = drawn(12, (3, 4, 3), floors=0)
    point = next(each for each in chosen(question, frontier(question)) if each.solution is Solution.NASH).points[0]

    found = stability(question, Solution.NASH, draws=3, percent=0, seed=1)

    assert [dict(counter) for counter in found.options] == [{option: 3} for option in point.package]


@pytest.mark.parametrize("seed", range(3))
def test_a_signed_deal_is_improved_with_itself_as_both_floors(seed):
    question = drawn(seed, (4, 4, 4), rules=0, floors=0, share=2)
    packages = list(every_package(question))
    signed, before = packages[len(packages) // 2]

    better = frontier(question.with_least(before))

    assert better.points
    assert question.is_feasible(signed)
    assert all(a >= before[0] and b >= before[1] for a, b in (point.values for point in better.points))
