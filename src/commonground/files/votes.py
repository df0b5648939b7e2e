"""A vote in a negotiation's folder: votes/<id>/rule.toml, the versions of its roll, and its ledger, read whole.

Law: the rule is sealed with the first roll that is adopted, and a roll's file by its hash; what was sealed and reads
otherwise now is an error that names the entry.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from commonground.files.findings import quoted
from commonground.files.ledger import LedgerReading, read_ledger
from commonground.files.toml import Document, read_toml
from commonground.files.validation import did_you_mean, validated
from commonground.files.vote_rule_packs import rule_of
from commonground.files.vote_shapes import VoteShape
from commonground.values.citation import Citation
from commonground.values.problem import BadInput, Place, Problem, errors
from commonground.values.rate import write_rate
from commonground.votes.carried import VotesCarried
from commonground.votes.count import discrepancies
from commonground.votes.entry import ChallengesSettled, CountEntered, Entry, RollAdopted
from commonground.votes.roll import Roll
from commonground.votes.rule import Ballot, Denominator, Electorate, Quorum, Requirement, RulePack, VotingUnit

RULE, LEDGER = "rule.toml", "ledger.jsonl"


@dataclass(frozen=True)
class Vote:
    """A vote read whole: how it was called, the roll in force (None before one is adopted), and its ledger."""

    ballot: Ballot
    roll: Roll | None
    ledger: LedgerReading
    folder: Path
    rule_sha256: str
    problems: tuple[Problem, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What the ledger says, in its order."""
        return self.ledger.entries

    @property
    def ledger_path(self) -> Path:
        """Where the ledger is."""
        return self.folder / LEDGER

    @property
    def ledger_name(self) -> str:
        """How messages call the ledger."""
        return f"votes/{self.ballot.id}/{LEDGER}"


def vote_ids(folder: Path) -> tuple[str, ...]:
    """The votes of a negotiation's folder, by name."""
    return tuple(sorted(path.parent.name for path in (folder / "votes").glob(f"*/{RULE}")))


def read_vote(folder: Path, id: str) -> Vote:
    """A vote of a folder. Raises `BadInput` with every problem where something stands in the way."""
    at = folder / "votes" / id
    if id not in vote_ids(folder):
        raise BadInput((_no_vote(folder, id),))
    ballot, sha256, problems = _read_rule(at / RULE, id)
    ledger = read_ledger(at / LEDGER, f"votes/{id}/{LEDGER}")
    found = [*problems, *ledger.problems]
    if ballot is None or errors(found):
        raise BadInput(errors(found))
    adopted = [entry for entry in ledger.entries if isinstance(entry, RollAdopted)]
    found += _changed(at, id, sha256, adopted)
    found += _of_unknown_units(ballot, ledger.entries)
    if errors(found):
        raise BadInput(errors(found))
    roll = _roll(adopted[-1], ballot) if adopted else None
    found += unfit_roll(ballot, roll, ledger.entries, f"votes/{id}/{roll.file}") if roll is not None else []
    if errors(found):
        raise BadInput(errors(found))
    return Vote(ballot, roll, ledger, at, sha256, tuple(found))


def _no_vote(folder: Path, id: str) -> Problem:
    known = vote_ids(folder)
    otherwise = f"Name one of {', '.join(known)}." if known else f"Call one first: commonground vote new {folder} {id}."
    expected = f"a vote of {folder}"
    return Problem("no-vote", Place(f"votes/{id}/{RULE}"), "no such file", expected, did_you_mean(id, known, otherwise))


def _read_rule(path: Path, id: str) -> tuple[Ballot | None, str, tuple[Problem, ...]]:
    name = f"votes/{id}/{RULE}"
    document, problems = read_toml(path, name)
    if document is None:
        return None, "", problems
    shape, wrong = validated(VoteShape, document.said, document)
    if shape is None:
        return None, "", (*problems, *wrong)
    units = tuple(VotingUnit(unit.id, unit.name, rule_of(unit.rule)) for unit in shape.unit)
    ballot = Ballot(
        id,
        shape.title,
        shape.kind,
        shape.method,
        shape.record_date,
        units,
        shape.question,
        shape.days,
        shape.smallest_published,
        tuple(shape.note),
    )
    sha256 = hashlib.sha256(document.text.encode("utf-8")).hexdigest()
    return ballot, sha256, tuple(_unfit(ballot, document))


