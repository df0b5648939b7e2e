"""The desk: the negotiation that is laid out for the browser, and whose it is.

Law: a desk is read by one request at a time, because the engine's memory has one reader (`guard.at_the_desk`).
Not here: what is shown of it.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from commonground.files.folder import check_folder
from commonground.files.ready import folder_named
from commonground.negotiation import Negotiation
from commonground.values.party import Party
from commonground.values.problem import BadInput, Problem, errors

T = TypeVar("T")
MOST_KEPT = 256
Stamp = tuple[tuple[str, int, int], ...]


class UnknownParty(ValueError):
    """A caucus is asked for whose party the negotiation does not have."""

    def __init__(self, name: str, known: tuple[Party, ...]) -> None:
        super().__init__(f'No party is called "{name}". There is {", ".join(party.id for party in known)}.')


class NotOpened(Exception):
    """A side of a database cannot be served: its kinds say why."""


@dataclass(frozen=True)
class Desk:
    """What is laid out: a folder read whole, its warnings, the party whose caucus it is (empty: nobody's), when it was read."""

    name: str
    folder: Path
    negotiation: Negotiation
    problems: tuple[Problem, ...]
    party: str
    read: dt.datetime
    stamp: Stamp
    stale: tuple[Problem, ...] = field(default=())
    _kept: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def read_at(self) -> str:
        """The hour and minute at which the folder was read."""
        return f"{self.read:%H:%M}"

    def kept(self, key: Hashable, made: Callable[[], T]) -> T:
        """What was reckoned for an earlier page, made where there is none; forgotten when the folder is read anew."""
        if key not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = made()
        found: T = self._kept[key]
        return found


LOCK = threading.RLock()
_laid: list[Desk] = []


def lay(folder: Path, party: str = "") -> Desk:
    """Read a folder, or the ready one of that name, and lay it out. Raises `BadInput`, `UnknownParty`."""
    desk = _read(folder, party)
    if party and party not in {one.id for one in desk.negotiation.parties}:
        raise UnknownParty(party, desk.negotiation.parties)
    put(desk)
    return desk


def put(desk: Desk) -> None:
    """Put a desk in the place of the one before."""
    with LOCK:
        _laid[:] = [desk]


def at_hand() -> Desk:
    """The desk as its folder is now: read again where a file has changed; as it was, with the errors, where it cannot be read.

    Raises `LookupError` where nothing is laid out.
    """
    with LOCK:
        if not _laid:
            raise LookupError("nothing is laid out")
        desk = _laid[0]
        if (now := _stamp(desk.folder)) != desk.stamp:
            _laid[0] = desk = _read_again(desk, now)
        return desk


def _read(folder: Path, party: str) -> Desk:
    found = folder_named(folder)
    stamp = _stamp(found)
    reading = check_folder(found)
    if reading.negotiation is None:
        raise BadInput(errors(reading.problems))
    now = dt.datetime.now().astimezone()
    return Desk(folder.name or str(folder), found, reading.negotiation, tuple(reading.problems), party, now, stamp)


def _read_again(desk: Desk, now: Stamp) -> Desk:
    try:
        anew = _read(desk.folder, desk.party)
    except BadInput as problem:
        return replace(desk, stamp=now, stale=tuple(problem.problems))
    return replace(anew, name=desk.name, stamp=now)


def _stamp(folder: Path) -> Stamp:
    """The names, sizes and times of a folder's files: what tells that one of them has changed."""
    found = ((path, path.stat()) for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix)
    return tuple((str(path), held.st_size, held.st_mtime_ns) for path, held in found)
