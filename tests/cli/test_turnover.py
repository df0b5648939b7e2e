"""turnover, leave-rates and what explain opens of the actual roster."""

from __future__ import annotations

import json

import pytest

TURNOVER = """
cite = "Invented"
[[separations]]
rates = { "0" = "10%", "3" = "50%" }
[service_of_step]
4 = 4
6 = 20
[[entry]]
begin_lane = "BA"
begin_step = "1"
"""


@pytest.fixture
def moving(folder):
    """A district that states turnover."""
    (folder / "turnover.toml").write_text(TURNOVER)
    return folder


def tables(said):
    """The tables of a result by name: each its rows' values by label."""
    found = json.loads(said.out)["tables"]
    return {table["name"]: {row["label"]: row["values"] for row in table["rows"]} for table in found}


def test_nobody_vanishes_from_the_table_of_jobs(moving, go):
    jobs = tables(go("turnover", moving, "--draws", "0", "--format", "json"))["turnover/jobs"]

    assert {all_ for *_, all_ in jobs.values()} == {73_000}
    assert all(still + came == all_ for *_, still, came, all_ in jobs.values())
    assert jobs["2026-27"][0] == 43_000 // 10 + 30_000 // 2


def test_the_cost_on_both_rosters_is_told_apart_by_breakage(moving, go):
    found = tables(go("turnover", moving, "--offer", "union", "--draws", "0", "--format", "json"))["turnover/cost"]

    assert all(sum(cells[:3]) == cells[3] for cells in found.values())
    assert found["2026-27"][1] < 0


def test_a_simulation_says_its_seed_and_stands_around_what_is_expected(moving, go):
    said = go("turnover", moving, "--draws", "50", "--seed", "7", "--format", "json")

    found = tables(said)["turnover/simulated"]
    assert "50 draws from seed 7" in said.out
    assert all(low <= expected <= high for expected, _, low, high in found.values())
    assert go("turnover", moving, "--draws", "50", "--seed", "7", "--format", "json").out == said.out


def test_without_draws_there_is_no_simulation(moving, go):
    assert "turnover/simulated" not in tables(go("turnover", moving, "--draws", "0", "--format", "json"))


@pytest.mark.parametrize("draws", ["-1", "100001"])
def test_a_number_of_draws_out_of_bounds_is_refused(moving, go, draws):
    assert go("turnover", moving, "--draws", draws).code == 2


def test_turnover_of_a_folder_that_states_none_is_refused(folder, go):
    found = go("turnover", folder)

    assert (found.code, found.out) == (2, "")
    assert "no turnover.toml states who leaves" in found.err


def test_every_figure_of_the_actual_roster_opens_to_the_same_figure(moving, go):
    cost = json.loads(go("cost", moving, "--offer", "union", "--view", "cumulative", "--format", "json").out)

    for row in cost["tables"][0]["rows"]:
        if "breakage" in row["label"] or "actual" in row["label"]:
            for value, address in zip(row["values"], row["cells"], strict=True):
                opened = tables(go("explain", moving, address, "--format", "json"))["explained/turnover"]
                assert opened["total"][1 if "breakage" in row["label"] else 2] == value


def test_lines_of_an_opened_breakage_sum_to_it(moving, go):
    opened = tables(go("explain", moving, "union/2027-28/breakage", "--format", "json"))["explained/turnover"]

    *lines, total = opened.values()
    assert [sum(column) for column in zip(*lines, strict=True)] == total


def test_breakage_is_opened_only_where_turnover_is_stated(folder, go):
    found = go("explain", folder, "union/2027-28/breakage")

    assert found.code == 2
    assert "no turnover.toml" in found.err


FIRST = "employee id,step,service\n11,1,0\n12,1,0\n13,5,6\n14,6,9\n"
SECOND = "employee id,step,service\n11,2,1\n13,6,7\n15,1,8\n"


@pytest.fixture
def rosters(tmp_path):
    """The rosters of two years."""
    paths = tmp_path / "2024.csv", tmp_path / "2025.csv"
    for path, text in zip(paths, (FIRST, SECOND), strict=True):
        path.write_text(text)
    return paths


def test_who_is_in_one_roster_and_not_in_the_next_has_left(rosters, go):
    found = tables(go("leave-rates", *rosters, "--format", "json"))["turnover/estimate"]

    assert found == {"0": [2, 1, "1/2"], "5 to 9": [2, 1, "1/2"], "all": [4, 2, "1/2"]}


def test_without_numbers_of_people_those_with_a_year_more_are_counted(rosters, go):
    for path in rosters:
        path.write_text("\n".join(line.partition(",")[2] for line in path.read_text().splitlines()))

    said = go("leave-rates", *rosters, "--format", "json")

    found = tables(said)["turnover/estimate"]
    assert found["0"] == [2, 1, "1/2"]
    assert "at least so much" in said.out


def test_rates_read_off_rosters_are_taken_by_turnover_toml(rosters, go, folder):
    said = go("leave-rates", *rosters).out
    line = " ".join(said[said.index("rates = ") :].split())

    (folder / "turnover.toml").write_text(f'[[separations]]\n{line}\n[[entry]]\nbegin_lane = "BA"\nbegin_step = "1"\n')

    assert go("turnover", folder, "--draws", "0").code == 0


def test_a_roster_without_service_is_told(rosters, go):
    rosters[1].write_text("employee id,step\n11,2\n")

    found = go("leave-rates", *rosters)

    assert found.code == 2
    assert "no column says completed years of service" in found.err


RETIRE = (
    TURNOVER
    + """
[[retirement]]
service_from = 20
"""
)


def test_retirements_are_a_part_of_those_who_leave(moving, go):
    (moving / "turnover.toml").write_text(RETIRE)

    found = tables(go("retirements", moving, "--offer", "union", "--format", "json"))
    left = tables(go("turnover", moving, "--draws", "0", "--format", "json"))["turnover/jobs"]

    rule = "2025-26: everyone, from 20 years on"
    may, do = found["retirements/jobs"][rule]
    assert 0 < do == may // 2 <= left["2026-27"][0]
    assert all(sum(cells[:6]) == cells[6] for cells in found["retirements/cost"].values())
    assert all(sum(cells[:-1]) == cells[-1] for cells in found["retirements/pension"].values())


def test_retirements_need_a_rule(moving, go):
    said = go("retirements", moving)

    assert said.code == 2
    assert "turnover.toml has no [[retirement]]" in " ".join(said.err.split())


def test_retirements_need_turnover(folder, go):
    assert "no turnover.toml states who leaves" in " ".join(go("retirements", folder).err.split())


def test_a_rule_of_retirement_about_nobody_is_told(moving, go):
    (moving / "turnover.toml").write_text(RETIRE + 'tier = ["Tier 9"]\n')

    assert any("got tier Tier 9; expected somebody" in problem for problem in go("check", moving).problems)
