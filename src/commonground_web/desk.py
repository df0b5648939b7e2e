"""The desk: the negotiation that is laid out for the browser, and whose it is.

Law: figures are reckoned for one request at a time, because the engine's memory has one reader: who reckons holds `LOCK`
(`shown.failures.answered`). A page that is kept is given to anybody at once (`shown.kept_pages`).
Not here: what is shown of it.
"""

from __future__ import annotations

import datetime as dt
import gc
import os
import threading
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from commonground.files.folder import check_folder
from commonground.files.ready import folder_named
from commonground.negotiation import Negotiation
from commonground.values.party import Party
from commonground.values.problem import BadInput, Problem, errors
from commonground_web.shelf import Shelf

T = TypeVar("T")
MOST_KEPT, MOST_TRIED = 256, 256
MOST_PAGES = 32_000_000  # bytes
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
    is_own_roster: bool = False  # whether its people are a caucus's own (`own_roster`), not the table's
    figures: Shelf = field(default_factory=partial(Shelf, MOST_KEPT), repr=False, compare=False)
    tried: Shelf = field(default_factory=partial(Shelf, MOST_TRIED), repr=False, compare=False)
    pages: Shelf = field(default_factory=partial(Shelf, MOST_PAGES), repr=False, compare=False)

    @property
    def title(self) -> str:
        """What the negotiation is called."""
        return self.negotiation.title

    @property
    def read_at(self) -> str:
        """The hour and minute at which the folder was read."""
        return f"{self.read:%H:%M}"

    def kept(self, key: Hashable, made: Callable[[], T]) -> T:
        """What was reckoned for an earlier page, made where there is none; forgotten when the folder is read anew."""
        return self.figures.kept(key, made)


@dataclass(frozen=True)
class Unlaid:
    """The public's seat of a server, for which no files are put: what the parties publish is shown all the same."""

    title: str
    problems: tuple[Problem, ...] = ()


LOCK = threading.RLock()
_laid: list[Desk] = []


def lay(folder: Path, party: str = "") -> Desk:
    """Read a folder, or the ready one of that name, and lay it out. Raises `BadInput`, `UnknownParty`."""
    desk = read(folder, party)
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
    if not _laid:
        raise LookupError("nothing is laid out")
    return brought_up(_laid)


def brought_up(laid: list[Desk]) -> Desk:
    """The one desk of a list as its folder is now, in its place there."""
    desk = laid[0]
    if stamp_of(desk.folder) == desk.stamp:
        return desk
    with LOCK:
        desk = laid[0]
        if (now := stamp_of(desk.folder)) != desk.stamp:
            laid[0] = desk = _read_again(desk, now)
            if gc.get_freeze_count():
                settle()
        return desk


def settle() -> None:
    """What stands in memory is taken out of the collector's rounds, which would else walk through all of it while people wait."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def read(folder: Path, party: str) -> Desk:
    """A folder read, laid out nowhere yet. Raises `BadInput`."""
    found = folder_named(folder)
    stamp = stamp_of(found)
    reading = check_folder(found)
    if reading.negotiation is None:
        raise BadInput(errors(reading.problems))
    now = dt.datetime.now().astimezone()
    return Desk(folder.name or str(folder), found, reading.negotiation, tuple(reading.problems), party, now, stamp)


def _read_again(desk: Desk, now: Stamp) -> Desk:
    try:
        anew = read(desk.folder, desk.party)
    except BadInput as problem:
        return replace(desk, stamp=now, stale=tuple(problem.problems), pages=Shelf(MOST_PAGES))
    return replace(anew, name=desk.name, is_own_roster=desk.is_own_roster, stamp=now)


def stamp_of(folder: Path) -> Stamp:
    """The names, sizes and times of a folder's files: what tells that one of them has changed."""
    return tuple(sorted(_files(str(folder))))


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
            elif "." in entry.name[1:] and entry.is_file():
                held = entry.stat()
                yield entry.path, held.st_size, held.st_mtime_ns
