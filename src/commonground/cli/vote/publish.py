"""`commonground vote publish`: what may be shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.cli.lines import say
from commonground.cli.output import Format, show
from commonground.cli.vote.arguments import Folder, OnlyUnit, Shown, VoteName
from commonground.cli.vote.opened import appended, head_written, opened_vote, outcomes, person, vote_to_write
from commonground.files.ledger import LedgerReading
from commonground.files.votes import Vote
from commonground.report.votes import publication_table
from commonground.values.problem import BadInput, Place, Problem
from commonground.votes.count import Count, total_of
from commonground.votes.entry import Publication, PublishedCell, published
from commonground.votes.outcome import Outcome
from commonground.votes.publication import SiteCount, TooTelling, next_cells
from commonground.votes.tellers import batches, boxes


def vote_publish(
    folder: Folder, vote: VoteName, *, by: str | None = None, unit: OnlyUnit = None, format: Shown = Format.TABLE
) -> int:
    """What may be shown of each unit without showing how anyone voted: small and unanimous sites are merged.

    Yes and no are shown when every site of a unit is in; before, the outcome alone. With --by the publication is kept in
    the ledger, and a later one that would give something away by subtraction is refused.

    Examples
    --------
    commonground vote publish meadowbrook strike-2026
    commonground vote publish my-district strike-2026 --by "R. Ames"

    Parameters
    ----------
    by
        who publishes; without it nothing is kept and nothing should be published
    """
    found = vote_to_write(folder, vote) if by else opened_vote(folder, vote)
    shown = [(outcome, _cells(found, outcome)) for outcome in outcomes(found, unit)]
    links: Sequence[Any] = found.ledger.links
    if by:
        who = person(by, "--by")

        def contents(reading: LedgerReading) -> Sequence[Mapping[str, Any]]:
            if len(reading.links) != len(found.ledger.links):
                raise Misused("The ledger has grown meanwhile. Publish again.")
            return [published(who, outcome.unit.id, cells) for outcome, cells in shown if cells]

        links = (*links, *appended(found, contents))
    show([publication_table(found.ballot, outcome, cells) for outcome, cells in shown], format)
    if format is Format.TABLE:
        say((head_written(links) if by else "A draft: give --by to publish it and keep it in the ledger.") + "\n")
    return exits.DONE


def _cells(vote: Vote, outcome: Outcome) -> tuple[PublishedCell, ...]:
    """The cells of a unit that is complete; none where it is not."""
    if not outcome.is_complete:
        return ()
    unit = outcome.unit.id
    counts = {site: box.agreed for site, box in boxes(vote.entries, unit).items() if box.agreed}
    closed = {batch: one.agreed.count for batch, one in batches(vote.entries, unit).items() if one.agreed is not None}
    if outcome.carried:
        counts = {site: _opened_with(count, closed.pop(site, Count())) for site, count in counts.items()}
    sites = [SiteCount(site, count) for site, count in counts.items()]
    settled = total_of(list(closed.values()))
    earlier = [entry for entry in vote.entries if isinstance(entry, Publication) and entry.unit == unit]
    try:
        return next_cells(sites, settled, earlier, vote.ballot.smallest_published, outcome.carried)
    except TooTelling as problem:
        mend = "Publish the outcome alone, or wait until enough has changed that nobody stands out."
        place = Place(vote.ledger_name, column=unit)
        expected = "a publication from which nobody's vote follows"
        raise BadInput((Problem("telling-publication", place, str(problem), expected, mend),)) from None


def _opened_with(count: Count, opened: Count) -> Count:
    """A site's count with the ballots of its settled envelopes among its own; none is challenged any more."""
    return replace(count, challenged=0) + opened
