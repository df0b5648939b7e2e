"""`commonground vote settle`: challenged envelopes."""

from __future__ import annotations

import sys
from pathlib import Path

from commonground.cli import exits
from commonground.cli.vote_opened import appended, head_written, outcomes, person, unit_named, vote_to_write
from commonground.votes.count import MOST, Count
from commonground.votes.entry import ChallengesSettled, challenges_settled, entry_of
from commonground.votes.tellers import BoxState, batches


def vote_settle(
    folder: Path,
    vote: str,
    *,
    teller: str,
    batch: str = "1",
    unit: str | None = None,
    rejected: int = 0,
    yes: int = 0,
    no: int = 0,
    abstain: int = 0,
    blank: int = 0,
    spoiled: int = 0,
    reason: str | None = None,
) -> int:
    """Enter one teller's count of challenged envelopes that are settled: so many rejected, the others opened and mixed.

    Envelopes that cannot turn the outcome are best left closed: commonground vote result says whether they can. Few
    opened together show how their voters voted; mix them, and never count one alone.

    Examples
    --------
    commonground vote settle north strike --teller Bell --rejected 2 --yes 9

    Parameters
    ----------
    folder
        the negotiation's folder
    vote
        the vote's name
    teller
        who counted
    batch
        the envelopes that were settled together
    unit
        whose envelopes; needed where several units vote
    rejected
        envelopes rejected, unopened
    yes
        opened ballots that say yes
    no
        opened ballots that say no
    abstain
        opened ballots that say abstain
    blank
        opened ballots that say nothing
    spoiled
        opened ballots that cannot be counted
    reason
        why an earlier count of the same teller is corrected
    """
    found = vote_to_write(folder, vote)
    why = (reason or "").strip()
    who, whose = person(teller, "--teller"), unit_named(found, unit)
    figures = {"yes": yes, "no": no, "abstain": abstain, "blank": blank, "spoiled": spoiled}
    for name, number in {**figures, "rejected": rejected}.items():
        if not 0 <= number <= MOST:
            raise exits.Misused(f"--{name} is {number}; a count is a whole number, 0 or more.")
    count = Count(**figures)
    envelopes = rejected + sum(figures.values())
    if not envelopes:
        raise exits.Misused("Give how many envelopes were rejected, and what the opened ones say.")
    [outcome] = outcomes(found, whose.id)
    mine = [
        entry
        for entry in found.entries
        if isinstance(entry, ChallengesSettled) and (entry.by, entry.unit, entry.batch) == (who, whose.id, batch)
    ]
    agreed = batches(found.entries, whose.id).get(batch)
    closed = outcome.challenged + (agreed.agreed.envelopes if agreed is not None and agreed.agreed else 0)
    if envelopes > closed:
        raise exits.Misused(
            f"{envelopes:,} envelopes are more than the {closed:,} challenged ones that are not settled."
        )
    if mine and (mine[-1].rejected, mine[-1].count) != (rejected, count) and not why:
        raise exits.Misused(f"{who} has counted this batch before, and found something else. Say with --reason why.")
    said = challenges_settled(who, whose.id, batch, rejected, count, reason=why if mine else "")
    links = (*found.ledger.links, *appended(found, lambda _: [said]))
    box = batches([entry_of(link) for link in links], whose.id)[batch]
    words = {
        BoxState.ONE_COUNT: "one count in; a second teller counts them blind",
        BoxState.MISMATCH: "counts differ; the batch is blocked until a recount agrees",
        BoxState.CORRECTION_OPEN: "a correction is open; the earlier agreement stands until a second teller agrees",
    }
    if 0 < count.opened + count.spoiled < found.ballot.smallest_published:
        exits.tell(
            f"warning: only {count.opened + count.spoiled} envelopes are opened together; whoever knows whose they are"
            " may learn how they voted. Publish nothing that shows them apart."
        )
    sys.stdout.write(f"{whose.id}, batch {batch}: {words.get(box.state, str(box.state))}\n{head_written(links)}\n")
    return exits.DONE
