"""`commonground new`: a folder to start from."""

from __future__ import annotations

from pathlib import Path

from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.cli.lines import say
from commonground.files.template import FolderNotEmpty, write_template


def new(folder: Path) -> int:
    """Start a negotiation's folder: every file with comments that say what belongs in it, and a small sound example.

    Examples
    --------
    commonground new my-district
    commonground check my-district

    Parameters
    ----------
    folder
        a folder that does not exist yet, or is empty
    """
    try:
        written = write_template(folder)
    except FolderNotEmpty as problem:
        raise Misused(f"{problem}.") from None
    except OSError as problem:
        raise exits.Unwritten(f"{folder}: {problem.strerror}. Name a folder that you may write to.") from None
    say("".join(f"{folder / name}\n" for name in written))
    say(f"\nNext: read {folder / 'agreement.toml'}, then commonground check {folder}\n")
    return exits.DONE
