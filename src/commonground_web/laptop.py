"""A laptop's server: the desk on a port of the loopback address, for the one who sits at it, until Ctrl-C."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

LOOPBACK = "127.0.0.1"
THREADS = 4


class NoPort(OSError):
    """The port cannot be had."""

    def __init__(self, port: int, problem: OSError) -> None:
        taken = problem.errno == errno.EADDRINUSE
        why = "is taken by another program" if taken else f"cannot be used ({problem.strerror})"
        super().__init__(f"Port {port} of {LOOPBACK} {why}. Name another with --port, or 0 for any that is free.")


def application() -> Any:
    """The WSGI application: pages by Django, and the stylesheets, scripts and fonts that come with it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "commonground_web.settings"
    from django.core.wsgi import get_wsgi_application
    from whitenoise import WhiteNoise

    static = Path(__file__).parent / "static"
    return WhiteNoise(get_wsgi_application(), root=str(static), prefix="static/", max_age=300)


def serve(port: int, told: Callable[[str], None]) -> None:
    """Answer until interrupted; `told` is given the address. Raises `NoPort`."""
    from waitress import create_server

    with bound(port) as held:
        server = create_server(application(), sockets=[held], threads=THREADS, ident=None)
        told(f"http://{LOOPBACK}:{held.getsockname()[1]}/")
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
