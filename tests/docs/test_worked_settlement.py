"""Worked example: docs/arithmetic/settlement.md."""

from __future__ import annotations

import numpy as np

from commonground.settlement.frontier import frontier
from commonground.settlement.issue import Issue, Option
from commonground.settlement.points import Solution, chosen
from commonground.settlement.preference import Preference
from commonground.settlement.question import Caps, Question
from commonground.settlement.tables import CostTable
from commonground.settlement.trades import trades
from worked_figures import Figures

FIGURES = Figures("settlement")
WAGES, NURSE, CAP = FIGURES.cents("wages", "nurse", "cap")


def question():
    cost = [
        [[WAGES * raised // 100 + nurses * NURSE * (100 + raised) // 100] for nurses in range(3)] for raised in range(4)
    ]
    sides = (
        Preference("district", (60, 40), ((100, 67, 33, 0), (100, 80, 0))),
        Preference("union", (50, 50), ((0, 40, 75, 100), (0, 50, 100))),
    )
    issues = (
        Issue("raise", "Raise", tuple(Option(f"{percent} %") for percent in range(4))),
        Issue("nurses", "Nurses", tuple(Option(word) for word in ("none", "one", "two"))),
    )
    table = CostTable("wages and nurses", (0, 1), np.array(cost))
    return Question(issues, sides, ("year",), (table,), Caps((CAP,)))


def point(solution):
    asked = question()
    return next(each for each in chosen(asked, frontier(asked)) if each.solution is solution).points[0]


def test_what_three_percent_and_two_nurses_cost_is_no_sum_of_separate_effects():
    asked = question()

    assert asked.cost((3, 2)) == FIGURES.cents("too_dear")
    assert (asked.cost((3, 0))[0] + asked.cost((0, 2))[0],) == FIGURES.cents("taken_apart")
    assert not asked.is_feasible((3, 2))


def test_the_frontier_has_eight_points_of_eleven_packages():
    assert len(frontier(question()).points) == 8


def test_the_points_are_those_of_the_page():
    nash, ks = point(Solution.NASH), point(Solution.KALAI_SMORODINSKY)

    assert nash.values == (FIGURES["nash_district"], FIGURES["nash_union"])
    assert ks.values == (FIGURES["ks_district"], FIGURES["ks_union"])
    assert question().cost(nash.package) == FIGURES.cents("nash_cost")
    assert question().cost(ks.package) == FIGURES.cents("ks_cost")


def test_a_point_of_raise_for_a_nurse():
    found = [trade for trade in trades(question(), (2, 1)) if trade.giver == 1 and trade.package == (1, 2)]

    assert [trade.values for trade in found] == [(-FIGURES["trade_district"], FIGURES["trade_union"])]
    assert [trade.cents for trade in found] == [FIGURES.cents("trade_cost")]
