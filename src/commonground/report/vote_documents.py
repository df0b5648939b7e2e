"""A vote's documents as values: the tellers' count forms, and the certificate. What they look like is a template's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commonground.report.table import Row
from commonground.report.votes import NOT_POOLED, NOT_SECRET, result_table
from commonground.values.hash_chain import Head
from commonground.values.wording import counted
from commonground.votes.entry import RollAdopted
from commonground.votes.outcome import Outcome
from commonground.votes.roll import Roll
from commonground.votes.rule import Ballot, Electorate, VotingUnit

COPIES = ("first teller", "second teller")
LINES = (
    ("a", "Ballots issued to this site"),
    ("b", "Unused ballots"),
    ("c", "Spoiled ballots, those exchanged for a fresh one included"),
    ("d", "   of line c: handed back by a voter and exchanged"),
    ("e", "Signatures of voters"),
    ("f", "Challenged envelopes, left closed"),
    ("g", "Ballots in the box: YES"),
    ("h", "Ballots in the box: NO"),
    ("i", "Ballots in the box: abstain"),
    ("j", "Ballots in the box: blank"),
    ("k", "Cast: f + g + h + i + j"),
)
CHECKS = (
    "a = k + c + b, exactly:   ________ = ________ + ________ + ________",
    "k is at most e:   ________ is at most ________",
)
PETITION_LINES = (
    ("a", "Signatures on the sheets, all lines"),
    ("b", "Struck: not on the roll, signed twice, withdrawn, unreadable"),
    ("c", "Valid signatures"),
)
PETITION_CHECKS = ("a = b + c, exactly:   ________ = ________ + ________",)
BLIND = (
    "Count by yourself, and let nobody read this form before the other teller has finished. Count again where a check"
    " does not come out. Nothing on this form says how any person voted: write no name of a voter on it."
)
SIGNED = "Compare each line with the roll. Write no name on this form. This is a petition and not a secret ballot."


def forms_document(ballot: Ballot, roll: Roll, units: Sequence[VotingUnit], site: str | None = None) -> dict[str, Any]:
    """The count forms: a page for each unit, site and teller."""
    pages = []
    for unit in units:
        for entry in roll.of_unit(unit.id):
            if site in (None, entry.site):
                voters = roll.voters(unit.id, entry.site, unit.rule.electorate)
                called = "members" if unit.rule.electorate is Electorate.MEMBERS else "employees"
                people = "not stated" if voters is None else f"{voters:,} {called}"
                if unit.rule.votes is not None and entry.represents is not None:
                    votes = counted(unit.rule.votes.of(entry.represents), "vote")
                    people = f"{counted(entry.members, 'delegate')}, {votes} for each ballot"
                pages += [{"site": entry.site, "unit": unit.name, "voters": people, "copy": copy} for copy in COPIES]
    return {
        "title": ballot.title,
        "question": ballot.question,
        "record_date": ballot.record_date.isoformat(),
        "method": str(ballot.method),
        "sealed": "Seal of the box" if ballot.is_secret else "Seal of the sheets",
        "instructions": BLIND if ballot.is_secret else SIGNED,
        "lines": [list(line) for line in (LINES if ballot.is_secret else PETITION_LINES)],
        "checks": list(CHECKS if ballot.is_secret else PETITION_CHECKS),
        "footer": f"{ballot.id}, roll version {roll.version}",
        "pages": pages,
    }


def certificate_document(
    ballot: Ballot,
    outcomes: Sequence[Outcome],
    rolls: Sequence[RollAdopted],
    tellers: Sequence[str],
    head: Head,
    signs: Sequence[str],
) -> dict[str, Any]:
    """The certificate: each unit's figures and outcome, and the record on which they rest."""
    facts = [
        ["Kind of vote", str(ballot.kind)],
        ["Method", str(ballot.method) if ballot.is_secret else f"{ballot.method}. {NOT_SECRET}"],
        ["Record date", ballot.record_date.isoformat()],
    ]
    if ballot.days:
        facts.append(["Voting", f"{ballot.days[0].isoformat()} to {ballot.days[1].isoformat()}"])
    record = [
        *(_roll_note(entry) for entry in rolls),
        f"Counted blind by at least two of: {', '.join(tellers)}. A site is in these figures when two of them found the same.",
        f"Ledger: {head.number:,} entries, each sealed with the one before it. Seal of the last: {head.seal}",
        f"Whoever holds this seal can prove that nothing before it was changed: commonground vote check --head {head}",
    ]
    return {
        "title": ballot.title,
        "question": ballot.question,
        "facts": facts,
        "units": [_unit(ballot, outcome) for outcome in outcomes],
        "record": [*record, *([NOT_POOLED] if len(outcomes) > 1 else []), *ballot.notes],
        "footer": f"{ballot.id}, ledger {head}",
        "signatures": list(signs) or ["Teller", "Teller", "Observer", "For the union"],
    }


def _roll_note(entry: RollAdopted) -> str:
    units = dict.fromkeys(site.unit for site in entry.sites)
    members = {unit: sum(site.members for site in entry.sites if site.unit == unit) for unit in units}
    people = ", ".join(f"{number:,} members of {unit}" for unit, number in members.items())
    why = f" ({entry.reason})" if entry.reason else ""
    return f"Roll, version {entry.version}: {people}; SHA-256 {entry.sha256}{why}."


def _unit(ballot: Ballot, outcome: Outcome) -> dict[str, Any]:
    table = result_table(ballot, outcome)
    rows = [_written(row) for row in table.rows if not row.is_total]
    outcome_row = next(row for row in table.rows if row.is_total)
    said = f"Outcome: {outcome_row.cells[1]}"
    return {"name": outcome.unit.name, "rows": rows, "outcome": said, "notes": list(table.notes)}


def _written(row: Row) -> list[str]:
    number, share = row.cells
    return [row.label, f"{number:,}" if isinstance(number, int) else "", str(share or "")]
