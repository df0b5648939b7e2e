"""`python -m commonground_web restore`: what back-up has written, as it was."""

from __future__ import annotations

import os
import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.values.wording import counted
from commonground_web.operating import archive, opened, roles
from commonground_web.operating.back_up import tables

BLOCK = 1 << 16


def restore(file: Path, *, out: Path | None = None) -> int:
    """Put what a back-up holds where nothing is: all of it, or nothing.

    With DATABASE_URL, as its operator: into a database without negotiations, with the login roles and their passwords; the
    sides' own files stay valid. Else a folder, with the drafts of the party that they are of.

    Parameters
    ----------
    file
        a file that back-up has written
    out
        of a laptop: the new folder
    """
    if os.environ.get("DATABASE_URL"):
        if out is not None:
            raise Misused("--out is of a laptop; with DATABASE_URL the rows go into that database.")
        said = _into_database(file)
    elif out is not None:
        said = _into_folder(file, out)
    else:
        raise Misused("Say where to: --out DIR, a new folder, or DATABASE_URL of a server's operator.")
    sys.stdout.write(f"Restored from {file}: {said}.\n")
    return exits.DONE


def _into_database(file: Path) -> str:
    connection = opened.as_operator()
    with archive.opened(file, archive.DATABASE) as (held, manifest):
        _migrate({(app, name) for app, name in manifest["migrations"]})
        from django.db import transaction

        with transaction.atomic(), connection.cursor() as cursor:
            _refuse_what_is_there(cursor)
            for role in manifest["roles"]:
                _take_role(cursor, role["name"], role["password"])
            rows = sum(_filled(cursor, held, table, said) for table, said in manifest["tables"].items())
        opened.migrate()
        with transaction.atomic(), connection.cursor() as cursor:
            roles.protect(cursor, [role["name"] for role in manifest["roles"]])
    return f"{counted(rows, 'row')}, {counted(len(manifest['roles']), 'role')}; every table is protected"


def _migrate(wanted: set[tuple[str, str]]) -> None:
    """The tables as they were when the back-up was made; what has changed since follows when the rows are in."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    if unknown := wanted - set(graph.nodes):
        said = ", ".join(sorted(".".join(one) for one in unknown))
        raise Misused(f"The back-up was made by a later version of the program (it knows {said}). Upgrade first.")
    last = [one for one in wanted if not any(child.key in wanted for child in graph.node_map[one].children)]
    executor.migrate(last)


def _refuse_what_is_there(cursor: Any) -> None:
    """Raise `Misused` where a table has rows; one that is newer than the back-up is not there yet."""
    from django.db import connection
    from psycopg import sql

    there = connection.introspection.table_names(cursor)
    for table in [name for name, _ in tables() if name in there]:
        cursor.execute(sql.SQL("SELECT EXISTS (SELECT 1 FROM {})").format(sql.Identifier(table)))
        if cursor.fetchone()[0]:
            raise Misused(f"The database holds negotiations already ({table}). Restore into an empty one.")


def _take_role(cursor: Any, name: str, password: str) -> None:
    """A login role with the password that it had. One that is there with another belongs to somebody else."""
    from psycopg import sql

    cursor.execute("SELECT rolpassword FROM pg_authid WHERE rolname = %s", [name])
    found = cursor.fetchone()
    if found is None:
        roles.make_role(cursor, name)
        cursor.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(name), sql.Literal(password)))
    elif found[0] != password:
        raise Misused(f"A role {name} with another password is on this server. Drop it, or restore elsewhere.")


def _filled(cursor: Any, held: zipfile.ZipFile, table: str, said: Mapping[str, Any]) -> int:
    from psycopg import sql

    known = dict(tables())
    if table not in known:
        raise Misused(f"The back-up has a table {table} that this version does not have.")
    columns: Sequence[str] = said["columns"]
    asked = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with held.open(f"tables/{table}") as part, cursor.copy(asked) as rest:
        while block := part.read(BLOCK):
            rest.write(block)
    return int(said["rows"])


def _into_folder(file: Path, out: Path) -> str:
    from commonground_web.laptop import drafts_file

    with archive.opened(file, archive.LAPTOP) as (held, manifest):
        drafts = drafts_file(out, str(manifest["party"]))
        for place in (out, drafts):
            if place.exists():
                raise Misused(f"{place} is there already. Name a new folder with --out.")
        names = [name for name in held.namelist() if name.startswith("folder/")]
        if unsafe := [name for name in names if not _is_inside(name)]:
            raise Misused(f"{file}: {unsafe[0]} does not lie in its folder.")
        _write(held, names, out)
        if "drafts.sqlite3" in held.namelist():
            drafts.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _kept(held, "drafts.key", drafts.with_suffix(".key"))
            _kept(held, "drafts.sqlite3", drafts)
    return f"{counted(len(names), 'file')} in {out}"


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name


def _write(held: zipfile.ZipFile, names: Sequence[str], out: Path) -> None:
    """The folder, whole or not at all."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as place:
            for name in names:
                held.extract(name, place)
            (Path(place) / "folder").rename(out)
    except OSError as problem:
        raise exits.Unwritten(f"{out}: {problem.strerror or problem}") from None


def _kept(held: zipfile.ZipFile, name: str, place: Path) -> None:
    if name in held.namelist():
        with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as new:
            new.write(held.read(name))
