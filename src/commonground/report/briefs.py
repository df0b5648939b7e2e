"""A brief: what two offers come to, on a few pages that can be handed out; as words and tables, with nothing typeset.

Every picture's figures stand in the table beside it, and its words for those who do not see it say them too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from commonground.costing.member import Member
from commonground.costing.views import View
from commonground.report.issues import STATUS_QUO, Beside, gap_shares, issue_table, totals_table
from commonground.report.members import NO_PLAN, commonest, completed, member_tables, place_of
from commonground.report.table import Row, Table
from commonground.report.told_grids import ToldGrid, told_grid
from commonground.values.money import format_cents
from commonground.workforce.exchange import Exchange

WITHOUT_PLAN = "No contribution to a health plan is deducted."


@dataclass(frozen=True)
class Brief:
    """The parts of a brief: totals by year, the steps of the gap in the last year, the issues, where people stand, what one
    member takes home."""

    title: str
    says: str
    years: tuple[str, ...]
    totals: Table
    gap: Table
    issues: Table
    grid: ToldGrid | None
    member: Table
    where: str

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table, in the order of the pages."""
        grid = () if self.grid is None else (self.grid.table,)
        return (self.totals, self.gap, self.issues, *grid, self.member)


def brief(beside: Beside, told: Exchange, member: Member | None = None) -> Brief:
    """The brief of two offers, with what may be told of who stands where and the pay of a member: of the commonest place where none
    is said.

    Raises `UnknownPlace` for a place that is none.
    """
    negotiation, last = beside.negotiation, beside.years[-1]
    steps = [word for word in negotiation.roster.labels["step"].words if word]
    who = completed(negotiation, member or Member(commonest(negotiation, "step", steps)))
    agreement = negotiation.pricing.status_quo_agreement
    one, other = (agreement.title for agreement in beside.agreements)
    return Brief(
        negotiation.title,
        f"{one}, beside {other}",
        beside.years,
        totals_table(beside, View.ANNUAL),
        gap_shares(beside, View.ANNUAL, last),
        issue_table(beside, View.ANNUAL, last),
        told_grid(told, agreement, negotiation.base),
        _to_hand_out(member_tables(negotiation, who, [STATUS_QUO, *(n for n in beside.names if n != STATUS_QUO)])[0]),
        place_of(who),
    )


def _to_hand_out(member: Table) -> Table:
    """The same without what only somebody at a keyboard can do."""
    notes = tuple(WITHOUT_PLAN if note == NO_PLAN else note for note in member.notes)
    return replace(member, notes=notes)


def described(table: Table, rows: Sequence[Row] | None = None) -> str:
    """A table of dollars as a sentence, for those who do not see its picture."""
    said = []
    for row in table.rows if rows is None else rows:
        cells = zip(table.columns, row.cells, strict=True)
        figures = "; ".join(f"{column.label} ${format_cents(int(cell or 0), dollars=True)}" for column, cell in cells)
        said.append(f"{row.label}: {figures}")
    return f"{table.title}. {'. '.join(said)}."
