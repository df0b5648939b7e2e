"""Schedule files in the forms in which they are published."""

from __future__ import annotations

import pytest

from commonground.files.schedules import read_schedule

PRINTED = {("BA", "1"): 48_000, ("BA", "1.5"): 48_900, ("MA", "1"): 52_000, ("MA", "1.5"): 53_000}


def cells_of(tmp_path, written, year=None):
    (tmp_path / "guide.csv").write_text(written, encoding="utf-8")
    cells, problems = read_schedule(tmp_path / "guide.csv", "guide.csv", year)
    assert problems == ()
    return cells


def by_place(cells):
    return {(cell["lane"], cell["step"]): cell["salary"] for cell in cells}


@pytest.mark.parametrize(
    "written",
    [
        "step,BA,MA\n1,48000,52000\n1.5,48900,53000\n",
        "lane,1,1.5\nBA,48000,48900\nMA,52000,53000\n",
        "Lane,1,1.5\nBA,48000,48900\nMA,52000,53000\n",
        "lane,step,salary\nBA,1,48000\nBA,1.5,48900\nMA,1,52000\nMA,1.5,53000\n",
    ],
)
def test_a_schedule_may_have_steps_down_lanes_down_or_a_row_for_each_cell(tmp_path, written):
    assert by_place(cells_of(tmp_path, written)) == PRINTED


def test_lanes_may_be_numbers(tmp_path):
    cells = cells_of(tmp_path, "step,1,2,3\n1,48000,50000,52000\n2,49000,51000,53000\n")

    assert by_place(cells)["3", "2"] == 53_000


def test_a_wide_table_may_hold_several_schedules(tmp_path):
    cells = cells_of(tmp_path, "schedule,step,BA,MA\n190 day,1,48000,52000\n210 day,1,53053,57474\n")

    assert {(cell["schedule"], cell["lane"]): cell["salary"] for cell in cells} == {
        ("190 day", "BA"): 48_000,
        ("190 day", "MA"): 52_000,
        ("210 day", "BA"): 53_053,
        ("210 day", "MA"): 57_474,
    }


def test_a_wide_table_may_hold_several_years(tmp_path):
    written = "year,step,BA\n2024-25,1,48000\n2025-26,1,49000\n"

    assert [cell["salary"] for cell in cells_of(tmp_path, written, "2025-26")] == [49_000]