def _unfit(ballot: Ballot, document: Document) -> list[Problem]:
    found = []
    ids = [unit.id for unit in ballot.units]
    for number, unit in enumerate(ballot.units):
        if unit.id in ids[:number]:
            place = document.place("unit", number, "id")
            found.append(
                Problem(
                    "repeated-id", place, f'"{unit.id}"', "an id of its own for each unit", "Rename one of the two."
                )
            )
        for index, requirement in enumerate(unit.rule.requirements):
            if not ballot.is_secret and requirement.of is Denominator.BALLOTS:
                place = document.place("unit", number, "rule", "requirement", index, "of")
                expected = "members on the roll, or unit employees: nobody signs a no"
                mend = "Take the share of members or employees."
                found.append(Problem("petition-of-ballots", place, quoted_of(requirement), expected, mend))
    if ballot.days and ballot.days[0] > ballot.days[1]:
        got = f"{ballot.days[0]} to {ballot.days[1]}"
        found.append(
            Problem("term-backwards", document.place("days"), got, "the first day before the last", "Turn them round.")
        )
    return found


def quoted_of(requirement: Requirement) -> str:
    """A requirement's base, as the file writes it."""
    return f'"{requirement.of}"'


def _changed(at: Path, id: str, sha256: str, adopted: list[RollAdopted]) -> list[Problem]:
    found = []
    if adopted and adopted[0].rule_sha256 != sha256:
        got = f"another text than the one sealed with entry {adopted[0].number}, when the roll was adopted"
        mend = "Put back the rule under which the vote is held, or call another vote."
        found.append(Problem("sealed-file-changed", Place(f"votes/{id}/{RULE}"), got, "the rule as sealed", mend))
    for entry in adopted:
        path = at / entry.file
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() != entry.sha256:
            got = f"another file than the one adopted by entry {entry.number}"
            mend = f"Put back version {entry.version}, and adopt what has changed as a further version."
            found.append(
                Problem("sealed-file-changed", Place(f"votes/{id}/{entry.file}"), got, "the roll as adopted", mend)
            )
    return found


def _of_unknown_units(ballot: Ballot, entries: Sequence[Entry]) -> list[Problem]:
    """Entries of units that rule.toml does not name; of several of one unit the first is told."""
    known = {unit.id for unit in ballot.units}
    named: dict[str, int] = {}
    for entry in entries:
        for unit in [site.unit for site in entry.sites] if isinstance(entry, RollAdopted) else [entry.unit]:
            named.setdefault(unit, entry.number)
    expected = f"a unit of {RULE}: {', '.join(sorted(known))}"
    mend = f"Put back the ledger and {RULE} as they were kept elsewhere, or call another vote."
    return [
        Problem("unknown-unit", Place(f"votes/{ballot.id}/{LEDGER}", line=number), quoted(unit), expected, mend)
        for unit, number in named.items()
        if unit not in known
    ]


def _roll(entry: RollAdopted, ballot: Ballot) -> Roll:
    return Roll(entry.version, ballot.record_date, entry.sites, entry.file, entry.sha256, entry.reason)


def unfit_roll(ballot: Ballot, roll: Roll, entries: Sequence[Entry], file: str) -> list[Problem]:
    """What a rule asks for and the roll does not say: employees, or whom delegates with unequal votes represent."""
    return [*_uncounted(ballot, roll, file), *_unrepresented(ballot, roll, file), *_unplaced(ballot, roll, entries)]


def _uncounted(ballot: Ballot, roll: Roll, file: str) -> list[Problem]:
    """Bases that a rule asks for and the roll does not count."""
    found = []
    for unit in ballot.units:
        conditions: list[Requirement | Quorum] = [*unit.rule.requirements]
        conditions += [unit.rule.quorum] if unit.rule.quorum else []
        asked = {condition.of for condition in conditions} - {Denominator.BALLOTS}
        if unit.rule.electorate is Electorate.EMPLOYEES:
            asked.add(Denominator.EMPLOYEES)
        for of in sorted(asked):
            if roll.people(unit.id, of) is None:
                place = Place(file, column="employees")
                mend = 'Adopt a roll with a column "employees", or one of all employees with a column "member".'
                expected = f"the {of} of {unit.id}, which its rule takes a share of"
                found.append(Problem("uncounted-base", place, "members alone", expected, mend))
    return found


def _unrepresented(ballot: Ballot, roll: Roll, file: str) -> list[Problem]:
    """Sites whose delegates carry unequal votes, and of which the roll does not say whom they represent."""
    found = []
    for unit in ballot.units:
        silent = [site.site for site in roll.of_unit(unit.id) if site.represents is None]
        if unit.rule.votes is not None and silent:
            place = Place(file, column="represents")
            mend = 'Give each row a "represents": how many members the delegate speaks for.'
            got = f"nothing for {silent[0]}" + (f" and {len(silent) - 1:,} more sites" if len(silent) > 1 else "")
            expected = f"whom the delegates of {unit.id} represent: they carry {unit.rule.votes}"
            found.append(Problem("uncounted-base", place, got, expected, mend))
    return found


