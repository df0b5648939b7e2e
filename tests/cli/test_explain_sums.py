"""An opened figure adds up on the page: groups to the line, what raises add to the component, and groups that look alike differ."""

from __future__ import annotations

import csv
import json

import pytest

SHOWN = 8


def tables(go, folder, address):
    said = go("explain", folder, address, "--format", "json")
    assert said.code == 0, said.err
    return json.loads(said.out)["tables"]


def groups(found):
    return [table for table in found if table["name"] == "groups"]


def cents(text):
    return int(text.replace(",", "").replace(".", ""))


@pytest.mark.parametrize(
    ("address", "last"),
    [
        ("09-29/2027-28/component:pension", "90 471,883.75"),
        ("percent/1%/component:pension", "90 438,634.10"),
        ("scattergram/people/status-quo/2025-26/unit=teachers", "87 4,823,000.00"),
    ],
)
def test_the_groups_that_are_not_shown_stand_in_a_row_and_the_column_adds_up(go, address, last):
    printed = " ".join(go("explain", "meadowbrook", address).out.split())

    assert " smaller groups " in printed
    assert f"total {last}" in printed


def test_json_and_csv_hold_every_group(go):
    address = "09-29/2027-28/component:pension"
    teachers = groups(tables(go, "meadowbrook", address))[0]
    *rows, total = teachers["rows"]
    written = list(csv.reader(go("explain", "meadowbrook", address, "--format", "csv").out.splitlines()))

    assert len(rows) == 60 > SHOWN
    assert sum(row["values"][0] * row["values"][1] for row in rows) == total["values"][2] == 47_188_375
    assert {row["label"] for row in rows} <= {line[0] for line in written if line}


def test_groups_that_would_look_alike_say_where_they_differ(go, folder):
    roster = folder / "roster.csv"
    lines = roster.read_text().splitlines()
    here = lines[0].split(",").index("fte")
    half = lines[1].split(",")
    half[here] = "0.5"
    roster.write_text("\n".join([lines[0], ",".join(half), ",".join(half), *lines[1:]]) + "\n")

    labels = [row["label"] for row in groups(tables(go, folder, "union/2027-28/component:pension"))[0]["rows"]]
    chicago = [
        row["label"] for row in groups(tables(go, "chicago-2019", "08-26/2019-20/component:pension pickup"))[0]["rows"]
    ]

    assert len(labels) == len(set(labels))
    assert len(chicago) == len(set(chicago)) > 100
    assert any("stood on" in label for label in chicago)


@pytest.mark.parametrize("part", ["schedule raises", "step movement"])
@pytest.mark.parametrize("year", ["2026-27", "2027-28", "run-rate"])
def test_what_raises_and_steps_add_is_had_from_what_is_shown(go, part, year):
    figure, *rest = tables(go, "meadowbrook", f"09-15/{year}/component:{part}")
    lines = [table for table in rest if table["name"].startswith("line/")]
    sums = []
    for line in lines:
        years = [row["values"][0] for row in line["rows"] if " without = " in row["values"][0]]
        for said in years:
            more, less, added = (cents(said.split(word)[0].split()[-1]) for word in (" with -", " without", "\n"))
            assert more - less == added
            sums.append(added)

    assert cents(figure["rows"][0]["values"][0]) == sum(sums)
    assert sum(sums) == sum(table["rows"][-1]["values"][2] for table in groups(rest))


def test_salaries_of_the_base_year_are_opened_in_the_base_year(go):
    figure, *rest = tables(go, "meadowbrook", "09-15/2027-28/component:salaries of the base year/annual/nothing")

    assert cents(figure["rows"][0]["values"][0]) == sum(table["rows"][-1]["values"][2] for table in groups(rest))


def test_a_clause_is_opened_by_its_id_as_by_its_title(go, template):
    by_id = go("explain", template, "union/2027-28/clause:pension")
    by_title = go("explain", template, "union/2027-28/clause:Pension contribution")

    assert by_id.code == by_title.code == 0
    assert by_id.out == by_title.out
    assert go("explain", template, "union/2027-28/clause:pensions").code == 2


def test_a_cell_of_the_schedule_is_the_end_of_its_chain_of_raises(go, template):
    (opened,) = tables(go, template, "scattergram/cell/union/2027-28/unit=,schedule=,lane=BA,step=1")
    rows = [(row["label"], row["values"][0]) for row in opened["rows"]]
    days = [said for label, said in rows if label[:2] == "20"]

    assert days[-1].startswith(rows[0][1])
    assert [" by a raise of " in said for said in days] == [False, True, True]
    assert ("reads", "raise: Agreement 2023-2026, art. 12-1, p. 19") in rows


def test_a_cell_that_is_a_rate_says_of_which_year_it_is(go, folder):
    path = folder / "agreement.toml"
    path.write_text(path.read_text().replace("[provision.terms]", "[provision.terms]\nfull_time_units = 1000", 1))

    (opened,) = tables(go, folder, "scattergram/cell/union/2027-28/unit=,schedule=,lane=BA,step=1")
    rows = {row["label"]: row["values"][0] for row in opened["rows"]}

    assert rows["is"].startswith("the rate, of which a full-time year below is 1,000, on lane BA, step 1")
    assert cents(rows["2026-06-30"]) == 1000 * 4_800_000_00


def test_on_the_actual_roster_an_issues_share_says_that_each_line_is_rounded_as_a_whole(go):
    here, there = (
        " ".join(go("explain", "meadowbrook", f"union/2027-28/{part}").out.split())
        for part in ("issue:wages", "actual:issue:wages")
    )

    assert "each line of them is rounded once, as a whole" in there
    assert "rounded once" not in here
