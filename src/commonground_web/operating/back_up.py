"""`python -m commonground_web back-up`: all that is kept, in one file."""

from __future__ import annotations

import os
import sqlite3
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.files.ready import folder_named
from commonground.values.wording import counted
from commonground_web.operating import archive, opened

COPIED, ORDER = (
    "SELECT {} FROM {} ORDER BY {}",
    ("negotiation", "side", "number", "id"),
)  # a chain is added to in its order


def back_up(file: Path, *, folder: Path | None = None, party: str = "") -> int:
    """Write all that is kept into one new file, at one moment, while everybody goes on working.

    With DATABASE_URL, as its operator: every negotiation of the database with its login roles. Else a folder, with a
    party's drafts. The file holds what each caucus keeps to itself: keep it as you keep the server.

    Parameters
    ----------
    file
        the new file
    folder
        of a laptop: the negotiation's folder
    party
        of a laptop: whose drafts, by the party's id
    """
    if os.environ.get("DATABASE_URL"):
        if folder is not None:
            raise Misused("--folder is of a laptop; with DATABASE_URL all of the database is backed up.")
        said = _of_database(file)
    elif folder is not None:
        said = _of_laptop(file, folder_named(folder), party)
    else:
        raise Misused("Say what to back up: --folder DIR, or DATABASE_URL of a server's operator.")
    sys.stdout.write(f"{file}: {said}. It holds what a caucus keeps to itself; only you can read it.\n")
    return exits.DONE


def _of_database(file: Path) -> str:
    connection = opened.as_operator()
    with archive.written(file, archive.DATABASE) as (made, manifest), connection.cursor() as cursor:
        cursor.execute("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        manifest["migrations"] = sorted(applied())
        manifest["roles"] = _roles(cursor)
        counts = {table: _copied(cursor, made, table, columns) for table, columns in tables()}
        manifest["tables"] = {table: {"columns": each, "rows": counts[table]} for table, each in tables()}
        cursor.execute("COMMIT")
    held = f"{counted(sum(counts.values()), 'row')} of {counted(len(counts), 'table')}"
    return f"{held}, {counted(len(manifest['roles']), 'role')}"


def tables() -> Iterator[tuple[str, list[str]]]:
    """The tables of the database with their columns; rows are never taken apart from the side that they name."""
    from django.apps import apps

    for model in apps.get_app_config("records").get_models():
        yield model._meta.db_table, [field.column for field in model._meta.local_concrete_fields]


def applied() -> set[tuple[str, str]]:
    """The migrations that the database has been through."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return set(MigrationRecorder(connection).applied_migrations())


def _roles(cursor: Any) -> list[dict[str, str]]:
    """The login roles with what PostgreSQL keeps of their passwords, by which they stay what they are."""
    from commonground_web.records.models import Seat

    wanted = [seat.role for seat in Seat.objects.all()]
    cursor.execute("SELECT rolname, rolpassword FROM pg_authid WHERE rolname = ANY(%s) ORDER BY 1", [wanted])
    return [{"name": name, "password": password} for name, password in cursor.fetchall()]


def _copied(cursor: Any, made: zipfile.ZipFile, table: str, columns: list[str]) -> int:
    from psycopg import sql

    named, order = (
        sql.SQL(", ").join(map(sql.Identifier, each)) for each in (columns, [one for one in ORDER if one in columns])
    )
    asked = sql.SQL(COPIED).format(named, sql.Identifier(table), order)
    rows = 0
    with (
        made.open(f"tables/{table}", "w", force_zip64=True) as part,
        cursor.copy(sql.SQL("COPY ({}) TO STDOUT").format(asked)) as rest,
    ):
        for block in rest:
            part.write(block)
            rows += bytes(block).count(b"\n")
    return rows


def _of_laptop(file: Path, folder: Path, party: str) -> str:
    from commonground_web.laptop import drafts_file

    if not folder.is_dir():
        raise Misused(f"{folder} is no folder.")
    drafts = drafts_file(folder, party)
    files = [
        path for path in sorted(folder.rglob("*")) if path.is_file() and path.resolve().is_relative_to(folder.resolve())
    ]
    with archive.written(file, archive.LAPTOP) as (made, manifest):
        manifest |= {"name": folder.resolve().name, "party": party, "files": len(files)}
        for path in files:
            made.write(path, f"folder/{path.relative_to(folder).as_posix()}")
        if drafts.is_file():
            _write_drafts(made, drafts)
    kept = "with drafts" if drafts.is_file() else "no drafts are kept"
    return f"{counted(len(files), 'file')}, {kept}"


def _write_drafts(made: zipfile.ZipFile, drafts: Path) -> None:
    """The drafts as they are at one moment, whoever writes to them meanwhile; and the key of their audit log."""
    with TemporaryDirectory() as place:
        copy = Path(place) / "copy.sqlite3"
        with closing(sqlite3.connect(drafts)) as one, closing(sqlite3.connect(copy)) as other:
            one.backup(other)
        made.write(copy, "drafts.sqlite3")
    if (key := drafts.with_suffix(".key")).is_file():
        made.write(key, "drafts.key")
