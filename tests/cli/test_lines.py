"""Texts broken at their words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commonground.cli.lines import filled, titled

SOURCES = Path(__file__).parents[2] / "src" / "commonground"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Assumed after a term's day: steps (art. 30-2)", "(art. 30-2)"),
        ("the raise is not above three hundred 400 % or more", "400 %"),
        ("the year that is meant by it is really 2018-19", "2018-19"),
    ],
)
def test_what_belongs_together_stands_on_one_line(text, kept):
    for width in range(20, 60):
        assert kept in filled(text, width).split("\n")[-1] or kept in filled(text, width)
        assert max(len(line) for line in filled(text, width).split("\n")) <= width


def test_the_unit_of_a_title_is_not_broken():
    assert titled("What each issue adds in 2029-30, by the order", "dollars and cents", 60).split("\n") == [
        "What each issue adds in 2029-30, by the order",
        "(dollars and cents)",
    ]


def test_no_module_makes_a_plural_by_hand():
    by_hand = re.compile(r"""["']s["'] if |else ["']s["']|["']person["'] if""")

    assert [path.name for path in SOURCES.rglob("*.py") if by_hand.search(path.read_text(encoding="utf-8"))] == []
