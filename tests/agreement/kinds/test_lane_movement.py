"""Worked example: docs/arithmetic/lane-movement.md."""

from __future__ import annotations

import pytest

from little_district import agreement, clause, each_paid, schedule
from worked_figures import Figures

FIGURES = Figures("lane-movement")
GUIDE = schedule({("BA", "3"): 50_400, ("BA", "4"): 51_600, ("MA", "3"): 54_433})
CHANGE = {"from_lane": "BA", "to_lane": "MA", "share": "5%", "first_year": "2026-27"}
AMES, COLE = {"lane": "BA", "step": "3"}, {"lane": "MA", "step": "3"}
BELL = {**AMES, "fte": "0.5"}


def paid(*rows, **change):
    return each_paid(
        agreement(GUIDE, clause("lanes", "lane_movement", changes=[{**CHANGE, **change}])), *rows, id="lanes"
    )


def test_the_expected_share_of_a_lane_is_paid_the_difference_to_the_next():
    ames, bell, cole = paid(AMES, BELL, COLE)

    assert ames[1:3] == FIGURES.cents("ames_2026", "ames_2027")
    assert bell[1:3] == FIGURES.cents("bell_2026", "bell_2027")
    assert (cole[1],) == FIGURES.cents("cole_2026")


def test_after_the_last_year_nobody_more_moves():
    [ames] = paid(AMES, last_year="2026-27")

    assert ames[1:3] == FIGURES.cents("ames_2026", "ended_ames_2027")


@pytest.mark.parametrize("first_year", ["2020-21", "2025-26", "2026-27"])
def test_whoever_moved_up_to_the_base_year_stands_in_the_new_lane_already(first_year):
    [ames] = paid(AMES, first_year=first_year)

    assert ames[:3] == (0, *FIGURES.cents("ames_2026", "ames_2027"))


def test_a_share_that_ended_before_the_years_costed_costs_nothing():
    [ames] = paid(AMES, first_year="2020-21", last_year="2024-25")

    assert set(ames) == {0}


def test_nothing_is_paid_in_the_base_year():
    [ames] = paid(AMES)

    assert ames[0] == 0


def test_where_the_other_lane_lacks_the_step_nothing_is_added():
    [on_step_4] = paid({"lane": "BA", "step": "4"})

    assert set(on_step_4) == {0}
