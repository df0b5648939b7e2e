"""`commonground vote certificate`: the certificate of the count."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from commonground.cli import exits
from commonground.cli.lines import say
from commonground.cli.vote.arguments import Folder, VoteName
from commonground.cli.vote.opened import opened_vote, outcomes, roll_in_force, write_document
from commonground.files.votes import unsound_counts
from commonground.report.vote_documents import certificate_document
from commonground.values.hash_chain import head_of
from commonground.values.problem import BadInput, Place, Problem
from commonground.votes.entry import CountEntered, RollAdopted
from commonground.votes.outcome import Outcome
from commonground.votes.tellers import same_name


def vote_certificate(
    folder: Folder, vote: VoteName, *, out: Path = Path("certificate.pdf"), signs: list[str] | None = None
) -> int:
    """The certificate of the count as PDF: each unit's figures, rule and outcome, the rolls, and the ledger's head.

    Refused while a site is out, two counts differ, a correction is open, or challenged ballots can turn the outcome.

    Examples
    --------
    commonground vote certificate north strike --out certificate.pdf
    commonground vote certificate north strike --signs "R. Ames, president"

    Parameters
    ----------
    out
        the PDF
    signs
        a line to sign on, once for each; without it four
    """
    found = opened_vote(folder, vote)
    roll, standing = roll_in_force(found), outcomes(found)
    problems = [problem for outcome in standing for problem in _not_yet(outcome, vote)] + unsound_counts(found)
    if problems:
        raise BadInput(problems)
    rolls = [entry for entry in found.entries if isinstance(entry, RollAdopted)]
    entered = [entry.by for entry in found.entries if isinstance(entry, CountEntered)]
    tellers = sorted({same_name(name): name for name in reversed(entered)}.values())
    head = head_of(found.ledger.links)
    at = dt.datetime.fromisoformat(str(found.ledger.links[-1].content["at"]))
    said = certificate_document(found.ballot, standing, rolls, tellers, head, signs or [])
    write_document(out, "vote_certificate", said, at)
    say(f"{out}, on ledger {head} (version {roll.version} of the roll)\n")
    return exits.DONE


def _not_yet(outcome: Outcome, vote: str) -> list[Problem]:
    """What stands in the way of a certificate."""
    unit, found = outcome.unit.id, []
    place = Place(f"votes/{vote}", column=unit)
    if outcome.sites_in < outcome.sites:
        mend = f"See which: commonground vote board FOLDER {vote}."
        got = f"{outcome.sites_in:,} of {outcome.sites:,} sites settled"
        found.append(Problem("not-certifiable", place, got, "every site", mend))
    elif outcome.corrections_open:
        mend = "Let a second teller enter the correction, or the first withdraw it."
        got = f"{outcome.corrections_open:,} open"
        found.append(Problem("not-certifiable", place, got, "no count or correction that waits for a teller", mend))
    if outcome.challenges_are_determinative:
        mend = "Settle them: commonground vote settle."
        got = f"{outcome.challenged:,} challenged ballots that can turn the outcome"
        found.append(Problem("not-certifiable", place, got, "none", mend))
    return found
