"""The tables of what lies on the table: each issue's state, sticking points, what is agreed, packages, requests, other tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from commonground.bargaining.entry import FactSort, Pass, Stand
from commonground.bargaining.ledger import is_settled
from commonground.bargaining.me_too import owed_by_me_too
from commonground.bargaining.position import Position
from commonground.bargaining.ratified import amendments, tentative_name
from commonground.bargaining.status import IssueState, IssueStatus, open_packages, status_board
from commonground.bargaining.sticking import StickingPoint, sticking_points
from commonground.costing.attribution import attribute
from commonground.costing.views import View
from commonground.negotiation import Negotiation
from commonground.report.costs import standing_notes
from commonground.report.table import Column, Row, Table, Value
from commonground.values.party import Side
from commonground.values.wording import counted

STATUS_QUO = "status-quo"


def board_tables(negotiation: Negotiation, on: dt.date) -> list[Table]:
    """Where the table stands at the end of a day; the negotiation's ledger ends there."""
    points = _points(negotiation)
    found = [
        _board(negotiation, on, points),
        _sticking(negotiation, points),
        _agreed(negotiation),
        _whole(negotiation),
        _requests(negotiation, on),
        _elsewhere(negotiation),
    ]
    return [table for table in found if table.rows]


def across(negotiation: Negotiation) -> tuple[Position, Position] | None:
    """The positions of the employer and of the one union; None where a side has passed nothing, or several unions have."""
    current = negotiation.history.current
    sides = {
        side: [position for party, position in current.items() if negotiation.sides.get(party) is side] for side in Side
    }
    employer, union = sides[Side.EMPLOYER], sides[Side.UNION]
    return (employer[0], union[0]) if employer and len(union) == 1 else None


def paid(negotiation: Negotiation, one: str, part: str, against: str = STATUS_QUO) -> str:
    """The address of what a position has cost more by the last year, in a part, than another."""
    return f"{one}/{negotiation.years[-1].label}/{part}/{View.CUMULATIVE}/{against}"


def _points(negotiation: Negotiation) -> tuple[StickingPoint, ...]:
    pair = across(negotiation)
    return sticking_points(negotiation.ledger, negotiation.movement, *pair) if pair else ()


def _board(negotiation: Negotiation, on: dt.date, points: Sequence[StickingPoint]) -> Table:
    pair = across(negotiation)
    parties = negotiation.ledger.parties
    bargaining = [party for party in parties if negotiation.sides[party] is not Side.NEUTRAL]
    rows = []
    for status in status_board(negotiation.ledger, negotiation.history):
        point = next((point for point in points if point.issues[0] == status.issue), None)
        apart = point.apart if point else 0 if status.agreed else None
        address = (
            paid(negotiation, pair[1].offer.id, f"issue:{point.issue}", pair[0].offer.id) if pair and point else ""
        )
        words = [_word(status.last.get(party)) for party in parties]
        rows.append(
            Row(status.issue, (_state(status, bargaining), *words, apart), (*[""] * (len(parties) + 1), address))
        )
    columns = (Column("state", "text"), *(Column(party, "text") for party in parties), Column("apart"))
    title = f"{negotiation.title}: the table on {on}"
    return Table(title, "issue", columns, tuple(rows), tuple(_notes(negotiation)), "table/board")


def _state(status: IssueStatus, parties: Sequence[str]) -> str:
    """How far an issue has come; of an agreement that not all are party to, between whom it is."""
    if status.agreed is not None:
        between = status.agreed.parties
        whose = "" if set(parties) <= set(between) else f", {' and '.join(between)}"
        return f"{IssueState.AGREED}, pass {status.agreed.number}{whose}"
    package = f"; in package {', '.join(map(str, status.packages))}" if status.packages else ""
    return f"{status.state}{package}"


def _word(last: tuple[Pass, Stand | None] | None) -> str:
    """A party's last word on an issue, with the number of the pass."""
    if last is None:
        return ""
    one, stand = last
    answer = {"tentative agreement": "agree"}.get(stand.answer, str(stand.answer)) if stand else "no longer"
    return f"{one.number} {answer}"


def _notes(negotiation: Negotiation) -> Iterator[str]:
    ledger = negotiation.ledger
    if across(negotiation) is not None:
        yield (
            "Beside each answer stands the number of its pass. Apart: the union's position less the employer's,"
            f" over {negotiation.years[0]} to {negotiation.years[-1]}; an issue's share is its mean over all orders."
        )
    raised = {stand.issue for one in ledger.passes for stand in one.stands}
    quiet = [issue for issue in negotiation.agreement.issues if issue not in raised]
    if quiet:
        yield f"Not raised: {', '.join(quiet)}."
    minutes = sum(session.minutes for session in ledger.sessions)
    if ledger.sessions:
        yield f"{counted(len(ledger.sessions), 'session')}, {hours(minutes)}; {counted(len(ledger.passes), 'pass', 'passes')}."
    yield from standing_notes(negotiation)
    yield f"Ledger {ledger.head}."


def hours(minutes: int) -> str:
    """Minutes as hours and minutes.

    >>> hours(150)
    '2 h 30'
    """
    return f"{minutes // 60} h {minutes % 60:02d}"


