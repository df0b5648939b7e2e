"""Set a payroll aside that is to be taken in: the file as it came, and how its columns are read.

Law: nothing of it is in the folder before it is written; what is set aside lies beside the drafts, for its owner alone.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

from commonground.files.atomic import replacing, write_text
from commonground.files.mappings import MAP, read_mapping, write_mapping
from commonground.files.ready import ready_folder
from commonground.workforce.columns import ColumnMapping
from commonground_web import seat
from commonground_web.desk import Desk

SAID, LONGEST = "said.json", 200


class NotStaged(Exception):
    """A payroll cannot be taken in here, and why."""


@dataclass(frozen=True)
class Staged:
    """A payroll that is set aside: its place, the name that it came under, the sheet that is read (empty: the first)."""

    folder: Path
    name: str
    sheet: str

    @property
    def file(self) -> Path:
        """The file as it came, under its own name."""
        return self.folder / "payroll" / self.name

    @property
    def mapping(self) -> ColumnMapping | None:
        """How its columns are read, where that was said."""
        path = self.folder / MAP
        return read_mapping(path)[0] if path.is_file() else None


def place(desk: Desk) -> Path:
    """Where a payroll is set aside. Raises `NotStaged` on a server, and where the folder is only read."""
    if seat.taken().is_server:
        raise NotStaged("On a server the operator brings a roster in: commonground import-roster, then set-up.")
    if desk.folder.resolve().is_relative_to(ready_folder().resolve()):
        raise NotStaged(f"{desk.name} comes with the program and is only read. Copy the folder and serve the copy.")
    drafts = os.environ.get("COMMONGROUND_DRAFTS", "")
    if not drafts:
        raise NotStaged("There is no place beside the drafts; start it with commonground serve.")
    return Path(drafts).with_suffix(".roster")


def staged(desk: Desk) -> Staged | None:
    """What is set aside; None where nothing is. Raises `NotStaged`."""
    held = place(desk) / SAID
    if not held.is_file():
        return None
    said = json.loads(held.read_text(encoding="utf-8"))
    return Staged(place(desk), said["name"], said["sheet"])


def stage(desk: Desk, name: str, pieces: Iterable[bytes], sheet: str) -> Staged:
    """Set a payroll aside in the place of an earlier one. Raises `NotStaged`, OSError."""
    found = Staged(place(desk), _plain(name), sheet[:LONGEST])
    unstage(desk)
    found.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with replacing(found.file, make_folder=True) as part, part.open("wb") as file:
        for piece in pieces:
            file.write(piece)
    write_text(found.folder / SAID, json.dumps({"name": found.name, "sheet": found.sheet}))
    return found


def map_columns(found: Staged, mapping: ColumnMapping) -> None:
    """Keep how the columns of what is set aside are read."""
    write_mapping(mapping, found.folder / MAP)


def unstage(desk: Desk) -> None:
    """Throw away what is set aside; what undo needs stays."""
    (place(desk) / SAID).unlink(missing_ok=True)
    (place(desk) / MAP).unlink(missing_ok=True)
    shutil.rmtree(place(desk) / "payroll", ignore_errors=True)


def _plain(name: str) -> str:
    """The last part of a name, without what no file's name has."""
    kept = "".join(letter for letter in PurePath(name.replace("\\", "/")).name if letter.isprintable())
    return kept.strip(". ")[-LONGEST:] or "payroll"
