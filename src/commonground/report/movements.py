"""The tables of movement: each party's position pass by pass, its net, what went away from the other side, and by issue."""

from __future__ import annotations

from collections.abc import Iterator

from commonground.bargaining.movement import IssueMove, Move, Movement
from commonground.bargaining.position import Position
from commonground.negotiation import Negotiation
from commonground.report.addresses import ACTUAL, BREAKAGE, OF_MOVEMENT, MovementAddress
from commonground.report.basis import RosterBasis, basis_notes
from commonground.report.board import paid
from commonground.report.costs import standing_notes
from commonground.report.table import Column, Row, Table, Value, money_columns
from commonground.values.party import BOTH, Side

AWAY = (
    "Regressive is arithmetic: a share that goes away from the other side's position. No figure says why it was made."
)


SEVERAL = (
    "Of several unions, apart is between the employer and the one that moves, or whose pass it answers, on the issues alone that"
    " this union has raised."
)


def movement_tables(negotiation: Negotiation) -> list[Table]:
    """All movement at a table, over all years that are costed."""
    found = [
        _moves(negotiation),
        *_on_both(negotiation),
        _by_party(negotiation),
        _by_issue(negotiation),
        _away(negotiation),
    ]
    return [table for table in found if table.rows]


def _moves(negotiation: Negotiation) -> Table:
    rows = [_row(negotiation, move) for move in negotiation.movement.moves]
    columns = (Column("on", "day"), Column("what", "text"), *money_columns(["position", "move", "apart"]))
    years = f"{negotiation.years[0]} to {negotiation.years[-1]}"
    notes = (
        f"Position: the cost of what the party has on the table against the status quo, {years}. Move: the position less the"
        " one before. Apart: the union's position less the employer's.",
        *([SEVERAL] if _unions(negotiation) > 1 else []),
        "Packages are in a position when the whole of them is agreed to; supposals never.",
        *standing_notes(negotiation),
    )
    return Table(f"{negotiation.title}: movement", "pass", columns, tuple(rows), notes, "movement/passes")


def _on_both(negotiation: Negotiation) -> list[Table]:
    """Each position and what lies between the sides on both rosters, breakage between; nothing where no turnover is stated."""
    pricing = negotiation.actual_pricing
    if pricing is None:
        return []
    actual = Movement(negotiation.history, pricing, negotiation.sides)
    rows = []
    for move in negotiation.movement.moves:
        position = move.change.after
        here, between = actual.cost(position), move.between
        apart = None
        if between is not None:
            union, employer = (_position(negotiation, name) for name in between)
            apart = actual.cost(union) - actual.cost(employer)
        addresses = tuple(paid(negotiation, position.offer.id, part) for part in ("total", BREAKAGE, ACTUAL))
        opened = paid(negotiation, between[0], ACTUAL, between[1]) if between else ""
        label = f"{move.change.made_by.number} {move.party}"
        rows.append(Row(label, (move.after, here - move.after, here, apart), (*addresses, opened)))
    columns = money_columns(["cast-forward roster", "breakage", "actual roster", "apart, actual"])
    notes = basis_notes(negotiation, RosterBasis.BOTH)[1:]
    return [Table("Positions on both rosters", "pass", columns, tuple(rows), notes, "movement/rosters")]


def _position(negotiation: Negotiation, name: str) -> Position:
    """The position of a party after a pass, by the name of its offer."""
    changes = negotiation.history.changes
    return next(change.after for change in changes if change.after.offer.id == name)


def _unions(negotiation: Negotiation) -> int:
    """How many unions have a position."""
    return sum(one.side is Side.UNION for one in negotiation.movement.by_party)


def _row(negotiation: Negotiation, move: Move) -> Row:
    change = move.change
    here, before = change.after.offer.id, change.before.offer.id if change.before else ""
    cells: tuple[Value, ...] = (
        change.made_by.on.isoformat(),
        _what(move),
        move.after,
        move.after - move.before if before else None,
        move.apart,
    )
    moved = paid(negotiation, here, "total", before) if before else ""
    apart = paid(negotiation, move.between[0], "total", move.between[1]) if move.between else ""
    addresses = ("", "", paid(negotiation, here, "total"), moved, apart)
    return Row(f"{change.made_by.number} {move.party}", cells, addresses)


