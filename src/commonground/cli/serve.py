"""`commonground serve`: a negotiation in the browser, on this computer alone."""

from __future__ import annotations

import importlib.util
import sys
import webbrowser
from pathlib import Path

from commonground.cli import exits

NEEDED = ("django", "platformdirs", "waitress", "whitenoise")
INSTALL = 'In a clone: python -m uv run --extra web commonground serve. Elsewhere: pip install "commonground[web]".'
PORT = 8765


def serve(
    folder: Path = Path("chicago-2019"), *, port: int = PORT, party: str | None = None, open: bool = False
) -> int:
    """Open a negotiation in the browser: the table, each issue, every figure opened, the what-if of a package.

    It answers on this computer alone, at an address that it prints, until Ctrl-C. It needs the extra `web`.

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
        raise exits.Misused(f"The web needs {', '.join(missing)}, not installed here. {INSTALL}")
    if not 0 <= port <= 65_535:
        raise exits.Misused(f"--port {port}: expected a port from 1 to 65535, or 0 for any that is free.")
    from commonground_web import desk, laptop

    try:
        laid = desk.lay(folder, party or "")
    except desk.UnknownParty as problem:
        raise exits.Misused(str(problem)) from None
    exits.tell_problems(laid.problems)

    def told(address: str) -> None:
        sys.stdout.write(f"{laid.negotiation.title}: {address}\nCtrl-C ends it.\n")
        sys.stdout.flush()
        if open:
            webbrowser.open(address)

    try:
        laptop.serve(laptop.drafts_file(laid.folder, laid.party), port, told)
    except laptop.NoPort as problem:
        raise exits.Unwritten(str(problem)) from None
    sys.stdout.write("Ended.\n")
    return exits.DONE
