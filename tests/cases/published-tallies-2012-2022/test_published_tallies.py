"""Tallies that unions published: those that add up, and one whose shares are of another base than valid ballots."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonground.files.printed_tallies import read_printed
from commonground.values.problem import errors
from commonground.votes.printed import comparisons, misprints

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("british-columbia-2014-march", ["yes_of_valid"]),
        ("british-columbia-2014-september", ["yes_of_cast"]),
        ("british-columbia-2022", ["cast", "cast", "yes_of_valid"]),
        ("los-angeles-2012", ["cast", "yes_of_valid", "no_of_valid"]),
    ],
)
def test_what_was_published_adds_up_and_was_held_against_the_rest(name, held):
    rows, problems = read_printed(HERE / f"{name}.csv")

    assert not errors(problems)
    assert [(one.figure, one.misprint) for one in comparisons(rows)] == [(figure, None) for figure in held]


def test_a_share_of_all_who_took_part_is_told_from_one_of_valid_ballots():
    [found] = misprints(read_printed(HERE / "chicago-delegates-2021.csv")[0])

    assert (found.figure, found.printed, found.should_be) == ("yes_of_valid", "85 %", "87 %")
    assert found.because == "526 yes of 608 valid (right as a share of 620 cast)"


def test_a_column_that_is_not_read_is_said():
    _, problems = read_printed(HERE / "british-columbia-2014-march.csv")

    assert [(one.code, one.got) for one in problems] == [("column-not-read", '"ballots issued"')]
