"""Folders that may be written to."""

from __future__ import annotations

from pathlib import Path

from commonground.asked.misused import Misused
from commonground.files.ready import folder_named, ready_folder


def keep_ready_folders(folder: Path) -> None:
    """Refuse to write into a negotiation that comes with the program."""
    found = folder_named(folder)
    if found != folder and found.is_relative_to(ready_folder()):
        raise Misused(f"{folder} comes with the program and is only read. Copy it first: cp -r {found} {folder}")
