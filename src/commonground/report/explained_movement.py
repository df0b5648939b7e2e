"""An opened figure of movement: the shares, pass by pass and issue by issue, of which it is the sum.

Law: the rows sum to the figure, to the cent; each share has the address of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from commonground.bargaining.history import history
from commonground.bargaining.movement import IssueMove, Move, Movement
from commonground.negotiation import Negotiation
from commonground.report.addresses import BadAddress, MovementAddress
from commonground.report.board import paid
from commonground.report.table import Column, Row, Table
from commonground.values.money import format_cents

SAYS = {
    "opened": "issues that the party had not dealt with before, or on which its words stood in no total: cents of cost",
    "toward": "shares of its moves toward the other side, and of what it agreed to",
    "away": "shares of its own moves away from the other side",
    "net": "all shares of its moves but openings, toward the other side",
    "changes": "passes that change its own offer after its first",
    "agreed": "passes by which it takes over, or has taken from it, other words than stood in its position",
}
COUNTED = ("changes", "agreed")


def explained_movement(negotiation: Negotiation, address: MovementAddress) -> list[Table]:
    """The figure and its parts. Raises `BadAddress` for a party, a day or an issue that the table does not have."""
    try:
        day = dt.date.fromisoformat(address.day)
    except ValueError:
        raise BadAddress(str(address), address.day, "a day, such as 2026-06-15") from None
    then = _until(negotiation, day)
    moves = [move for move in then.moves if move.party == address.party]
    if not moves:
        known = ", ".join(dict.fromkeys(move.party for move in then.moves)) or "none"
        raise BadAddress(str(address), address.party, f"a party with a position by {day}: {known}")
    parts = list(_counted(address, moves) if address.part in COUNTED else _shares(negotiation, address, moves))
    if address.issue and address.issue not in then.by_issue():
        raise BadAddress(str(address), address.issue, "an issue on which the party has moved")
    is_count = address.part in COUNTED
    whole = len(parts) if is_count else sum(row.cells[1] for row in parts if isinstance(row.cells[1], int))
    figure = Row("the figure", (str(whole) if is_count else format_cents(whole),), is_total=True)
    is_what = Row("is", (SAYS[address.part],))
    of = f", {address.issue}" if address.issue else ""
    title = f"{address.party}: {address.part}{of}, by {day}"
    opened = Table(title, "", (Column("", "text"),), (figure, is_what), (), "figure")
    columns = (Column("on", "day"), *(() if is_count else (Column("share"),)))
    total = () if is_count else (Row("sum", (None, whole), is_total=True),)
    return [opened, Table("Of which", "pass", columns, (*parts, *total), (), "movement/parts")]


def _until(negotiation: Negotiation, day: dt.date) -> Movement:
    """The movement by the end of a day, priced by the same engine."""
    if negotiation.ledger.last_day is None or day >= negotiation.ledger.last_day:
        return negotiation.movement
    then = history(negotiation.ledger.until(day), negotiation.agreement, negotiation.sides)
    return Movement(then, negotiation.pricing, negotiation.sides)


def _counted(address: MovementAddress, moves: list[Move]) -> Iterator[Row]:
    wanted = address.part == "agreed"
    seen = set()
    for move in moves:
        made = move.change.made_by
        if move.change.accepts is wanted and (wanted or move.change.before is not None) and made.number not in seen:
            seen.add(made.number)
            yield Row(str(made.number), (made.on.isoformat(),))


def _shares(negotiation: Negotiation, address: MovementAddress, moves: list[Move]) -> Iterator[Row]:
    for move in moves:
        for share in move.shares:
            cents = _of_part(address.part, share)
            if cents is None or address.issue not in ("", share.issue):
                continue
            made, before = move.change.made_by, move.change.before
            at = ""
            if before is not None and cents:  # an issue that opens without a price has no cost to open
                at = paid(negotiation, move.change.after.offer.id, f"issue:{share.issue}", before.offer.id)
            yield Row(f"{made.number}: {share.issue}", (made.on.isoformat(), cents), ("", at))


def _of_part(part: str, share: IssueMove) -> int | None:
    """What a share counts in a part; None where it is not of it."""
    if part == "opened":
        return share.cents if share.is_opening else None
    if share.is_opening or share.toward is None:
        return None
    if part == "net":
        return share.toward
    return share.toward if share.is_regressive is (part == "away") else None