def _sticking(negotiation: Negotiation, points: Sequence[StickingPoint]) -> Table:
    pair = across(negotiation)
    rows = []
    for point in points:
        assert pair is not None
        address = paid(negotiation, pair[1].offer.id, f"issue:{point.issue}", pair[0].offer.id)
        rows.append(Row(point.issue, (point.apart, point.still, point.refused), (address,)))
    columns = (Column("apart"), Column("passes since a move", "people"), Column("refused", "people"))
    notes = ("Refused: how often it was held, questioned or rejected.",)
    return Table("Sticking points", "issue", columns, tuple(rows), notes, "table/sticking")


def _agreed(negotiation: Negotiation) -> Table:
    """The tentative agreements in order, with what each adds to the cost, and the clauses that they touch."""
    history = negotiation.history
    touched = amendments(history)
    adds = _adds(negotiation)
    rows = []
    for held in history.standing:
        clauses = [f"{one.clause} ({one.sort})" for one in touched if one.agreed is held]
        cents = adds.get(held.issue)
        address = paid(negotiation, tentative_name(history), f"issue:{held.issue}") if cents is not None else ""
        said = ", ".join(clauses) or "as it stands"
        cells: tuple[Value, ...] = (held.number, held.on.isoformat(), f"pass {held.offered}", said, cents)
        rows.append(Row(held.issue, cells, ("", "", "", "", address)))
    if rows:
        total = sum(cents for cents in adds.values())
        cells = (None, None, None, None, total)
        rows.append(
            Row("all", cells, ("", "", "", "", paid(negotiation, tentative_name(history), "total")), is_total=True)
        )
    rows += [
        Row(f"{held.issue} (reopened)", (held.number, held.on.isoformat(), f"by pass {held.reopened}", "", None))
        for held in history.agreed
        if held.reopened is not None
    ]
    columns = (
        Column("pass", "people"),
        Column("on", "day"),
        Column("words of", "text"),
        Column("clauses", "text"),
        Column("adds"),
    )
    return Table("Tentatively agreed, in order", "issue", columns, tuple(rows), (), "table/agreed")


def _adds(negotiation: Negotiation) -> Mapping[str, int]:
    """What the issues of the tentative agreements add against the status quo, over all years."""
    if not negotiation.history.agreed:
        return {}
    pricing = negotiation.pricing
    agreed = pricing.applied(negotiation.positions[tentative_name(negotiation.history)]).agreement
    shares = attribute(pricing.engine, pricing.status_quo_agreement, agreed).shares
    return {share.issue: sum(share.cents[1:]) for share in shares if any(share.cents)}


def _whole(negotiation: Negotiation) -> Table:
    """Packages that nobody has answered, and supposals: what they would cost, taken whole."""
    lying = {one.number for one in open_packages(negotiation.ledger)}
    rows = []
    for one in negotiation.ledger.passes:
        if one.number in lying or one.is_supposal:
            position = negotiation.history.after[one.number]
            sort = "supposal" if one.is_supposal else "package"
            said = ", ".join(stand.issue for stand in one.stands)
            cost = None if one.is_in_words else negotiation.movement.cost(position)
            cells = (sort, one.on.isoformat(), said, cost)
            address = "" if one.is_in_words else paid(negotiation, position.offer.id, "total")
            rows.append(Row(f"{one.number} {one.by}", cells, ("", "", "", address)))
    columns = (Column("", "text"), Column("on", "day"), Column("on which", "text"), Column("cost if taken whole"))
    notes = ["A package stands only whole; a supposal binds nobody. Neither is in a party's position."]
    if any(row.cells[3] is None for row in rows):
        notes.append("What is proposed in words alone, without edits to the agreement, has no cost here.")
    return Table("Packages and supposals", "pass", columns, tuple(rows), tuple(notes), "table/packages")


def _requests(negotiation: Negotiation, on: dt.date) -> Table:
    rows = []
    for request, replies in negotiation.ledger.requests:
        state = _requested(request.due, on, is_settled((request, replies)), bool(replies))
        due = request.due.isoformat() if request.due else None
        said = f"{request.by} of {request.of}: {request.asks}"
        rows.append(Row(str(request.number), (request.on.isoformat(), due, said, state)))
    columns = (Column("asked", "day"), Column("due", "day"), Column("what", "text"), Column("state", "text"))
    return Table("Requests for information", "entry", columns, tuple(rows), (), "table/requests")


def _requested(due: dt.date | None, on: dt.date, settled: bool, begun: bool) -> str:
    if settled:
        return "given"
    part = "in part; " if begun else ""
    if due is not None and due < on:
        return f"{part}overdue by {counted((on - due).days, 'day')}"
    return f"{part}open"


def _elsewhere(negotiation: Negotiation) -> Table:
    rows = [
        Row(f"{fact.number} {fact.who}", (fact.on.isoformat(), _fact_says(fact.sort, fact.to), fact.says))
        for fact in negotiation.ledger.facts
    ]
    for owed in owed_by_me_too(negotiation.ledger, negotiation.history):
        said = f"{owed.issue}: entry {owed.since} calls for it ({owed.says})"
        rows.append(Row(f"{owed.me_too.number} {owed.me_too.to}", (owed.on.isoformat(), "owed by me-too", said)))
    columns = (Column("on", "day"), Column("", "text"), Column("says", "text"))
    return Table("Other tables", "entry", columns, tuple(rows), (), "table/elsewhere")


def _fact_says(sort: FactSort, to: str) -> str:
    return f"{sort} to {to}" if to else str(sort)
