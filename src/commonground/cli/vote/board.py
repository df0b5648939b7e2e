"""`commonground vote board`: how a vote stands while counts come in."""

from __future__ import annotations

from commonground.cli.output import Format
from commonground.cli.vote.arguments import Folder, OnlyUnit, Shown, VoteName
from commonground.cli.vote.opened import opened_vote, outcomes, roll_in_force, shown_with_head
from commonground.report.table import Table
from commonground.report.votes import board_table, sites_table, units_table
from commonground.votes.outcome import sites_of
from commonground.votes.tellers import boxes


def vote_board(folder: Folder, vote: VoteName, *, unit: OnlyUnit = None, format: Shown = Format.TABLE) -> int:
    """How each unit stands: sites in, what is still needed, and whether the threshold is reached or out of reach.

    What is called reached, or out of reach, is proved: it holds in the worst case, or in the best, of all that is open.
    For those who run the vote; nothing of it is for publication before all is in (see: commonground vote publish).

    Examples
    --------
    commonground vote board meadowbrook strike-2026
    commonground vote board meadowbrook strike-2026 --unit teachers --format json
    """
    found = opened_vote(folder, vote)
    roll, standing = roll_in_force(found), outcomes(found, unit)
    tables: list[Table] = [units_table(found.ballot, standing)] if len(standing) > 1 else []
    for outcome in standing:
        held = boxes(found.entries, outcome.unit.id)
        tables.append(board_table(found.ballot, outcome))
        waiting = sites_table(found.ballot, outcome, held, sites_of(outcome.unit.id, roll, held))
        tables += [waiting] if waiting.rows else []
    return shown_with_head(tables, found, format)
