"""Where a table stands, at a glance: which issues close the gap, what the last pass changed, what is due next in law.

Law: the shares of `closing_table` sum to the gap; what is still between after the last of them is nothing.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

from commonground.bargaining.movement import Move
from commonground.costing.breakdown import Against, total_difference
from commonground.costing.views import View
from commonground.negotiation import Negotiation
from commonground.procedure.case import Case
from commonground.report.calendars import calendar_tables
from commonground.report.issues import AS_IT_STANDS, Beside, offered_words
from commonground.report.table import Column, Row, Table, money_columns

SOON = 6  # steps of the law that are shown
TENTHS = 1_000
LARGEST_FIRST = (
    "The largest first; still between: what is left once it and all above it are as the second offer has them."
)


def closing_table(beside: Beside, view: View, year: str) -> Table:
    """What each issue closes of the gap, the largest first, and what is then still between; in one view of one year."""
    at = 0 if view is View.RUN_RATE else beside.years.index(year)
    gap = beside.totals[2].seen(view)[at]
    shares = {issue: series.seen(view)[at] for issue, series in beside.by_issue[2].items()}
    rows, left = [], gap
    for issue, cents in sorted(shares.items(), key=lambda one: -abs(one[1])):
        if not cents:
            continue
        left -= cents
        link = beside.addresses(f"issue:{issue}", year, view)[2]
        rows.append(Row(issue, (cents, _of(cents, gap), left), (link, "", "")))
    columns = (Column("closes"), Column("of the gap", "rate"), Column("still between"))
    when = "a full year" if view is View.RUN_RATE else year
    notes = (LARGEST_FIRST,) if rows else ()
    return Table(f"Which issues close the gap, {when}", "issue", columns, tuple(rows), notes, "closing")


def _of(cents: int, gap: int) -> Fraction | None:
    return Fraction(round(Fraction(cents * TENTHS, gap)), TENTHS) if gap else None


def last_pass_tables(negotiation: Negotiation) -> list[Table]:
    """What the last pass that moved a position changed: its cost by year on both rosters, and the words, issue by issue."""
    moves = [move for move in negotiation.movement.moves if move.change.before is not None]
    if not moves:
        return []
    number = moves[-1].change.made_by.number
    found = [move for move in moves if move.change.made_by.number == number]
    return [_cost_of(negotiation, found), _words_of(negotiation, found)]


def _cost_of(negotiation: Negotiation, moves: list[Move]) -> Table:
    rows = []
    for move in moves:
        before, after = move.change.before, move.change.after
        assert before is not None
        old, new = (negotiation.movement.agreement(position) for position in (before, after))
        against = Against(old.title, old, before.offer.id)
        by_roster = {"": negotiation.pricing.engine, ", actual roster": negotiation.actual}
        for said, engine in by_roster.items():
            if engine is not None:
                cents = total_difference(engine, new, against).cents[1:]
                rows.append(Row(f"{move.party}{said}", (*cents, sum(cents))))
    made_by = moves[0].change.made_by
    columns = money_columns([*(year.label for year in negotiation.years), "all years"])
    title = f"What pass {made_by.number} of {made_by.by} changed in cost, {made_by.on}"
    notes = ("Each party's position after it, less its position before it.",)
    return Table(title, "position of", columns, tuple(rows), notes, "last-pass/cost")


def _words_of(negotiation: Negotiation, moves: list[Move]) -> Table:
    rows = []
    for move in moves:
        positions = (move.change.before, move.change.after)
        amended = [negotiation.pricing.amended(one.offer).agreement for one in positions if one is not None]
        for issue in (*move.change.changed, *move.change.opened):
            words = [offered_words(negotiation.agreement, one, issue) for one in amended]
            if words[0] != words[1]:
                rows.append(Row(issue, (move.party, *words)))
    columns = (Column("position of", "text"), Column("before", "text"), Column("after", "text"))
    notes = (f'"{AS_IT_STANDS}": the position says nothing else than the agreement in force.',) if rows else ()
    return Table("What it changed in words", "issue", columns, tuple(rows), notes, "last-pass/words")


def deadlines_table(case: Case, on: dt.date) -> Table | None:
    """The next steps of the law, the soonest first; None where there are none. Raises `CountRunsOut`."""
    found = next((table for table in calendar_tables(case, on) if table.name == "calendar/next"), None)
    if found is None:
        return None
    soon = sorted(found.rows, key=_soonest)[:SOON]
    rows = tuple(replace(row, cells=row.cells[:-1], addresses=row.addresses[:-1]) for row in soon)
    return replace(found, title=f"Next in law, as of {on}", columns=found.columns[:-1], rows=rows, name="deadlines")


def _soonest(row: Row) -> str:
    """What is due first stands first, then what opens first."""
    _, opens, due, *_ = row.cells
    return f"{due or '9999'} {opens or '0000'}"
