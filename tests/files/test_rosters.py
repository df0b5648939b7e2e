"""Reading a payroll into a roster: what is kept, what is set aside, and that nobody vanishes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonground.files.roster_writing import write_roster_csv, write_scattergram_csv
from commonground.files.rosters import RosterReading, read_roster, read_scattergram
from commonground.values.problem import Severity
from commonground.workforce.columns import ColumnMapping, Keep, SalaryBasis, Vacancy
from commonground.workforce.intake import Tally
from commonground.workforce.roster import LABELS, NO_SALARY, Labels, Roster

SHARED = Path(__file__).parents[3] / "shared" / "data" / "roster"
MAPPING = ColumnMapping(
    {"person": "ID", "title": "Title", "salary": "Pay", "fte": "FTE"},
    {"unit": "teachers"},
    keep=(Keep("Class", only=("T",)), Keep("Title", never=("Principal",))),
    vacancy=Vacancy("Vacant"),
)
PAYROLL = """ID,Title,Class,FTE,Pay,Vacant
1,Teacher,T,1.0,"$80,000.00",False
2,Teacher,T,50%,40000,False
2,Teacher,T,0.5,40000.10,False
3,Principal,T,1,140000,False
4,Clerk,E,1,30000,False
,Teacher,T,1,70000,True
5,Nurse,T,3,60000,False
6,Nurse,T,1,n/a,False
7,Nurse,T,1,61000,False
7,Nurse,T,1,61000,False
"""


def read(folder: Path, text: str, mapping: ColumnMapping | None = MAPPING) -> RosterReading:
    path = folder / "payroll.csv"
    path.write_text(text, encoding="utf-8")
    return read_roster(path, mapping)


def test_every_row_of_a_payroll_goes_one_of_five_ways(tmp_path: Path) -> None:
    report = read(tmp_path, PAYROLL).report

    assert dict(report.lines()) == {
        "kept": Tally(4, 4, 30_000, 22_100_010),
        "vacant": Tally(1, 1, 10_000, 7_000_000),
        'Class is "E"': Tally(1, 1, 10_000, 3_000_000),
        'Title is "Principal"': Tally(1, 1, 10_000, 14_000_000),
        "duplicate": Tally(1, 1, 10_000, 6_100_000),
        "in error": Tally(2, 2, 40_000, 6_000_000),
        "in the file": Tally(10, 10, 110_000, 58_200_010),
    }


def test_kept_rows_become_the_roster_with_their_row_numbers(tmp_path: Path) -> None:
    roster = read(tmp_path, PAYROLL).roster

    assert roster.row.tolist() == [2, 3, 4, 10]
    assert roster.numbers["salary"].tolist() == [8_000_000, 4_000_000, 4_000_010, 6_100_000]
    assert roster.numbers["fte"].tolist() == [10_000, 5_000, 5_000, 10_000]
    assert roster.labels["title"].to_list() == ["Teacher", "Teacher", "Teacher", "Nurse"]
    assert roster.labels["unit"].to_list() == ["teachers"] * 4


def test_a_roster_keeps_no_word_of_rows_that_were_left_out(tmp_path: Path) -> None:
    assert set(read(tmp_path, PAYROLL).roster.labels["title"].words) == {"Teacher", "Nurse"}


def test_a_row_left_out_says_where_why_and_how_to_mend_it(tmp_path: Path) -> None:
    problems = [problem for problem in read(tmp_path, PAYROLL).problems if problem.severity is Severity.ERROR]

    assert [str(problem) for problem in problems] == [
        'payroll.csv row 9, column "Pay": got "n/a"; expected a yearly salary from 0 to 5,000,000, like 82,630.00. '
        "Correct it; until then the row is left out of the roster.",
        'payroll.csv row 8, column "FTE": got "3"; expected a share of a job above 0 and at most 2, like 0.5 or 50%. '
        "Correct it; until then the row is left out of the roster.",
    ]


def test_a_row_of_a_file_with_counts_may_stand_for_a_group_of_which_jobs_and_dollars_are_published(
    tmp_path: Path,
) -> None:
    text = "count,fte,salary,amount:pensionable\n1,325.3,25442511,25214798\n1,3.5,273742.10,\n"
    mapping = ColumnMapping({name: name for name in ("count", "fte", "salary", "amount:pensionable")})

    reading = read(tmp_path, text, mapping)

    assert reading.problems == ()
    assert reading.roster.numbers["fte"].tolist() == [3_253_000, 35_000]
    assert reading.roster.numbers["salary"].tolist() == [2_544_251_100, 27_374_210]
    assert reading.roster.numbers["pensionable"].tolist() == [2_521_479_800, 0]


def test_people_with_several_rows_are_kept_and_said(tmp_path: Path) -> None:
    reading = read(tmp_path, PAYROLL)

    assert reading.report.several_rows == 3
    assert {problem.code for problem in reading.problems} >= {"several-rows", "repeated-row"}


def test_rows_of_one_position_that_look_the_same_are_two_people(tmp_path: Path) -> None:
    text = "Pos,Pay\n1,50000\n1,50000\n"

    reading = read(tmp_path, text, ColumnMapping({"position": "Pos", "salary": "Pay"}))

    assert reading.roster.people == 2


@pytest.mark.parametrize(
    ("fte", "pay", "code"),
    [
        ("0", "1", "wrong-fte"),
        ("-0.5", "1", "wrong-fte"),
        ("2.5", "1", "wrong-fte"),
        ("", "1", "blank-fte"),
        ("1", "-5", "wrong-salary"),
        ("1", "(1,200)", "wrong-salary"),
        ("1", "6000000", "wrong-salary"),
        ("1", "", "blank-salary"),
    ],
)
def test_a_figure_that_cannot_be_paid_leaves_its_row_out(tmp_path: Path, fte: str, pay: str, code: str) -> None:
    mapping = ColumnMapping({"fte": "FTE", "salary": "Pay"})

    reading = read(tmp_path, f'FTE,Pay\n{fte},"{pay}"\n', mapping)

    assert [problem.code for problem in reading.problems] == [code]
    assert len(reading.roster) == 0
    assert reading.report.in_error.rows == 1


def test_a_day_that_cannot_be_read_is_a_warning_and_the_person_stays(tmp_path: Path) -> None:
    mapping = ColumnMapping({"hired": "Hired", "salary": "Pay"})

    reading = read(tmp_path, "Hired,Pay\nsoon,1\n07/01/2009,2\n", mapping)

    assert [problem.severity for problem in reading.problems] == [Severity.WARNING]
    assert reading.roster.numbers["hired"].tolist() == [0, dt.date(2009, 7, 1).toordinal()]


def test_a_wrong_column_is_one_message_that_counts_its_rows(tmp_path: Path) -> None:
    text = "Name,Pay\n" + "".join(f"A{row},B{row}\n" for row in range(300))

    reading = read(tmp_path, text, ColumnMapping({"salary": "Pay"}))

    assert [(problem.got, problem.times) for problem in reading.problems] == [('"B0", "B1" and 298 other values', 300)]


def test_a_vacant_row_may_lack_a_salary(tmp_path: Path) -> None:
    reading = read(tmp_path, "ID,Title,Class,FTE,Pay,Vacant\n,Teacher,T,1,,Yes\n")

    assert reading.problems == ()
    assert reading.report.vacant == Tally(1, 1, 10_000, 0)
    assert reading.report.without_salary == 1


def test_a_full_time_salary_is_paid_by_the_share_of_the_job(tmp_path: Path) -> None:
    mapping = ColumnMapping({"fte": "FTE", "salary": "Pay"}, salary_basis=SalaryBasis.FULL_TIME)

    reading = read(tmp_path, "FTE,Pay\n0.5,80000.01\n", mapping)

    assert reading.roster.numbers["salary"].tolist() == [4_000_001]
    assert (reading.report.kept.cents, reading.report.paid_cents) == (8_000_001, 4_000_001)


def test_words_are_translated(tmp_path: Path) -> None:
    mapping = ColumnMapping({"schedule": "Year", "salary": "Pay"}, translations={"schedule": {"208 day": "208-day"}})

    reading = read(tmp_path, "Year,Pay\n208 day ,1\n", mapping)

    assert reading.roster.labels["schedule"][0] == "208-day"


def test_a_mapping_to_a_header_that_is_not_there_says_which_was_meant(tmp_path: Path) -> None:
    reading = read(tmp_path, "Title,Anual Salary\nA,1\n", ColumnMapping({"salary": "Annual Salary"}))

    assert reading.problems[0].code == "missing-column"
    assert reading.problems[0].mend.startswith('Did you mean "Anual Salary"?')
    assert reading.report.in_error.rows == 1


def test_a_file_without_pay_is_a_problem(tmp_path: Path) -> None:
    reading = read(tmp_path, "Colour,Shape\nred,round\n", None)

    assert [problem.code for problem in reading.problems] == ["no-pay-column"]


def test_a_damaged_row_is_in_error_and_counted(tmp_path: Path) -> None:
    reading = read(tmp_path, "Pay,Title,School\n5,Teacher\n6,Teacher,Lincoln\n", ColumnMapping({"salary": "Pay"}))

    assert reading.report.in_error == Tally(1, 1, 10_000, 500)
    assert reading.roster.row.tolist() == [3]


def test_a_csv_an_xlsx_and_a_parquet_of_one_payroll_are_one_roster(tmp_path: Path) -> None:
    path = tmp_path / "payroll.csv"
    path.write_text(PAYROLL, encoding="utf-8")
    frame = pl.read_csv(path, infer_schema=False)
    frame.write_excel(tmp_path / "payroll.xlsx")
    frame.write_parquet(tmp_path / "payroll.parquet")

    readings = [read_roster(tmp_path / f"payroll.{kind}", MAPPING) for kind in ("csv", "xlsx", "parquet")]

    assert len({reading.roster.digest for reading in readings}) == 1
    assert readings[0].report == readings[1].report == readings[2].report


cell = st.sampled_from(
    ["", "1", "0.5", "50%", "-1", "x", "80,000.00", "$1.01", "True", "T", "E", "Principal", '"', "9" * 20]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(cell, min_size=1, max_size=7), max_size=12))
def test_nobody_vanishes_from_any_payroll(tmp_path: Path, rows: list[list[str]]) -> None:
    lines = [",".join(f'"{one.replace(chr(34), chr(34) * 2)}"' for one in row) for row in rows]

    reading = read(tmp_path, "ID,Title,Class,FTE,Pay,Vacant\n" + "\n".join(lines))

    assert reading.report.accounted == reading.report.read
    assert reading.report.read.rows == sum(any(one.strip() for one in row) for row in rows)
    assert reading.report.kept.rows == len(reading.roster)


words = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), max_size=5) | st.sampled_from(
    ["=1+1", "'=x", "-", "@a", "''+", 'a"b', "a,b", "a\nb", "14a"]
)
people = st.tuples(
    st.tuples(*[words] * len(LABELS)),
    st.integers(1, 10_000),
    st.integers(1, 20_000),
    st.none() | st.integers(0, 500_000_000),
    st.integers(0, 80),
    st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(people, min_size=1, max_size=8))
def test_a_scattergram_that_is_written_is_read_back_as_it_was(tmp_path: Path, rows: list[tuple]) -> None:  # type: ignore[type-arg]
    labels = {name: Labels.of([row[0][place] for row in rows]) for place, name in enumerate(LABELS)}
    numbers = {
        "count": np.array([row[1] for row in rows]),
        "fte": np.array([row[2] for row in rows]),
        "salary": np.array([NO_SALARY if row[3] is None else row[3] for row in rows]),
        "service": np.array([row[4] for row in rows]),
        "hired": np.array([row[5].toordinal() if row[5] else 0 for row in rows]),
    }
    roster = Roster(labels, numbers, np.arange(len(rows)))

    write_scattergram_csv(roster, tmp_path / "scattergram.csv")
    reading = read_scattergram(tmp_path / "scattergram.csv")

    assert {problem.code for problem in reading.problems} <= {"zero-salary"}
    assert reading.roster.digest == roster.digest
    assert all(reading.roster.labels[name].to_list() == roster.labels[name].to_list() for name in LABELS)


def test_what_a_roster_writes_the_payroll_reader_reads_too(tmp_path: Path) -> None:
    roster = read(tmp_path, PAYROLL).roster

    write_roster_csv(roster, tmp_path / "roster.csv")

    assert read_roster(tmp_path / "roster.csv").roster.digest == roster.digest


def test_a_word_that_a_spreadsheet_would_run_is_written_with_an_apostrophe(tmp_path: Path) -> None:
    roster = Roster({"title": Labels.of(["=HYPERLINK(1)"])}, {}, np.array([2]))

    write_roster_csv(roster, tmp_path / "roster.csv")

    assert "'=HYPERLINK(1)" in (tmp_path / "roster.csv").read_text()


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("old")
    roster = Roster({"title": Labels.of(["\ud800"])}, {}, np.array([2]))

    with pytest.raises(UnicodeEncodeError):
        write_roster_csv(roster, path)

    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["roster.csv"]


def test_a_scattergram_without_counts_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "scattergram.csv"
    path.write_text("schedule,lane,step,fte\n208,1,1,1\n")

    assert [problem.code for problem in read_scattergram(path).problems] == ["missing-column"]


@pytest.mark.skipif(not SHARED.exists(), reason="the public payrolls of Chicago are not on this computer")
def test_the_chicago_payroll_of_2012_has_the_members_that_its_source_names() -> None:
    guessed = read_roster(SHARED / "cps_2012-07-11.csv").mapping
    members = (Keep("union_affiliation", only=("Chicago Teachers Union",)),)
    mapping = ColumnMapping(guessed.headers, keep=members, vacancy=guessed.vacancy)

    report = read_roster(SHARED / "cps_2012-07-11.csv", mapping).report

    assert (report.kept.rows, report.kept.fte, round(report.kept.cents, -2)) == (24_351, 229_974_000, 153_616_091_800)
    assert report.vacant.rows == 4_167
    assert report.read.rows == 42_138


@pytest.mark.skipif(not SHARED.exists(), reason="the public payrolls of Chicago are not on this computer")
def test_the_chicago_payroll_of_2019_is_accounted_to_the_dollar() -> None:
    report = read_roster(SHARED / "cps_2019-06-30.csv").report

    assert report.read == report.kept + report.vacant
    assert (report.read.rows, report.read.cents) == (39_181, 250_469_436_400)


def test_an_amount_of_money_by_another_name_is_read_and_written_back(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text('step,fte,amount:retirement_base\n2,1,"40,000.50"\n3,0.5,-12\n')

    roster = read_roster(tmp_path / "roster.csv").roster
    write_roster_csv(roster, tmp_path / "again.csv")

    assert roster.numbers["retirement_base"].tolist() == [4_000_050, -1_200]
    assert read_roster(tmp_path / "again.csv").roster.digest == roster.digest


def test_ratings_and_days_of_leave_are_read_and_written_to_the_hundredth(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text("lane,step,rating,leave_days\nBA,1,excellent,12.5\nBA,2,,\nBA,3,good,many\n", encoding="utf-8")

    reading = read_roster(path)

    assert reading.roster.labels["rating"].to_list() == ["excellent", "", "good"]
    assert reading.roster.numbers["leave_days"].tolist() == [1250, 0, 0]
    assert [(p.code, p.place.row) for p in reading.problems] == [("wrong-leave-days", 4)]
    write_roster_csv(reading.roster, path)
    assert "BA,1,excellent,1,1,12.50" in path.read_text(encoding="utf-8")
