"""Delimited text: both ways of taking it apart give the same cells."""

from __future__ import annotations

import csv
import io

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.files.delimited import read_delimited
from commonground.files.grid import Grid
from commonground.files.limits import LIMITS

cells = st.text(st.sampled_from('ab,"\n1 é;'), max_size=5)


@settings(max_examples=200, deadline=None)
@given(rows=st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=6), ragged=st.booleans())
def test_a_regular_and_a_ragged_file_have_the_same_cells(rows: list[list[str]], ragged: bool) -> None:
    table = [["x" + cell for cell in row] for row in [["a", "b", "c"], *rows]]
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(table)

    grid = read_delimited((written.getvalue() + ("tail" if ragged else "")).encode(), "payroll.csv", LIMITS)

    assert isinstance(grid, Grid)
    assert [list(row) for row in grid.frame.head(len(table)).rows()] == table


def test_a_million_short_lines_stay_one_column_of_text() -> None:
    grid = read_delimited(b"Pay\n" + b"1\n" * 1_000_000, "payroll.csv", LIMITS)

    assert isinstance(grid, Grid)
    assert grid.frame.shape == (1_000_001, 1)
    assert grid.frame.dtypes == [pl.String]


def test_old_macintosh_line_ends_are_line_ends() -> None:
    grid = read_delimited(b"Name,Pay\rA,1\rB,2", "payroll.csv", LIMITS)

    assert isinstance(grid, Grid)
    assert grid.row.tolist() == [1, 2, 3]
