"""`commonground vote audit`: the measured risk."""

from __future__ import annotations

from pathlib import Path

from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.cli.lines import say
from commonground.cli.output import Format, show
from commonground.cli.vote.arguments import Folder, Shown, VoteName
from commonground.cli.vote.audits import asserted, boxes_of, examined, risk_limit_of, seed_in_force
from commonground.cli.vote.opened import (
    appended,
    head_written,
    opened_vote,
    outcomes,
    person,
    refuse,
    unit_named,
    vote_to_write,
)
from commonground.files.vote_tables import read_seen
from commonground.report.vote_audits import audit_table
from commonground.values.problem import BadInput, Place, Problem
from commonground.votes.alpha import measured_risk
from commonground.votes.assertion import Seen, audited
from commonground.votes.entry import CountEntered, ballots_examined


def vote_audit(
    folder: Folder,
    vote: VoteName,
    *,
    seen: Path | None = None,
    by: str | None = None,
    unit: str | None = None,
    format: Shown = Format.TABLE,
) -> int:
    """The measured risk of an audit (ALPHA): whether the sample bears the reported outcome out, at the risk limit.

    The file has a row for each ballot of the sample, in the order of the draw: draw (1, 2, 3 …) and seen (yes, no,
    abstain, blank, spoiled, not found). All rows are given each time, those of an earlier, smaller sample first.

    Examples
    --------
    commonground vote audit my-district strike-2026 --seen seen.csv --by "A. Bell"
    commonground vote audit my-district strike-2026

    Parameters
    ----------
    seen
        what auditors saw; without it the last record in the ledger
    by
        who examined the ballots; needed with --seen
    unit
        whose ballots; needed where several units vote
    """
    found = vote_to_write(folder, vote) if seen else opened_vote(folder, vote)
    whose = unit_named(found, unit)
    [outcome] = outcomes(found, whose.id)
    claims, drawn = asserted(outcome), seed_in_force(found, whose.id)
    late = [one for one in found.entries if isinstance(one, CountEntered) and one.unit == whose.id]
    if late and late[-1].number > drawn.number:
        mend = "The seed must be drawn after the count is sealed. Count every ballot by hand instead."
        place = Place(found.ledger_name, line=late[-1].number)
        raise BadInput((Problem("count-after-seed", place, "a count entered after the seed", "none", mend),))
    ballots = sum(box.ballots for box in boxes_of(found, whose.id))
    held, links = examined(found, whose.id), found.ledger.links
    ballots_seen = tuple(Seen(word) for word in held.seen) if held else ()
    if seen is not None:
        before, who = ballots_seen, person(by, "--by")
        ballots_seen, problems = read_seen(seen, ballots if not drawn.with_replacement else 10**6)
        refuse(problems)
        if ballots_seen[: len(before)] != before:
            mend = "Give every row again; what was seen before stands."
            expected = f"the {len(before):,} ballots of the earlier record first, as they were seen"
            raise BadInput((Problem("examined-otherwise", Place(seen.name), "other ballots", expected, mend),))
        said = ballots_examined(who, whose.id, tuple(one.value for one in ballots_seen))
        links = (*links, *appended(found, lambda _: [said]))
    if not ballots_seen:
        raise Misused("No ballot is examined yet; give what was seen with --seen.")
    limit = float(risk_limit_of(drawn.risk_limit))
    measured = []
    for claim in claims:
        values = [claim.value(one) for one in ballots_seen]
        result = measured_risk(values, claim.null(outcome.count), with_replacement=drawn.with_replacement)
        stops = result.stops_at(limit)
        met = f"yes, after {stops:,} ballots" if stops else "not yet"
        measured.append((claim, risk_written(result.p_value), met))
    show([audit_table(outcome, measured, len(ballots_seen), audited(outcome.count), drawn.risk_limit)], format)
    if format is Format.TABLE:
        say(f"Seed {drawn.seed}. {head_written(links)}\n")
    return exits.DONE


def risk_written(p_value: float) -> str:
    """A measured risk in percent, rounded up, so that it never looks smaller than it is.

    >>> risk_written(0.04501), risk_written(0.0)
    ('4.51 %', 'below 0.01 %')
    """
    if p_value < 0.0001:
        return "below 0.01 %"
    hundredths = min(10_000, int(p_value * 10_000) + (p_value * 10_000 % 1 > 1e-9))
    return f"{hundredths // 100}.{hundredths % 100:02d} %"
