"""Limits: how large a file may be before reading it would stop the computer.

Law: a file past a limit is not read; the problem says which limit, by how much, and what to do.
Not here: how the limits are enforced; each reader of a format does that.
"""

from __future__ import annotations

from dataclasses import dataclass

from commonground.values.problem import Place, Problem

CELL_BYTES = 16


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest file, unpacked size (a workbook is packed), number of rows and of columns that are read.

    What a workbook unpacks to is at most `ratio` times its own size, once that is more than `any_ratio_bytes`: sheets that
    people save shrink to a tenth or a thirtieth, a file made to fill a computer to a thousandth.

    >>> Limits(rows=10).rows
    10
    """

    file_bytes: int = 500_000_000
    unpacked_bytes: int = 2_000_000_000
    ratio: int = 100
    any_ratio_bytes: int = 50_000_000
    rows: int = 2_000_000
    columns: int = 500

    def unpacked_from(self, packed: int) -> int:
        """The most bytes that a workbook of so many may unpack to.

        >>> Limits().unpacked_from(1_000), Limits().unpacked_from(3_000_000), Limits().unpacked_from(90_000_000)
        (50000000, 300000000, 2000000000)
        """
        return min(self.unpacked_bytes, max(self.any_ratio_bytes, self.ratio * packed))

    def exceeded_by(self, place: Place, rows: int, columns: int) -> Problem | None:
        """The problem of a table of so many rows (the header not counted) and columns, if it is too large.

        A file can be small and its table huge (one wide row over a million short ones); a cell is taken as 16 bytes.
        """
        if rows > self.rows:
            return too_large(place, "rows", rows, self.rows, "Split the file, or delete stray cells far below it.")
        if columns > self.columns:
            mend = "Keep only the columns that are needed, or delete stray cells far to the right."
            return too_large(place, "columns", columns, self.columns, mend)
        if rows * columns * CELL_BYTES > self.unpacked_bytes:
            most = self.unpacked_bytes // CELL_BYTES
            return too_large(place, "cells", rows * columns, most, "Keep only the columns that are needed.")
        return None


LIMITS = Limits()


def too_large(place: Place, what: str, got: int, limit: int, mend: str) -> Problem:
    """The problem of a file past one of its limits."""
    return Problem("too-large", place, f"{got:,} {what}", f"at most {limit:,}", mend)
