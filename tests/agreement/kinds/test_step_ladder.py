"""Worked example: docs/arithmetic/step-ladder.md."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from little_district import JULY, agreement, clause, each_paid, schedule, version
from worked_figures import Figures

FIGURES = Figures("step-ladder")
BA = {("BA", "1"): 48_000, ("BA", "2"): 49_200, ("BA", "3"): 50_400}
MA = {("MA", "1"): 52_000, ("MA", "2"): 53_200, ("MA", "3"): 54_400, ("MA", "4"): 55_600}
STEPS = clause("steps", "step_movement")


def test_a_person_moves_to_the_next_label_of_the_lane_and_stays_at_its_last():
    ladder = clause("ladder", "step_ladder", steps=["1", "2", "3", "4"])
    rows = [{"lane": "BA", "step": "1"}, {"lane": "BA", "step": "3", "fte": "0.5"}, {"lane": "MA", "step": "3"}]

    paid = each_paid(agreement(schedule({**BA, **MA}), ladder, STEPS), *rows, id="schedule")

    assert [cents[1] for cents in paid] == list(FIGURES.cents("ames_2026", "bell_2026", "cole_2026"))


def test_a_renumbered_ladder_says_where_each_old_label_leads_once():
    def printed(table):
        return {"table": [{"lane": lane, "step": step, "salary": pay} for (lane, step), pay in table.items()]}

    new = {("BA", "1"): 48_500, ("BA", "2"): 49_700, ("BA", "3A"): 50_900, ("BA", "3B"): 52_100}
    guide = clause(
        "schedule",
        "salary_schedule",
        version("salary_schedule", until=JULY[2026], **printed(BA)),
        version("salary_schedule", start=JULY[2026], **printed(new)),
    )
    moves = {"1": "2", "2": "3A", "3": "3B"}
    ladder = clause(
        "ladder",
        "step_ladder",
        version("step_ladder", until=JULY[2026], steps=["1", "2", "3"]),
        version("step_ladder", start=JULY[2026], steps=["1", "2", "3A", "3B"], moves=moves),
    )
    rows = [{"lane": "BA", "step": "1"}, {"lane": "BA", "step": "3", "fte": "0.5"}]

    ames, bell = each_paid(agreement(guide, ladder, STEPS), *rows, id="schedule")

    assert ames[1:3] == FIGURES.cents("renumbered_ames_2026", "renumbered_ames_2027")
    assert bell[1:3] == FIGURES.cents("renumbered_bell_2026", "renumbered_bell_2026")


def test_without_a_ladder_steps_follow_the_order_of_print():
    labels = ["14a", "14b", "15"]
    guide = schedule({("BA", step): 50_000 + 1_000 * place for place, step in enumerate(labels)})

    [paid] = each_paid(agreement(guide, STEPS), {"lane": "BA", "step": "14b"}, id="schedule")

    assert paid[:2] == (5_100_000, 5_200_000)


def test_a_move_to_a_step_that_the_ladder_lacks_is_refused():
    with pytest.raises(ValidationError, match="moves lead to 9"):
        clause("ladder", "step_ladder", steps=["1", "2"], moves={"1": "9"})


def test_a_step_that_stands_twice_is_refused():
    with pytest.raises(ValidationError, match="stands twice"):
        clause("ladder", "step_ladder", steps=["1", "1"])
