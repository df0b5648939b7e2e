"""A caucus's own roster on a server: the same negotiation with other people, on a second desk beside the table's.

Law: what lies on the table is reckoned on the table's people until somebody of the caucus asks otherwise, for their own browser
alone; what crosses, what is published and what is brought in stands on the table's people always.
Not here: how a roster gets in (`actions.write_roster`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.http import HttpRequest
from django.urls import resolve

from commonground.values.problem import BadInput, Problem
from commonground_web import checkout
from commonground_web.desk import LOCK, Desk, Stamp, brought_up, read, stamp_of
from commonground_web.seat import taken

CHOSEN, OWN = "people", "own"  # in a session: whose people its pages are reckoned on
WIZARD = "commonground_web.caucus.roster"
ON_THE_TABLES = (
    "commonground_web.caucus.passing",
    "commonground_web.caucus.publishing",
    WIZARD,
    "commonground_web.member",
    "commonground_web.public",
)


@dataclass(frozen=True)
class Unread:
    """The folder with the caucus's own people as it was when it could not be read, and why."""

    stamp: Stamp
    problems: tuple[Problem, ...]


_laid: list[Desk] = []
_unread: list[Unread] = []


def desk_for(request: HttpRequest, table: Desk | None) -> Desk | None:
    """The desk that a request is answered from: the table's, or the one with the caucus's own people where that was asked for."""
    if table is None or not is_asked(request) or is_on_the_tables(request):
        return table
    return at_hand() or table


def is_asked(request: HttpRequest) -> bool:
    """Whether this browser's pages are to stand on the caucus's own people."""
    return checkout.own_place() is not None and _session(request).get(CHOSEN) == OWN


def is_on_the_tables(request: HttpRequest) -> bool:
    """Whether a page stands on the table's people always."""
    return _module(request).startswith(ON_THE_TABLES)


def choose(request: HttpRequest, whose: str) -> None:
    """From now on this browser's pages stand on these people."""
    request.session[CHOSEN] = OWN if whose == OWN else ""


def at_hand() -> Desk | None:
    """The negotiation with the caucus's own people; None where it has none, or where they no longer fit the table's files."""
    place = checkout.own_place()
    if place is None:
        with LOCK:
            _laid.clear()
        return None
    try:
        with LOCK:
            return _brought_up(place)
    except FileNotFoundError:  # taken back at this moment
        return None


def wrong() -> tuple[Problem, ...]:
    """Why the caucus's own people cannot be shown; nothing where they can."""
    return _unread[0].problems if _unread and at_hand() is None and _unread else ()


def mark(request: HttpRequest) -> tuple[bool, bool]:
    """What the switch at a page's head depends on, besides the page's desk."""
    return checkout.own_place() is not None, is_asked(request)


def told(request: HttpRequest, desk: Desk | None) -> dict[str, Any]:
    """What the frame says of it: nothing where there is no roster of the caucus's own, and on its own page, which says more."""
    if not taken().party or desk is None or checkout.own_place() is None or _module(request) == WIZARD:
        return {}
    found = {"is_own": desk.is_own_roster, "is_fixed": is_on_the_tables(request)}
    back = request.get_full_path() if request.method == "GET" else ""
    return {**found, "back": back, "wrong": wrong() if is_asked(request) else ()}


def _brought_up(place: Path) -> Desk | None:
    if _laid and _laid[0].folder == place:
        return brought_up(_laid)
    now = stamp_of(place)
    if _unread and _unread[0].stamp == now:
        return None
    try:
        desk = read(place, taken().party)
    except BadInput as problem:
        _lay(_unread, [Unread(now, tuple(problem.problems))])
        return None
    _lay(_unread, ())
    _lay(_laid, [replace(desk, name=f"{place.name}-own-roster", is_own_roster=True)])
    return _laid[0]


def _module(request: HttpRequest) -> str:
    return resolve(request.path_info).func.__module__


def _session(request: HttpRequest) -> Any:
    """What a browser has chosen; nothing where a page is laid out before anybody asks for it."""
    return getattr(request, "session", {})


def _lay(place: list[Any], what: Iterable[Any]) -> None:
    place[:] = what
