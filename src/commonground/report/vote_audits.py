"""An audit as tables: how many ballots it is likely to take, which are drawn, and the measured risk."""

from __future__ import annotations

from collections.abc import Sequence

from commonground.report.table import Column, Row, Table
from commonground.votes.assertion import Assertion
from commonground.votes.outcome import Outcome
from commonground.votes.plan import SamplePlan
from commonground.votes.sample import Drawn


def plan_table(outcome: Outcome, plans: Sequence[tuple[Assertion, SamplePlan]], risk_limit: str, seed: int) -> Table:
    """How many ballots an audit is likely to take, if the reported count is right."""
    columns = tuple(Column(f"{percent} %", "people") for percent, _ in plans[0][1].quantiles)
    rows = [Row(assertion_written(assertion), tuple(size for _, size in plan.quantiles)) for assertion, plan in plans]
    runs = plans[0][1].runs
    notes = (
        f"In so many percent of audits no more ballots are drawn until the risk limit {risk_limit} is met: {runs:,} simulated"
        f" audits (seed {seed}) of the count as reported. It is a plan and promises nothing: the audit goes on until the"
        " limit is met or all are counted.",
    )
    return Table(f"Sample size: {outcome.unit.name}", "to be shown", columns, tuple(rows), notes, "plan")


def assertion_written(assertion: Assertion) -> str:
    """What an audit must show, in words."""
    said = f"yes is {assertion.requirement}"
    return said if assertion.passed else f"not: {said}"


def sample_table(outcome: Outcome, sample: Sequence[Drawn]) -> Table:
    """The ballots to look at, in the order in which they were drawn."""
    columns = (Column("ballot of the unit", "people"), Column("box", "text"), Column("ballot of the box", "people"))
    rows = tuple(Row(str(one.draw), (one.ballot, one.site, one.position)) for one in sample)
    notes = (
        'Draw n is SHA-256 of "seed,n" modulo the number of ballots, plus one; what was drawn before is passed over.',
    )
    return Table(f"Sample: {outcome.unit.name}", "draw", columns, rows, notes, "sample")


def audit_table(
    outcome: Outcome, measured: Sequence[tuple[Assertion, str, str]], drawn: int, ballots: int, risk_limit: str
) -> Table:
    """What an audit has found: the measured risk of each assertion against the limit."""
    columns = (Column("measured risk", "text"), Column("limit met", "text"))
    rows = tuple(Row(assertion_written(one), (risk, met)) for one, risk, met in measured)
    notes = (
        f"{drawn:,} of {ballots:,} ballots examined; risk limit {risk_limit}. Were the reported outcome wrong, an audit"
        " would meet the limit with at most that chance. An audit that does not meet it is widened, to a full count at most.",
    )
    return Table(f"Audit: {outcome.unit.name}", "to be shown", columns, rows, notes, "audit")
