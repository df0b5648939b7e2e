"""Sticking points: the issues on which the sides still differ, with what lies between them and how long nobody has moved."""

from __future__ import annotations

from dataclasses import dataclass

from commonground.bargaining.entry import Answer
from commonground.bargaining.ledger import PassLedger
from commonground.bargaining.movement import Movement
from commonground.bargaining.position import Position, differ


@dataclass(frozen=True)
class StickingPoint:
    """An issue, or several that only stand together, on which two positions differ.

    `apart`: the second position less the first, cents over all years. `still`: passes at this table since anyone moved on it;
    `refused`: how often it was held, questioned or rejected.
    """

    issues: tuple[str, ...]
    issue: str
    apart: int
    still: int
    refused: int


def sticking_points(
    ledger: PassLedger, movement: Movement, one: Position, other: Position
) -> tuple[StickingPoint, ...]:
    """The issues on which two positions differ, those that are furthest apart first; the first position is the employer's."""
    attribution = movement.pricing.gap(movement.agreement(one), movement.agreement(other))
    found = []
    for share in attribution.shares:
        apart = sum(share.cents[1:])
        if any(share.cents) or any(differ(one.stances, other.stances, issue) for issue in share.issues):
            found.append(_point(share.issues, share.issue, apart, ledger, movement))
    return tuple(sorted(found, key=lambda point: -abs(point.apart)))


def _point(issues: tuple[str, ...], name: str, apart: int, ledger: PassLedger, movement: Movement) -> StickingPoint:
    moved = [
        change.made_by.number
        for change in movement.history.changes
        if {*change.opened, *change.changed}.intersection(issues)
    ]
    since = max(moved, default=0)
    refusing = (Answer.HOLD, Answer.QUESTION, Answer.REJECT)
    refused = sum(stand.answer in refusing for one in ledger.passes for stand in one.stands if stand.issue in issues)
    return StickingPoint(issues, name, apart, sum(one.number > since for one in ledger.passes), refused)
