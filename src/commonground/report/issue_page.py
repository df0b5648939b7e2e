"""One issue: what stands and what both offers say, term by term with differences marked; its passes; its price by year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from commonground.agreement.agreement import Agreement
from commonground.agreement.provision import BEGINNING, Provision
from commonground.costing.views import View
from commonground.report.basis import parts_say
from commonground.report.costs import view_says
from commonground.report.issues import STATUS_QUO, Beside, offered_words
from commonground.report.table import Column, Row, Table, money_columns
from commonground.report.terms import NOTHING, new_versions, said, terms_said

LONGEST_LIST = 12
SAME, BOTH_CHANGE, APART = "", "both change it alike", "the two differ"


def issue_tables(beside: Beside, issue: str, view: View) -> list[Table]:
    """The terms of both sides, the price by year in one view, and the history of passes, where there are any."""
    found = [terms_table(beside, issue), price_table(beside, issue, view), passes_table(beside, issue)]
    return [table for table in found if table.rows]


def terms_table(beside: Beside, issue: str) -> Table:
    """Term by term what stands and what both offers say; a day at which one of them changes has rows of its own."""
    said = (beside.negotiation.agreement, *(_amended(beside, name) for name in beside.names))
    rows = [row for key in _clauses(said, issue) for row in _clause_rows([one.provisions.get(key) for one in said])]
    titles = ("status quo", *(one.title for one in beside.agreements))
    columns = (
        Column("from", "day"),
        Column("term", "text"),
        *(Column(title, "text") for title in titles),
        Column("difference", "text"),
    )
    notes = (f"{NOTHING}: says nothing. A list of more than {LONGEST_LIST} entries is told by its size.",)
    return Table("Terms", "clause", columns, tuple(rows), notes, "issue/terms")


def price_table(beside: Beside, issue: str, view: View) -> Table:
    """What the issue costs under both offers and between them, by year."""
    years = ("run-rate",) if view is View.RUN_RATE else beside.years
    each = [beside.addresses(f"issue:{issue}", year, view) for year in years]
    rows = [
        Row(label, parts[issue].seen(view), tuple(found[at] for found in each), at == 2)
        for at, (label, parts) in enumerate(
            zip((*(one.title for one in beside.agreements), "gap"), beside.by_issue, strict=True)
        )
        if issue in parts
    ]
    said = f"Against the status quo; {view_says(view, beside.status_quo)}."
    notes = (said, *parts_say(beside.negotiation, beside.basis))
    return Table("Price", "offer", money_columns(years), tuple(rows), notes, "issue/price")


def passes_table(beside: Beside, issue: str) -> Table:
    """Every pass that said something on the issue, in order."""
    negotiation = beside.negotiation
    rows = []
    for one in negotiation.ledger.passes:
        if (stand := one.stand_on(issue)) is None:
            continue
        sort = "supposal" if one.is_supposal else "package" if one.is_package else ""
        position = negotiation.history.after.get(one.number)
        amended = negotiation.pricing.amended(position.offer).agreement if position else None
        words = offered_words(negotiation.agreement, amended, issue) if amended and stand.edits else ""
        rows.append(Row(f"{one.number} {one.by}", (one.on.isoformat(), str(stand.answer), sort, stand.says, words)))
    labels = ("answer", "as", "says", "then on its table")
    columns = (Column("on", "day"), *(Column(label, "text") for label in labels))
    return Table("Passes", "pass", columns, tuple(rows), (), "issue/passes")


def _amended(beside: Beside, name: str) -> Agreement:
    negotiation = beside.negotiation
    if name == STATUS_QUO:
        return negotiation.agreement
    return negotiation.pricing.amended(negotiation.offer(name)).agreement


def _clauses(said: tuple[Agreement, ...], issue: str) -> dict[str, None]:
    return dict.fromkeys(one.id for agreement in said for one in agreement if one.issue == issue)


def _clause_rows(clauses: list[Provision | None]) -> Iterator[Row]:
    """The rows of a clause: on its first day all that is said, later what one of the three says anew."""
    label = next(one.title for one in clauses if one)
    before: list[dict[str, Any]] = []
    for day in _days(clauses):
        now = [_on(clause, day) for clause in clauses]
        for name in dict.fromkeys(name for held in now for name in held):
            values = [held.get(name) for held in now]
            if before and values == [held.get(name) for held in before]:
                continue
            words = [said(value, LONGEST_LIST) for value in values]
            shown_day = None if day == BEGINNING else day.isoformat()
            yield Row(label, (shown_day, name.replace("_", " "), *words, _marked(values)))
            label = ""
        before = now
    if not before or not any(before):
        stands = ["stands" if clause and clause.versions else NOTHING for clause in clauses]
        yield Row(label, (None, "", *stands, _marked(stands)))


def _days(clauses: list[Provision | None]) -> list[dt.date]:
    """The days to tell of: the one on which the latest words in force begin, and those of every new version."""
    old = clauses[0]
    latest = [old.versions[-1].start] if old and old.versions else []
    new = {version.start for clause in clauses[1:] for version in new_versions(old, clause)}
    return sorted({*latest, *new})


def _on(clause: Provision | None, day: dt.date) -> dict[str, Any]:
    version = clause.on(day) if clause else None
    return terms_said(version) if version else {}


def _marked(values: list[Any]) -> str:
    old, one, other = values
    if one != other:
        return APART
    return SAME if one == old else BOTH_CHANGE
