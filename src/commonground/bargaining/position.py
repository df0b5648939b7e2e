"""Positions: what a party has on the table, issue by issue, after each pass; and what both have tentatively agreed.

Law: a party's position is the agreement in force with that party's last edits on each issue. A whole offer takes the place
of all that its party proposed before, but for what is tentatively agreed. A tentative agreement puts the same words into
the positions of both; a later counter on that issue reopens it. A package or a supposal has a position of its own, as if
it were taken whole, and leaves its party's where it was.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from commonground.agreement.agreement import Agreement, Term
from commonground.agreement.offer import Edit, Offer
from commonground.bargaining.entry import Pass

Stances = Mapping[str, tuple[Edit, ...]]


@dataclass(frozen=True)
class Position:
    """What a party has on the table after a pass: its edits by issue, as an offer that can be priced."""

    party: str
    number: int
    stances: Stances
    offer: Offer


@dataclass(frozen=True)
class Change:
    """A pass that puts other words on the table: the position before it (None: it opens) and after it.

    `opened`: issues that the party had not dealt with before; `changed`: the others that it changes. `accepts`: what
    changes is taken over from another party.
    """

    made_by: Pass
    before: Position | None
    after: Position
    opened: tuple[str, ...]
    changed: tuple[str, ...]
    accepts: bool = False


@dataclass(frozen=True)
class TentativeAgreement:
    """An issue that is tentatively agreed: by which pass, to which pass, in whose words; or reopened since."""

    issue: str
    number: int
    offered: int
    on: dt.date
    parties: tuple[str, ...]
    edits: tuple[Edit, ...]
    term: Term
    reopened: int | None = None


@dataclass(frozen=True)
class History:
    """What the passes come to, one after another.

    `after`: by the number of a pass, its party's position after it; `positions`: every position by its name, `pass-7`.
    """

    agreement: Agreement
    after: Mapping[int, Position]
    positions: Mapping[str, Position]
    current: Mapping[str, Position]
    changes: tuple[Change, ...]
    agreed: tuple[TentativeAgreement, ...]

    @property
    def standing(self) -> tuple[TentativeAgreement, ...]:
        """The tentative agreements that nobody has reopened, in order."""
        return tuple(one for one in self.agreed if one.reopened is None)

    def until(self, number: int) -> History:
        """The same with the tentative agreements as they stood after a pass."""
        then = (
            replace(one, reopened=None) if one.reopened and one.reopened > number else one
            for one in self.agreed
            if one.number <= number
        )
        return replace(self, agreed=tuple(then))

    @property
    def agreed_issues(self) -> frozenset[str]:
        """The issues that are tentatively agreed."""
        return frozenset(one.issue for one in self.standing)


def pass_name(number: int) -> str:
    """How the position after a pass is called in commands and addresses.

    >>> pass_name(7)
    'pass-7'
    """
    return f"pass-{number}"


def differ(one: Stances, other: Stances, issue: str) -> bool:
    """Whether two positions say something else on an issue."""
    return (issue in one) != (issue in other) or says(one.get(issue, ())) != says(other.get(issue, ()))


def says(edits: Iterable[Edit]) -> tuple[object, ...]:
    """What edits say, without who said it, when, and whether it is agreed."""
    return tuple(
        (e.operation, e.provision, e.at, repr(e.value), e.start, e.until, e.clause.digest if e.clause else "")
        for e in edits
    )
