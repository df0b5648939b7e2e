"""Marin County's index schedule: the base is raised and rounded, and every published cell follows."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from commonground.costing.engine import Engine
from commonground.files.folder import check_folder

HERE = Path(__file__).parent
PUBLISHED = tomllib.loads((HERE / "expected.toml").read_text())
READING = check_folder(HERE / "negotiation")
OFFICE = READING.negotiation


def cells(period):
    """What a full-time person on each cell is paid, in cents."""
    engine = Engine(OFFICE.roster, OFFICE.calendar, OFFICE.base)
    line = engine.join(OFFICE.agreement).lines["schedule"]
    paid = engine.values(OFFICE.agreement, line, engine.periods[period])[line.group]
    lanes, steps = (OFFICE.roster.labels[name].to_list() for name in ("lane", "step"))
    return dict(zip(zip(steps, lanes, strict=True), paid.tolist(), strict=True))


def test_the_folder_reads_without_a_problem():
    assert READING.problems == ()


def test_the_base_is_raised_and_rounded_to_the_dollar():
    assert cells(0)["1", "I"] == 56_334_00
    assert cells(1)["1", "I"] == PUBLISHED["base"] * 100


@pytest.mark.parametrize("step", PUBLISHED["step"])
def test_the_published_cells_follow_from_the_rounded_base_and_the_index(step):
    built = cells(1)

    assert {lane: built[step, lane] for lane in PUBLISHED["step"][step]} == {
        lane: dollars * 100 for lane, dollars in PUBLISHED["step"][step].items()
    }


def test_a_cell_that_is_not_printed_does_not_exist():
    assert ("13", "I") not in cells(1)
    assert len(cells(1)) == 12 * 6 + 3
