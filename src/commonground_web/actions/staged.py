"""A payroll that is set aside to be taken in, wherever it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePath

from commonground.files.mappings import MAP, read_mapping
from commonground.workforce.columns import ColumnMapping

LONGEST = 200


class NotStaged(Exception):
    """A payroll cannot be taken in here, and why."""


@dataclass(frozen=True)
class Staged:
    """A payroll that is set aside: its place, the name that it came under, the sheet that is read (empty: the first).

    `mark`: on a server, what tells it from one that somebody else of the caucus has set aside since.
    """

    folder: Path
    name: str
    sheet: str
    mark: str = ""

    @property
    def file(self) -> Path:
        """The file as it came, under its own name."""
        return self.folder / "payroll" / self.name

    @property
    def mapping(self) -> ColumnMapping | None:
        """How its columns are read, where that was said."""
        path = self.folder / MAP
        return read_mapping(path)[0] if path.is_file() else None


def plain(name: str) -> str:
    """The last part of a name, without what no file's name has, as long as a disk takes.

    >>> plain("..\\\\up/payroll\\x00.csv")
    'payroll.csv'
    """
    kept = _printable(PurePath(name.replace("\\", "/")).name).strip(". ")
    return kept.encode()[-LONGEST:].decode(errors="ignore") or "payroll"


def sheet_named(said: str) -> str:
    """A sheet's name as it was said, without what no database takes."""
    return _printable(said)[:LONGEST]


def _printable(said: str) -> str:
    return "".join(letter for letter in said if letter.isprintable())
