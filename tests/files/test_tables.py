"""Reading a table: every format, every way in which an exported file is broken, and the rows that a person sees."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonground.files.limits import Limits
from commonground.files.tables import Table, TableReading, read_table
from commonground.values.problem import Severity
from texts import rows_of


def read(folder: Path, data: bytes, name: str = "payroll.csv", **options: object) -> TableReading:
    path = folder / name
    path.write_bytes(data)
    return read_table(path, **options)  # type: ignore[arg-type]


def table_of(reading: TableReading) -> Table:
    assert reading.table is not None, reading.problems
    return reading.table


def codes(reading: TableReading) -> list[str]:
    return [problem.code for problem in reading.problems]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_from_the_file(tmp_path: Path, delimiter: str) -> None:
    text = f"Name{delimiter}Pay\nA{delimiter}1\nB{delimiter}2\n"

    table = table_of(read(tmp_path, text.encode()))

    assert rows_of(table) == [("A", "1"), ("B", "2")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_text_is_decoded_whatever_its_form(tmp_path: Path, encoding: str) -> None:
    reading = read(tmp_path, "School,Pay\nCañón,1\n".encode(encoding))

    assert rows_of(table_of(reading)) == [("Cañón", "1")]
    assert reading.problems == ()


def test_text_that_is_not_unicode_is_read_with_a_warning(tmp_path: Path) -> None:
    reading = read(tmp_path, "School,Pay\nCañón,1\n".encode("cp1252"))

    assert rows_of(table_of(reading)) == [("Cañón", "1")]
    assert [(problem.code, problem.severity) for problem in reading.problems] == [("encoding", Severity.WARNING)]


def test_rows_are_numbered_as_a_spreadsheet_numbers_them(tmp_path: Path) -> None:
    table = table_of(read(tmp_path, b"Name,Pay\nA,1\n\nB,2\n,\nC,3\n"))

    assert table.row.tolist() == [2, 4, 6]


def test_a_line_break_in_quotation_marks_does_not_make_a_row(tmp_path: Path) -> None:
    table = table_of(read(tmp_path, b'Name,Pay\n"A\nB",1\nC,2\n'))

    assert table.columns["Name"].to_list() == ["A\nB", "C"]
    assert table.row.tolist() == [2, 3]


def test_title_lines_above_the_header_are_passed_over(tmp_path: Path) -> None:
    table = table_of(read(tmp_path, b"District 5 payroll\n\nName,Title,Pay\nA,Teacher,1\n"))

    assert table.headers == ("Name", "Title", "Pay")
    assert table.row.tolist() == [4]


def test_a_spreadsheets_sep_line_names_the_delimiter_and_is_no_row(tmp_path: Path) -> None:
    table = table_of(read(tmp_path, b"sep=;\r\nName;Pay\r\nA;1\r\n"))

    assert rows_of(table) == [("A", "1")]
    assert table.row.tolist() == [2]


def test_a_row_with_fewer_cells_is_kept_marked_and_said(tmp_path: Path) -> None:
    reading = read(tmp_path, b"Name,Title,Pay\nA,Teacher,1\nB,Nur")

    assert table_of(reading).damaged.tolist() == [False, True]
    assert str(reading.problems[0]).startswith("payroll.csv row 3: got 2 cells; expected 3, as in the header.")
    assert "cut off" in reading.problems[0].mend


def test_a_row_with_more_cells_is_marked_unless_they_are_blank(tmp_path: Path) -> None:
    table = table_of(read(tmp_path, b"Name,Pay\nA,1,,\nB,2,3\n"))

    assert table.damaged.tolist() == [False, True]


def test_a_quotation_mark_that_is_never_closed_is_said_with_its_row(tmp_path: Path) -> None:
    reading = read(tmp_path, b'Name,Pay\nA,1\n"B,2\nC,3\nD,4\n')

    problem = next(problem for problem in reading.problems if problem.code == "unclosed-quotation-mark")
    assert problem.place.row == 3
    assert "the 2 lines after it" in problem.got


def test_headers_given_twice_stay_apart(tmp_path: Path) -> None:
    reading = read(tmp_path, b"Name,Pay,Pay\nA,1,2\n")

    assert table_of(reading).headers == ("Name", "Pay", "Pay (2)")
    assert codes(reading) == ["repeated-header"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b"\n\n \n", "empty-file"),
        (b"Name,Pay\n", "no-rows"),
        (b"1,2\n3,4\n", "no-header"),
        (b"%PDF-1.7 ...", "not-a-table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "not-a-table"),
        (b"\x1f\x8b\x08\x00", "not-a-table"),
        (bytes(range(32)) * 20, "not-a-table"),
        (b"PK\x03\x04 not a zip", "broken-file"),
        (b"PAR1 cut off", "broken-file"),
    ],
)
def test_what_is_no_table_is_a_problem(tmp_path: Path, data: bytes, code: str) -> None:
    assert codes(read(tmp_path, data)) == [code]


def test_a_missing_file_and_a_folder_are_problems(tmp_path: Path) -> None:
    assert codes(read_table(tmp_path / "none.csv")) == ["no-such-file"]
    assert codes(read_table(tmp_path)) == ["not-a-file"]


@pytest.mark.parametrize(
    "limits", [Limits(file_bytes=10), Limits(rows=1), Limits(columns=1), Limits(unpacked_bytes=32)]
)
def test_a_file_past_a_limit_is_not_read(tmp_path: Path, limits: Limits) -> None:
    reading = read(tmp_path, b"Name,Pay\nA,1\nB,2\n", limits=limits)

    assert reading.table is None
    assert codes(reading) == ["too-large"]


def test_one_wide_row_over_many_short_ones_is_not_spread_out_in_memory(tmp_path: Path) -> None:
    data = b"," * 400 + b"x\n" + b"x\n" * 30_000

    assert codes(read(tmp_path, data, limits=Limits(unpacked_bytes=10_000_000))) == ["too-large"]


def test_a_wrong_column_is_one_message(tmp_path: Path) -> None:
    reading = read(tmp_path, b"A,B,C\n" + b"1,2\n" * 500 + b"1,2,3\n")

    assert [(problem.code, problem.times) for problem in reading.problems] == [("ragged-row", 500)]


def test_parquet_numbers_and_days_become_the_text_that_a_person_reads(tmp_path: Path) -> None:
    path = tmp_path / "payroll.parquet"
    frame = pl.DataFrame({"Pay": [0.1 + 0.2, 82630.0, None], "Day": ["2009-07-01", None, None], "L": [[1], [2], [3]]})
    frame.with_columns(pl.col("Day").str.to_date()).write_parquet(path)

    reading = read_table(path)

    assert rows_of(table_of(reading)) == [("0.3", "2009-07-01"), ("82630", "")]
    assert codes(reading) == ["not-text"]


def test_a_parquet_file_cut_in_the_middle_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "payroll.parquet"
    pl.DataFrame({"Pay": list(range(100))}).write_parquet(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] + b"PAR1")

    assert codes(read_table(path)) == ["broken-file"]


cells = st.text(st.characters(exclude_characters="\0\x1f", exclude_categories=["Cc", "Cs"]), max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(cells, cells, cells), max_size=8), regular=st.booleans())
def test_what_is_written_as_csv_is_read_cell_for_cell(
    tmp_path: Path, rows: list[tuple[str, str, str]], regular: bool
) -> None:
    quoted = [["word " + cell.replace('"', '""') for cell in row] for row in rows]
    text = "Name,Title,Pay\n" + "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in quoted)

    table = table_of(read(tmp_path, (text if regular else text + "\n\nlast,row,x\n").encode()))

    read_back = [tuple(cell.removeprefix("word ") for cell in row) for row in rows_of(table)]
    assert read_back == rows + ([] if regular else [("last", "row", "x")])


@settings(max_examples=2 * settings().max_examples, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200) | st.text(",;\t\"\n\r a1='é", max_size=120).map(str.encode))
def test_no_bytes_raise(tmp_path: Path, data: bytes) -> None:
    reading = read(tmp_path, data)

    assert reading.table is not None or reading.problems
