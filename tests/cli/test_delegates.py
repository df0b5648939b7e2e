"""`commonground vote` with delegates whose ballots carry unequal votes, from the roll to what is published."""

from __future__ import annotations

import json
import re

import pytest

ROLL = "site,members,represents\nHill,30,47\nBrook,20,12\nLake,40,31\n"


@pytest.fixture
def delegates(go, folder, tmp_path):
    """A vote of delegates with a roll."""
    go("vote", "new", folder, "accept", "--rule", "delegates-by-size", "--record-date", "2026-09-01")
    (tmp_path / "roll.csv").write_text(ROLL)
    assert go("vote", "roll", folder, "accept", tmp_path / "roll.csv", "--by", "Ames").code == 0
    return folder


def both(go, folder, site, *figures):
    for teller in ("Bell", "Cole"):
        assert go("vote", "enter", folder, "accept", "--teller", teller, "--site", site, *figures).code == 0


def test_the_result_is_in_votes_and_the_publication_in_ballots_of_equal_votes(go, delegates):
    both(go, delegates, "Hill", "--yes", 12, "--no", 18)
    both(go, delegates, "Brook", "--yes", 19, "--no", 1)
    both(go, delegates, "Lake", "--yes", 30, "--no", 5)

    rows = json.loads(go("vote", "result", delegates, "accept", "--format", "json").out)["tables"][0]["rows"]
    result = {row["label"]: row["values"][0] for row in rows}
    published = json.loads(go("vote", "publish", delegates, "accept", "--format", "json").out)["tables"][0]["rows"]

    assert (result["yes"], result["no"]) == (12 * 5 + 19 + 30 * 3, 18 * 5 + 1 + 5 * 3)
    assert (result["delegates on the roll"], result["delegates who took part"]) == (90, 85)
    assert [(row["label"], row["values"]) for row in published] == [
        ("Hill", [1, 30, 12, 18, 5]),
        ("Lake", [1, 35, 30, 5, 3]),
        ("Brook", [1, 20, 19, 1, 1]),
    ]


def test_ballots_of_one_weight_that_cannot_be_shown_leave_the_outcome_alone(go, delegates):
    both(go, delegates, "Hill", "--yes", 12, "--no", 18)
    both(go, delegates, "Brook", "--yes", 4)
    both(go, delegates, "Lake", "--yes", 30, "--no", 5)

    said = go("vote", "publish", delegates, "accept").out

    assert re.search(r"outcome +passed", said) and "Hill" not in said


def test_envelopes_of_unequal_votes_are_settled_site_by_site(go, delegates):
    both(go, delegates, "Hill", "--yes", 12, "--no", 17, "--challenged", 1)

    mixed = go("vote", "settle", delegates, "accept", "--teller", "Bell", "--yes", 1)
    alone = go("vote", "settle", delegates, "accept", "--teller", "Bell", "--yes", 1, "--batch", "Hill")
    more = go("vote", "settle", delegates, "accept", "--teller", "Bell", "--yes", 1, "--batch", "Brook")

    assert (mixed.code, alone.code, more.code) == (2, 0, 2)
    assert "carry unequal votes: settle the envelopes of each site" in mixed.err


def test_an_audit_of_unequal_ballots_is_refused(go, delegates):
    said = go("vote", "plan", delegates, "accept")

    assert said.code == 2 and "draws ballots that count alike" in said.err


def test_a_tally_without_a_roll_is_not_held_to_unequal_votes(go):
    said = go("vote", "tally", "--rule", "delegates-by-size", "--members", 90, "--yes", 169, "--no", 106)

    assert said.code == 2 and "gives delegates unequal votes, which only a roll can say" in said.err


@pytest.mark.parametrize(
    ("rule", "table", "says"),
    [
        ("delegates-by-size", "site,members\nHill,3\n", 'column "represents": got nothing for Hill; expected whom the'),
        ("delegates-by-size", "site,id,represents\nHill,A,47\nHill,B,52\n", 'got "52"; expected "47", as the delegate of Hill'),
        ("delegates-by-size", "site,members,represents\nHill,3,4.5\n", 'got "4.5"; expected a whole number'),
        ("unit-majority", "site,members\nHill,30\n", 'column "employees": got members alone'),
    ],
)  # fmt: skip
def test_a_roll_that_lacks_what_the_rule_asks_for_is_refused_and_another_can_follow(
    go, folder, tmp_path, rule, table, says
):
    go("vote", "new", folder, "accept", "--rule", rule, "--record-date", "2026-09-01")
    (tmp_path / "poor.csv").write_text(table)
    (tmp_path / "whole.csv").write_text("site,members,employees,represents\nHill,30,32,47\n")

    poor = go("vote", "roll", folder, "accept", tmp_path / "poor.csv", "--by", "Ames")
    whole = go("vote", "roll", folder, "accept", tmp_path / "whole.csv", "--by", "Ames")

    assert (poor.code, whole.code) == (1, 0)
    assert says in poor.problems[0]


def test_a_later_roll_keeps_the_sites_that_were_counted(go, delegates, tmp_path):
    both(go, delegates, "Hill", "--yes", 12, "--no", 18)
    (tmp_path / "roll.csv").write_text(ROLL.replace("Hill", "Hilltop"))

    said = go("vote", "roll", delegates, "accept", tmp_path / "roll.csv", "--by", "Ames", "--reason", "renamed")

    assert said.code == 1 and 'got "Hill"; expected a site of the roll' in said.problems[0]
