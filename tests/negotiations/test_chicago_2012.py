"""The ready negotiation chicago-2012: its placement on a schedule worked back from later ones, and its prices."""

from __future__ import annotations

import shutil
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from commonground.cli.app import run
from commonground.files.ready import ready_folder
from commonground.negotiation import Negotiation
from commonground.workforce.roster import Roster
from readings import read_once

FOLDER = ready_folder() / "chicago-2012"
PAYROLL = Path(__file__).parents[2].parent / "shared/data/roster/cps_2012-07-11.csv"

needs_payroll = pytest.mark.skipif(not PAYROLL.exists(), reason=f"the payroll of 11 July 2012 is not at {PAYROLL}")


@cache
def chicago() -> Negotiation:
    found = read_once(FOLDER).negotiation
    assert found is not None
    return found


def by_unit(roster: Roster) -> Counter[tuple[str, bool]]:
    """People by unit, and whether they stand on a step."""
    found: Counter[tuple[str, bool]] = Counter()
    units, steps = (roster.labels[column].to_list() for column in ("unit", "step"))
    for unit, step, count in zip(units, steps, roster.numbers["count"].tolist(), strict=True):
        found[unit, bool(step)] += count
    return found


def test_everyone_who_fills_a_position_of_the_union_is_on_it():
    assert (chicago().roster.people, chicago().roster.fte) == (24_351, 22_997_4000)


def test_the_base_year_is_the_payroll_within_what_the_schedule_rounds():
    assert chicago().pricing.status_quo.totals[0] == 1_536_161_398_83  # the payroll says 1,536,160,917.60


def test_whoever_stands_off_the_schedule_is_in_plain_sight():
    assert by_unit(chicago().roster) == {
        ("teachers", True): 17_096,
        ("teachers", False): 3_746,
        ("support", False): 3_509,
    }


@needs_payroll
def test_the_counts_that_are_shipped_are_those_of_the_placed_payroll(tmp_path, capsys):
    copy = Path(shutil.copytree(FOLDER, tmp_path / "chicago"))
    (copy / "scattergram.csv").unlink()

    assert run(["import-roster", str(PAYROLL), "--into", str(copy), "--counts-only"]) == 0

    shipped = (FOLDER / "scattergram.csv").read_text(encoding="utf-8")
    assert (copy / "scattergram.csv").read_text(encoding="utf-8") == shipped
    assert "24,351  22,997.4  1,536,160,917.60" in capsys.readouterr().out


def test_nothing_of_a_title_or_a_school_is_shipped():
    header = (FOLDER / "scattergram.csv").read_text(encoding="utf-8").splitlines()[0]

    assert header == "unit,schedule,lane,step,count,fte,salary"
