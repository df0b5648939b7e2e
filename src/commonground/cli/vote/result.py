"""`commonground vote result`: the count and the outcome."""

from __future__ import annotations

from pathlib import Path

from commonground.cli import exits
from commonground.cli.lines import say
from commonground.cli.output import Format, show
from commonground.cli.vote.opened import head_written, opened_vote, outcomes
from commonground.report.table import Table
from commonground.report.votes import result_table, units_table


def vote_result(folder: Path, vote: str, *, unit: str | None = None, format: Format = Format.TABLE) -> int:
    """The count and the outcome of each unit under its own rule, with what unsettled challenged ballots can still do.

    Only boxes on which two tellers agree are in it. Units are never pooled.

    Examples
    --------
    commonground vote result meadowbrook strike-2026
    commonground vote result meadowbrook strike-2026 --unit teachers --format csv

    Parameters
    ----------
    folder
        the negotiation's folder
    vote
        the vote's name
    unit
        only this unit
    format
        table, json or csv
    """
    found = opened_vote(folder, vote)
    standing = outcomes(found, unit)
    tables: list[Table] = [result_table(found.ballot, outcome) for outcome in standing]
    show([units_table(found.ballot, standing), *tables] if len(standing) > 1 else tables, format)
    if format is Format.TABLE:
        say(head_written(found.ledger.links) + "\n")
    return exits.DONE
