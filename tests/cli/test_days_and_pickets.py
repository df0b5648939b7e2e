"""`commonground days` and `commonground pickets`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from commonground.files.ready import folder_named


def tables(said):
    return {table["name"]: table for table in json.loads(said.out)["tables"]}


def cells(table):
    return {row["label"]: row["values"] for row in table["rows"]}


def test_chicago_2019_lost_eleven_days_and_made_up_five(go):
    said = tables(go("days", "chicago-2019", "--format", "json"))

    assert cells(said["days/instruction"])["2019-20"][1:6] == ["0", "0", "11", "5", "6"]
    assert cells(said["days/pay"])["days withheld"][0] == "11"


def test_a_half_day_has_a_column_so_that_the_days_of_a_year_add_up(go, tmp_path):
    chicago = tmp_path / "chicago"
    shutil.copytree(folder_named(Path("chicago-2019")), chicago)
    rows = "2019-10-10,furlough\n2019-10-11,strike\n2019-10-17,half day\n2019-10-18,cancelled\n2019-11-27,made up\n"
    (chicago / "days.csv").write_text(f"date,status\n{rows}", encoding="utf-8")

    table = tables(go("days", chicago, "--format", "json"))["days/instruction"]

    columns = [column["label"] for column in table["columns"]]
    assert dict(zip(columns, cells(table)["2019-20"], strict=True)) == {
        "planned": "183",
        "half day": "0.5",
        "cancelled": "1",
        "furlough": "1",
        "strike": "1",
        "made up": "1",
        "lost for good": "2.5",
        "taught": "180.5",
    }


def test_a_paid_day_of_snow_neither_begins_nor_prolongs_a_time_without_pay(go, tmp_path):
    chicago = tmp_path / "chicago"
    shutil.copytree(folder_named(Path("chicago-2019")), chicago)
    rows = "2019-09-12,cancelled\n2019-10-17,strike\n2019-10-18,strike\n2019-11-08,cancelled\n"
    (chicago / "days.csv").write_text(f"date,status\n{rows}", encoding="utf-8")

    said = tables(go("days", chicago, "--format", "json"))

    health = cells(said["days/benefits"])["health"]
    assert health[:3] == ["2019-10-17", "2019-10-31", "lasts through it"]


def test_the_days_of_pay_sum_to_both_sides_amounts(go):
    said = tables(go("days", "chicago-2019", "--format", "json"))
    by_day, pay = cells(said["days/by-day"]), cells(said["days/pay"])
    days = [values for label, values in by_day.items() if label != "together"]

    assert sum(values[2] for values in days) == pay["pay that members do not receive"][1]
    assert sum(values[3] for values in days) == pay["cost that the employer does not pay"][1]


def test_a_supposed_strike_counts_only_the_units_on_strike(go):
    said = tables(go("days", "meadowbrook", "--lost", "5", "--made-up", "3", "--format", "json"))

    assert list(cells(said["days/rates"])) == ["teachers"]
    assert cells(said["days/pay"])["days owed"][0] == "3"


def test_made_up_whole_nothing_is_withheld_and_nothing_is_to_be_paid_back(go):
    said = tables(go("days", "meadowbrook", "--lost", "7", "--made-up", "7", "--format", "json"))

    assert cells(said["days/pay"])["pay that members do not receive"][1] == 0
    assert cells(said["days/payback"])["members, in pay"][2] == "0 work days"


def test_both_tables_fit_80_columns(go):
    for words in (("days", "chicago-2019"), ("days", "meadowbrook", "--lost", "5"), ("pickets", "meadowbrook")):
        said = go(*words)

        assert said.code == 0
        assert [line for line in said.out.splitlines() if len(line) > 80] == []


def test_advice_is_given_to_nobody(go):
    assert "without advice" in go("days", "meadowbrook", "--lost", "5").out


@pytest.mark.parametrize("words", [("--lost", "-1"), ("--lost", "2", "--made-up", "3"), ("--made-up", "2"), ()])
def test_days_that_cannot_be_are_misused(go, words):
    assert go("days", "meadowbrook", *words).code == 2


def test_pickets_are_counted_with_their_gaps(go, tmp_path):
    sheet = tmp_path / "sheet.xlsx"

    said = go("pickets", "meadowbrook", "--sheet", sheet, "--format", "json")

    assert cells(tables(said)["pickets/coverage"])["all schools"] == ["21 of 24", "15 of 24", "3 captains"]
    assert tables(said)["pickets/gaps"]["rows"][0]["label"] == "Hill Elementary"
    assert sheet.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("days.toml", "days = 186", "days = 0", 'days.toml line 4, key "days"'),
        ("days.toml", '"withheld"', '"witheld"', 'Did you mean "withheld"?'),
        ("days.toml", "days = 30\n", "", "terms that agree with one another"),
        ("pickets.toml", "start = 06:30:00", 'start = "half past"', "a time of day, such as 06:30"),
        (
            "picket_sites.csv",
            "Hill Elementary,,1,5",
            "Hill Elementary,,1,five",
            'picket_sites.csv row 5, column "needed": got "five"',
        ),
        ("picket_sites.csv", "Hill Elementary,,1,5", "Brook Elementary,,1,5", "each school once, by its name"),
        ("picket_signups.csv", "Hill Elementary,morning", "Hil Elementary,morning", 'Did you mean "Hill Elementary"?'),
        ("picket_signups.csv", "Hill Elementary,morning", "Hill Elementary,night", "a shift of pickets.toml"),
    ],
)
def test_bad_input_is_told_by_check_with_its_place(go, beside, edit, file, old, new, said):
    edit(beside / file, old, new)

    found = go("check", beside)

    assert found.code == 1
    assert any(said in problem for problem in found.problems), found.problems


@pytest.mark.parametrize("words", [("check",), ("days", "--lost", "2")])
def test_a_unit_that_the_roster_has_not_is_told_with_its_place(go, beside, edit, words):
    edit(beside / "days.toml", 'units = ["teachers"]', 'units = ["teacher"]')

    said = go(words[0], beside, *words[1:])

    assert said.code == 1
    assert any(
        'key "units[0]": got "teacher"; expected a unit of the roster: teachers' in told
        and 'Did you mean "teachers"?' in told
        for told in said.problems
    ), said.problems


@pytest.mark.parametrize(
    ("words", "file"), [(("days", "--lost", "3"), "days.toml"), (("pickets",), "pickets.toml")], ids=["days", "pickets"]
)
def test_a_file_that_a_new_folder_does_not_have_is_said_with_one_that_is_there(go, folder, words, file):
    command, *options = words

    said = go(command, folder, *options)

    assert said.code == 1
    assert f"error: {file}: got no such file" in said.err
    model = Path(said.problems[0].split("a model: ")[1])
    (folder / file).write_bytes(model.read_bytes())
    assert f"{file}: got no such file" not in go(command, folder, *options).err


def test_one_captain_is_told_as_one(go, meadowbrook, edit):
    for name in "BC":
        edit(meadowbrook / "picket_sites.csv", f"Captain {name}", "")

    said = go("pickets", meadowbrook, "--format", "json")

    assert cells(tables(said)["pickets/coverage"])["all schools"][-1] == "1 captain"


def test_pickets_without_their_sites_say_which_columns_to_write(go, meadowbrook):
    (meadowbrook / "picket_sites.csv").unlink()

    said = go("pickets", meadowbrook)

    assert "picket_sites.csv: got no such file; expected a table with 1 column: school." in said.err


@pytest.mark.parametrize(("holds", "said"), [
    (b"", "got no rows"),
    (b"school,needed\n\xff\xfe", "got letters that are not UTF-8"),
    (b"school\nHil\0l\n", "got bytes that are no text"),
    (b"school,needed\n" + b"x" * 200_000, "got a value of more than 131,072 letters"),
])  # fmt: skip
def test_a_table_of_sites_that_cannot_be_read_is_said_to_be_what_it_is(go, meadowbrook, holds, said):
    (meadowbrook / "picket_sites.csv").write_bytes(holds)

    told = go("pickets", meadowbrook)

    assert told.code == 1
    assert f"picket_sites.csv: {said}" in told.err
