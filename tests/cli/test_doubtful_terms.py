"""Terms that can be priced and may not be meant: each a warning with its place, and the price as it is written."""

from __future__ import annotations

import pytest

UNION = "offers/2026-03-08-union.toml"


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (
            "schedules/teachers.csv",
            "3,51600",
            "3,49000",
            'agreement.toml line 15, clause "schedule": got BA step 3: 49,000.00, below 49,800.00 of step 2; expected steps',
        ),
        (
            "schedules/teachers.csv",
            "1,48000",
            "1,4800",
            "got BA step 1: 4,800.00, under half of 49,800.00 of step 2; expected a cell near its neighbours",
        ),
        (
            UNION,
            'percent = "4%"',
            'percent = "45%"',
            "got a raise of 45 % from 2026-07-01; expected a raise of at most 25 %",
        ),
        (
            UNION,
            "effective = 2027-07-01",
            "effective = 2026-07-01",
            "got two raises or more from 2026-07-01 for the same",
        ),
        (
            UNION,
            "passed = 2026-03-08",
            "passed = 2026-03-09",
            "got 2026-03-09; expected 2026-03-08, the day by which the file is named",
        ),
        (
            "agreement.toml",
            'rate = "11.5%"',
            'rate = "111.5%"',
            "got rate of 111.5 %; expected a contribution of at most",
        ),
        (
            "agreement.toml",
            'cite = { document = "Agreement 2023-2026", article = "12-3", page = "20" }\n',
            "",
            "got 1 clause without `cite`: steps; expected a citation",
        ),
    ],
)
def test_what_may_not_be_meant_is_one_warning(go, folder, edit, file, old, new, says):
    edit(folder / file, old, new)

    said = go("check", folder)

    assert said.code == 0
    assert [says in line for line in said.problems] == [True]


def test_two_raises_of_one_day_for_different_lanes_do_not_compound(go, folder, edit):
    edit(folder / UNION, 'percent = "4%" }', 'percent = "4%", lanes = ["BA"] }')
    edit(folder / UNION, "effective = 2027-07-01,", 'effective = 2026-07-01, lanes = ["MA"],')

    assert "two raises" not in go("check", folder).err


def test_a_premium_below_nothing_is_an_error(go, folder, edit):
    edit(folder / "agreement.toml", "monthly = 710", "monthly = -710")

    said = go("check", folder)

    assert said.code == 1
    assert "has dollars below nothing" in said.problems[0]
