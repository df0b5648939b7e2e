"""`commonground propose-claims`: claims that an article seems to make, for a person to confirm one by one."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from commonground.asked.days import day_given
from commonground.asked.misused import Misused
from commonground.claims.proposer import Proposal, Read, read
from commonground.cli import exits
from commonground.cli.output import Format, show
from commonground.files.atomic import write_text
from commonground.files.claim_proposals import claims_toml, not_yet_in
from commonground.report.forms import json_text
from commonground.report.proposals import open_table, proposal_records, proposal_table, proposed, typed_table
from commonground.values.party import Side
from commonground.values.wording import counted

MOST_LETTERS = 200_000


def propose_claims(
    file: Annotated[str, Parameter(allow_leading_hyphen=True)],
    *,
    into: Path | None = None,
    outlet: str | None = None,
    date: str | None = None,
    own: Literal["employer", "union"] | None = None,
    yes: bool = False,
    format: Format = Format.TABLE,
) -> int:
    """Claims that an article seems to make: who, for which side, what figure. Rules only, offline; a person decides.

    Without --into they are listed. With it each is asked about, and what is confirmed is added to that claims.toml.

    Examples
    --------
    commonground propose-claims article.txt
    commonground propose-claims - --format json
    commonground propose-claims leaflet.txt --own union
    commonground propose-claims article.txt --into claims.toml --outlet Courier

    Parameters
    ----------
    file
        a text file, or - for what is pasted or piped
    into
        the claims.toml to add confirmed claims to
    outlet
        where the article stood
    date
        the day on which it stood there
    own
        the side whose own text it is, such as a leaflet: "we" is then that side
    yes
        add all without asking
    format
        table, json or csv
    """
    found = read(_text(file), None if own is None else Side(own))
    if into is None:
        _listed(found, format)
        return exits.DONE
    proposals = found.proposals
    if not outlet or date is None:
        raise Misused("--into needs --outlet and --date: a claim says where and when it was made.")
    day = day_given(date, "--date")
    new = not_yet_in(into, proposals, outlet, day)
    if stood := len(proposals) - len(new):
        exits.tell(f"{counted(stood, 'claim')} of {len(proposals)} in {into} already: not added again.")
    if left := len(found.left_open):
        exits.tell(f"{counted(left, 'figure')} left open and not asked about; without --into they are listed.")
    _add(into, new if yes else _confirmed(new), outlet, day)
    return exits.DONE


def _listed(found: Read, format: Format) -> None:
    if format is Format.JSON:
        sys.stdout.write(json_text(proposal_records(found)) + "\n")
        return
    proposals = found.proposals
    if not proposals and not found.left_open:
        exits.tell("No figure of a claim was found: none says what it measures and counts.")
    tables = [proposal_table(proposals) if format is Format.TABLE else typed_table(proposals)]
    show([*tables, open_table(found.left_open)] if found.left_open else tables, format)


def _text(file: str) -> str:
    try:
        raw = sys.stdin.buffer.read(4 * MOST_LETTERS) if file == "-" else Path(file).read_bytes()
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Misused(f"{file}: not text in UTF-8. Save it as plain text, or paste it: propose-claims -.") from None
    except OSError as problem:
        raise Misused(f"{file}: {problem.strerror}. Name a text file, or - for what is pasted.") from None
    if len(text) > MOST_LETTERS:
        raise Misused(f"{file}: {len(text):,} letters; at most {MOST_LETTERS:,} are read. Take one article.")
    if not text.strip():
        raise Misused(f"{file}: no text in it. Name the file that holds the article, or paste it: propose-claims -.")
    return text


def _confirmed(proposals: Sequence[Proposal]) -> list[Proposal]:
    """The proposals to which a person says yes; q ends the questions."""
    found = []
    for number, one in enumerate(proposals, 1):
        exits.tell(
            f'{number} of {len(proposals)}: {one.who or "nobody named"} ({one.side}): {proposed(one)}\n   "{one.quotation}"'
        )
        sys.stderr.write("Add it? [y/n/q] ")
        sys.stderr.flush()
        answer = sys.stdin.readline().strip().lower()
        if answer in ("q", ""):
            break
        if answer.startswith("y"):
            found.append(one)
    return found


def _add(into: Path, chosen: Sequence[Proposal], outlet: str, day: dt.date) -> None:
    try:
        before = into.read_text(encoding="utf-8") if into.exists() else ""
        if chosen:
            write_text(into, before + claims_toml(chosen, outlet, day, before))
    except OSError as problem:
        raise exits.Unwritten(f"{into}: {problem.strerror}. Name a file that you may write to.") from None
    exits.tell(f"{counted(len(chosen), 'claim')} added to {into}. Read them with: commonground claims {into.parent}.")
