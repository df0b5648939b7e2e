"""Schedules and rosters as they come: from spreadsheets, half filled in, with words that do not match."""

from __future__ import annotations

import pytest
import xlsxwriter

SCHEDULE = "step,BA,MA\n1,48000,52000\n2,49800,54000\n3,51600,56000\n4,53400,58000\n5,55200,60000\n6,57000,62000\n"
LONG = "schedule,lane,step,salary\n" + "".join(
    f",{lane},{step},{48_000 + step}\n" for lane in ("BA", "MA") for step in range(1, 7)
)


@pytest.fixture
def roster(template):
    return (template / "roster.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "written",
    [
        SCHEDULE.replace(",", ";").encode(),
        SCHEDULE.encode("utf-16"),
        b"\xef\xbb\xbf" + SCHEDULE.encode(),
        SCHEDULE.replace("\n", "\r\n").encode(),
        SCHEDULE.replace("54000", '"$54,000.00"').encode(),
        LONG.encode(),
    ],
    ids=["semicolons", "UTF-16", "BOM", "CRLF", "dollar signs", "long"],
)
def test_a_schedule_is_read_in_the_forms_that_spreadsheets_write(go, folder, written):
    (folder / "schedules" / "teachers.csv").write_bytes(written)

    assert go("check", folder).code == 0


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("", "schedules/teachers.csv: got nothing; expected a header row and rows"),
        ("step,BA,MA\n", "schedules/teachers.csv row 1: got a header and no rows under it"),
        (
            SCHEDULE.replace("54000", "n/a"),
            'schedules/teachers.csv row 3, column "MA": got "n/a"; expected an amount of money',
        ),
        (SCHEDULE.replace("54000", "-54000"), 'row 3, column "MA": got "-54000"'),
        (SCHEDULE.replace("54000", "9" * 40), 'row 3, column "MA": got "9999'),
        (SCHEDULE + "6,57000,62000\n", 'row 8, column "step": got lane BA step 6, which row 7 says too'),
        (SCHEDULE.replace("step", "rung"), 'got "rung", "BA", "MA"; expected a column called "step"'),
        (LONG.replace("salary", "salry"), 'expected a column called "salary"'),
        (LONG.replace("salary", "salry"), 'Correct the header "salry".'),
        (LONG + ",BA,,5\n", 'row 14, column "step": got a blank cell; expected the step that the row pays'),
        (LONG + ",BA,1,5\n", "which row 2 says too"),
        ("step\n1\n2\n", 'got "schedules/teachers.csv" without a cell'),
        ("%PDF-1.4", "got a PDF; expected a table"),
        (SCHEDULE.replace("54000", ""), 'roster.csv row 6, column "step": got "2"; expected a step of lane MA'),
        (SCHEDULE.replace("BA,MA", "BA,BA"), "got the same name twice; expected each name once"),
        (SCHEDULE.replace("BA,MA", "BA,BA"), 'column "lane": got "MA"; expected a lane of the schedule'),
    ],
)
def test_a_broken_schedule_is_said_by_row_and_column(go, folder, written, says):
    (folder / "schedules" / "teachers.csv").write_text(written, encoding="utf-8")

    said = go("check", folder)

    assert said.code == 1
    assert says in said.err


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (
            '"schedules/teecher.csv"',
            'line 15, key "table": got "schedules/teecher.csv"; expected a file in the folder. Did you mean',
        ),
        ('"../teachers.csv"', "expected a file in the negotiation's folder"),
        ('"schedules"', "schedules: got a folder"),
        ('"schedules/teachers.csv"\ntable_year = "2025-26"', 'without a cell for year "2025-26"'),
        ('[{ step = "1", salary = 5 }, { step = "1", salary = 6 }]', "is printed twice; expected terms that agree"),
    ],
)
def test_a_schedule_that_the_clause_names_wrongly_is_said(go, folder, edit, table, says):
    edit(folder / "agreement.toml", '"schedules/teachers.csv"', table)

    assert says in go("check", folder).err


def test_a_remark_about_a_schedule_does_not_lose_the_clause(go, folder):
    (folder / "schedules" / "teachers.csv").write_bytes(
        SCHEDULE.replace("\n", ",\n").replace("MA,", "MA,\xc4", 1).encode("latin-1")
    )

    said = go("check", folder)

    assert said.code == 0
    assert "got text that is not UTF-8" in said.err
    assert "7 provisions" in said.out


