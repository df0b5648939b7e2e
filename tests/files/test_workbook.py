"""Reading a workbook: sheets, dates, numbers, errors, merged cells, and files that would harm."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from commonground.files.limits import Limits
from commonground.files.tables import TableReading, read_table
from texts import rows_of

Fill = Callable[[Any], None]


def workbook(folder: Path, fill: Fill, name: str = "payroll.xlsx") -> Path:
    path = folder / name
    with xlsxwriter.Workbook(path) as book:
        fill(book)
    return path


def simple(book: Any) -> None:
    sheet = book.add_worksheet("Staff")
    sheet.write_row("A1", ["Name", "Pay"])
    sheet.write_row("A2", ["A", 50_000])


def codes(reading: TableReading) -> list[str]:
    return [problem.code for problem in reading.problems]


def repacked(path: Path, member: str, change: Callable[[bytes], bytes]) -> Path:
    """The same workbook with one of its parts changed."""
    data = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == member else old.read(name))
    path.write_bytes(data.getvalue())
    return path


def test_rows_below_a_title_keep_the_sheets_own_numbers(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range("B2:D2", "District 5, payroll of July")
        sheet.write_row("B5", ["Name", "Title", "Pay"])
        sheet.write_row("B6", ["A", "Teacher", 1])
        sheet.write_row("B9", ["B", "Nurse", 2])

    reading = read_table(workbook(tmp_path, fill))

    assert reading.table is not None
    assert rows_of(reading.table) == [("A", "Teacher", "1"), ("B", "Nurse", "2")]
    assert reading.table.row.tolist() == [6, 9]
    assert reading.problems == ()


def test_numbers_days_and_truths_become_exact_text(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row("A1", ["Name", "Pay", "Share", "Hired", "Vacant"])
        sheet.write_row("A2", ["A", 82_630.55, 1 / 3])
        sheet.write_datetime("D2", dt.datetime(2009, 7, 1), day)
        sheet.write_boolean("E2", False)

    reading = read_table(workbook(tmp_path, fill))

    assert reading.table is not None
    assert rows_of(reading.table) == [("A", "82630.55", "0.333333333", "2009-07-01", "false")]


def test_a_binary_fraction_is_read_as_the_decimal_that_was_typed(tmp_path: Path) -> None:
    path = workbook(tmp_path, simple)
    repacked(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"50000", b"0.30000000000000004"))

    reading = read_table(path)

    assert reading.table is not None
    assert reading.table.columns["Pay"].to_list() == ["0.3"]


def test_an_error_value_is_a_problem_with_its_cell(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        simple(book)
        book.get_worksheet_by_name("Staff").write_formula("B3", "=1/0", None, "#DIV/0!")
        book.get_worksheet_by_name("Staff").write("A3", "B")

    reading = read_table(workbook(tmp_path, fill))

    assert [str(problem.place) for problem in reading.problems] == ['payroll.xlsx sheet "Staff" row 3, column "Pay"']
    assert reading.problems[0].got == '"#DIV/0!"'
    assert reading.table is not None
    assert reading.table.columns["Pay"].to_list() == ["50000", "#DIV/0!"]


def test_a_formula_that_was_never_computed_is_a_problem(tmp_path: Path) -> None:
    path = workbook(tmp_path, simple)
    repacked(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<v>50000</v>", b"<f>B9*2</f>"))

    assert codes(read_table(path)) == ["never-computed"]


def test_merged_cells_under_the_header_are_said(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        simple(book)
        book.get_worksheet_by_name("Staff").merge_range("A3:A5", "Lincoln School")
        book.get_worksheet_by_name("Staff").write_column("B3", [1, 2, 3])

    reading = read_table(workbook(tmp_path, fill))

    assert codes(reading) == ["merged-cell"]
    assert 'row 3, column "Name"' in str(reading.problems[0])
    assert "down to row 5" in reading.problems[0].got


def test_cells_that_only_have_a_colour_are_no_cells(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        simple(book)
        colour = book.add_format({"bg_color": "red"})
        book.get_worksheet_by_name("Staff").write_blank(1, 900, None, colour)
        book.get_worksheet_by_name("Staff").write_blank(999_999, 0, None, colour)

    reading = read_table(workbook(tmp_path, fill))

    assert reading.table is not None
    assert rows_of(reading.table) == [("A", "50000")]


def two_sheets(book: Any) -> None:
    book.add_worksheet("Cover").write("A1", "Read me")
    simple(book)
    book.add_worksheet("Old").write_row("A1", ["Name", "Pay"])
    book.get_worksheet_by_name("Old").write_row("A2", ["Z", 1])


def test_the_first_sheet_with_a_table_is_read_and_said(tmp_path: Path) -> None:
    reading = read_table(workbook(tmp_path, two_sheets))

    assert reading.table is not None
    assert reading.table.sheet == "Staff"
    assert codes(reading) == ["several-sheets"]


def test_a_sheet_can_be_named(tmp_path: Path) -> None:
    reading = read_table(workbook(tmp_path, two_sheets), sheet="Old")

    assert reading.table is not None
    assert rows_of(reading.table) == [("Z", "1")]
    assert reading.problems == ()


def test_a_sheet_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert codes(read_table(workbook(tmp_path, two_sheets), sheet="Staf")) == ["no-such-sheet"]


@pytest.mark.parametrize(
    "limits", [Limits(rows=1), Limits(columns=1), Limits(unpacked_bytes=2_000), Limits(unpacked_bytes=30_000)]
)
def test_a_workbook_past_a_limit_is_not_read(tmp_path: Path, limits: Limits) -> None:
    def fill(book: Any) -> None:
        simple(book)
        book.get_worksheet_by_name("Staff").write("A1000", "far")
        book.get_worksheet_by_name("Staff").write("J3", "far")

    assert codes(read_table(workbook(tmp_path, fill), limits=limits)) == ["too-large"]


def test_a_small_workbook_that_unpacks_to_a_thousand_times_its_size_is_not_read(tmp_path: Path) -> None:
    path = repacked(workbook(tmp_path, simple), "xl/styles.xml", lambda part: part + b" " * 1_000_000)

    said = read_table(path, limits=Limits(any_ratio_bytes=100_000)).problems

    assert codes(read_table(path)) == []
    assert [(problem.code, problem.expected) for problem in said] == [
        ("too-large", f"at most {100 * path.stat().st_size:,}")
    ]


def test_a_sheet_of_countless_empty_rows_is_read_only_to_the_limit(tmp_path: Path) -> None:
    path = repacked(
        workbook(tmp_path, simple),
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b"</sheetData>", b"<row/>" * 100 + b"</sheetData>"),
    )

    (said,) = read_table(path, limits=Limits(rows=50)).problems

    assert str(said).startswith('payroll.xlsx sheet "Staff": got 51 rows or more; expected at most 50.')
    assert codes(read_table(path, limits=Limits(rows=101))) == []


def test_a_text_repeated_a_thousand_times_counts_a_thousand_times(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        simple(book)
        book.get_worksheet_by_name("Staff").write_column("A3", ["long " * 2_000] * 1_000)

    path = workbook(tmp_path, fill)

    assert codes(read_table(path, limits=Limits(unpacked_bytes=5_000_000))) == ["too-large"]
    assert read_table(path).table is not None


@pytest.mark.parametrize("kept", [10, 1_000, 4_000])
def test_a_workbook_that_is_cut_off_is_a_problem(tmp_path: Path, kept: int) -> None:
    path = workbook(tmp_path, simple)
    path.write_bytes(path.read_bytes()[:kept])

    assert codes(read_table(path)) == ["broken-file"]


@pytest.mark.parametrize("member", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_a_workbook_with_a_damaged_part_is_a_problem(tmp_path: Path, member: str) -> None:
    path = repacked(workbook(tmp_path, simple), member, lambda xml: xml[: len(xml) // 2])

    assert codes(read_table(path)) == ["broken-file"]