def _unplaced(ballot: Ballot, roll: Roll, entries: Sequence[Entry]) -> list[Problem]:
    """Counts of delegates with unequal votes at a site that the roll does not have: nothing says what they carry."""
    found = []
    for entry in entries:
        if not isinstance(entry, CountEntered | ChallengesSettled) or ballot.unit(entry.unit).rule.votes is None:
            continue
        site = entry.site if isinstance(entry, CountEntered) else entry.batch
        if roll.voters(entry.unit, site, Electorate.MEMBERS) is None:
            place = Place(f"votes/{ballot.id}/{LEDGER}", line=entry.number)
            expected = f"a site of the roll of {entry.unit}, which says how many votes a ballot there carries"
            found.append(Problem("unknown-site", place, f'"{site}"', expected, "Adopt a roll that has the site."))
    return found


def unsound_counts(vote: Vote) -> list[Problem]:
    """Every count of the ledger that does not add up, at its line."""
    found = []
    for entry in vote.entries:
        if isinstance(entry, CountEntered):
            for one in discrepancies(entry.count, vote.ballot.method):
                place = Place(vote.ledger_name, line=entry.number, column=one.figure)
                found.append(Problem("count-does-not-add-up", place, f"{one.got:,}", one.expected, one.mend))
    return found


def rule_text(
    title: str, pack: RulePack, units: tuple[tuple[str, str], ...], record_date: dt.date, method: str, question: str
) -> str:
    """A new vote's rule.toml, the pack's rule written out for each unit so that the file needs nothing else."""
    lines = [
        "# How this vote is held. It is sealed when the first roll is adopted; after that, a change is found.",
        "# What each field may say: docs/votes.md. Counsel decides which rule applies.",
        "",
        f"title = {_text(title)}",
        f"kind = {_text(pack.kind.value)}",
        f"method = {_text(method)}",
        f"question = {_text(question)}",
        f"record_date = {record_date.isoformat()}  # who is a member on this day may vote",
        "smallest_published = 10  # the fewest people whose votes are ever shown together",
        f"note = [{', '.join(map(_text, pack.notes))}]",
    ]
    for id, name in units:
        lines += ["", "[[unit]]", f"id = {_text(id)}", f"name = {_text(name)}", *_rule_lines(pack)]
    return "\n".join(lines) + "\n"


def _rule_lines(pack: RulePack) -> list[str]:
    rule = pack.rule
    lines = [
        "[unit.rule]",
        f"pack = {_text(pack.id)}",
        f"electorate = {_text(rule.electorate)}",
        f'abstentions = {_text(rule.abstentions)}  # or "in the base": matters where the base is votes cast',
        f"blanks = {_text(rule.blanks)}",
        f"spoiled = {_text(rule.spoiled)}",
        f'challenged = {_text(rule.challenged)}  # or "may join the roll"',
        f"polling_place = {_text(rule.polling_place)}",
    ]
    if rule.votes is not None:
        lines += ["[unit.rule.votes]", *_carried_lines(rule.votes)]
    for requirement in rule.requirements:
        lines += ["[[unit.rule.requirement]]", *_condition_lines(requirement)]
    if rule.quorum is not None:
        lines += ["[unit.rule.quorum]", *_condition_lines(rule.quorum)]
    return lines


def _carried_lines(votes: VotesCarried) -> list[str]:
    lines = [f"per = {votes.per}  # one vote for each so many members whom a delegate represents"]
    lines += [f"remainder = {_text(votes.remainder)}", f"least = {votes.least}"]
    return lines + _cite_lines(votes.citation)


def _condition_lines(condition: Requirement | Quorum) -> list[str]:
    lines = [
        f"of = {_text(condition.of)}",
        f"comparison = {_text(condition.comparison)}",
        f"share = {_text(share_text(condition))}",
    ]
    return lines + _cite_lines(condition.citation)


def _cite_lines(cite: Citation | None) -> list[str]:
    if cite is None:
        return []
    article = f", article = {_text(cite.article)}" if cite.article else ""
    return [f"cite = {{ document = {_text(cite.document)}{article} }}"]


def share_text(condition: Requirement | Quorum) -> str:
    """A share as a file writes it: a fraction where it is one of small numbers, else a percentage."""
    share = condition.share
    return f"{share.numerator}/{share.denominator}" if share.denominator <= 12 else write_rate(share)


def _text(said: str) -> str:
    return json.dumps(str(said), ensure_ascii=False)