@pytest.mark.parametrize(
    "recoded", [lambda t: t.replace(",", ";").encode(), lambda t: t.encode("utf-16")], ids=["semicolons", "UTF-16"]
)
def test_a_roster_is_read_in_the_forms_that_spreadsheets_write(go, folder, roster, recoded):
    (folder / "roster.csv").write_bytes(recoded(roster))

    assert go("check", folder).code == 0


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "BA,6,1",
            "BA,13,1",
            'roster.csv row 5, column "step": got "13"; expected a step of lane BA, which ends at 6.',
        ),
        ("BA,6,1", "BA,6.0,1", 'Did you mean "6"?'),
        ("BA,6,1", "BA,06,1", 'Did you mean "6"?'),
        ("BA,6,1", "PhD,6,1", 'row 5, column "lane": got "PhD"; expected a lane of the schedule: BA, MA.'),
        ("BA,6,1", "ba,6,1", 'Did you mean "BA"?'),
        ("BA,6,1", "BA,,1", 'row 5, column "step": got neither a step nor a salary'),
        ("BA,6,1", "BA,6,-1", 'row 5, column "fte": got "-1"; expected a share of a job'),
        ("MA,6,1,South,HMO,family\n", "MA,6,1,South,HMO,family\nBA,2\n", "roster.csv row 10: got 2 cells; expected 6"),
    ],
)
def test_a_row_that_cannot_be_paid_is_said_with_the_word_that_is_wrong(go, folder, edit, old, new, says):
    edit(folder / "roster.csv", old, new)

    said = go("check", folder)

    assert said.code == 1
    assert says in said.err


def test_five_hundred_rows_alike_are_one_message(go, folder, roster):
    (folder / "roster.csv").write_text(roster + "BA,13,1,North,,\n" * 500, encoding="utf-8")

    said = go("check", folder)

    assert len(said.problems) == 1
    assert 'roster.csv row 10, column "step": got "13"' in said.err
    assert "(and 499 more rows like it)" in said.err


def test_a_named_schedule_and_its_lane_are_named_in_the_message(go, meadowbrook, edit):
    edit(meadowbrook / "roster.csv", "teachers,teacher,BA,1", "teachers,teacher,BA,13")

    assert 'got "13"; expected a step of schedule teacher, lane BA, which ends at 10.' in go("check", meadowbrook).err


@pytest.mark.parametrize("written", ["", "lane,step,fte\n"], ids=["empty", "a header alone"])
def test_a_roster_without_people_is_said(go, folder, written):
    (folder / "roster.csv").write_text(written, encoding="utf-8")

    assert go("check", folder).code == 1


def test_a_missing_roster_is_said_where_it_is_named(go, folder):
    (folder / "roster.csv").unlink()

    said = go("check", folder)

    assert said.code == 1
    assert 'negotiation.toml line 38, key "file": got "roster.csv"; expected a file in the folder.' in said.err


def test_one_person_on_several_rows_is_a_warning(go, folder, roster):
    head, *rows = roster.splitlines()
    (folder / "roster.csv").write_text(
        "\n".join([f"employee_id,{head}", *(f"7,{row}" for row in rows)]), encoding="utf-8"
    )

    said = go("check", folder)

    assert said.code == 0
    assert 'warning: roster.csv row 2, column "employee_id"' in said.err


def test_a_health_plan_that_only_the_roster_or_only_the_clause_has_is_a_warning_with_its_people(go, folder, roster):
    (folder / "roster.csv").write_text(roster.replace("HMO,single", "PPO,single"), encoding="utf-8")

    said = go("check", folder)

    assert said.code == 0
    assert 'roster.csv row 2, column "health_plan": got plan "PPO" tier "single" for 3 people' in said.err
    assert "expected a plan and tier of the health clause: HMO single, HMO family." in said.err
    assert 'agreement.toml line 65, clause "health": got a premium of plan "HMO" tier "single" for 0 people' in said.err


def test_many_plans_that_are_written_otherwise_are_one_warning_on_each_side_with_the_count(go, folder, roster):
    head, *rows = roster.splitlines()
    plans = [row.replace("HMO,", f"HMO {number},") for number, row in enumerate(rows)]
    (folder / "roster.csv").write_text("\n".join([head, *plans]), encoding="utf-8")

    of_clause, of_roster = go("check", folder).problems

    enrolled = sum("HMO" in row for row in rows)
    assert 'got plan "HMO 0" tier "single", plan "HMO 1" tier "family" and ' in of_roster
    assert f"and {enrolled - 2} more for {enrolled} people;" in of_roster
    assert 'got 2 premiums of plan "HMO" tier "single", plan "HMO" tier "family" for 0 people;' in of_clause


def test_a_roster_without_health_plans_is_one_warning(go, folder, roster):
    rows = [",".join(row.split(",")[:4]) for row in roster.splitlines()]
    (folder / "roster.csv").write_text("\n".join(rows), encoding="utf-8")

    assert len(go("check", folder).problems) == 1


def test_a_pension_tier_that_no_clause_names_is_a_warning_with_its_people(go, meadowbrook, edit):
    edit(meadowbrook / "roster.csv", "teachers,teacher,BA,1,,", "teachers,teacher,BA,1,Teir 1,")

    said = go("check", meadowbrook)

    assert said.code == 0
    assert 'got tier "Teir 1" for 1 person' in said.err
    assert 'Did you mean "Tier 1"?' in said.err


def test_a_tier_without_anybody_is_a_warning(go, folder, edit):
    edit(folder / "agreement.toml", 'base = ["pay"]', 'base = ["pay"]\n[provision.terms.tiers.old]\nrate = "9%"')

    assert 'got tier "old" for 0 people' in go("check", folder).err


