"""Movement: how far each party has moved, by issue and in dollars, pass by pass; every figure by the natural path.

A position is priced as the agreement in force with that party's offer at that time. Figures are cents over all years that
are costed (cumulative), on the common horizon, so that offers of different length can be set side by side.

    move        cost of the position after a pass - cost of the position before it
    share       what an issue adds to a move (exact Shapley; the shares sum to the move)
    toward      the employer's move, or the union's with its sign turned: positive brings the sides nearer
    concession  a share toward the other side; in a party's own change, a share away from it is regressive
    opening     a share of an issue that the party had not dealt with before, or on which its words stood in no total: no move

    apart       the union's position less the employer's; where several unions bargain with one employer, of the union that moves
                or whose pass the employer answers, and on the issues alone that this union has raised

What is agreed to is in the other side's words, so it is never regressive: its shares of either sign count as concessions.

Law: first position + later openings + net movement = position now, to the cent, for every party.
Regressive is arithmetic here. Whether a move is lawful, or justified by what had changed, no figure says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from commonground.agreement.agreement import Agreement
from commonground.bargaining.position import Change, History, Position
from commonground.costing.breakdown import Against, total_difference
from commonground.costing.price import Pricing
from commonground.values.party import Side


@dataclass(frozen=True)
class IssueMove:
    """What one issue, or several that only stand together, adds to a move; `toward` is None for a neutral.

    `is_opening`: the party had not dealt with it, or its words on it stood in no total. `is_taken`: in the other's words.
    """

    issues: tuple[str, ...]
    issue: str
    cents: int
    toward: int | None
    is_opening: bool
    is_taken: bool = False

    @property
    def is_regressive(self) -> bool:
        """Whether it goes away from the other side, in the party's own words."""
        return not (self.is_opening or self.is_taken) and self.toward is not None and self.toward < 0


@dataclass(frozen=True)
class Move:
    """A change of a position, priced: before (0 where it opens), after, its shares; what lies between the sides after the pass.

    `between`: the union's position and the employer's that are apart, where all of them is counted.
    """

    change: Change
    before: int
    after: int
    shares: tuple[IssueMove, ...]
    apart: int | None
    between: tuple[str, str] | None = None

    @property
    def party(self) -> str:
        """Whose position it is."""
        return self.change.after.party

    @property
    def concessions(self) -> int:
        """The sum of the shares that count and are not regressive."""
        return sum(share.toward or 0 for share in self.shares if not (share.is_opening or share.is_regressive))

    @property
    def regressive(self) -> int:
        """The sum of the shares away from it; not above 0."""
        return sum(share.toward or 0 for share in self.shares if share.is_regressive)

    @property
    def opened(self) -> int:
        """What the issues add that were opened with it, in cents of cost."""
        return sum(share.cents for share in self.shares if share.is_opening)


@dataclass(frozen=True)
class PartyMovement:
    """One party's movement: first position, later openings and now in cents of cost; its changes counted."""

    party: str
    side: Side
    first: int
    opened: int
    now: int
    concessions: int
    regressive: int
    changes: int
    acceptances: int

    @property
    def net(self) -> int:
        """Net movement toward the other side."""
        return self.concessions + self.regressive


