"""The ratified agreement, clause by clause: what each clause that is touched says now, and what it will say."""

from __future__ import annotations

from collections.abc import Iterator

from commonground.bargaining.ratified import Amendment, amendments
from commonground.negotiation import Negotiation
from commonground.report.table import Column, Row, Table
from commonground.report.terms import changes, day_of, new_versions


def clause_table(negotiation: Negotiation) -> Table:
    """Each clause that the tentative agreements make, change or strike, in the order in which they were agreed."""
    rows = [row for one in amendments(negotiation.history) for row in _rows(one)]
    touched = {one.clause for one in amendments(negotiation.history)}
    left = sum(clause.id not in touched for clause in negotiation.agreement)
    columns = (Column("from", "day"), Column("term", "text"), Column("now", "text"), Column("will be", "text"))
    notes = (
        f"Of a list only the entries that differ are shown. The other {left} clauses of the agreement stand as they are.",
    )
    title = f"{negotiation.title}: tentatively agreed, clause by clause"
    return Table(title, "clause", columns, tuple(rows), notes, "table/clauses")


def _rows(one: Amendment) -> Iterator[Row]:
    """A row for each term that is changed, and each new version that changes it."""
    label = f"{one.clause} ({one.sort}, pass {one.agreed.number})"
    if not new_versions(one.old, one.new):
        yield Row(label, (None, "", "", "struck" if one.old else ""))
        return
    for change in changes(one.old, one.new):
        yield Row(label, (day_of(change.start), change.term, change.now, change.then))
        label = ""
