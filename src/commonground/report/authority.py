"""A caucus's authority: how much its people have been given to settle for, and what of it a package leaves.

Law: a limit is set beside a package's cost against the status quo, on the cast-forward roster, in the limit's own view; over the
whole term it is what the years of the package's term come to. What is left is the authority less the cost of what may be
spent at most, and the cost less the authority of what is to be had at least.
Not here: who may see it; an authority is its caucus's alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commonground.agreement.agreement import Agreement
from commonground.costing.breakdown import Against, total_difference
from commonground.costing.gap import years_of_term
from commonground.costing.views import Series, View
from commonground.negotiation import Negotiation
from commonground.report.table import Column, Row, Table
from commonground.values.money import format_cents

STATUS_QUO = "status-quo"
WITHIN, BEYOND = "within", "beyond by"
WHOLE_TERM = ""


@dataclass(frozen=True)
class AuthorityLimit:
    """So many cents at most, or at least; in one view, of a fiscal year or (`year` empty) over the whole term."""

    view: View
    year: str
    cents: int
    is_most: bool = True

    def __str__(self) -> str:
        when = "a full year" if self.view is View.RUN_RATE else self.year or "over the whole term"
        return f"{'at most' if self.is_most else 'at least'}, {self.view}, {when}"

    def cost(self, series: Series, labels: Sequence[str], in_term: int) -> int:
        """What of a series of differences the limit is set beside; `labels` name the years, `in_term` are of the term."""
        seen = series.seen(self.view)
        if self.view is View.RUN_RATE:
            return seen[0]
        if self.year:
            return seen[labels.index(self.year)]
        of_term = seen[:in_term]
        return of_term[-1] if self.view is View.CUMULATIVE and of_term else sum(of_term)

    def left(self, cost: int) -> int:
        """What a cost leaves of it; less than nothing where it goes beyond."""
        return self.cents - cost if self.is_most else cost - self.cents


def authority_table(
    negotiation: Negotiation, package: tuple[str, Agreement], limits: Sequence[AuthorityLimit]
) -> Table:
    """Each limit beside what a package costs, and what is left of it."""
    rows = []
    for limit, cost in zip(limits, costs(negotiation, package[1], limits), strict=True):
        left = limit.left(cost)
        stands = WITHIN if left >= 0 else f"{BEYOND} {format_cents(-left, dollars=True)}"
        rows.append(
            Row(str(limit), (limit.cents, cost, left, stands), ("", _address(negotiation, package, limit), "", ""))
        )
    columns = (Column("authority"), Column("this package"), Column("left"), Column("", "text"))
    notes = ("Your caucus's own; it crosses no table. Against the status quo, on the cast-forward roster.",)
    return Table("Your authority", "limit", columns, tuple(rows), notes, "authority")


def costs(negotiation: Negotiation, agreement: Agreement, limits: Sequence[AuthorityLimit]) -> list[int]:
    """What an agreement costs beside each limit, in cents."""
    pricing = negotiation.pricing
    against = Against("the status quo", pricing.status_quo_agreement, STATUS_QUO)
    series = total_difference(pricing.engine, agreement, against)
    labels = [year.label for year in negotiation.years]
    in_term = len(years_of_term(agreement, negotiation.years))
    return [limit.cost(series, labels, in_term) for limit in limits]


def beyond(negotiation: Negotiation, agreement: Agreement, limits: Sequence[AuthorityLimit]) -> list[str]:
    """In a sentence each, the limits beyond which an agreement goes."""
    found = zip(limits, costs(negotiation, agreement, limits), strict=True)
    return [
        f"{limit}: {format_cents(limit.cents, dollars=True)} is your authority; this comes to "
        f"{format_cents(cost, dollars=True)}, {format_cents(-limit.left(cost), dollars=True)} beyond it."
        for limit, cost in found
        if limit.left(cost) < 0
    ]


def _address(negotiation: Negotiation, package: tuple[str, Agreement], limit: AuthorityLimit) -> str:
    """The address of a cost that one figure of the package is: over the whole term it is what was paid by the last year."""
    end = f"total/{limit.view}/{STATUS_QUO}"
    if limit.view is View.RUN_RATE:
        return f"{package[0]}/run-rate/{end}"
    if limit.year:
        return f"{package[0]}/{limit.year}/{end}"
    in_term = years_of_term(package[1], negotiation.years)
    view = View.ANNUAL if limit.view is View.INCREMENT else View.CUMULATIVE
    return f"{package[0]}/{in_term[-1].label}/total/{view}/{STATUS_QUO}" if in_term else ""
