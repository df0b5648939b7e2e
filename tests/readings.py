"""Folders that no test writes to, each read once for all tests: nothing in a reading can be changed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from commonground.files.folder import FolderReading, check_folder
from commonground.files.ready import ready_folder

read_once = cache(check_folder)


def read(folder: Path) -> FolderReading:
    """A folder as the program reads it; a ready negotiation is read once."""
    return read_once(folder) if folder.is_relative_to(ready_folder()) else check_folder(folder)
