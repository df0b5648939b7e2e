"""`commonground vote settle`: challenged envelopes."""

from __future__ import annotations

from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.cli.lines import say
from commonground.cli.vote.arguments import Folder, VoteName
from commonground.cli.vote.opened import (
    appended,
    counts_given,
    head_written,
    outcomes,
    person,
    roll_in_force,
    unit_named,
    vote_to_write,
)
from commonground.files.validation import did_you_mean
from commonground.files.votes import Vote
from commonground.votes.count import Count
from commonground.votes.entry import ChallengesSettled, challenges_settled
from commonground.votes.entry_reading import entry_of
from commonground.votes.rule import VotingUnit
from commonground.votes.tellers import BoxState, batches, boxes, same_name

SAID = {
    BoxState.ONE_COUNT: "one count in; a second teller counts them blind",
    BoxState.MISMATCH: "counts differ; the batch is blocked until a recount agrees",
    BoxState.CORRECTION_OPEN: "a correction is open; the earlier agreement stands until a second teller agrees",
}


def vote_settle(
    folder: Folder,
    vote: VoteName,
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
    teller
        who counted
    batch
        the envelopes that were settled together; of delegates whose votes are unequal, their site
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
    counts_given({**figures, "rejected": rejected})
    count = Count(**figures)
    _refuse_mixed_votes(found, whose, batch)
    _refuse_too_many(found, whose, batch, rejected + sum(figures.values()))
    earlier = _earlier(found, who, whose.id, batch)
    if earlier is not None and (earlier.rejected, earlier.count) != (rejected, count) and not why:
        raise Misused(f"{who} has counted this batch before, and found something else. Say with --reason why.")
    said = challenges_settled(who, whose.id, batch, rejected, count, reason="" if earlier is None else why)
    links = (*found.ledger.links, *appended(found, lambda _: [said]))
    _warn_of_few(count, found.ballot.smallest_published)
    state = batches([entry_of(link) for link in links], whose.id)[batch].state
    say(f"{whose.id}, batch {batch}: {SAID.get(state, str(state))}\n{head_written(links)}\n")
    return exits.DONE


def _refuse_mixed_votes(vote: Vote, unit: VotingUnit, batch: str) -> None:
    """End the command where envelopes whose ballots carry unequal votes would be mixed: a batch is of one site there."""
    if unit.rule.votes is None:
        return
    sites = [site.site for site in roll_in_force(vote).of_unit(unit.id)]
    if batch not in sites:
        mend = did_you_mean(batch, sites, f"Name one with --batch: {', '.join(sites[:8])}.")
        raise Misused(f"The ballots of {unit.name} carry unequal votes: settle the envelopes of each site. {mend}")


def _refuse_too_many(vote: Vote, unit: VotingUnit, batch: str, envelopes: int) -> None:
    """End the command where a batch is empty, or holds more envelopes than are still closed."""
    if not envelopes:
        raise Misused("Give how many envelopes were rejected, and what the opened ones say.")
    closed = _closed_at(vote, unit, batch) if unit.rule.votes is not None else _closed(vote, unit, batch)
    if envelopes > closed:
        raise Misused(f"{envelopes:,} envelopes are more than the {closed:,} challenged ones that are not settled.")


def _closed(vote: Vote, unit: VotingUnit, batch: str) -> int:
    """How many envelopes of a unit are still closed, or were opened in this very batch."""
    [outcome] = outcomes(vote, unit.id)
    agreed = batches(vote.entries, unit.id).get(batch)
    return outcome.challenged + (agreed.agreed.envelopes if agreed is not None and agreed.agreed else 0)


def _closed_at(vote: Vote, unit: VotingUnit, site: str) -> int:
    """How many envelopes were challenged at a site."""
    box = boxes(vote.entries, unit.id).get(site)
    return box.agreed.challenged if box is not None and box.agreed is not None else 0


def _earlier(vote: Vote, who: str, unit: str, batch: str) -> ChallengesSettled | None:
    """What this teller entered of a batch before."""
    found = [
        entry
        for entry in vote.entries
        if isinstance(entry, ChallengesSettled)
        and (same_name(entry.by), entry.unit, entry.batch) == (same_name(who), unit, batch)
    ]
    return found[-1] if found else None


def _warn_of_few(count: Count, fewest: int) -> None:
    opened = count.opened + count.spoiled
    if 0 < opened < fewest:
        exits.tell(
            f"warning: only {opened} envelopes are opened together; whoever knows whose they are may learn how they"
            " voted. Publish nothing that shows them apart."
        )
