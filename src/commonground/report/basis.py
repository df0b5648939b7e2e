"""The basis of a total: on which roster it stands, in words, and the rows by which one becomes the other.

Two rosters stand side by side wherever turnover is stated: cast forward, where the same people advance, and actual, where people
leave and others come in. Between them lies breakage, on its own line.
"""

from __future__ import annotations

from enum import StrEnum

from commonground.agreement.agreement import Agreement
from commonground.costing.actual import breakage_difference
from commonground.costing.breakdown import Against
from commonground.costing.views import Series
from commonground.negotiation import Negotiation
from commonground.report.addresses import ACTUAL, BREAKAGE
from commonground.values.wording import counted
from commonground.workforce.roster import FULL_TIME
from commonground.workforce.turnover import Entry


class RosterBasis(StrEnum):
    """On which roster totals stand."""

    CAST_FORWARD = "cast-forward"
    ACTUAL = "actual"
    BOTH = "both"

    @property
    def shows_cast_forward(self) -> bool:
        """Whether totals of the cast-forward roster are shown."""
        return self is not RosterBasis.ACTUAL


BROKEN = "breakage (newcomers in leavers' places)"


def on_both(
    negotiation: Negotiation,
    agreement: Agreement,
    against: Against,
    total: Series,
    basis: RosterBasis,
    name: str = "total",
) -> list[tuple[str, Series, str]]:
    """The totals on both rosters, and breakage between them; one total alone without turnover, or where one roster is asked for.

    Each is a row's label, its differences from the reference, and the part by which its address names it.
    """
    actual = negotiation.actual
    if negotiation.is_on_actual:
        return [(f"{name}, actual roster", total, "total")]
    if actual is None or basis is RosterBasis.CAST_FORWARD:
        return [(name, total, "total")]
    broken = breakage_difference(negotiation.pricing.engine, actual, agreement, against)
    return [
        (f"{name}, cast-forward roster", total, "total"),
        (BROKEN, -broken, BREAKAGE),
        (f"{name}, actual roster", total - broken, ACTUAL),
    ]


def seen_on(negotiation: Negotiation, basis: RosterBasis) -> Negotiation:
    """The negotiation on the roster that is asked for: of both, the parts of a total are the cast-forward roster's."""
    on_actual = negotiation.on_actual if basis is RosterBasis.ACTUAL else None
    return on_actual or negotiation


def part_on(negotiation: Negotiation, part: str) -> str:
    """The part of an address by which a figure is named on the roster on which the negotiation's totals stand."""
    if not negotiation.is_on_actual or not part:
        return part
    return ACTUAL if part == "total" else f"{ACTUAL}:{part}"


def basis_notes(negotiation: Negotiation, basis: RosterBasis = RosterBasis.CAST_FORWARD) -> tuple[str, ...]:
    """What every total says of the roster that it stands on."""
    people = counted(negotiation.roster.people, "person advances", "people advance")
    notes = [] if negotiation.is_on_actual else [f"Cast-forward roster: {people}; nobody leaves or is hired."]
    turnover = negotiation.turnover
    if turnover is None or basis is RosterBasis.CAST_FORWARD:
        return tuple(notes)
    jobs = negotiation.roster.fte
    fte = f"{jobs // FULL_TIME:,}.{jobs % FULL_TIME:04d}".rstrip("0").rstrip(".")
    begin = "; ".join(dict.fromkeys(_begins(entry) for entry in turnover.entries))
    cite = f" ({turnover.citation})" if turnover.citation else ""
    said = (
        f"Actual roster, expected value: people leave by service on a year's last day{cite}; each job is filled the next day at"
        f" {begin}, so {fte} FTE stay. What newcomers are paid less is breakage, charges on pay with it."
    )
    return (*notes, said, *((f"Turnover: {turnover.note}",) if turnover.note else ()))


def _begins(entry: Entry) -> str:
    return ", ".join(f"{column} {word}" for column, word in entry.put.items() if word) or "the leaver's place"


def parts_say(negotiation: Negotiation, basis: RosterBasis) -> tuple[str, ...]:
    """On which roster the parts of totals stand, where turnover is stated and there are two."""
    if negotiation.turnover is None:
        return ()
    if negotiation.is_on_actual:
        return ("On the actual roster.",)
    shown = "Issues are those of the cast-forward roster" if basis is RosterBasis.BOTH else "On the cast-forward roster"
    return (f"{shown}.",)


def without_turnover(what: str) -> str:
    """Why there is no actual roster, and how there would be one."""
    return (
        f"{what}: no turnover.toml states who leaves, by years of service, and where newcomers begin; none is assumed."
    )


def refused(negotiation: Negotiation, basis: RosterBasis) -> str:
    """Why totals cannot stand on the roster that is asked for; nothing where they can."""
    lacks = basis is RosterBasis.ACTUAL and negotiation.turnover is None
    return without_turnover("There is no actual roster to show") if lacks else ""
