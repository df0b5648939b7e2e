"""Write the people of a payroll into the folder, and take it back; on a server as a roster of the caucus's own.

Law: on a server it is one transaction (`roster_in_database`). In a folder roster and mapping are each replaced whole, the roster
last; what stood there is set aside first, so that undo brings it back as it was. Where the process ended in between, the next one
makes all of it or nothing (`mend`): it was written once the roster was. Undo is refused where the files have changed since.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from commonground.files.atomic import locked, replacing, write_text
from commonground.files.folder import check_folder
from commonground.files.mappings import MAP
from commonground.files.roster_intake import write_people
from commonground.values.problem import Problem
from commonground.workforce.columns import ColumnMapping
from commonground.workforce.roster import Roster
from commonground_web import seat
from commonground_web.actions import roster_in_database
from commonground_web.actions.note import note
from commonground_web.actions.stage_roster import place, unstage
from commonground_web.actions.staged import NotStaged
from commonground_web.desk import Desk

BEFORE, WRITING, WROTE = "before", "writing.json", "wrote.json"


def write_roster(desk: Desk, roster: Roster, mapping: ColumnMapping, target: str) -> None:
    """Write a roster and its mapping under a name of the folder; what is there is set aside. Raises `NotStaged`, OSError."""
    if seat.taken().is_server:
        roster_in_database.write(desk, roster, mapping, target)
        return
    folder, aside = desk.folder, place(desk)
    shutil.rmtree(aside / BEFORE, ignore_errors=True)
    (aside / BEFORE).mkdir(parents=True, mode=0o700)
    (aside / WROTE).unlink(missing_ok=True)
    for name in (target, MAP):
        if (folder / name).is_file():
            shutil.copyfile(folder / name, aside / BEFORE / name)
    note(desk.party, "roster to be written", file=target, people=roster.people)
    was = {name: _digest(folder / name) for name in (target, MAP)}
    _begin(desk, target, was)
    write_people(roster, mapping, folder / target)
    _wrote(aside, folder, was)
    note(desk.party, "roster written", file=target, people=roster.people)
    unstage(desk)


def mend(aside: Path) -> None:
    """What was being written when a process ended: all of it where the roster was in its place, nothing of it where not."""
    if not (aside / WRITING).is_file():
        return
    said = json.loads((aside / WRITING).read_text(encoding="utf-8"))
    folder, was = Path(said["folder"]), said["was"]
    if _digest(folder / said["roster"]) in ("", was[said["roster"]]):
        _bring_back(aside, folder, was)
    else:
        _wrote(aside, folder, was)


def _begin(desk: Desk, target: str, was: Mapping[str, str]) -> None:
    """Say what stands there as long as nothing is written."""
    said = {"folder": str(desk.folder.resolve()), "roster": target, "was": was}
    write_text(place(desk) / WRITING, json.dumps(said))


def _wrote(aside: Path, folder: Path, names: Iterable[str]) -> None:
    write_text(aside / WROTE, json.dumps({name: _digest(folder / name) for name in names}))
    (aside / WRITING).unlink()


def tried(desk: Desk, roster: Roster, mapping: ColumnMapping, target: str) -> tuple[Problem, ...]:
    """What would be wrong with the folder, had it these people; told from a copy that is thrown away."""
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made) / "folder"
        shutil.copytree(desk.folder, copy, ignore=shutil.ignore_patterns("votes", "*.bak"))
        write_people(roster, mapping, copy / target)
        return tuple(check_folder(copy).problems)


def written_last(desk: Desk) -> tuple[str, ...]:
    """The files that were written last and can be taken back; none where they are no longer as they were written."""
    if seat.taken().is_server:
        last = roster_in_database.standing(desk)
        return (last.path, MAP) if last else ()
    try:
        held = place(desk) / WROTE
    except NotStaged:
        return ()
    if not held.is_file():
        return ()
    said: dict[str, str] = json.loads(held.read_text(encoding="utf-8"))
    is_as_written = all(_digest(desk.folder / name) == digest for name, digest in said.items())
    return tuple(said) if is_as_written else ()


def undo_roster(desk: Desk) -> None:
    """Bring back what stood there before. Raises `NotStaged`, OSError."""
    if seat.taken().is_server:
        roster_in_database.take_back(desk)
        return
    names = written_last(desk)
    if not names:
        raise NotStaged("There is nothing to take back: nothing was written here, or the files have changed since.")
    note(desk.party, "roster to be taken back", files=list(names))
    _begin(desk, names[0], {name: _digest(place(desk) / BEFORE / name) for name in names})
    _bring_back(place(desk), desk.folder, names)
    note(desk.party, "roster taken back", files=list(names))


def _bring_back(aside: Path, folder: Path, names: Iterable[str]) -> None:
    """What stood there before, the roster first: what is half brought back is brought back whole."""
    with locked(folder):
        for name in names:
            if (aside / BEFORE / name).is_file():
                with replacing(folder / name) as part:
                    shutil.copyfile(aside / BEFORE / name, part)
            else:
                (folder / name).unlink(missing_ok=True)
    (aside / WROTE).unlink(missing_ok=True)
    (aside / WRITING).unlink()


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
