"""Marks of agreement against both sides' last offers: what one side calls agreed, the other's offer must carry as well."""

from __future__ import annotations

from collections.abc import Iterator

from commonground.agreement.offer import Edit, EditFailed, Offer
from commonground.agreement.provision import OverlappingVersions, Provision
from commonground.files.places import Places
from commonground.negotiation import Negotiation
from commonground.values.party import Side
from commonground.values.problem import Problem, Severity


def agreed_differently(negotiation: Negotiation, places: Places) -> Iterator[Problem]:
    """A warning for each mark in the last offer of one side that the last offer of the other does not bear out."""
    last = {side: negotiation.latest(side) for side in (Side.EMPLOYER, Side.UNION)}
    for offer, other in ((last[Side.EMPLOYER], last[Side.UNION]), (last[Side.UNION], last[Side.EMPLOYER])):
        if offer is None or other is None:
            continue
        for number, edit in enumerate(offer.edits, start=1):
            if edit.agreed is not None and not _carries(negotiation, other, edit, offer):
                place = places.edit(f"offers/{offer.id}.toml", number, edit.at or edit.provision)
                got = f"{edit.provision}, agreed on {edit.agreed}, which {other.id} says otherwise"
                mend = "Make the same edit in both offers, or strike `agreed`; until then it lies in the gap."
                expected = "the same terms in the last offer of each side"
                yield Problem("agreed-differently", place, got, expected, mend, Severity.WARNING)


def _carries(negotiation: Negotiation, other: Offer, edit: Edit, offer: Offer) -> bool:
    """Whether the other offer makes the same edit, or leaves the clause in the same words by another way."""
    if any(_change(edit, offer) == _change(found, other) for found in other.edits if found.clause is None):
        return True
    here, there = (_clause(negotiation, one, edit.provision) for one in (offer, other))
    return (here.digest if here else "") == (there.digest if there else "")


def _change(edit: Edit, offer: Offer) -> tuple[object, ...]:
    start = edit.start or offer.term.first
    return (edit.operation, edit.provision, edit.at, repr(edit.value), start, edit.until)


def _clause(negotiation: Negotiation, offer: Offer, name: str) -> Provision | None:
    try:
        found = negotiation.pricing.amended(offer).agreement.provisions.get(name)
    except (EditFailed, OverlappingVersions):
        return None
    return found if found is not None and found.versions else None
