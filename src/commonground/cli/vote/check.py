"""`commonground vote check`: prove the record."""

from __future__ import annotations

from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.cli.lines import say
from commonground.cli.vote.arguments import Folder, VoteName
from commonground.cli.vote.opened import opened_vote
from commonground.files.votes import unsound_counts
from commonground.values.hash_chain import continues, head_of, parse_head
from commonground.values.problem import BadInput, Place, Problem
from commonground.values.wording import counted
from commonground.votes.entry import (
    BallotsExamined,
    ChallengesSettled,
    CountEntered,
    Publication,
    RollAdopted,
    SeedDrawn,
)

SORTS = (
    (RollAdopted, "roll adopted", "rolls adopted"),
    (CountEntered, "count", "counts"),
    (ChallengesSettled, "count of settled envelopes", "counts of settled envelopes"),
    (Publication, "publication", "publications"),
    (SeedDrawn, "audit seed", "audit seeds"),
    (BallotsExamined, "audit record", "audit records"),
)


def vote_check(folder: Folder, vote: VoteName, *, head: str | None = None) -> int:
    """Prove a vote's record: the chain of its ledger, the rule and rolls as sealed, and the sums of every box.

    Entries cut off at the end show only against a head that was written down before: give it with --head.

    Examples
    --------
    commonground vote check meadowbrook strike-2026
    commonground vote check my-district strike-2026 --head 12:9f86d081884c7d65

    Parameters
    ----------
    head
        an earlier head, as it was printed: number and seal
    """
    noted = parse_head(head) if head else None
    if head and noted is None:
        raise Misused(f'--head is "{head}"; write it as it was printed, such as 12:9f86d081884c7d65.')
    found = opened_vote(folder, vote)
    problems = unsound_counts(found)
    if noted is not None and not continues(found.ledger.links, noted):
        got = f"a ledger that ends at {head_of(found.ledger.links)} and does not hold {head}"
        mend = "Ask where the entries since then are; put back the ledger that holds them."
        place = Place(found.ledger_name, line=noted.number)
        problems.append(Problem("cut-off-ledger", place, got, f"the entry {head}, as it was written down", mend))
    if problems:
        raise BadInput(problems)
    said = ", ".join(
        counted(number, one, several)
        for sort, one, several in SORTS
        if (number := sum(isinstance(entry, sort) for entry in found.entries))
    )
    say(
        f"{found.ballot.title}: the record holds.\n{counted(len(found.entries), 'entry', 'entries')}: {said or 'none'}.\n"
    )
    say(f"Ledger {head_of(found.ledger.links)}\n")
    return exits.DONE
