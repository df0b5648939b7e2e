"""`commonground vote result`: the count and the outcome."""

from __future__ import annotations

from commonground.cli.output import Format
from commonground.cli.vote.arguments import Folder, OnlyUnit, Shown, VoteName
from commonground.cli.vote.opened import opened_vote, outcomes, shown_with_head
from commonground.report.table import Table
from commonground.report.votes import result_table, units_table


def vote_result(folder: Folder, vote: VoteName, *, unit: OnlyUnit = None, format: Shown = Format.TABLE) -> int:
    """The count and the outcome of each unit under its own rule, with what unsettled challenged ballots can still do.

    Only boxes on which two tellers agree are in it. Units are never pooled.

    Examples
    --------
    commonground vote result meadowbrook strike-2026
    commonground vote result meadowbrook strike-2026 --unit teachers --format csv
    """
    found = opened_vote(folder, vote)
    standing = outcomes(found, unit)
    together: list[Table] = [units_table(found.ballot, standing)] if len(standing) > 1 else []
    results = [result_table(found.ballot, outcome) for outcome in standing]
    return shown_with_head([*together, *results], found, format)
