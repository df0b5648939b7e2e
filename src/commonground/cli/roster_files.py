"""The files of a folder's people, when a command writes one: what stood there is kept, and what is read is said."""

from __future__ import annotations

import shutil
from pathlib import Path

from commonground.cli import exits
from commonground.files.atomic import replacing
from commonground.files.folder import roster_file


def kept_beside(path: Path, new: Path) -> Path | None:
    """The copy of an earlier file, where the new one says something else."""
    if not path.is_file() or path.read_bytes() == new.read_bytes():
        return None
    backup = path.with_name(f"{path.name}.bak")
    with replacing(backup) as part:
        shutil.copyfile(path, part)
    return backup


def tell_which_is_read(into: Path, target: Path) -> None:
    """Say it where the folder reads another file than the one that is written, so that nothing there would change."""
    named = roster_file(into)
    if named is not None and named != target.name:
        exits.tell(
            f'negotiation.toml reads "{named}", so the figures of this folder stay as they are. To have them from '
            f'"{target.name}", write under [roster]: file = "{target.name}"'
        )
