"""Worked example: docs/arithmetic/step-movement.md."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import ValidationError

from little_district import agreement, clause, each_paid, schedule
from worked_figures import Figures

FIGURES = Figures("step-movement")
GUIDE = schedule({("BA", "1"): 48_000, ("BA", "2"): 49_200, ("BA", "3"): 50_400, ("BA", "4"): 51_600})
AMES, COLE = {"lane": "BA", "step": "1"}, {"lane": "BA", "step": "4"}
BELL = {"lane": "BA", "step": "2", "fte": "0.5"}
YEARS = {"2026-27": "freeze", "2027-28": "restore", "2028-29": {"move": "delay", "on": dt.date(2029, 1, 1)}}


def paid(*rows, **terms):
    return each_paid(agreement(GUIDE, clause("steps", "step_movement", **terms)), *rows, id="schedule")


def test_a_freeze_withholds_a_step_a_restoration_gives_it_back_a_delay_pays_part_of_the_year():
    ames, bell, cole = paid(AMES, BELL, COLE, years=YEARS)

    assert ames[1:] == FIGURES.cents("ames_2026", "ames_2027", "ames_2028")
    assert bell[1:] == FIGURES.cents("bell_2026", "bell_2027", "bell_2028")
    assert (cole[3],) == FIGURES.cents("cole_2028")


def test_people_advance_one_step_a_year_where_nothing_is_named():
    [ames] = paid(AMES)

    assert ames[1:3] == FIGURES.cents("unfrozen_ames_2026", "unfrozen_ames_2027")


def test_a_freeze_that_is_never_restored_lasts():
    [ames] = paid(AMES, years={"2026-27": "freeze"})

    assert ames == (4_800_000, 4_800_000, 4_920_000, 5_040_000)


def test_an_advance_may_be_of_two_steps():
    [ames] = paid(AMES, years={"2026-27": {"move": "advance", "steps": 2}})

    assert ames[:3] == (4_800_000, 5_040_000, 5_160_000)


def test_without_a_clause_of_movement_nobody_moves():
    [ames] = each_paid(agreement(GUIDE), AMES, id="schedule")

    assert set(ames) == {4_800_000}


def test_a_delay_without_its_day_is_refused():
    with pytest.raises(ValidationError, match="a delay needs its day"):
        paid(AMES, years={"2026-27": "delay"})
