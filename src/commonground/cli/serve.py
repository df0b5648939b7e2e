"""`commonground serve`: a negotiation in the browser, on this computer alone."""

from __future__ import annotations

import importlib.util
import os
import sys
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.values.printable import printable

NEEDED = ("django", "platformdirs", "waitress", "whitenoise")
INSTALL = 'In a clone: python -m uv run --extra web commonground serve. Elsewhere: pip install "commonground[web]".'
ON_SERVER = ("allauth", "axes", "psycopg")
INSTALL_SERVER = (
    'In a clone: python -m uv run --extra server commonground serve. Elsewhere: pip install "commonground[server]".'
)
PORT = 8765


def serve(
    folder: Path = Path("chicago-2019"), *, port: int = PORT, party: str | None = None, open: bool = False
) -> int:
    """Open a negotiation in the browser: the table, each issue, every figure opened, the what-if of a package.

    It answers on this computer alone, at an address that it prints, until Ctrl-C. It needs the extra `web`. Where the
    variable DATABASE_URL is set, it serves one side of the negotiation that is there (docs/web.md), not a folder.

    Examples
    --------
    commonground serve
    commonground serve meadowbrook
    commonground serve my-district --party union --port 9000

    Parameters
    ----------
    folder
        the negotiation's folder, or a ready one by its name
    port
        the port; 0 takes any that is free
    party
        whose caucus sits here, by the party's id
    open
        open the browser
    """
    if missing := [name for name in NEEDED if importlib.util.find_spec(name) is None]:
        raise Misused(f"The web needs {', '.join(missing)}, not installed here. {INSTALL}")
    if not 0 <= port <= 65_535:
        raise Misused(f"--port {port}: expected a port from 1 to 65535, or 0 for any that is free.")
    with _opened(folder, party or "") as (laid, served):
        exits.tell_problems(laid.problems)

        def told(address: str) -> None:
            sys.stdout.write(f"{printable(laid.title)}: {address}\nCtrl-C ends it.\n")
            sys.stdout.flush()
            if open:
                webbrowser.open(address)

        from commonground_web.laptop import NoPort

        try:
            served(port, told)
        except NoPort as problem:
            raise exits.Unwritten(str(problem)) from None
    sys.stdout.write("Ended.\n")
    return exits.DONE


@contextmanager
def _opened(folder: Path, party: str) -> Iterator[tuple[Any, Callable[[int, Callable[[str], None]], None]]]:
    """What is laid on the desk, and what serves it: the folder's on this computer, or one side's of a database."""
    from commonground_web import desk, laptop

    try:
        if not os.environ.get("DATABASE_URL"):
            laid = desk.lay(folder, party)
            yield laid, partial(laptop.serve, laptop.drafts_file(laid.folder, laid.party))
            return
        if missing := [name for name in ON_SERVER if importlib.util.find_spec(name) is None]:
            raise Misused(f"DATABASE_URL is set, and {', '.join(missing)} is not installed here. {INSTALL_SERVER}")
        from commonground_web import server

        with server.opened(party) as side:
            yield side, server.serve
    except (desk.UnknownParty, desk.NotOpened) as problem:
        raise Misused(str(problem)) from None
