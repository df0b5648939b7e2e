"""Delimited text: both ways of taking it apart give the same cells."""

from __future__ import annotations

import csv
import io

from hypothesis import example, given, settings
from hypothesis import strategies as st

from commonground.files.delimited import LARGE, read_delimited
from commonground.files.grid import Grid
from commonground.files.limits import LIMITS
from commonground.files.regular import read_regular
from texts import rows_of

TWICE = settings(max_examples=2 * settings().max_examples)

cells = st.text(st.sampled_from('ab,"\n1 é;'), max_size=5)


@TWICE
@given(rows=st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=6), ragged=st.booleans())
def test_a_regular_and_a_ragged_file_have_the_same_cells(rows: list[list[str]], ragged: bool) -> None:
    table = [["x" + cell for cell in row] for row in [["a", "b", "c"], *rows]]
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(table)

    grid = read_delimited((written.getvalue() + ("tail" if ragged else "")).encode(), "payroll.csv", LIMITS)

    assert isinstance(grid, Grid)
    assert [list(row) for row in rows_of(grid)[: len(table)]] == table


def numbered(grid: Grid) -> list[tuple[int, tuple[str, ...]]]:
    return [(row, texts) for row, texts in zip(grid.row.tolist(), rows_of(grid), strict=True) if any(texts)]


@TWICE
@given(
    st.text('ab,"\r\n é;1', max_size=30)
    | st.lists(st.lists(cells | cells.map('"{}"'.format), min_size=2, max_size=3).map(",".join), max_size=5).map(
        "\n".join
    )
)
@example('a,"b"c\nd,e')
@example('a,""b""')
@example('a,"""')
def test_all_columns_at_once_gives_the_cells_of_record_by_record_or_nothing(written: str) -> None:
    text = written.encode().rstrip(b"\r\n")

    at_once, by_record = read_regular(text, ","), read_delimited(b"sep=,\n" + text, "payroll.csv", LIMITS)

    assert isinstance(by_record, Grid)
    if at_once is not None:
        assert numbered(at_once) == numbered(by_record)
        assert by_record.problems == ()


def test_a_large_file_and_a_small_one_are_read_alike() -> None:
    line = b'7,"Ca\xc3\xb1on, A","58,024.00"\n'
    small, large = (
        read_delimited(b"Id,Name,Pay\n" + line * n, "payroll.csv", LIMITS) for n in (2, LARGE // len(line) + 1)
    )

    assert isinstance(small, Grid)
    assert isinstance(large, Grid)
    assert large.cells is None
    assert [column.words for column in small.columns] == [column.words for column in large.columns]


def test_a_million_short_lines_stay_one_column_of_text() -> None:
    grid = read_delimited(b"Pay\n" + b"1\n" * 1_000_000, "payroll.csv", LIMITS)

    assert isinstance(grid, Grid)
    assert [column.words for column in grid.columns] == [("Pay", "1")]
    assert len(grid.row) == 1_000_001


def test_old_macintosh_line_ends_are_line_ends() -> None:
    grid = read_delimited(b"Name,Pay\rA,1\rB,2", "payroll.csv", LIMITS)

    assert isinstance(grid, Grid)
    assert grid.row.tolist() == [1, 2, 3]
