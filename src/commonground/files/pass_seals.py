"""The seals of passes.toml: what of an entry is sealed, and what a file that it names said on the day it was passed.

Law: what an entry says is sealed, not how it is spaced or remarked upon; so is what an offer's file says, and every byte of
a schedule that an entry or its offer names.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from commonground.files.toml import read_toml

TABLES = (".csv", ".tsv", ".xlsx", ".parquet")
NOT_SEALED = ("number", "seal")


def content_of(sort: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """What of an entry is sealed: its sort and all that it says, but for its number and its seal."""
    return {"entry": sort, **{name: _plain(held) for name, held in said.items() if name not in NOT_SEALED}}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(held) for name, held in value.items()}
    if isinstance(value, list):
        return [_plain(held) for held in value]
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def offer_file(offer: str) -> str:
    """The file of an offer, as a folder names it."""
    return f"offers/{offer}.toml"


def digests(folder: Path, said: Mapping[str, Any]) -> dict[str, str]:
    """What the files that a pass names say now: SHA-256 by name. A file that cannot be read is left out."""
    names = set(_tables_named(said, folder))
    if said.get("offer"):
        name = offer_file(str(said["offer"]))
        document, _ = read_toml(folder / name, name) if (folder / name).is_file() else (None, ())
        if document is not None:
            names |= {name, *_tables_named(document.said, folder)}
    found = {name: digest(folder, name) for name in sorted(names)}
    return {name: sealed for name, sealed in found.items() if sealed}


def digest(folder: Path, name: str) -> str:
    """SHA-256 of what a TOML file says, or of every byte of another file; empty where it cannot be read."""
    path = folder / name
    if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
        return ""
    if path.suffix != ".toml":
        return hashlib.sha256(path.read_bytes()).hexdigest()
    document, _ = read_toml(path, name)
    if document is None:
        return ""
    return hashlib.sha256(json.dumps(_plain(document.said), sort_keys=True).encode()).hexdigest()


def _tables_named(said: Any, folder: Path) -> Iterator[str]:
    """The tables of figures that a value names, wherever in it."""
    if isinstance(said, Mapping):
        for held in said.values():
            yield from _tables_named(held, folder)
    elif isinstance(said, list):
        for held in said:
            yield from _tables_named(held, folder)
    elif isinstance(said, str) and said.endswith(TABLES) and (folder / said).is_file():
        yield said
