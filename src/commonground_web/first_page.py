"""The first page: the Table is laid out before anybody asks for it, because whoever comes first has everything reckoned."""

from __future__ import annotations

import contextlib
import threading

from django.http import HttpRequest

from commonground_web.desk import at_hand
from commonground_web.seat import CAUCUS, NEUTRAL, taken
from commonground_web.table.issues import issues


def lay_out_soon() -> None:
    """Begin to lay out the Table, and go on at once; what may be wrong with it is told to who opens it."""
    if taken().audience in (CAUCUS, NEUTRAL):
        threading.Thread(target=_lay_out, name="first page", daemon=True).start()


def _lay_out() -> None:
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", "/", "/"
    with contextlib.suppress(Exception):
        request.desk = at_hand()
        issues(request)
