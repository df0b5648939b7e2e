"""The tables of a tie-out: base-year cost against the accounts by component, and what explains each difference."""

from __future__ import annotations

from collections.abc import Sequence

from commonground.costing.tie_out import NO_COMPONENT, Tied
from commonground.costing.views import View
from commonground.negotiation import Negotiation
from commonground.report.basis import basis_notes
from commonground.report.costs import gap_notes
from commonground.report.table import Column, Row, Table, money_columns

OUTSIDE = "in no component of the model"


def tie_out_tables(negotiation: Negotiation, found: Sequence[Tied]) -> list[Table]:
    """By component; then line by line what stands behind each."""
    return [_by_component(negotiation, found), _line_by_line(found)]


def _by_component(negotiation: Negotiation, found: Sequence[Tied]) -> Table:
    rows = []
    for one in found:
        cells = (one.ledger, one.model, one.difference, one.explained, one.left)
        at = f"status-quo/{negotiation.base.label}/component:{one.component}/{View.ANNUAL}/nothing"
        is_line = one.component != NO_COMPONENT and one.component != "salaries" and one.model
        rows.append(Row(one.component or OUTSIDE, cells, ("", at if is_line else "", "", "", "")))
    sums = tuple(sum(column) for column in zip(*(row.cells for row in rows), strict=True))
    total = f"status-quo/{negotiation.base.label}/total/{View.ANNUAL}/nothing"
    rows.append(Row("total", sums, ("", total, "", "", ""), is_total=True))
    columns = money_columns(["accounts", "model", "difference", "explained", "left open"])
    notes = (
        f"The model: a full year as on {negotiation.snapshot}, of the people on the roster. Left open: what nothing explains yet.",
        *gap_notes([negotiation.agreement]),
        *basis_notes(negotiation),
    )
    return Table(f"Tie-out of {negotiation.base.label}", "component", columns, tuple(rows), notes, "tie-out")


def _line_by_line(found: Sequence[Tied]) -> Table:
    rows = []
    for one in found:
        where = one.component or OUTSIDE
        what = "account" if one.component else "outside the model"
        rows += [Row(where, (what, line.name, line.cents, line.cite)) for line in one.accounts]
        rows += [Row(where, ("explained by", line.why, line.cents, line.cite)) for line in one.explanations]
        if one.left:
            rows.append(Row(where, ("left open", "", one.left, "")))
    columns = (Column("what", "text"), Column("line", "text"), Column("dollars"), Column("cited", "text"))
    return Table("Line by line", "component", columns, tuple(rows), (), "tie-out/lines")
