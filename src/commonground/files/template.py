"""The template: the folder that `commonground new` starts from. Its files are read as they stand beside this module."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from commonground.files.atomic import write_text


class FolderNotEmpty(ValueError):
    """A new negotiation would be written over what is there."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is not an empty folder; name one that does not exist yet")


def write_template(folder: Path) -> list[str]:
    """Write the template into a new folder; the names of its files. Raises `FolderNotEmpty`, or OSError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderNotEmpty(folder)
    source = files("commonground.files") / "template_folder"
    written = []
    for name, file in _walk(source, ""):
        write_text(folder / name, file.read_text(encoding="utf-8"))
        written.append(name)
    return sorted(written)


def _walk(folder: Traversable, prefix: str) -> list[tuple[str, Traversable]]:
    found = []
    for entry in folder.iterdir():
        name = f"{prefix}{entry.name}"
        found += _walk(entry, f"{name}/") if entry.is_dir() else [(name, entry)]
    return found
