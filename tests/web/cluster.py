"""A PostgreSQL server of the tests' own, in a folder of its own, on a free port; ended with them."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

NEEDED = ("initdb", "pg_ctl", "postgres")


def why_not() -> str:
    """Why no server can be started here; empty where one can."""
    if missing := [name for name in NEEDED if shutil.which(name, path=_path()) is None]:
        return f"PostgreSQL is not installed here: {', '.join(missing)} not found"
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("runuser") is None:
        return "PostgreSQL refuses to run as root, and runuser is not here"
    return ""


@contextlib.contextmanager
def running() -> Iterator[str]:
    """A server; the address of its first database, as its superuser."""
    with TemporaryDirectory(prefix="commonground-pg-") as place:
        data = Path(place) / "data"
        if os.geteuid() == 0:
            shutil.chown(place, "postgres")
        port = _free_port()
        _done(
            "initdb",
            "-D",
            str(data),
            "-U",
            "operator",
            "--auth=trust",
            "--auth-host=scram-sha-256",
            "--no-sync",
            "-E",
            "UTF8",
        )
        _only_by_password(data)
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={place} -c fsync=off"
        _done("pg_ctl", "-D", str(data), "-o", options, "-l", f"{place}/log", "-w", "start")
        try:
            yield f"postgresql://operator:operator@127.0.0.1:{port}/postgres"
        finally:
            _done("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")


def _only_by_password(data: Path) -> None:
    """The superuser's password, set before the server answers."""
    command = "ALTER ROLE operator PASSWORD 'operator';\n"
    _done("postgres", "--single", "-D", str(data), "postgres", said=command)


def _done(*command: str, said: str = "") -> None:
    as_postgres = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
    found = shutil.which(command[0], path=_path())
    assert found
    env = {**os.environ, "LC_ALL": "C"}
    subprocess.run(
        [*as_postgres, found, *command[1:]],
        input=said,
        text=True,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=env,
        cwd="/",
    )


def _path() -> str:
    debian = sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin")))
    return os.pathsep.join([os.environ.get("PATH", ""), *debian])


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])
