"""A payroll into a folder: nothing is written unasked, nothing is lost, and what was mapped once is mapped again."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import polars as pl
import pytest

from commonground.files import roster_intake

HEADER = "Employee ID,Job Title,Annual Salary,FTE,Building\n"
ROWS = '1,Teacher,"$48,000.00",1,North\n2,Teacher,49800,1,North\n3,Teacher,26000,0.5,South\n4,Teacher,61234,1,South\n'


@pytest.fixture
def payroll(tmp_path: Path) -> Path:
    path = tmp_path / "payroll.csv"
    path.write_text(HEADER + ROWS, encoding="utf-8")
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_dry_run_shows_everything_and_writes_nothing(go, folder, payroll):
    before = files(folder)

    said = go("import-roster", payroll, "--into", folder, "--dry-run")

    assert said.code == 0
    assert "what became of every row" in said.out
    assert "Placement by class" in said.out
    assert 'salary       "Annual Salary"' in said.err
    assert "Nothing was written: a dry run." in said.err
    assert files(folder) == before


def test_the_columns_that_are_not_read_are_named(go, folder, payroll):
    payroll.write_text("Emp #,Bldg,Annual Sal.,Hire Dt,Phone,Notes\n1,North,48000,07/01/2009,x,y\n", encoding="utf-8")

    said = go("import-roster", payroll, "--into", folder, "--dry-run")

    assert 'hired        "Hire Dt"' in said.err
    assert 'salary       "Annual Sal."' in said.err
    assert 'not read     "Phone", "Notes"' in said.err


def test_a_payroll_is_placed_on_the_schedule_and_the_earlier_roster_kept(go, folder, payroll):
    earlier = (folder / "roster.csv").read_bytes()

    said = go("import-roster", payroll, "--into", folder)

    assert said.code == 0
    assert (folder / "roster.csv.bak").read_bytes() == earlier
    assert "roster.csv.bak" in said.err
    assert "BA,1" in (folder / "roster.csv").read_text(encoding="utf-8")
    assert go("check", folder).code == 0


def test_the_same_payroll_again_changes_nothing(go, folder, payroll):
    go("import-roster", payroll, "--into", folder)
    before = files(folder)

    assert go("import-roster", payroll, "--into", folder).code == 0
    assert files(folder) == before


def test_a_mapping_that_a_person_has_edited_is_used_and_kept_as_it_is(go, folder, payroll):
    go("import-roster", payroll, "--into", folder)
    path = folder / "roster-map.toml"
    path.write_text(
        "# ours\n" + path.read_text(encoding="utf-8") + '\n[constants]\nunit = "teachers"\n', encoding="utf-8"
    )
    mapped = path.read_bytes()

    said = go("import-roster", payroll, "--into", folder)

    assert said.code == 0
    assert "as guessed" not in said.err
    assert f"Columns, as {path} says:" in said.err
    assert 'salary       "Annual Salary"' in said.err
    assert path.read_bytes() == mapped
    assert "teachers" in (folder / "roster.csv").read_text(encoding="utf-8")


def test_counts_alone_are_written_beside_the_roster_with_how_to_have_them_read(go, folder, payroll):
    before = (folder / "roster.csv").read_bytes()

    said = go("import-roster", payroll, "--into", folder, "--counts-only")

    assert said.code == 0
    assert (folder / "roster.csv").read_bytes() == before
    assert "count" in (folder / "scattergram.csv").read_text(encoding="utf-8").splitlines()[0]
    assert 'write under [roster]: file = "scattergram.csv"' in said.err


def test_a_roster_that_says_its_steps_is_not_placed_again(go, folder, tmp_path: Path):
    path = tmp_path / "steps.csv"
    path.write_text("lane,step,fte\nBA,1,1\nMA,2,0.5\n", encoding="utf-8")

    said = go("import-roster", path, "--into", folder)

    assert said.code == 0
    assert "Placement" not in said.out
    assert "2 people" in go("check", folder).out


def test_parquet_is_read_like_a_table(go, folder, payroll, tmp_path: Path):
    pl.read_csv(payroll).write_parquet(tmp_path / "payroll.parquet")

    assert go("import-roster", tmp_path / "payroll.parquet", "--into", folder).code == 0


def test_a_workbook_with_an_error_value_and_merged_cells_is_said_and_not_written(go, folder, tmp_path: Path):
    xlsxwriter = pytest.importorskip("xlsxwriter")
    before = files(folder)
    book = xlsxwriter.Workbook(str(tmp_path / "payroll.xlsx"))
    sheet = book.add_worksheet("Payroll")
    sheet.write_row(0, 0, ["Employee ID", "Annual Salary", "FTE", "Building"])
    sheet.write_row(1, 0, [1, 48_000, 1])
    sheet.write_row(2, 0, [2, 49_800, 1])
    sheet.write_formula(2, 1, "=A99", None, "#REF!")
    sheet.merge_range(1, 3, 2, 3, "North")
    book.close()

    said = go("import-roster", tmp_path / "payroll.xlsx", "--into", folder)

    assert said.code == 1
    assert 'sheet "Payroll" row 3, column "Annual Salary": got "#REF!"' in said.err
    assert "got a merged cell down to row 3" in said.err
    assert "Nothing was written." in said.err
    assert files(folder) == before


def test_a_row_in_error_stops_the_writing_unless_it_is_to_be_left_out(go, folder, payroll):
    payroll.write_text((HEADER + ROWS).replace("0.5", "-1"), encoding="utf-8")
    before = files(folder)

    stopped = go("import-roster", payroll, "--into", folder)
    unchanged = files(folder) == before
    written = go("import-roster", payroll, "--into", folder, "--skip-errors")

    assert (stopped.code, unchanged, written.code) == (1, True, 0)
    assert "3 people" in go("check", folder).out


def test_headers_that_the_saved_mapping_does_not_find_are_said_with_the_mapping(go, folder, payroll):
    go("import-roster", payroll, "--into", folder)
    payroll.write_text((HEADER + ROWS).replace("Annual Salary", "Pay"), encoding="utf-8")

    said = go("import-roster", payroll, "--into", folder)

    assert said.code == 1
    assert 'column "Annual Salary": got no such column' in said.err
    assert "roster-map.toml; edit it, or move it away" in said.err


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--into", "nowhere"], 2, "nowhere: no such folder. Start one first: commonground new nowhere"),
        (["--into", ".", "--tolerance", "x"], 2, "--tolerance: 'x' does not read as an amount of money"),
        (["--into", ".", "--tolerance=-1"], 2, "expected dollars from 0 to 1,000"),
        (["--into", ".", "--mapping", "no.toml"], 1, "no.toml: got no such file"),
    ],
)
def test_an_import_that_is_not_understood_writes_nothing(go, folder, payroll, monkeypatch, words, code, says):
    monkeypatch.chdir(folder)
    before = files(folder)

    said = go("import-roster", payroll, *words)

    assert said.code == code
    assert says in said.err
    assert files(folder) == before


@pytest.mark.parametrize(
    "written", ["", HEADER, "%PDF-1.4", "Name,Colour\nA,red\n"], ids=["empty", "header", "PDF", "no pay"]
)
def test_a_file_that_is_no_payroll_is_said_and_nothing_written(go, folder, payroll, written):
    payroll.write_text(written, encoding="utf-8")
    before = files(folder)

    said = go("import-roster", payroll, "--into", folder)

    assert said.code == 1
    assert said.problems
    assert files(folder) == before


def test_a_guessed_column_of_vacancies_is_shown_with_its_words(go, folder, payroll):
    lines = (HEADER + ROWS).splitlines()
    payroll.write_text("\n".join([f"{lines[0]},Vacant", *(f"{line},No" for line in lines[1:])]), encoding="utf-8")

    said = go("import-roster", payroll, "--into", folder, "--dry-run")

    assert '  vacant       "Vacant"  rows that say true, yes, vacant, vac, open, unfilled are left out' in said.err


def test_a_dry_run_says_too_that_the_folder_reads_another_file(go, folder, payroll):
    said = go("import-roster", payroll, "--into", folder, "--counts-only", "--dry-run")

    assert 'negotiation.toml reads "roster.csv", so the figures of this folder stay as they are.' in said.err


def test_counts_that_stand_alone_are_read_where_no_file_is_named(go, folder, payroll, edit):
    edit(folder / "negotiation.toml", '[roster]\nfile = "roster.csv"', "[roster_]")
    path = folder / "negotiation.toml"
    path.write_text(path.read_text(encoding="utf-8").split("[roster_]")[0], encoding="utf-8")
    (folder / "roster.csv").unlink()

    said = go("import-roster", payroll, "--into", folder, "--counts-only")

    assert "negotiation.toml reads" not in said.err
    assert "4 people" in go("check", folder).out


def test_the_tolerance_is_said_in_dollars(go, folder, payroll):
    assert "within $2.00 of a full-time year" in " ".join(go("import-roster", payroll, "--into", folder).out.split())


@pytest.mark.parametrize(("matching", "is_said"), [(0, True), (1, False)])
def test_a_schedule_that_hardly_anybody_is_paid_by_is_hinted_at(go, folder, payroll, matching, is_said):
    rows = [f"{n},Teacher,{48_000 if n <= matching else 61_234 + n},1,North" for n in range(1, 21)]
    payroll.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")

    said = " ".join(go("import-roster", payroll, "--into", folder, "--dry-run").out.split())

    assert ("Only 0 of 20 people match a cell." in said) == is_said
    assert ("of the payroll's year" in said) == is_said


def test_of_a_file_that_is_not_there_no_column_was_read(go, folder, payroll, tmp_path: Path):
    go("import-roster", payroll, "--into", folder)

    said = go("import-roster", tmp_path / "nope.csv", "--into", folder)

    assert said.code == 1
    assert "Columns" not in said.err


def test_a_vacant_row_without_a_salary_is_said_with_how_to_leave_it_out(go, folder, tmp_path: Path):
    path = tmp_path / "payroll.csv"
    path.write_text("Name,Annual Salary,FTE\nA,48000,1\nVACANT,,1\nB,49800,1\n", encoding="utf-8")

    said = go("import-roster", path, "--into", folder)

    assert said.code == 1
    assert 'The row says "VACANT" under "Name".' in said.problems[0]
    go("import-roster", path, "--into", folder, "--skip-errors")
    with (folder / "roster-map.toml").open("a", encoding="utf-8") as mapped:
        mapped.write('\n[[keep]]\nheader = "Name"\nnever = ["VACANT"]\n')
    assert go("import-roster", path, "--into", folder).code == 0


VACANT = """Employee ID,Name,Job Title,Annual Salary,FTE
1,A,Teacher,48000,1
2,B,VACANT,48000,1
3,C,Vacant - Teacher,48000,0.5
4,D,Open position,48000,1
5,E,Teacher (vacancy),48000,1
6,VACANT,Teacher,48000,1
,F,Teacher,48000,1
8,G,Teacher,$0.00,1
"""


def test_positions_that_may_have_nobody_in_them_are_said_each_once_with_how_to_leave_them_out(go, folder, payroll):
    payroll.write_text(VACANT, encoding="utf-8")

    said = go("import-roster", payroll, "--into", folder)

    problems = [line.removeprefix("warning: payroll.csv ") for line in said.problems if "Where nobody is there" in line]
    assert [line.split("; expected")[0] for line in problems] == [
        'row 3, column "Job Title": got "VACANT", "Vacant - Teacher" and 2 other values on 4 rows, counted as 4 people',
        'row 7, column "Name": got "VACANT" on 1 row, counted as 1 person',
        'row 8, column "Employee ID": got a blank cell on 1 row, counted as 1 person',
        'row 9, column "Annual Salary": got "$0.00" on 1 row, counted as 1 person',
    ]
    assert 'header = "Name", never = ["VACANT"]; then import again.' in problems[1]
    assert "8 people" in go("check", folder).out


def test_what_is_said_of_vacancies_leaves_them_out_when_it_is_written(go, folder, payroll):
    payroll.write_text(VACANT, encoding="utf-8")
    go("import-roster", payroll, "--into", folder)
    keep = {
        "Job Title": '"VACANT", "Vacant - Teacher", "Open position", "Teacher (vacancy)"',
        "Name": '"VACANT"',
        "Employee ID": '""',
        "Annual Salary": '"$0.00"',
    }
    with (folder / "roster-map.toml").open("a", encoding="utf-8") as mapped:
        mapped.writelines(f'\n[[keep]]\nheader = "{header}"\nnever = [{words}]\n' for header, words in keep.items())

    said = go("import-roster", payroll, "--into", folder)

    assert (said.code, said.problems) == (0, [])
    assert "1 person" in go("check", folder).out


@pytest.mark.parametrize("words", ["No notes", "Vacaville", "Custodian"])
def test_a_file_without_vacancies_is_not_doubted(go, folder, payroll, words):
    payroll.write_text((HEADER + ROWS).replace("South", words), encoding="utf-8")

    assert go("import-roster", payroll, "--into", folder).problems == []


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("1,Teacher,25.50,1,North", "got 1 row, 1 person, paid 25.50 in all, far below every cell; expected full-time"),
        (
            "1,Teacher,5400,1,North",
            "got 1 row, 1 person, paid 5,400.00 in all, far below every cell; expected full-time",
        ),
        (
            "1,Teacher,30000,0.1,North",
            "got 1 row, 1 person, paid 30,000.00 in all, far above every cell; expected full",
        ),
        ("1,Teacher,5400,0.1,North", ""),
        ("1,Teacher,130000,1,North", ""),
    ],
)
def test_a_salary_far_from_every_cell_is_a_warning(go, folder, payroll, row, says):
    payroll.write_text(f"{HEADER}{row}\n{ROWS.replace('1,', '9,', 1)}", encoding="utf-8")

    said = go("import-roster", payroll, "--into", folder)

    assert said.code == 0
    assert [says in line and 'row 2, column "Annual Salary"' in line for line in said.problems] == [True] * bool(says)


def test_a_day_of_hire_after_the_snapshot_is_a_warning(go, folder, payroll):
    payroll.write_text("Employee ID,Annual Salary,FTE,Hire Date\n1,48000,1,8/15/2027\n2,48000,1,2/1/2012\n")

    said = go("import-roster", payroll, "--into", folder)

    assert said.code == 0
    assert 'row 2, column "Hire Date": got 1 row, 1 person, hired after the snapshot' in said.problems[0]


def test_a_salary_below_nothing_takes_nothing_from_a_sum_and_that_is_said(go, folder, payroll):
    payroll.write_text((HEADER + ROWS).replace("49800", '"($49,800.00)"'))

    said = go("import-roster", payroll, "--into", folder)

    assert said.code == 1
    assert "until then the row is left out of the roster, and its amount of every sum." in said.problems[0]
    assert "-49,800" not in said.out
    assert "1 row has no salary that counts." in said.out


@pytest.mark.parametrize("row", ["Total,,183800,", ",Grand Total,9999999,4.5"])
def test_a_row_of_sums_is_said_to_look_like_one(go, folder, payroll, row):
    payroll.write_text(f"{HEADER.replace(',Building', '')}{ROWS}{row}\n".replace(",North", "").replace(",South", ""))

    said = go("import-roster", payroll, "--into", folder)

    assert said.code == 1
    assert "it looks like a sum of others and not like a person" in said.problems[0]


def test_while_an_import_writes_nobody_else_writes_into_the_folder(go, folder, payroll, monkeypatch):
    fcntl = pytest.importorskip("fcntl")
    write = roster_intake.write_roster_csv

    def told_apart(*given):
        handle = os.open(folder, os.O_RDONLY)
        with pytest.raises(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(handle)
        write(*given)

    monkeypatch.setattr(roster_intake, "write_roster_csv", told_apart)

    assert go("import-roster", payroll, "--into", folder).code == 0


def test_a_copy_that_cannot_be_made_leaves_the_earlier_copy(go, folder, payroll, monkeypatch):
    (folder / "roster.csv.bak").write_text("the earlier copy", encoding="utf-8")
    before = (folder / "roster.csv").read_bytes()

    def half(_, path):
        path.write_text("half", encoding="utf-8")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("shutil.copyfile", half)

    assert go("import-roster", payroll, "--into", folder).code == 3
    assert (folder / "roster.csv.bak").read_text(encoding="utf-8") == "the earlier copy"
    assert (folder / "roster.csv").read_bytes() == before


def test_check_writes_the_advice_on_vacancies_in_the_words_of_the_payroll(go, folder, payroll):
    payroll.write_text(HEADER + "1,Teacher,48000,1,North\n2,VACANT,48000,1,North\n", encoding="utf-8")
    assert go("import-roster", payroll, "--into", folder).code == 0

    (told,) = [line for line in go("check", folder).problems if "Where nobody is there" in line]

    assert 'roster.csv row 3, column "title"' in told
    assert '[[keep]], header = "Job Title", never = ["VACANT"]; then import again.' in told


def test_check_undoes_the_translation_in_its_advice_on_vacancies(go, folder, payroll):
    payroll.write_text(HEADER + "1,Teacher,48000,1,North\n2,VAC,48000,1,North\n3,V,48000,1,North\n", encoding="utf-8")
    assert go("import-roster", payroll, "--into", folder).code == 0
    with (folder / "roster-map.toml").open("a", encoding="utf-8") as saved:
        saved.write('\n[translate.title]\nVAC = "Vacant"\nV = "Vacant"\n')
    assert go("import-roster", payroll, "--into", folder).code == 0

    assert 'header = "Job Title", never = ["VAC", "V"]; then import again.' in go("check", folder).err


def test_decimal_commas_are_one_problem_that_says_how_to_write_them(go, folder, payroll):
    rows = "".join(f'{at};Teacher;"{48 + at}.{100 + at},50";1;North\n' for at in range(9))
    payroll.write_text(HEADER.replace(",", ";") + rows, encoding="utf-8")

    (told,) = go("import-roster", payroll, "--into", folder, "--dry-run").problems

    assert 'got "48.100,50", "49.101,50" and 7 other values' in told
    assert "These are decimal commas: export the file with decimal points" in told
    assert "(and 8 more rows like it)" in told
