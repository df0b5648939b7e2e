"""The checkout: what a seat may read of a negotiation, written out as a folder, so that every page reads it as it reads any other.

Law: it holds what the database gives the login role, no more; it is written anew when something is passed. The public's may be
empty: what the parties publish in the browser is no file. A caucus's own roster lies in a second folder beside it, with the same
files but for the people (`own_roster`): what lies on the table is never written over with it.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from django.db import connection

from commonground.files.atomic import replacing
from commonground.files.mappings import MAP
from commonground.files.passes import PASSES
from commonground.files.preferences import PREFERENCES
from commonground_web.desk import LOCK, Desk, NotOpened, at_hand, lay
from commonground_web.records.models import Confided, OwnRoster, Paper, Passed
from commonground_web.seat import CAUCUS, NEUTRAL, PUBLIC, TABLE, Seat

State = tuple[int, ...]
STATE = """SELECT (SELECT max(number) FROM records_passed WHERE negotiation = %s),
                  (SELECT sum(id) FROM records_paper WHERE negotiation = %s),
                  (SELECT sum(id) FROM records_confided WHERE negotiation = %s),
                  (SELECT sum(id) FROM records_ownroster WHERE negotiation = %s)"""  # one question, because every page asks it


class NothingShown(NotOpened):
    """The seat is shown nothing of the negotiation yet."""

    def __init__(self, seat: Seat) -> None:
        super().__init__(
            f"Nothing of {seat.negotiation} is shown to the seat {seat.side} yet; let the operator put files for it."
        )


class Checkout:
    """A seat's folder, and the state of the database that it was written from."""

    def __init__(self, seat: Seat, folder: Path) -> None:
        self.seat, self.folder = seat, folder
        self.state: State | None = None

    @property
    def own_folder(self) -> Path:
        """Where the negotiation stands with the caucus's own people; not there where it has none."""
        return self.folder.parent / "own roster" / self.folder.name

    @property
    def is_empty(self) -> bool:
        """Whether no negotiation is in it."""
        return not (self.folder / "negotiation.toml").is_file()

    def refresh(self) -> None:
        """Write what has changed, while nobody reads the folder. Raises `NothingShown`."""
        if self._state() != self.state:
            with LOCK:
                self._write_out(self._state())

    def _write_out(self, now: State) -> None:
        if now == self.state:
            return
        files = files_of(self.seat)
        if "negotiation.toml" not in files and self.seat.audience != PUBLIC:
            raise NothingShown(self.seat)
        _fill(self.folder, files)
        if own := own_people(self.seat):
            _fill(self.own_folder, {**files, **own})
        else:
            shutil.rmtree(self.own_folder, ignore_errors=True)
        self.state = now

    def _state(self) -> State:
        with connection.cursor() as asked:
            asked.execute(STATE, [self.seat.negotiation] * STATE.count("%s"))
            return tuple(int(one or 0) for one in asked.fetchone())


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    """A folder with these files and no others; one that says the same already is left alone."""
    for path, content in files.items():
        if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
            raise ValueError(f"{path} does not lie in its folder")
        place = folder / path
        if not place.is_file() or place.read_bytes() != content:
            with replacing(place, make_folder=True) as part:
                part.write_bytes(content)
    for held in folder.rglob("*"):
        if held.is_file() and held.relative_to(folder).as_posix() not in files:
            held.unlink()


def own_people(seat: Seat) -> Mapping[str, bytes]:
    """The roster of a caucus's own that stands, and its mapping, by path; none where it has none."""
    last = OwnRoster.objects.filter(negotiation=seat.negotiation, side=seat.side).last()
    return {last.path: bytes(last.content), MAP: last.mapping.encode()} if last else {}


def files_of(seat: Seat) -> Mapping[str, bytes]:
    """A seat's files by path: what is public, in its place what lies on the table, in its place the side's own; the passes.

    Preferences that were entered in the browser take the place of their file; the neutral has those that were confided to it.
    """
    at_table = seat.audience in (CAUCUS, NEUTRAL)
    found: dict[str, bytes] = {}
    for side in (PUBLIC, TABLE, seat.side) if at_table else (PUBLIC, seat.side):
        papers = Paper.objects.filter(negotiation=seat.negotiation, side=side)
        found |= {paper.path: bytes(paper.content) for paper in papers}
    for one in Confided.objects.filter(negotiation=seat.negotiation):
        found[f"{PREFERENCES}/{one.side}.toml"] = one.text.encode()
    passed = Passed.objects.filter(negotiation=seat.negotiation).order_by("number") if at_table else ()
    if texts := [entry.text for entry in passed]:
        found[PASSES] = found.get(PASSES, b"") + "".join(texts).encode()
    return found


_made: list[Checkout] = []


def keep(checkout: Checkout) -> None:
    """This process reads this checkout."""
    _made[:] = [checkout]


def refresh() -> None:
    """The process's checkout brought up to the database; nothing on a laptop."""
    for checkout in _made:
        checkout.refresh()


def place() -> Path | None:
    """The folder of this process's checkout; None on a laptop."""
    return _made[0].folder if _made else None


def own_place() -> Path | None:
    """The folder with the caucus's own people; None where it has none, and on a laptop."""
    for checkout in _made:
        if checkout.own_folder.is_dir():
            return checkout.own_folder
    return None


def at_hand_or_none() -> Desk | None:
    """The desk; None at the public's seat while no files are put for it."""
    for checkout in _made:
        if checkout.is_empty:
            return None
        try:
            return at_hand()
        except LookupError:
            with LOCK:
                return lay(checkout.folder)
    return at_hand()
