"""New York 2006: a printed tally that does not add up, with each difference."""

from __future__ import annotations

from pathlib import Path

from commonground.files.printed_tallies import read_printed
from commonground.votes.printed import comparisons, misprints

PRINTED = Path(__file__).parent / "printed.csv"


def test_every_figure_that_disagrees_is_found_with_its_difference():
    rows, problems = read_printed(PRINTED)

    found = {(one.label, one.figure): (one.should_be, one.difference, one.is_cut_off) for one in misprints(rows)}

    assert problems == ()
    assert found == {
        ("Attendance Teachers", "yes_of_valid"): ("91 %", "-1 points", True),
        ("Laboratory Specialists", "yes_of_valid"): ("83 %", "+8 points", False),
        ("Para-Professionals", "yes_of_valid"): ("93 %", "-1 points", True),
        ("Teachers", "yes_of_valid"): ("90 %", "-1 points", True),
        ("TOTAL", "yes"): ("71,169", "+37", False),
    }


def test_the_column_that_adds_up_was_held_against_its_total_too():
    rows, _ = read_printed(PRINTED)

    assert [one.misprint for one in comparisons(rows) if one.figure == "no"] == [None]


def test_with_the_total_of_its_areas_the_columns_sum(tmp_path):
    (tmp_path / "mended.csv").write_text(PRINTED.read_text().replace("71206", "71169"))

    found = misprints(read_printed(tmp_path / "mended.csv")[0])

    assert {one.figure for one in found} == {"yes_of_valid"}