@dataclass(frozen=True)
class Movement:
    """All movement at a table."""

    history: History
    pricing: Pricing
    sides: Mapping[str, Side]

    def agreement(self, position: Position) -> Agreement:
        """The agreement as a position would have it, carried past its term."""
        return self.pricing.applied(position.offer).agreement

    def cost(self, position: Position) -> int:
        """A position's cost against the status quo, over all years."""
        status_quo = Against("the status quo", self.pricing.status_quo_agreement, "status-quo")
        return sum(total_difference(self.pricing.engine, self.agreement(position), status_quo).cents[1:])

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """Every change, priced, in order."""
        held: dict[str, Position] = {}
        found = []
        last = {change.made_by.number: change for change in self.history.changes}
        for change in self.history.changes:
            held[change.after.party] = change.after
            before = self.cost(change.before) if change.before else 0
            apart, between = self._apart(change, held) if last[change.made_by.number] is change else (None, None)
            shares = tuple(self._shares(change))
            found.append(Move(change, before, self.cost(change.after), shares, apart, between))
        return tuple(found)

    def _shares(self, change: Change) -> Iterator[IssueMove]:
        if change.before is None:
            return
        side = self.sides.get(change.after.party)
        sign = {Side.EMPLOYER: 1, Side.UNION: -1}.get(side) if side else None
        one, other = self.agreement(change.before), self.agreement(change.after)
        for share in self.pricing.gap(one, other).shares:
            cents = sum(share.cents[1:])
            if any(share.cents) or set(share.issues) & {*change.opened, *change.changed}:
                toward = None if sign is None else sign * cents
                opens = set(share.issues) <= {*change.opened, *_in_no_total(change.before, one)}
                yield IssueMove(share.issues, share.issue, cents, toward, opens, change.accepts)

    def _apart(self, change: Change, held: Mapping[str, Position]) -> tuple[int | None, tuple[str, str] | None]:
        """What lies between a union and the employer after a change, and between which positions where that is all of them."""
        employers = [party for party in held if self.sides.get(party) is Side.EMPLOYER]
        unions = [party for party in held if self.sides.get(party) is Side.UNION]
        if not employers or not unions:
            return None, None
        employer = held[employers[0]]
        if len(unions) == 1:
            union = held[unions[0]]
            return self.cost(union) - self.cost(employer), (union.offer.id, employer.offer.id)
        meant = [party for party in unions if party in (change.after.party, self._answered(change))]
        return (self._apart_on_its_issues(held[meant[0]], employer) if len(meant) == 1 else None), None

    def _answered(self, change: Change) -> str:
        """The party whose pass a change answers; "" where it answers none."""
        answered = self.history.after.get(change.made_by.answers or 0)
        return answered.party if answered else ""

    def _apart_on_its_issues(self, union: Position, employer: Position) -> int:
        """What one of several unions and the employer are apart on the issues that this union has raised."""
        shares = self.pricing.gap(self.agreement(employer), self.agreement(union)).shares
        return sum(sum(share.cents[1:]) for share in shares if set(share.issues) & set(union.stances))

    @cached_property
    def by_party(self) -> tuple[PartyMovement, ...]:
        """Each party's movement, in the order of their first passes."""
        parties = dict.fromkeys(move.party for move in self.moves)
        return tuple(self._of(party) for party in parties)

    def _of(self, party: str) -> PartyMovement:
        moves = [move for move in self.moves if move.party == party]
        return PartyMovement(
            party,
            self.sides[party],
            moves[0].after,
            sum(move.opened for move in moves),
            moves[-1].after,
            sum(move.concessions for move in moves),
            sum(move.regressive for move in moves),
            number_of_changes(self.history, party),
            len({move.change.made_by.number for move in moves if move.change.accepts}),
        )

    def by_issue(self) -> Mapping[str, Mapping[str, int]]:
        """The net of each party's shares on each issue, openings left out: cents toward the other side."""
        found: dict[str, dict[str, int]] = {}
        for move in self.moves:
            for share in move.shares:
                if not share.is_opening and share.toward is not None:
                    held = found.setdefault(share.issue, {})
                    held[move.party] = held.get(move.party, 0) + share.toward
        return found


def _in_no_total(position: Position, agreement: Agreement) -> set[str]:
    """The issues on which a position has words that may cost something and stand in no total."""
    touched = {edit.provision for edits in position.stances.values() for edit in edits}
    return {clause.issue for clause in agreement.gaps if clause.id in touched}


def number_of_changes(history: History, party: str) -> int:
    """How many passes changed a party's own offer after its first; what it only accepted is not counted."""
    changed = [one for one in history.changes if one.after.party == party and one.before is not None]
    return len({one.made_by.number for one in changed if not one.accepts})
