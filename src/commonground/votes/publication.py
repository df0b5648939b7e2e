"""Publication: what may be shown of a vote without showing how a person voted.

Law: a cell is shown only where at least so many people took part in it and not all of them voted alike; smaller sites
and unanimous ones are merged until that holds, and a unit of which it does not hold is shown without figures.
Law: nothing is given away by subtraction. Cells are disjoint and sum to the unit's total; a later publication keeps
the cells of the earlier one, and a cell whose people have changed must have changed by as many as a cell of its own needs.
Law: where ballots carry unequal votes a cell holds ballots that carry the same, so that no sum of votes tells them apart.
Nothing with yes and no is published before every site of the unit is in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from commonground.values.suppression import merged
from commonground.votes.count import Count, total_of
from commonground.votes.entry import Publication, PublishedCell


@dataclass(frozen=True, slots=True)
class SiteCount:
    """A site and its agreed count."""

    site: str
    count: Count


class TooTelling(ValueError):
    """A publication that would show, by itself or by subtraction from an earlier one, how few people voted."""


def may_be_shown(count: Count, smallest: int) -> bool:
    """Whether a count may stand by itself: enough people, and not all of one mind.

    >>> may_be_shown(Count(yes=12), 10), may_be_shown(Count(yes=11, no=1), 10)
    (False, True)
    """
    counted = count.voters - count.challenged
    return counted >= smallest and count.yes < counted and count.no < counted


def cells(sites: Iterable[SiteCount], smallest: int) -> tuple[PublishedCell, ...]:
    """The cells in which a unit's sites may be published, largest first; none where not even the whole may be shown."""
    found = merged(
        sorted(sites, key=lambda one: one.site),
        lambda one: one.count.voters,
        lambda cell: may_be_shown(total_of([one.count for one in cell]), smallest),
    )
    return tuple(sorted(map(_cell, found), key=lambda cell: (-cell.voters, cell.sites)))


def cells_of_equal_votes(
    sites: Iterable[SiteCount], carried: Mapping[str, int], smallest: int
) -> tuple[PublishedCell, ...]:
    """The cells of a unit whose ballots carry unequal votes, each of ballots that carry the same.

    None where ballots of one weight cannot be shown: with the votes of the whole they would follow from the others.
    """
    by_votes: dict[int, list[SiteCount]] = {}
    for one in sites:
        if one.count.voters:
            by_votes.setdefault(carried[one.site], []).append(one)
    found = [cells(alike, smallest) for _, alike in sorted(by_votes.items(), reverse=True)]
    return tuple(cell for shown in found for cell in shown) if all(found) else ()


def _cell(sites: Sequence[SiteCount]) -> PublishedCell:
    whole = total_of([one.count for one in sites])
    voters = whole.voters - whole.challenged
    return PublishedCell(tuple(sorted(one.site for one in sites)), whole.yes, whole.no, voters)


def next_cells(
    sites: Sequence[SiteCount],
    settled: Count,
    earlier: Sequence[Publication],
    smallest: int,
    carried: Mapping[str, int] | None = None,
) -> tuple[PublishedCell, ...]:
    """The cells of the next publication, after all earlier ones of the unit; `settled` is what opened envelopes said.

    `carried` gives the votes of a ballot by site where they are unequal; envelopes then belong to their site's count.
    Ballots from settled envelopes go into the largest cell. Raises `TooTelling` where the difference to an earlier
    publication would show fewer people than a cell may.
    """
    by_site = {one.site: one.count for one in sites}

    def chosen(of: Sequence[SiteCount]) -> tuple[PublishedCell, ...]:
        return cells_of_equal_votes(of, carried, smallest) if carried else cells(of, smallest)

    if not earlier or not earlier[-1].cells:
        found = chosen(sites)
    else:
        found = tuple(
            _cell([SiteCount(site, by_site[site]) for site in cell.sites if site in by_site])
            for cell in earlier[-1].cells
        )
        known = {site for cell in earlier[-1].cells for site in cell.sites}
        found += chosen([one for one in sites if one.site not in known])
        if known | {site for cell in found for site in cell.sites} != known | set(by_site):
            raise TooTelling("a site that was not in the earlier publication is too small to be added to it")
    found = _with_envelopes(found, settled)
    for publication in earlier:
        _compare(publication, {cell.sites: cell for cell in found}, smallest)
    return found


def _with_envelopes(found: tuple[PublishedCell, ...], settled: Count) -> tuple[PublishedCell, ...]:
    if not found or not settled.voters:
        return found
    first = found[0]
    widened = PublishedCell(first.sites, first.yes + settled.yes, first.no + settled.no, first.voters + settled.voters)
    return (widened, *found[1:])


def _compare(publication: Publication, now: Mapping[tuple[str, ...], PublishedCell], smallest: int) -> None:
    for then in publication.cells:
        cell = now.get(then.sites)
        if cell is None:
            raise TooTelling(
                f"the cell of {_named(then.sites)} was published before and would be divided otherwise now"
            )
        more = cell.voters - then.voters
        if more == 0:
            continue
        yes, no = cell.yes - then.yes, cell.no - then.no
        if abs(more) < smallest or yes == more or no == more:
            raise TooTelling(
                f"the cell of {_named(then.sites)} differs from publication {publication.number} by {abs(more):,}"
                " people; the difference would show how they voted"
            )


def _named(sites: Sequence[str]) -> str:
    return ", ".join(sites[:3]) + (f" and {len(sites) - 3} more sites" if len(sites) > 3 else "")
