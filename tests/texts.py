"""Texts that a test draws, and a file's table or grid as a test sees it: row by row."""

from __future__ import annotations

from hypothesis import strategies as st

from commonground.files.grid import Grid
from commonground.files.tables import Table

# Every letter that UTF-8 writes. A text without an alphabet, or one by the name of a codec, draws the same letters and
# first tries a million of them, four seconds in a fresh clone; to leave the surrogates out takes no time.
LETTERS = st.characters(exclude_categories=["Cs"])


def rows_of(read: Table | Grid | None) -> list[tuple[str, ...]]:
    """The texts of every row."""
    assert read is not None
    columns = read.columns if isinstance(read, Grid) else tuple(read.columns.values())
    return list(zip(*(column.to_list() for column in columns), strict=True))
