"""`commonground vote roll`: adopt a version of the roll."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.cli.lines import say
from commonground.cli.output import Format, show
from commonground.cli.vote.arguments import Folder, Shown, VoteName
from commonground.cli.vote.opened import appended, head_written, person, refuse, vote_to_write
from commonground.files.atomic import replacing
from commonground.files.ledger import LedgerReading
from commonground.files.vote_tables import read_roll
from commonground.files.votes import unfit_roll
from commonground.report.table import Column, Row, Table
from commonground.values.hash_chain import Link
from commonground.votes.entry import CountEntered, RollAdopted, roll_adopted
from commonground.votes.roll import Roll, counted_by_site
from commonground.votes.rule import Ballot, Denominator


def vote_roll(
    folder: Folder, vote: VoteName, file: Path, *, by: str, reason: str | None = None, format: Shown = Format.TABLE
) -> int:
    """Adopt a version of the roll: who is a member on the record date, counted by unit and site.

    The file has a row for each person (unit, site, id, member, joined, left) or counts (unit, site, members,
    employees); of delegates with unequal votes also represents. It is kept in the vote's folder; the ledger holds its
    hash and the counts. A later version needs a reason, and takes the place of the earlier one, which stays in the
    ledger.

    Examples
    --------
    commonground vote roll north strike members.csv --by "R. Ames"
    commonground vote roll north strike late.csv --by Ames --reason "two joined"

    Parameters
    ----------
    file
        the roll: CSV, TSV, XLSX or Parquet
    by
        who adopts it
    reason
        why this version differs from the one before it
    """
    found = vote_to_write(folder, vote)
    who, why = person(by, "--by"), (reason or "").strip()
    if found.roll is not None and not why:
        raise Misused(f"Version {found.roll.version} is in force; say with --reason why another is adopted.")
    ballot = found.ballot
    units = tuple(unit.id for unit in ballot.units)
    sites, problems = read_roll(
        file, units, lambda people, has_all: counted_by_site(people, ballot.record_date, has_all)
    )
    refuse(problems)
    refuse(unfit_roll(ballot, Roll(0, ballot.record_date, sites, file.name), found.entries, file.name))
    data = file.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    adopted: list[Roll] = []

    def contents(reading: LedgerReading) -> Sequence[Mapping[str, Any]]:
        versions = [entry.version for entry in reading.entries if isinstance(entry, RollAdopted)]
        version = max(versions, default=0) + 1
        name = f"roll-{version}{file.suffix.lower() or '.csv'}"
        with replacing(found.folder / name) as part:
            part.write_bytes(data)
        adopted.append(Roll(version, ballot.record_date, sites, name, sha256, why))
        rule = found.rule_sha256
        return [roll_adopted(who, version, name, sha256, rule_sha256=rule, reason=why, sites=sites)]

    links = (*found.ledger.links, *appended(found, contents))
    show([_table(ballot, adopted[-1], found.entries, links)], format)
    if format is Format.TABLE:
        say(f"\nNext: commonground vote forms {folder} {vote}\n")
    return exits.DONE


def _table(ballot: Ballot, roll: Roll, entries: Sequence[object], links: Sequence[Link]) -> Table:
    rows, is_unequal = [], any(unit.rule.votes is not None for unit in ballot.units)
    for unit in ballot.units:
        employees = roll.people(unit.id, Denominator.EMPLOYEES)
        members = roll.people(unit.id, Denominator.MEMBERS)
        votes = (
            roll.in_votes(unit.id, unit.rule.votes).people(unit.id, Denominator.MEMBERS) if unit.rule.votes else None
        )
        rows.append(Row(unit.name, (len(roll.of_unit(unit.id)), members, employees, *([votes] if is_unequal else []))))
    columns = [Column("sites", "people"), Column("members", "people"), Column("employees", "people")]
    columns += [Column("votes carried", "people")] if is_unequal else []
    counted = sum(isinstance(entry, CountEntered) for entry in entries)
    notes = [f"Members on {roll.record_date.isoformat()}. {head_written(links)}: write it down, and keep it elsewhere."]
    if counted:
        notes.append(f"{counted:,} counts were entered under an earlier version; they stand.")
    return Table(f"Roll, version {roll.version}", "unit", tuple(columns), tuple(rows), tuple(notes), "roll")
