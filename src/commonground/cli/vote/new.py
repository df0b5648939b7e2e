"""`commonground vote new`: call a vote."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from commonground.asked.folders import keep_ready_folders
from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.cli.lines import say
from commonground.cli.vote.rules import pack_named
from commonground.files.atomic import write_text
from commonground.files.votes import RULE, rule_text
from commonground.votes.rule import Denominator, Method

ID = re.compile(r"^[a-z0-9][a-z0-9-]{0,59}$")


def vote_new(
    folder: Path,
    vote: str,
    *,
    rule: str,
    record_date: dt.date,
    unit: list[str] | None = None,
    title: str | None = None,
    question: str | None = None,
    petition: bool = False,
) -> int:
    """Call a vote: write votes/VOTE/rule.toml, with the rule of a pack written out for each unit, to be read and changed.

    The rule is sealed when the first roll is adopted. Units are never pooled: each has its own roll, rule and outcome.

    Examples
    --------
    commonground vote new north pay --rule unit-majority --record-date 2026-09-01

    Parameters
    ----------
    folder
        the negotiation's folder
    vote
        a short name of lower-case letters, digits and hyphens
    rule
        the rule pack to begin from (see: commonground vote rules)
    record_date
        who is a member on this day may vote
    unit
        a unit that votes by itself; give it once for each unit
    title
        what the vote is called
    question
        what is asked, word for word
    petition
        signatures on a petition, which is not secret, in place of a secret ballot
    """
    keep_ready_folders(folder)
    pack = pack_named(rule)
    units = unit or ["members"]
    for name in (vote, *units):
        if not ID.match(name):
            raise Misused(f'"{name}" is no short name; use lower-case letters, digits and hyphens.')
    if petition and any(requirement.of is Denominator.BALLOTS for requirement in pack.rule.requirements):
        raise Misused(f"{rule} takes a share of votes cast; a petition needs a share of members or of employees.")
    if not folder.is_dir():
        raise Misused(f"{folder}: no such folder. Start one first: commonground new {folder}")
    path = folder / "votes" / vote / RULE
    if path.exists():
        raise Misused(f"{path} is there already. Choose another name, or change that file.")
    method = Method.PETITION if petition else Method.SECRET_BALLOT
    named = tuple((name, name.replace("-", " ").capitalize()) for name in units)
    text = rule_text(title or pack.kind.value.capitalize(), pack, named, record_date, method.value, question or "")
    try:
        write_text(path, text)
    except OSError as problem:
        raise exits.Unwritten(f"{path}: {problem.strerror}. Name a folder that you may write to.") from None
    say(f"{path}\n\nNext: read it, then adopt the roll:\n  commonground vote roll {folder} {vote} ROLL.csv --by NAME\n")
    return exits.DONE
