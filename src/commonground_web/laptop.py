"""A laptop's server: the desk on a port of the loopback address, for the one who sits at it, until Ctrl-C."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

from commonground_web.desk import settle

LOOPBACK = "127.0.0.1"
THREADS = 16  # most wait: for the one that has figures reckoned, or for the disk


class NoPort(OSError):
    """The port cannot be had."""

    def __init__(self, port: int, problem: OSError) -> None:
        taken = problem.errno == errno.EADDRINUSE
        why = "is taken by another program" if taken else f"cannot be used ({problem.strerror})"
        super().__init__(f"Port {port} of {LOOPBACK} {why}. Name another with --port, or 0 for any that is free.")


def drafts_file(folder: Path, party: str) -> Path:
    """Where a party's drafts on a folder are kept: outside it, because a folder is mailed to the other side."""
    from platformdirs import user_data_path

    place = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:12]
    return user_data_path("commonground") / "drafts" / f"{folder.name}-{place}-{party or 'nobody'}.sqlite3"


def application(drafts: Path) -> Any:
    """The WSGI application: pages by Django, and the stylesheets, scripts and fonts that come with it."""
    drafts.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    drafts.touch(mode=0o600)
    os.environ["COMMONGROUND_DRAFTS"] = str(drafts)
    os.environ["COMMONGROUND_AUDIT_KEY"] = _key(drafts.with_suffix(".key"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "commonground_web.settings"
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application
    from whitenoise import WhiteNoise

    static = Path(__file__).parent / "static"
    pages = get_wsgi_application()
    call_command("migrate", verbosity=0)
    from commonground_web.actions.write_roster import mend

    mend(drafts.with_suffix(".roster"))
    return WhiteNoise(pages, root=str(static), prefix="static/", max_age=300)


def _key(path: Path) -> str:
    """The key of the audit log, drawn once and kept beside the drafts, for their owner alone."""
    with (
        contextlib.suppress(FileExistsError),
        os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new,
    ):
        new.write(secrets.token_hex(32))
    return path.read_text()


def serve(drafts: Path, port: int, told: Callable[[str], None]) -> None:
    """Answer until interrupted; `told` is given the address. Raises `NoPort`."""
    from waitress import create_server

    with bound(port) as held:
        server = create_server(application(drafts), sockets=[held], threads=THREADS, ident=None)
        from commonground_web.first_page import lay_out_soon

        settle()
        told(f"http://{LOOPBACK}:{held.getsockname()[1]}/")
        lay_out_soon()
        with contextlib.closing(server):
            server.run()


def bound(port: int) -> socket.socket:
    """A socket of the loopback address on a port. Raises `NoPort`."""
    held = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":  # elsewhere it would let a second program take the port
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        held.bind((LOOPBACK, port))
    except OSError as problem:
        held.close()
        raise NoPort(port, problem) from None
    return held
