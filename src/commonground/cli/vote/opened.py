"""Opening a vote for a command: its folder, its units, the roll in force; and appending to its ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from commonground.asked.folders import keep_ready_folders
from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.cli.lines import say
from commonground.cli.output import Format, show
from commonground.files.ledger import LedgerReading, append
from commonground.files.pdf import write_pdf
from commonground.files.ready import folder_named
from commonground.files.validation import did_you_mean
from commonground.files.votes import Vote, read_vote
from commonground.report.table import Table
from commonground.values.hash_chain import Link, head_of
from commonground.values.problem import BadInput, Place, Problem, errors
from commonground.votes.count import MOST
from commonground.votes.outcome import Outcome, outcome_of
from commonground.votes.roll import Roll
from commonground.votes.rule import VotingUnit

LONGEST_NAME = 80


def opened_vote(folder: Path, id: str) -> Vote:
    """A vote of a folder, or of the ready negotiation of that name; warnings are told. Raises `BadInput`."""
    vote = read_vote(folder_named(folder), id)
    exits.tell_problems(vote.problems)
    return vote


def vote_to_write(folder: Path, id: str) -> Vote:
    """A vote that a command adds to; one that comes with the program is read only."""
    keep_ready_folders(folder)
    return opened_vote(folder, id)


def roll_in_force(vote: Vote) -> Roll:
    """The roll in force; the end of the command where none is adopted."""
    if vote.roll is None:
        mend = "Adopt one first: commonground vote roll FOLDER VOTE FILE --by NAME."
        name = f"votes/{vote.ballot.id}"
        raise BadInput((Problem("no-roll", Place(name), "no roll", "a roll of who may vote", mend),))
    return vote.roll


def units_named(vote: Vote, name: str | None) -> tuple[VotingUnit, ...]:
    """Every unit of a vote, or the one of this id."""
    return vote.ballot.units if name is None else (unit_named(vote, name),)


def unit_named(vote: Vote, name: str | None) -> VotingUnit:
    """The unit of this id; without one, the only unit there is."""
    known = [unit.id for unit in vote.ballot.units]
    if name is None:
        if len(known) == 1:
            return vote.ballot.units[0]
        raise Misused(f"Say which unit: --unit {' or --unit '.join(known)}.")
    if name not in known:
        mend = did_you_mean(name, known, f"There is {', '.join(known)}.")
        raise Misused(f'No unit of this vote is called "{name}". {mend}')
    return vote.ballot.unit(name)


def outcomes(vote: Vote, name: str | None = None) -> list[Outcome]:
    """How each unit stands."""
    roll = roll_in_force(vote)
    return [outcome_of(unit, roll, vote.entries) for unit in units_named(vote, name)]


def person(name: str | None, option: str) -> str:
    """Who enters something: a name, without blanks around it."""
    plain = " ".join((name or "").split())
    if not plain or len(plain) > LONGEST_NAME or not plain.isprintable():
        raise Misused(f"{option} is {plain[:40]!r}; give a name of at most {LONGEST_NAME} letters.")
    return plain


def counts_given(figures: Mapping[str, int | None]) -> None:
    """End the command where an option's figure is no count."""
    for name, number in figures.items():
        if number is not None and not 0 <= number <= MOST:
            raise Misused(f"--{name} is {number}; a count is a whole number, 0 or more.")


def now() -> str:
    """The time, in UTC, to the second."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def appended(vote: Vote, contents: Callable[[LedgerReading], Sequence[Mapping[str, Any]]]) -> tuple[Link, ...]:
    """Append to a vote's ledger; the end of the command where it cannot be written."""
    try:
        return append(vote.ledger_path, vote.ledger_name, now(), contents)
    except OSError as problem:
        raise exits.Unwritten(
            f"{vote.ledger_path}: {problem.strerror or problem}. Nothing was half-written; enter it again."
        ) from None


def shown_with_head(tables: Sequence[Table], vote: Vote, format: Format) -> int:
    """Show a vote's tables, with the head of its ledger under those that a person reads; the exit code."""
    show(tables, format)
    if format is Format.TABLE:
        say(head_written(vote.ledger.links) + "\n")
    return exits.DONE


def write_document(out: Path, template: str, said: Mapping[str, Any], at: dt.datetime | None = None) -> None:
    """Typeset a document of a vote; the end of the command where its file cannot be written."""
    try:
        write_pdf(out, template, said, at=at)
    except OSError as problem:
        raise exits.Unwritten(f"{out}: {problem.strerror}. Name a file that you may write to.") from None


def refuse(problems: Sequence[Problem]) -> None:
    """End the command where there are errors; tell the warnings."""
    if errors(problems):
        raise BadInput(errors(problems))
    exits.tell_problems(problems)


def head_written(links: Sequence[Link]) -> str:
    """The head of a ledger, to be written down and kept elsewhere."""
    return f"Ledger {head_of(links)}"
