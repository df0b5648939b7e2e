"""The template: the folder that `commonground new` starts from. Its files are read as they stand beside this module."""

from __future__ import annotations

import tempfile
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from commonground.files.atomic import write_text


class FolderNotEmpty(ValueError):
    """A new negotiation would be written over what is there."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is not an empty folder; name one that does not exist yet")


def write_template(folder: Path) -> list[str]:
    """Write the template into a new folder, whole or not at all; the names of its files.

    Raises `FolderNotEmpty`, or OSError.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderNotEmpty(folder)
    source = files("commonground.files") / "template_folder"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as beside:
        whole = Path(beside) / folder.name
        written = _walk(source, "")
        for name, file in written:
            write_text(whole / name, file.read_text(encoding="utf-8"))
        if folder.exists():
            folder.rmdir()
        whole.rename(folder)
    return sorted(name for name, _ in written)


def _walk(folder: Traversable, prefix: str) -> list[tuple[str, Traversable]]:
    found = []
    for entry in folder.iterdir():
        name = f"{prefix}{entry.name}"
        found += _walk(entry, f"{name}/") if entry.is_dir() else [(name, entry)]
    return found
