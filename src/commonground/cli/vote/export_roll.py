"""`commonground vote export-roll`: who may vote, for another system."""

from __future__ import annotations

import csv
from pathlib import Path

from commonground.cli import exits
from commonground.cli.lines import say
from commonground.cli.vote.arguments import Folder, VoteName
from commonground.cli.vote.opened import opened_vote, refuse, roll_in_force, unit_named
from commonground.files.atomic import replacing
from commonground.files.vote_tables import read_people
from commonground.report.forms import harmless
from commonground.values.problem import BadInput, Place, Problem
from commonground.votes.rule import Electorate


def vote_export_roll(folder: Folder, vote: VoteName, *, out: Path, unit: str | None = None) -> int:
    """Write who may vote, as CSV with the roll's own columns, for a voting system of another maker.

    Commonground has no voting over a network and makes none. Results come back by commonground vote enter --file.

    Examples
    --------
    commonground vote export-roll my-district strike-2026 --out voters.csv

    Parameters
    ----------
    out
        the file to write
    unit
        whose roll; needed where several units vote
    """
    found = opened_vote(folder, vote)
    roll, whose = roll_in_force(found), unit_named(found, unit)
    kept = found.folder / roll.file
    if not kept.is_file():
        mend = "Put the roll's file back where it was adopted."
        place = Place(f"votes/{vote}/{roll.file}")
        raise BadInput((Problem("no-such-file", place, "no file of that name", "the roll as adopted", mend),))
    reading = read_people(kept, tuple(one.id for one in found.ballot.units))
    refuse(reading.problems)
    everyone = whose.rule.electorate is Electorate.EMPLOYEES
    voters = [
        cells
        for person, cells in reading.people
        if person.unit == whose.id
        and (everyone or person.is_member_on(roll.record_date))
        and (person.left is None or person.left > roll.record_date)
    ]
    try:
        with replacing(out) as part, part.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(map(harmless, reading.headers))
            writer.writerows([harmless(cell) for cell in cells] for cells in voters)
    except OSError as problem:
        raise exits.Unwritten(f"{out}: {problem.strerror}. Name a file that you may write to.") from None
    say(f"{len(voters):,} voters of {whose.id}, roll version {roll.version}: {out}\n")
    return exits.DONE
