"""Rows that are alike, numbered in the order of their columns."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from commonground.costing import grouping
from commonground.costing.grouping import group_rows

VALUES = st.sampled_from([-(2**60), -(2**40), -1, 0, 1, 2, 3, 2**33, 2**60])
ROWS = st.lists(st.tuples(VALUES, VALUES, VALUES), max_size=12)


@given(ROWS)
def test_groups_are_the_distinct_rows_in_order(rows: list[tuple[int, ...]]) -> None:
    columns = [np.array([row[at] for row in rows], dtype=np.int64) for at in range(3)]

    group, first = group_rows(columns, len(rows))

    distinct = sorted(set(rows))
    assert [distinct[at] for at in group.tolist()] == rows
    assert first.tolist() == [rows.index(row) for row in distinct]


def test_ticking_off_and_sorting_number_alike() -> None:
    rng = np.random.default_rng(5)
    columns = [rng.integers(-50, 50, 2_000), rng.integers(0, 900, 2_000).astype(np.int32)]
    ticked = group_rows(columns, 2_000)

    spread = [columns[0] * (grouping.MOST_TICKED + 1), columns[1]]

    for one, other in zip(ticked, group_rows(spread, 2_000), strict=True):
        assert one.tolist() == other.tolist()


def test_without_columns_all_rows_are_one_group() -> None:
    group, first = group_rows([], 3)

    assert (group.tolist(), first.tolist()) == ([0, 0, 0], [0])
