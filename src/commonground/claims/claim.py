"""A claim: what somebody said in public, where, and the typed figure in it; or an event that each side tells its own way.

Law: a claim carries a short quotation, by which it can be found again in its source.
A recipe says how a figure is had from other public figures, or from other files, where the model does not hold it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from commonground.values.citation import Citation
from commonground.values.party import Side
from commonground.values.typed_figure import TypedFigure

ENTRY_PAY = "entry"  # the scope of a figure of what somebody new is paid


class Operation(StrEnum):
    """How a figure follows from other public figures, and from those that files of the folder hold."""

    SAME = "same"
    SUM = "sum"
    DIFFERENCE = "difference"
    SHARE = "share"
    YEARS = "years"
    RAMP = "ramp"
    COMPOUND = "compound"
    SCALE = "scale"


def is_held(name: str) -> bool:
    """Whether a name in a recipe is one of a figure that another file holds, such as days/lost; ids have no slash."""
    return "/" in name


@dataclass(frozen=True, slots=True)
class Recipe:
    """An operation on claims, facts and held figures by their names; `number` is the years of a span, or the factor of a scale."""

    operation: Operation
    of: tuple[str, ...]
    number: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A number that both sides may look up: a budget, a number of members on a roll."""

    id: str
    what: str
    amount: Fraction
    unit: str
    source: Citation | None = None


@dataclass(frozen=True)
class Claim:
    """One public statement. `figure` is None for an event, which `tells` in the speaker's sense.

    `offers` are what the figure is about: one offer for a cost or a raise, two for a gap. `answers` is the other side's
    claim to which this one replies, `event` what several accounts are accounts of.
    """

    id: str
    who: str
    role: str
    side: Side
    outlet: str
    date: dt.date
    quotation: str
    source: Citation | None = None
    figure: TypedFigure | None = None
    tells: str = ""
    event: str = ""
    offers: tuple[str, ...] = ()
    answers: str = ""
    recipe: Recipe | None = None
    note: str = ""


@dataclass(frozen=True)
class Claims:
    """A negotiation's claims and the facts beside them, by id."""

    claims: Mapping[str, Claim] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def replies(self, claim: Claim) -> tuple[Claim, ...]:
        """The claims that answer this one, what it answers itself, and the other accounts of its event."""
        return tuple(
            other
            for other in self.claims.values()
            if other.id != claim.id
            and (other.answers == claim.id or other.id == claim.answers or (claim.event and other.event == claim.event))
        )
