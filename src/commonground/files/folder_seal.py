"""The seal of a folder: a short mark of all that a result was made from, for a page that two parties sign by hand.

Law: the seal is SHA-256 over the name and the bytes of every file of the negotiation, in the order of their names; whoever has
the same files has the same seal. What is written out of a folder into it is left out.
Of a private folder it is not to be published, since what is short can be guessed.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

READ = (".toml", ".csv", ".xlsx", ".parquet")
LETTERS = 16


def folder_seal(folder: Path, out: Path) -> str:
    """The first sixteen letters of a folder's seal; `out` is where results are written.

    Raises OSError where a file cannot be read.
    """
    whole = hashlib.sha256()
    files = sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.suffix in READ)
    for name, path in files:
        if path.is_file() and not path.resolve().is_relative_to(out.resolve()):
            whole.update(f"{name}\n{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()[:LETTERS]
