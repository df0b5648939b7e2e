"""Limits: how large a file may be before reading it would stop the computer.

Law: a file past a limit is not read; the problem says which limit, by how much, and what to do.
Not here: how the limits are enforced; each reader of a format does that.
"""

from __future__ import annotations

from dataclasses import dataclass

from commonground.values.problem import Place, Problem


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest file, unpacked size (a workbook is packed), number of rows and of columns that are read.

    >>> Limits(rows=10).rows
    10
    """

    file_bytes: int = 500_000_000
    unpacked_bytes: int = 2_000_000_000
    rows: int = 2_000_000
    columns: int = 500


LIMITS = Limits()


def too_large(place: Place, what: str, got: int, limit: int, mend: str) -> Problem:
    """The problem of a file past one of its limits."""
    return Problem("too-large", place, f"{got:,} {what}", f"at most {limit:,}", mend)
