"""A folder must be whole when it is mailed: no file of it may name another that lies outside."""

from __future__ import annotations

from pathlib import Path

from commonground.files.findings import quoted
from commonground.values.problem import Place, Problem


def outside_folder(folder: Path, name: str, place: Place) -> Problem | None:
    """The problem of a file that a folder names and that does not lie in it; such a file is not opened."""
    try:
        if name and (folder / name).resolve().is_relative_to(folder.resolve()):
            return None
    except (OSError, ValueError, RuntimeError):
        pass
    mend = "Copy the file into the folder, and name it by its path from there."
    return Problem("outside-folder", place, quoted(name), "a file in the negotiation's folder", mend)
