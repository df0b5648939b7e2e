"""Los Angeles 2019: a tally that adds up, and what is said when a figure of it is misprinted."""

from __future__ import annotations

from pathlib import Path

from commonground.files.printed_tallies import read_printed
from commonground.votes.printed import misprints

PRINTED = Path(__file__).parent / "printed.csv"


def test_the_statement_adds_up():
    rows, problems = read_printed(PRINTED)

    assert (misprints(rows), problems) == ((), ())
    assert rows[0].counts == {"cast": 24_720, "yes": 20_024, "no": 4_696}


def test_two_digits_that_changed_places_are_found(tmp_path):
    wrong = tmp_path / "wrong.csv"
    wrong.write_text(PRINTED.read_text().replace("20,024", "20,204"))

    found = misprints(read_printed(wrong)[0])

    assert (found[0].figure, found[0].should_be, found[0].difference) == ("cast", "24,900", "-180")
