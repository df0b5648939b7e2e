"""An archive: one file with all that a negotiation keeps, from which it can be had again as it was.

    manifest.json         what it is of, the program's version, and of a database its migrations, roles and columns
    tables/NAME           of a database: each table's rows as PostgreSQL copies them
    folder/..., drafts.sqlite3, drafts.key     of a laptop: the folder, one party's drafts and the key of its audit log

Law: it is readable by its owner alone, because it holds what each caucus keeps to itself; it is written whole or not at all.
"""

from __future__ import annotations

import json
import os
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.files.atomic import replacing

FORMAT, MANIFEST = "commonground/back-up/1", "manifest.json"
DATABASE, LAPTOP = "database", "laptop"


@contextmanager
def written(path: Path, of: str) -> Iterator[tuple[zipfile.ZipFile, dict[str, Any]]]:
    """A new archive, with the manifest to fill in; there once all of it is. Raises `Misused` where a file is there already."""
    if path.exists():
        raise Misused(f"{path} is there already. Name a new file.")
    try:
        with replacing(path) as part:
            manifest: dict[str, Any] = {"format": FORMAT, "of": of, "version": version("commonground")}
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
                yield archive, manifest
                archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
            with part.open("rb+") as whole:
                os.fsync(whole.fileno())
        path.chmod(0o600)
    except OSError as problem:
        raise exits.Unwritten(f"{path}: {problem.strerror or problem}") from None


@contextmanager
def opened(path: Path, of: str) -> Iterator[tuple[zipfile.ZipFile, Mapping[str, Any]]]:
    """An archive and its manifest, every part of it proved whole. Raises `Misused` where it is none, or of something else."""
    try:
        with zipfile.ZipFile(path) as archive:
            if (broken := archive.testzip()) is not None:
                raise Misused(f"{path}: {broken} is damaged. Take another back-up.")
            manifest = json.loads(archive.read(MANIFEST))
            if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
                raise Misused(f"{path}: expected a back-up of the format {FORMAT}.")
            if manifest.get("of") != of:
                ways = {DATABASE: "with DATABASE_URL", LAPTOP: "without DATABASE_URL, with --out"}
                raise Misused(f"{path} is of a {manifest.get('of')}: restore it {ways.get(manifest['of'], '')}.")
            yield archive, manifest
    except OSError as problem:
        raise Misused(f"{path}: {problem.strerror or problem}.") from None
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError):
        raise Misused(f"{path}: expected a file that back-up has written; this is none, or a part of one.") from None
