"""The files of a folder's people, when a command writes one: which of them is read is said."""

from __future__ import annotations

from pathlib import Path

from commonground.cli import exits
from commonground.files.folder import roster_file


def tell_which_is_read(into: Path, target: Path) -> None:
    """Say it where the folder reads another file than the one that is written, so that nothing there would change."""
    named = roster_file(into)
    if named is not None and named != target.name:
        exits.tell(
            f'negotiation.toml reads "{named}", so the figures of this folder stay as they are. To have them from '
            f'"{target.name}", write under [roster]: file = "{target.name}"'
        )
