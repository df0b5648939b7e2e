"""Set a payroll aside that is to be taken in: the file as it came, and how its columns are read.

Law: nothing of it is in the folder before it is written. On a laptop what is set aside lies beside the drafts, for its owner
alone; on a server it is a row of the side's own (`roster_in_database`).
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from commonground.files.atomic import replacing, write_text
from commonground.files.mappings import MAP, write_mapping
from commonground.files.ready import ready_folder
from commonground.workforce.columns import ColumnMapping
from commonground_web import seat
from commonground_web.actions import roster_in_database
from commonground_web.actions.staged import NotStaged, Staged, plain, sheet_named
from commonground_web.desk import Desk

SAID = "said.json"


def place(desk: Desk) -> Path:
    """Where a laptop sets a payroll aside. Raises `NotStaged` where the folder is only read."""
    if desk.folder.resolve().is_relative_to(ready_folder().resolve()):
        raise NotStaged(f"{desk.name} comes with the program and is only read. Copy the folder and serve the copy.")
    drafts = os.environ.get("COMMONGROUND_DRAFTS", "")
    if not drafts:
        raise NotStaged("There is no place beside the drafts; start it with commonground serve.")
    return Path(drafts).with_suffix(".roster")


def staged(desk: Desk) -> Staged | None:
    """What is set aside; None where nothing is. Raises `NotStaged`."""
    if seat.taken().is_server:
        return roster_in_database.staged(desk)
    held = place(desk) / SAID
    if not held.is_file():
        return None
    said = json.loads(held.read_text(encoding="utf-8"))
    return Staged(place(desk), said["name"], said["sheet"])


def stage(desk: Desk, name: str, pieces: Iterable[bytes], sheet: str) -> None:
    """Set a payroll aside in the place of an earlier one. Raises `NotStaged`, OSError."""
    name, sheet = plain(name), sheet_named(sheet)
    if seat.taken().is_server:
        roster_in_database.stage(desk, name, pieces, sheet)
        return
    found = Staged(place(desk), name, sheet)
    unstage(desk)
    found.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with replacing(found.file, make_folder=True) as part, part.open("wb") as file:
        for piece in pieces:
            file.write(piece)
    write_text(found.folder / SAID, json.dumps({"name": found.name, "sheet": found.sheet}))


def map_columns(desk: Desk, found: Staged, mapping: ColumnMapping) -> None:
    """Keep how the columns of what is set aside are read. Raises `NotStaged`, OSError."""
    write_mapping(mapping, found.folder / MAP)
    if seat.taken().is_server:
        roster_in_database.map_columns(desk, (found.folder / MAP).read_text(encoding="utf-8"))


def unstage(desk: Desk) -> None:
    """Throw away what a laptop has set aside; what undo needs stays."""
    (place(desk) / SAID).unlink(missing_ok=True)
    (place(desk) / MAP).unlink(missing_ok=True)
    shutil.rmtree(place(desk) / "payroll", ignore_errors=True)
