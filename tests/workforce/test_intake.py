"""The intake accounts for every row, or does not exist."""

from __future__ import annotations

import pytest

from commonground.workforce.intake import Intake, RowsVanished, Tally


def test_an_intake_whose_parts_do_not_sum_to_the_file_cannot_be_made() -> None:
    with pytest.raises(RowsVanished, match="add up"):
        Intake(read=Tally(2, 2, 20_000, 100), kept=Tally(1, 1, 10_000, 50))


def test_the_lines_of_an_intake_end_with_the_file() -> None:
    intake = Intake(read=Tally(2, 2, 2, 2), kept=Tally(1, 1, 1, 1), filtered={"Class is E": Tally(1, 1, 1, 1)})

    assert [name for name, _ in intake.lines()] == [
        "kept",
        "vacant",
        "Class is E",
        "duplicate",
        "in error",
        "in the file",
    ]
    assert sum((tally for _, tally in intake.lines()[:-1]), Tally()) == intake.read
