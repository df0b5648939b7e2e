"""A file's table or grid as a test sees it: row by row."""

from __future__ import annotations

from commonground.files.grid import Grid
from commonground.files.tables import Table


def rows_of(read: Table | Grid | None) -> list[tuple[str, ...]]:
    """The texts of every row."""
    assert read is not None
    columns = read.columns if isinstance(read, Grid) else tuple(read.columns.values())
    return list(zip(*(column.to_list() for column in columns), strict=True))
