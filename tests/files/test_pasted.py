"""Pasted blocks: what people copy out of a spreadsheet is read, and what is none of the grid is told by row and column."""

from __future__ import annotations

from fractions import Fraction

import pytest

from commonground.files.pasted import NotASalary, read_block, salary_typed

LANES, STEPS = ("BA", "MA"), ("1", "2", "3")
HAS = {(lane, step) for lane in LANES for step in STEPS} - {("MA", "3")}
AT = ("BA", "1")


def read(text, at=AT):
    return read_block(text, LANES, STEPS, HAS, at)


@pytest.mark.parametrize(
    ("text", "dollars"),
    [
        ("52958", 52_958),
        ("$52,958.00", 52_958),
        (" $ 52,958.25 ", Fraction("52958.25")),
        ("52\u00a0958 €", 52_958),
        ("52\u202f958", 52_958),
        ("52'958", 52_958),
        ("USD 52,958", 52_958),
        ("55038.025", Fraction("55038.025")),
        ("", None),
        (" $ -   ", None),
    ],
)
def test_dollars_are_read_as_spreadsheets_write_them(text, dollars):
    assert salary_typed(text) == dollars


@pytest.mark.parametrize(
    "text", ["52.958", "52.958,00", "n/a", "#REF!", "-52958", "(52,958)", "0", "52,95", "1e5", "9" * 12]
)
def test_what_is_no_salary_or_may_be_two_is_not_guessed(text):
    with pytest.raises(NotASalary):
        salary_typed(text)


def test_a_block_lies_from_its_first_cell_on_and_an_empty_cell_leaves_what_is():
    found, problems = read('"$ 60,000.00"\t\r\n\t61 000\r\n', AT)

    assert problems == []
    assert found == {("BA", "1"): 60_000, ("MA", "2"): 61_000}


def test_a_block_that_brings_its_headings_is_placed_by_them():
    found, problems = read("step\tlane MA\tlane BA\n2\t62,000\t51,000\n1\t\t50,000\n", ("MA", "2"))

    assert problems == []
    assert found == {("MA", "2"): 62_000, ("BA", "2"): 51_000, ("BA", "1"): 50_000}


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        (
            "1\n2",
            ("BA", "3"),
            "the pasted block row 2: got a block of 2 rows; expected at most 1 row from step 3 on. Paste it further",
        ),
        (
            "1\t2\t3",
            AT,
            'the pasted block row 1, column "3": got a block of 3 columns; expected at most 2 columns from lane BA on.',
        ),
        (
            "50000\n\tabc",
            AT,
            'the pasted block row 2, column "2": got "abc"; expected a salary in dollars (lane MA, step 2).',
        ),
        ("\t\n\t\n\t70,000", AT, "expected an empty cell: the schedule has no salary in lane MA at step 3"),
        ("52.958", AT, "whether it is 52,958 or 52.9580 dollars"),
    ],
)
def test_what_cannot_be_taken_is_told_by_row_and_column_and_nothing_is_taken(text, at, said):
    found, problems = read(text, at)

    assert found == {}
    assert any(said in str(problem) for problem in problems)
