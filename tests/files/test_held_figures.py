"""Held figures: numbers of the folder's other files, by name; what cannot be had is said with what would do."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from commonground.files.held_figures import held_figures
from commonground.files.ready import folder_named
from readings import read

MEADOWBROOK, CHICAGO = (folder_named(Path(name)) for name in ("meadowbrook", "chicago-2019"))


def held(name: str, folder: Path = MEADOWBROOK) -> Fraction:
    found, missing = held_figures([name], folder, read(folder).negotiation)
    assert not missing
    return found[name].amount


def why_not(name: str, folder: Path = MEADOWBROOK) -> str:
    found, missing = held_figures([name], folder, read(folder).negotiation)
    assert not found
    return missing[name]


def test_days_are_those_of_the_school_calendar() -> None:
    assert held("days/lost", CHICAGO) == 11  # GOLDEN: 11 school days lost, 5 made up
    assert held("days/made-up", CHICAGO) == 5


@pytest.mark.parametrize(
    ("figure", "expected"),
    {"yes": 63, "no": 11, "valid": 74, "members": 82, "needed": 62, "without-valid": 8, "spoiled": 1}.items(),
)
def test_a_vote_says_what_its_result_prints(figure: str, expected: int) -> None:
    assert held(f"votes/strike-2026/teachers/{figure}") == expected


def test_a_clause_says_its_number_under_each_offer_and_rates_are_percent() -> None:
    fact_finder = "offers/2019-08-11-fact-finder/health/employee_share_of_pay"
    assert held(fact_finder, CHICAGO) == 1
    assert held("agreement/health/employee_share_of_pay", CHICAGO) == 0
    assert held("offers/2019-10-31-settlement/class-size/amounts.2019-20", CHICAGO) == 35_000_000
    bands = "offers/2019-11-20-with-positions/case-managers/claims[1].bands"
    assert held(f"{bands}[0].positions", CHICAGO) == Fraction(1, 2)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("days/found", "days/lost or days/made-up"),
        ("votes/strike-2025/yes", "the id of a vote: ratification-2026, strike-2026"),
        ("votes/strike-2026/yes", "votes/strike-2026/UNIT/yes, where the unit is one of"),
        ("votes/strike-2026/teachers/maybe", "one of yes, no"),
        ("agreement/helth/trend", "the id of a clause: "),
        ("agreement/health/trent", "one of quoted_for"),
        ("agreement/health/premiums", "a place where a number stands"),
        ("offers/none/health/trend", "the id of an offer: "),
        ("elsewhere/lost", "of this folder"),
    ],
)
def test_what_is_not_held_is_said_with_what_would_do(name: str, expected: str) -> None:
    assert expected in why_not(name)


def test_without_a_negotiation_no_clause_says_anything() -> None:
    found, missing = held_figures(["agreement/health/trend"], MEADOWBROOK, None)
    assert not found
    assert list(missing) == ["agreement/health/trend"]


def test_days_that_nobody_wrote_down_are_not_guessed(tmp_path: Path) -> None:
    assert held_figures(["days/lost"], tmp_path, None)[1]["days/lost"].startswith("a calendar.toml")
