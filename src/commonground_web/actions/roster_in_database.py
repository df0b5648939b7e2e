"""A caucus's payroll and its own roster as rows of that side alone: set aside, written, taken back.

Law: each is one transaction with its note in the side's audit log: all of it or nothing. What lies on the table stays as it is.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import IntegrityError, OperationalError, transaction
from django.db.models import QuerySet

from commonground.files.mappings import MAP
from commonground.files.roster_intake import write_people
from commonground.workforce.columns import ColumnMapping
from commonground.workforce.roster import Roster
from commonground_web import seat
from commonground_web.actions.note import note
from commonground_web.actions.staged import NotStaged, Staged
from commonground_web.desk import Desk
from commonground_web.records.models import OwnRoster, Payroll

COPIED = "copied"  # which row lies in the folder


def staged(desk: Desk) -> Staged | None:
    """What the caucus has set aside, its file in a folder of this process; None where nothing is."""
    row = _payrolls(desk).defer("content").first()
    if row is None:
        return None
    folder = desk.folder.parent / "set aside"
    if not _holds(folder, row):
        _copy(folder, row)
    (folder / MAP).unlink(missing_ok=True)
    if row.mapping:
        (folder / MAP).write_text(row.mapping, encoding="utf-8")
    mapped = hashlib.sha256(row.mapping.encode()).hexdigest()[:16]
    return Staged(folder, row.name, row.sheet, f"{row.id}-{mapped}")


def stage(desk: Desk, name: str, pieces: Iterable[bytes], sheet: str) -> None:
    """A payroll in the place of an earlier one. Raises `NotStaged`."""
    with _whole():
        _payrolls(desk).delete()
        Payroll.objects.create(side=desk.party, name=name, sheet=sheet, content=b"".join(pieces))


def map_columns(desk: Desk, mapping: str) -> None:
    """How its columns are read."""
    _payrolls(desk).update(mapping=mapping)


def write(desk: Desk, roster: Roster, mapping: ColumnMapping, target: str) -> None:
    """A roster of the caucus's own, after the one that stood; what was set aside is thrown away. Raises `NotStaged`, OSError."""
    with TemporaryDirectory() as made:
        write_people(roster, mapping, Path(made) / target)
        content, mapped = (Path(made) / target).read_bytes(), (Path(made) / MAP).read_text(encoding="utf-8")
    with _whole():
        last = standing(desk)
        number = last.number + 1 if last else 1
        note(desk.party, "own roster written", file=target, people=roster.people, number=number)
        OwnRoster.objects.create(
            side=desk.party, number=number, path=target, people=roster.people, content=content, mapping=mapped
        )
        _rosters(desk).filter(number__lt=number - 1).delete()
        _payrolls(desk).delete()


def standing(desk: Desk) -> OwnRoster | None:
    """The roster of the caucus's own that stands, without its bytes; None where the table's does."""
    return _rosters(desk).defer("content").last()


def take_back(desk: Desk) -> None:
    """The roster that stands is gone, the one before stands, or the table's. Raises `NotStaged` where none stands."""
    with _whole():
        last = standing(desk)
        if last is None:
            raise NotStaged("There is nothing to take back: this caucus has no roster of its own.")
        note(desk.party, "own roster taken back", file=last.path, people=last.people, number=last.number)
        last.delete()


@contextmanager
def _whole() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except (IntegrityError, OperationalError):
        why = "Somebody of your caucus did the same at this moment, or the database was cut off."
        raise NotStaged(f"{why} Nothing was done; look, and do it again.") from None


def _payrolls(desk: Desk) -> QuerySet[Payroll]:
    return Payroll.objects.filter(negotiation=seat.negotiation(), side=desk.party)


def _rosters(desk: Desk) -> QuerySet[OwnRoster]:
    return OwnRoster.objects.filter(negotiation=seat.negotiation(), side=desk.party)


def _holds(folder: Path, row: Payroll) -> bool:
    held = folder / COPIED
    return held.is_file() and held.read_text() == str(row.id)


def _copy(folder: Path, row: Payroll) -> None:
    """The file of a row, written where this process reads it; an earlier one is gone."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "payroll").mkdir(parents=True, mode=0o700)
    (folder / "payroll" / row.name).write_bytes(bytes(row.content))
    (folder / COPIED).write_text(str(row.id))
