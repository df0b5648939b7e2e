"""Write the people of a payroll into the folder, and take it back.

Law: roster and mapping are each replaced whole; what stood there is set aside first, so that undo brings it back as it was. Undo
is refused where the files have changed since.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path

from commonground.files.atomic import locked, replacing, write_text
from commonground.files.folder import check_folder
from commonground.files.mappings import MAP
from commonground.files.roster_intake import write_people
from commonground.values.problem import Problem
from commonground.workforce.columns import ColumnMapping
from commonground.workforce.roster import Roster
from commonground_web.actions.note import note
from commonground_web.actions.stage_roster import NotStaged, place, unstage
from commonground_web.desk import Desk

BEFORE, WROTE = "before", "wrote.json"


def write_roster(desk: Desk, roster: Roster, mapping: ColumnMapping, target: str) -> None:
    """Write a roster and its mapping under a name of the folder; what is there is set aside. Raises `NotStaged`, OSError."""
    folder, aside = desk.folder, place(desk)
    shutil.rmtree(aside / BEFORE, ignore_errors=True)
    (aside / BEFORE).mkdir(parents=True, mode=0o700)
    (aside / WROTE).unlink(missing_ok=True)
    for name in (target, MAP):
        if (folder / name).is_file():
            shutil.copyfile(folder / name, aside / BEFORE / name)
    note(desk.party, "roster written", file=target, people=roster.people)
    write_people(roster, mapping, folder / target)
    write_text(aside / WROTE, json.dumps({name: _digest(folder / name) for name in (target, MAP)}))
    unstage(desk)


def tried(desk: Desk, roster: Roster, mapping: ColumnMapping, target: str) -> tuple[Problem, ...]:
    """What would be wrong with the folder, had it these people; told from a copy that is thrown away."""
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made) / "folder"
        shutil.copytree(desk.folder, copy, ignore=shutil.ignore_patterns("votes", "*.bak"))
        write_people(roster, mapping, copy / target)
        return tuple(check_folder(copy).problems)


def written_last(desk: Desk) -> tuple[str, ...]:
    """The files that were written last and can be taken back; none where they are no longer as they were written."""
    try:
        held = place(desk) / WROTE
    except NotStaged:
        return ()
    if not held.is_file():
        return ()
    said: dict[str, str] = json.loads(held.read_text(encoding="utf-8"))
    is_as_written = all(_digest(desk.folder / name) == digest for name, digest in said.items())
    return tuple(said) if is_as_written else ()


def undo_roster(desk: Desk) -> tuple[str, ...]:
    """Bring back what stood there before; the names of the files. Raises `NotStaged`, OSError."""
    names = written_last(desk)
    if not names:
        raise NotStaged("There is nothing to take back: nothing was written here, or the files have changed since.")
    before, folder = place(desk) / BEFORE, desk.folder
    note(desk.party, "roster taken back", files=list(names))
    with locked(folder):
        for name in names:
            if (before / name).is_file():
                with replacing(folder / name) as part:
                    shutil.copyfile(before / name, part)
            else:
                (folder / name).unlink(missing_ok=True)
    (place(desk) / WROTE).unlink()
    return names


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