def test_a_scope_without_anybody_is_a_warning(go, folder, edit):
    edit(folder / "agreement.toml", 'title = "Pension contribution"', 'scope = { lane = ["PhD"] }')

    said = go("check", folder)

    assert said.code == 0
    assert "got a scope with nobody in it (lane PhD)" in said.err


def test_the_ready_negotiations_have_no_problem(go):
    assert [go("check", name).problems for name in ("meadowbrook", "chicago-2019")] == [[], []]


def test_somebody_on_a_step_without_a_salary_is_said(go, folder):
    (folder / "schedules" / "teachers.csv").write_text(LONG.replace(",BA,3,48003", ",BA,3,"), encoding="utf-8")

    said = go("check", folder)

    assert "step 3 of lane BA, which has no salary; expected a cell that prints a salary on 2026-06-30" in said.err


def test_a_stated_salary_that_is_not_the_steps_is_a_warning(go, folder):
    (folder / "roster.csv").write_text(
        "lane,step,fte,salary\nBA,1,1,48001\nBA,1,0.5,25000\nBA,2,1,49000\n", encoding="utf-8"
    )

    said = go("check", folder)

    assert said.code == 0
    assert (
        'roster.csv row 3, column "salary": got 25,000.00; expected 24,000.00, which is what step 1 of lane BA'
        in said.err
    )
    assert "of 2 people the salaries stated are 200.00 more than what is priced. (and 1 more row like it)" in said.err


def test_a_blank_lane_is_said_as_one(go, folder):
    (folder / "roster.csv").write_text("step,fte\n1,1\n", encoding="utf-8")

    said = go("check", folder)

    assert (
        'column "lane": got a blank cell; expected a lane of the schedule: BA, MA. Correct the row, or give the'
        in said.err
    )


def test_a_workbook_of_a_schedule_may_have_a_title_and_a_remark_below(go, folder, edit):
    rows = [row.split(",") for row in (folder / "schedules" / "teachers.csv").read_text().split()]
    book = xlsxwriter.Workbook(folder / "schedules" / "teachers.xlsx", {"strings_to_numbers": True})
    sheet = book.add_worksheet()
    for number, row in enumerate([["Appendix A: salaries"], [], *rows, [], ["* A step is a year of service."]]):
        sheet.write_row(number, 0, row)
    book.close()
    plain = go("cost", folder, "--offer", "union").out

    edit(folder / "agreement.toml", "schedules/teachers.csv", "schedules/teachers.xlsx")

    said = go("cost", folder, "--offer", "union")
    assert (said.code, said.err, said.out) == (0, "", plain)


def test_a_value_that_never_ends_is_not_taken_for_a_quotation_mark(go, folder):
    header = (folder / "roster.csv").read_text().splitlines()[0]
    (folder / "roster.csv").write_text(f"{header}\n{'x' * 200_000}\n")

    said = go("check", folder)

    assert said.code == 1
    assert "roster.csv row 2: got a value of more than 131,072 letters" in said.err


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (
            SCHEDULE.replace("3,51600,56000\n", ""),
            'row 4, column "step": got step 4 after step 2; expected step 3 between',
        ),
        (SCHEDULE.replace("4,53400,58000\n", ",,\n"), "got step 5 after step 3; expected step 4 between them"),
        (SCHEDULE.replace("3,51600", "3,"), "got step 4 after step 2; expected step 3 between them"),
    ],
)
def test_a_hole_in_a_schedule_is_named_in_its_own_file(go, folder, written, says):
    (folder / "schedules" / "teachers.csv").write_text(written, encoding="utf-8")

    said = go("check", folder)

    assert [says in line for line in said.problems if line.startswith("warning: schedules/teachers.csv")] == [True]


def test_steps_that_are_numbered_by_fives_have_no_hole(go, folder):
    fives = "step,BA,MA\n" + "".join(
        f"{step},{48_000 + step},{52_000 + step}\n" for step in (1, 2, 3, 4, 5, 6, 10, 15, 20)
    )
    (folder / "schedules" / "teachers.csv").write_text(fives, encoding="utf-8")

    assert go("check", folder).problems == []


def test_a_header_that_is_nearly_step_is_guessed_at(go, folder):
    path = folder / "roster.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("step", "Stepp", 1), encoding="utf-8")

    assert 'Did you mean "step" by "Stepp"?' in go("check", folder).problems[0]


def test_a_salary_of_ones_own_far_from_every_cell_is_a_warning(go, folder):
    (folder / "roster.csv").write_text("lane,step,fte,salary\nBA,1,1,\n,,1,27.50\n,,1,450000\n,,1,61000\n", "utf-8")

    far = [line for line in go("check", folder).problems if 'column "salary"' in line]

    assert [line.split(";")[0] for line in far] == [
        'warning: roster.csv row 3, column "salary": got 1 row, 1 person, paid 27.50 in all, far below every cell',
        'warning: roster.csv row 4, column "salary": got 1 row, 1 person, paid 450,000.00 in all, far above every cell',
    ]
