"""`commonground vote enter`: one teller's counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.cli.lines import say
from commonground.cli.vote.arguments import Folder, VoteName
from commonground.cli.vote.opened import (
    appended,
    counts_given,
    head_written,
    person,
    refuse,
    roll_in_force,
    unit_named,
    vote_to_write,
)
from commonground.files.validation import did_you_mean
from commonground.files.vote_tables import CountRow, read_counts
from commonground.files.votes import Vote
from commonground.values.hash_chain import Link
from commonground.values.problem import Place, Problem
from commonground.votes.count import Count, discrepancies
from commonground.votes.entry import CountEntered, count_entered
from commonground.votes.entry_reading import entry_of
from commonground.votes.roll import Roll
from commonground.votes.rule import Denominator, PollingPlace
from commonground.votes.tellers import Agreement, BoxState, boxes, differing, same_name


def vote_enter(
    folder: Folder,
    vote: VoteName,
    *,
    teller: str,
    site: str | None = None,
    unit: str | None = None,
    yes: int = 0,
    no: int = 0,
    abstain: int = 0,
    blank: int = 0,
    spoiled: int = 0,
    replaced: int = 0,
    challenged: int = 0,
    issued: int | None = None,
    unused: int | None = None,
    signatures: int | None = None,
    file: Path | None = None,
    reason: str | None = None,
) -> int:
    """Enter one teller's count of a site. A site counts when two tellers, each blind to the other, entered the same.

    Each box must add up: issued = cast + spoiled + unused, and cast at most the signatures. A count entered again by
    the same teller is a correction and needs a reason; what two tellers agreed on stands until two agree otherwise.
    A file of many sites, or the result of another voting system, is entered with --file: each of two tellers enters it.

    Examples
    --------
    commonground vote enter north strike --teller Bell --site Hill --yes 31 --no 4
    commonground vote enter north strike --teller "A. Bell" --file counts.csv

    Parameters
    ----------
    teller
        who counted
    site
        where the box stood, as the roll names it
    unit
        whose box; needed where several units vote
    yes
        ballots that say yes (of a petition: valid signatures)
    no
        ballots that say no
    abstain
        ballots that say abstain
    blank
        ballots that say nothing
    spoiled
        ballots that cannot be counted, those exchanged included (of a petition: struck signatures)
    replaced
        of the spoiled: handed back by a voter for a fresh one
    challenged
        challenged envelopes, still closed
    issued
        ballots that the site was given
    unused
        ballots left over
    signatures
        voters who signed (of a petition: all signatures)
    file
        a table of counts in place of one site
    reason
        why an earlier count of the same teller is corrected
    """
    given = locals()
    found = vote_to_write(folder, vote)
    who, roll = person(teller, "--teller"), roll_in_force(found)
    if file is not None and site is None:
        rows = _rows_of_file(found, file, unit)
    elif site is not None and file is None:
        rows = [_row_given(found, site, unit, {field.name: given[field.name] for field in fields(Count)})]
    else:
        raise Misused("Give one site with --site and its figures, or a table of many with --file.")
    refuse([problem for row in rows for problem in _wrong(row, found, roll)])
    why = (reason or "").strip()
    _refuse_unexplained(found, who, rows, why)
    again = [row for row in rows if _earlier(found, who, row) == row.count]
    rows = [row for row in rows if row not in again]
    _say_unchanged(who, again)
    if not rows:
        say(f"{head_written(found.ledger.links)}\n")
        return exits.DONE
    source = file.name if file is not None else ""
    entries = [
        count_entered(who, row.unit, row.site, row.count, reason=_reason(found, who, row, why), source=source)
        for row in rows
    ]
    links = (*found.ledger.links, *appended(found, lambda _: entries))
    _say(found, rows, links)
    return exits.DONE


def _row_given(vote: Vote, site: str, unit: str | None, figures: dict[str, int]) -> CountRow:
    counts_given(figures)
    return CountRow(Place(f"--site {site}"), unit_named(vote, unit).id, " ".join(site.split()), Count(**figures))


def _rows_of_file(vote: Vote, file: Path, unit: str | None) -> Sequence[CountRow]:
    ids = tuple(one.id for one in vote.ballot.units) if unit is None else (unit_named(vote, unit).id,)
    rows, problems = read_counts(file, ids)
    refuse(problems)
    return rows


def _reason(vote: Vote, who: str, row: CountRow, reason: str) -> str:
    return reason if _earlier(vote, who, row) is not None else ""


def _earlier(vote: Vote, who: str, row: CountRow) -> Count | None:
    """What this teller entered of a site before."""
    found = [
        entry.count
        for entry in vote.entries
        if isinstance(entry, CountEntered)
        and (same_name(entry.by), entry.unit, entry.site) == (same_name(who), row.unit, row.site)
    ]
    return found[-1] if found else None


def _refuse_unexplained(vote: Vote, who: str, rows: Sequence[CountRow], reason: str) -> None:
    for row in rows:
        earlier = _earlier(vote, who, row)
        if earlier is not None and earlier != row.count and not reason:
            raise Misused(
                f"{who} has counted {row.site} before, and found something else. A count is never edited:"
                " say with --reason why it is corrected, and both stay in the ledger."
            )


def _wrong(row: CountRow, vote: Vote, roll: Roll) -> list[Problem]:
    """What does not add up, and a site that no roll names."""
    rule = vote.ballot.unit(row.unit).rule
    voters = roll.voters(row.unit, row.site, rule.electorate)
    if voters is None:
        known = [site.site for site in roll.of_unit(row.unit)]
        mend = did_you_mean(row.site, known, "Correct the site, or adopt a roll that has it.")
        expected = f"a site of the roll of {row.unit}"
        place = Place(row.place.file, row=row.place.row, column="site")
        return [Problem("unknown-site", place, f'"{row.site}"', expected, mend)]
    if rule.polling_place is PollingPlace.ANY_SITE:
        voters = roll.people(
            row.unit, Denominator.MEMBERS if rule.electorate.value == "members" else Denominator.EMPLOYEES
        )
    if voters is not None:
        voters += row.count.challenged
    return [
        Problem(
            "count-does-not-add-up",
            Place(row.place.file, row=row.place.row, column=one.figure),
            f"{one.got:,}",
            one.expected,
            one.mend,
        )
        for one in discrepancies(row.count, vote.ballot.method, voters)
    ]


def _say(vote: Vote, rows: Sequence[CountRow], links: Sequence[Link]) -> None:
    """How each site stands now; nothing of what another teller found."""
    entries = [entry_of(link) for link in links]
    by_unit = {row.unit: boxes(entries, row.unit) for row in rows}
    for row in rows if len(rows) <= 10 else ():
        say(f"{row.unit}, {row.site}: {said_of(by_unit[row.unit][row.site])}\n")
    if len(rows) > 10:
        states = [by_unit[row.unit][row.site].state for row in rows]
        say("".join(f"{states.count(state):>6,}  {state}\n" for state in BoxState if state in states))
    say(f"{head_written(links)}\n")


def _say_unchanged(who: str, again: Sequence[CountRow]) -> None:
    """Counts that the same teller has entered before, the same: they are not entered again."""
    if again:
        sites = again[0].site if len(again) == 1 else f"{len(again):,} sites"
        say(f"{who} has entered the same count of {sites} before: nothing changed, and no entry was added.\n")


def said_of(box: Agreement[Count]) -> str:
    """How a box stands, in words that give no figure away."""
    if box.state is BoxState.ONE_COUNT:
        return "one count in; a second teller counts it blind"
    if box.state is BoxState.MISMATCH:
        return f"counts differ in {', '.join(differing(box))}; the site is blocked until a recount agrees"
    if box.state is BoxState.CORRECTION_OPEN:
        return "a correction is open; the earlier agreement stands until a second teller enters the same"
    return str(box.state)
