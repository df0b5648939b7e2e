"""`commonground vote draw`: an audit's sample."""

from __future__ import annotations

from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.cli.lines import say
from commonground.cli.output import Format, show
from commonground.cli.vote.arguments import Folder, Shown, VoteName
from commonground.cli.vote.audits import asserted, boxes_of, risk_limit_of
from commonground.cli.vote.opened import (
    appended,
    head_written,
    opened_vote,
    outcomes,
    person,
    unit_named,
    vote_to_write,
)
from commonground.report.vote_audits import sample_table
from commonground.votes.entry import SeedDrawn, seed_drawn
from commonground.votes.sample import FEWEST_DIGITS, drawn

MOST = 100_000


def vote_draw(
    folder: Folder,
    vote: VoteName,
    *,
    size: int,
    seed: str | None = None,
    by: str | None = None,
    unit: str | None = None,
    risk_limit: str = "5%",
    with_replacement: bool = False,
    format: Shown = Format.TABLE,
) -> int:
    """Draw the ballots of an audit from a seed that was rolled in public after the counts were sealed.

    The first time, give the seed (twenty ten-sided dice) and who rolled it; both are kept in the ledger, and the seed
    stays. Later, a larger size goes on with the same sequence. Anyone can repeat the draw from the seed.

    Examples
    --------
    commonground vote draw my pay --seed 83719402653018274659 --by Ames --size 9
    commonground vote draw my pay --size 120

    Parameters
    ----------
    size
        how many ballots
    seed
        digits rolled in public, at least 20; only the first time
    by
        who rolled the seed
    unit
        whose ballots; needed where several units vote
    risk_limit
        the largest chance that a wrong outcome passes the audit; only the first time
    with_replacement
        a ballot may be drawn more than once; only the first time
    """
    if not 1 <= size <= MOST:
        raise Misused(f"--size is {size}; give from 1 to {MOST:,} ballots.")
    found = vote_to_write(folder, vote) if seed else opened_vote(folder, vote)
    whose = unit_named(found, unit)
    [outcome] = outcomes(found, whose.id)
    asserted(outcome)
    held = next((one for one in found.entries if isinstance(one, SeedDrawn) and one.unit == whose.id), None)
    links = found.ledger.links
    if held is not None and seed and seed != held.seed:
        raise Misused(f"A seed is drawn already (entry {held.number}): {held.seed}. It is not drawn again.")
    if held is None:
        digits = _digits(seed or "")
        risk_limit_of(risk_limit)
        said = seed_drawn(person(by, "--by"), whose.id, digits, risk_limit, with_replacement=with_replacement)
        links = (*links, *appended(found, lambda _: [said]))
        held = SeedDrawn(links[-1].number, by or "", whose.id, digits, risk_limit, with_replacement)
    sample = drawn(held.seed, boxes_of(found, whose.id), size, with_replacement=held.with_replacement)
    show([sample_table(outcome, sample)], format)
    if format is Format.TABLE:
        say(f"Seed {held.seed}, risk limit {held.risk_limit}. {head_written(links)}\n")
    return exits.DONE


def _digits(seed: str) -> str:
    digits = "".join(seed.split())
    if not (digits.isascii() and digits.isdigit()) or len(digits) < FEWEST_DIGITS:
        raise Misused(
            f'--seed is "{seed}"; roll at least {FEWEST_DIGITS} ten-sided dice in public and write their digits.'
        )
    return digits
