"""The actual roster on the command line: which totals are shown, what they are called, and what is wrong with a turnover.toml."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from commonground.costing.views import View
from commonground.files.folder import check_folder, read_negotiation
from commonground.report.issues import Beside, totals_table
from spreadsheet import cells_of

TURNOVER = """
cite = "Invented"
[[separations]]
rates = { "0" = "10%" }
[[entry]]
begin_lane = "BA"
begin_step = "1"
"""


@pytest.fixture
def moving(folder):
    """A district that states turnover."""
    (folder / "turnover.toml").write_text(TURNOVER)
    return folder


def rows(said):
    """The rows of a result's first table by label."""
    return {row["label"]: row["values"] for row in json.loads(said.out)["tables"][0]["rows"]}


PARTS_OF_BOTH = ["total, cast-forward roster", "breakage (newcomers in leavers' places)", "total, actual roster"]


def test_both_rosters_are_shown_where_turnover_is_stated(moving, go):
    found = rows(go("cost", moving, "--offer", "union", "--format", "json"))

    cast_forward, breakage, actual = (found[label] for label in PARTS_OF_BOTH)
    assert [a + b for a, b in zip(cast_forward, breakage, strict=True)] == actual
    assert all(cents < 0 for cents in breakage)


@pytest.mark.parametrize(
    ("roster", "labels"),
    [("cast-forward", ["total"]), ("actual", PARTS_OF_BOTH[2:]), ("both", PARTS_OF_BOTH)],
)
def test_a_roster_is_chosen(moving, go, roster, labels):
    found = rows(go("cost", moving, "--offer", "union", "--roster", roster, "--format", "json"))

    assert [label for label in found if "total" in label or "breakage" in label] == labels


def test_a_gap_stands_on_both_rosters(moving, go):
    found = rows(go("compare", moving, "district", "union", "--format", "json"))

    breakage = found["breakage (newcomers in leavers' places)"]
    expected = [a + b for a, b in zip(found["gap, cast-forward roster"], breakage, strict=True)]
    assert found["gap, actual roster"] == expected


def test_the_actual_roster_is_refused_where_nothing_states_it(folder, go):
    found = go("cost", folder, "--roster", "actual")

    assert found.code == 2
    assert "no turnover.toml states who leaves" in " ".join(found.err.split())


def test_a_folder_without_turnover_shows_one_roster_and_check_says_why(folder, go):
    shown = rows(go("cost", folder, "--offer", "union", "--format", "json"))
    checked = " ".join(go("check", folder).out.split())

    assert "total" in shown
    assert "Actual roster not shown: no turnover.toml states who leaves, by years of service" in checked


def problems(folder, text):
    (folder / "turnover.toml").write_text(text)
    return {problem.code: str(problem) for problem in check_folder(folder).problems}


def test_a_job_that_nobody_could_fill_is_a_problem(folder):
    found = problems(folder, TURNOVER.replace("[[entry]]", '[[entry]]\ntitle = ["Nurse"]'))

    assert "8 people who may leave, and no entry" in found["no-entry"]


def test_an_entry_on_no_cell_is_a_problem(folder):
    found = problems(folder, TURNOVER.replace('begin_step = "1"', 'begin_step = "0"'))

    assert 'lane "BA", step "0"; expected a cell' in found["no-entry-cell"]


def test_a_statement_about_nobody_is_a_warning(folder):
    some = '[[separations]]\ntitle = ["Nurze"]\nrates = { "0" = "50%" }\n'

    found = problems(folder, TURNOVER.replace("[[separations]]", f"{some}[[separations]]", 1))

    assert "got title Nurze" in found["turnover-of-nobody"]


def test_rates_by_service_without_any_service_are_a_warning(folder):
    by_service = TURNOVER.replace('"10%"', '"10%", "5" = "3%"')

    assert "no completed year of anybody" in problems(folder, by_service)["no-service"]
    assert "no-service" not in problems(folder, by_service + "[service_of_step]\n6 = 5\n")
    assert "no-service" not in problems(folder, TURNOVER)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [('"10%"', '"110%"'), ('"10%"', '"ten"'), ('{ "0"', '{ "-1"'), ("begin_step", "begin_stp")],
)
def test_a_wrong_turnover_is_told_with_its_line(folder, wrong, right):
    found = problems(folder, TURNOVER.replace(wrong, right, 1))

    assert found
    assert all("turnover.toml line" in said for said in found.values())


def test_a_folder_that_states_turnover_has_an_actual_roster(moving):
    assert read_negotiation(moving).actual is not None


def test_one_percent_is_told_on_both_rosters(moving, go):
    found = rows(go("percent", moving, "--format", "json"))

    [cast_forward], [breakage], [actual] = (found[label] for label in PARTS_OF_BOTH)
    assert cast_forward + breakage == actual < cast_forward


def test_a_sum_of_money_is_a_larger_raise_where_newcomers_are_paid_less(moving, go):
    found = rows(go("afford", moving, "--money", "10000", "--format", "json"))

    cast_forward, _, actual, more = found.values()
    assert list(found)[2] == "the largest that it pays for, actual roster"
    assert Fraction(cast_forward[0]) < Fraction(actual[0]) < Fraction(more[0])
    assert actual[1] + actual[2] == more[1] + more[2] == 1_000_000


def test_movement_sets_positions_on_both_rosters_side_by_side(go):
    tables = json.loads(go("movement", "meadowbrook", "--on", "2026-04-01", "--format", "json").out)["tables"]
    [found] = [table for table in tables if table["name"] == "movement/rosters"]

    last, before = (row["values"] for row in reversed(found["rows"][-2:]))
    assert all(row["values"][0] + row["values"][1] == row["values"][2] for row in found["rows"])
    assert last[3] == before[2] - last[2]


def test_two_offers_side_by_side_are_told_on_both_rosters(moving):
    negotiation = read_negotiation(moving)
    names = ("2026-03-01-district", "2026-03-08-union")
    agreements = tuple(negotiation.pricing.applied(negotiation.offer(name)).agreement for name in names)

    table = totals_table(Beside(negotiation, names, agreements), View.ANNUAL)

    *_, one, other, gap = table.rows
    assert gap.label == "gap, actual roster"
    assert [b - a for a, b in zip(one.cells, other.cells, strict=True)] == list(gap.cells)
    assert any(note.startswith("Actual roster") for note in table.notes)


def test_a_workbook_takes_breakage_off_by_formulas_on_it(moving, go, tmp_path):
    out = tmp_path / "costing.xlsx"
    go("cost", moving, "--offer", "union", "--format", "xlsx", "--out", out)

    summary = cells_of(out)["Summary"]
    labels = {cell.value: int(place[1:]) for place, cell in summary.items() if place[0] == "A"}
    broken = labels["breakage: Union, 8 March"]
    found = rows(go("cost", moving, "--offer", "union", "--against", "nothing", "--format", "json"))
    assert [summary[f"{column}{broken}"].value for column in "BCDE"] == [c / 100 for c in found[PARTS_OF_BOTH[1]]]
    assert [summary[f"{column}{broken + 1}"].value for column in "BCDE"] == [c / 100 for c in found[PARTS_OF_BOTH[2]]]
    assert f"$C{broken}" in summary[f"C{broken + 1}"].formula
