"""`commonground vote plan`: the size of an audit."""

from __future__ import annotations

from commonground.asked.misused import Misused
from commonground.cli import exits
from commonground.cli.output import Format, show
from commonground.cli.vote.arguments import Folder, Shown, VoteName
from commonground.cli.vote.audits import asserted, risk_limit_of
from commonground.cli.vote.opened import opened_vote, outcomes, unit_named
from commonground.report.vote_audits import plan_table
from commonground.votes.assertion import reported_ballots

MOST_RUNS = 100_000


def vote_plan(
    folder: Folder,
    vote: VoteName,
    *,
    unit: str | None = None,
    risk_limit: str = "5%",
    seed: int = 1,
    runs: int = 1_000,
    with_replacement: bool = False,
    format: Shown = Format.TABLE,
) -> int:
    """How many ballots a risk-limiting audit is likely to take, by simulation of the count as it was reported.

    Examples
    --------
    commonground vote plan meadowbrook strike-2026 --unit teachers
    commonground vote plan meadowbrook strike-2026 --unit teachers --runs 200

    Parameters
    ----------
    unit
        whose ballots; needed where several units vote
    risk_limit
        the largest chance that a wrong outcome passes the audit
    seed
        where the simulation's random numbers begin; the same seed gives the same plan
    runs
        how many audits are simulated
    with_replacement
        a ballot may be drawn more than once
    """
    from commonground.votes.plan import planned

    if not 1 <= runs <= MOST_RUNS or seed < 0:
        raise Misused(f"--runs is from 1 to {MOST_RUNS:,}, --seed 0 or more.")
    limit = risk_limit_of(risk_limit)
    found = opened_vote(folder, vote)
    [outcome] = outcomes(found, unit_named(found, unit).id)
    plans = []
    for assertion in asserted(outcome):
        ballots = [(assertion.value(kind), number) for kind, number in reported_ballots(outcome.count).items()]
        null = assertion.null(outcome.count)
        plan = planned(null, ballots, float(limit), seed=seed, runs=runs, with_replacement=with_replacement)
        plans.append((assertion, plan))
    show([plan_table(outcome, plans, risk_limit, seed)], format)
    return exits.DONE