def _what(move: Move) -> str:
    change = move.change
    if change.before is None and not change.accepts:
        return "first position"
    if change.accepts:
        verb = "agrees" if change.made_by.by in (move.party, BOTH) else "its words are taken"
        return f"{verb}: {', '.join((*change.changed, *change.opened))}"
    parts = [f"changes {', '.join(change.changed)}"] if change.changed else []
    parts += [f"opens {', '.join(change.opened)}"] if change.opened else []
    return "; ".join(parts) or "changes the term"


def _by_party(negotiation: Negotiation) -> Table:
    rows = []
    for one in negotiation.movement.by_party:
        moves = [move for move in negotiation.movement.moves if move.party == one.party]
        first, last = (moves[at].change.after.offer.id for at in (0, -1))
        cells: tuple[Value, ...] = (one.first, one.opened)
        moved: tuple[Value, ...] = (None, None, None)
        if one.side is not Side.NEUTRAL:
            moved = (one.concessions, one.regressive, one.net)
        opened, *sums, changes, agreed = (_sum(negotiation, one.party, part) for part in OF_MOVEMENT)
        if one.side is Side.NEUTRAL:
            sums = ["", "", ""]
        ends = [paid(negotiation, at, "total") for at in (first, last)]
        addresses = (ends[0], opened, *sums, ends[1], changes, agreed)
        rows.append(Row(one.party, (*cells, *moved, one.now, one.changes, one.acceptances), addresses))
    columns = (
        *money_columns(["first", "opened", "toward", "away", "net", "now"]),
        Column("changes", "people"),
        Column("agreed", "people"),
    )
    notes = (
        "Toward and away: the sums of each issue's shares of the moves, by their direction; net is both together."
        " First and opened, with the net (for a union, less the net), come to now. Opened: issues that the party had not"
        " dealt with before, or on which its words stood in no total.",
        "Changes: passes that change a party's own offer after its first. Agreed: passes by which it takes over, or"
        " has taken from it, other words than stood in its position.",
    )
    return Table("By party", "party", columns, tuple(rows), notes, "movement/parties")


def _sum(negotiation: Negotiation, party: str, part: str, issue: str = "") -> str:
    """The address of a sum of a party's movement, by the day of the ledger's last entry."""
    return str(MovementAddress(party, part, str(negotiation.ledger.last_day), issue))


def _by_issue(negotiation: Negotiation) -> Table:
    net = negotiation.movement.by_issue()
    parties = [one.party for one in negotiation.movement.by_party if one.side is not Side.NEUTRAL]
    rows = []
    for issue, by in net.items():
        at = tuple(_sum(negotiation, party, "net", issue) for party in parties)
        rows.append(Row(issue, tuple(by.get(party, 0) for party in parties), at))
    if rows:
        totals = tuple(sum(by.get(party, 0) for by in net.values()) for party in parties)
        rows.append(Row("net", totals, tuple(_sum(negotiation, party, "net") for party in parties), is_total=True))
    title = "Net movement toward the other side, by issue"
    return Table(title, "issue", money_columns(parties), tuple(rows), (), "movement/issues")


def _away(negotiation: Negotiation) -> Table:
    rows = []
    for move, share in _regressive(negotiation):
        here = move.change.after.offer.id
        assert move.change.before is not None
        before = move.change.before.offer.id
        addresses = (
            paid(negotiation, before, "total"),
            paid(negotiation, here, "total"),
            paid(negotiation, here, f"issue:{share.issue}", before),
        )
        label = f"{move.change.made_by.number} {move.party}: {share.issue}"
        rows.append(Row(label, (move.before, move.after, share.cents), addresses))
    columns = money_columns(["position before", "position after", "share of the move"])
    return Table("Moves away from the other side (regressive)", "pass", columns, tuple(rows), (AWAY,), "movement/away")


def _regressive(negotiation: Negotiation) -> Iterator[tuple[Move, IssueMove]]:
    for move in negotiation.movement.moves:
        for share in move.shares:
            if share.is_regressive:
                yield move, share
