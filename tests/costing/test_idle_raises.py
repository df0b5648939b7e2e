"""Raises that change no cell, because of how the schedule is built."""

from __future__ import annotations

import pytest

from commonground.agreement.kinds.salary_schedule import Build
from commonground.costing.idle_raises import idle_raises
from little_district import JULY, agreement, clause, engine, people

CELLS = [
    {"lane": "BA", "step": "1", "salary": 48_000, "index": 1},
    {"lane": "BA", "step": "2", "salary": 49_920, "index": "1.04"},
    {"lane": "MA", "step": "1", "salary": 52_800, "index": "1.1"},
]
EVERYONE = people({"lane": "BA", "step": "1"}, {"lane": "MA", "step": "1"}, {"salary": 60_000})


def idle(build, cells=CELLS, **raise_):
    guide = clause("guide", "salary_schedule", table=cells, build=build, differentials={"MA": 4_800})
    raises = [{"effective": JULY[2026], "percent": "2%", **raise_}]
    clauses = agreement(guide, clause("raise", "schedule_raise", raises=raises))
    return [(found.clause, found.schedule, found.build) for found in idle_raises(engine(EVERYONE), clauses)]


@pytest.mark.parametrize(
    ("build", "lanes"), [("table", None), ("table", ["BA"]), ("index", ["MA"]), ("differential", ["MA"])]
)
def test_a_raise_that_the_building_of_the_schedule_passes_over_is_found(build, lanes):
    assert idle(build, lanes=lanes) == [("raise", "guide", Build(build))]


@pytest.mark.parametrize(
    ("build", "lanes"), [("scale", ["MA"]), ("index", None), ("index", ["BA"]), ("differential", ["BA", "MA"])]
)
def test_a_raise_that_reaches_what_decides_the_cells_is_none(build, lanes):
    assert idle(build, lanes=lanes) == []


def test_a_raise_of_steps_that_leave_the_base_out_is_found():
    assert idle("index", steps=["2"]) == [("raise", "guide", Build.INDEX)]


@pytest.mark.parametrize(("lanes", "found"), [(["BA"], []), (["MA"], [("raise", "guide", Build.INDEX)])])
def test_a_schedule_without_an_index_of_1_is_built_from_its_first_cell(lanes, found):
    cells = [{**cell, "index": index} for cell, index in zip(CELLS, ["1.05", "1.092", "1.155"], strict=True)]

    assert idle("index", cells, lanes=lanes) == found


def test_of_two_cells_with_an_index_of_1_the_first_is_the_base():
    cells = [CELLS[0], CELLS[1], {**CELLS[2], "salary": 48_000, "index": 1}]

    assert idle("index", cells, lanes=["BA"]) == []
    assert idle("index", cells, lanes=["MA"]) == [("raise", "guide", Build.INDEX)]


def test_a_raise_before_the_snapshot_is_in_the_print_already():
    assert idle("table", effective=JULY[2025]) == []
