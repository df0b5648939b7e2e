"""Offers and agreements by name: an offer, the status quo, what a cost is compared with, two side by side."""

from __future__ import annotations

from commonground.agreement.agreement import Agreement
from commonground.agreement.offer import Offer
from commonground.asked.misused import Misused
from commonground.costing.breakdown import NOTHING, Against
from commonground.files.validation import did_you_mean
from commonground.negotiation import Negotiation, UnknownOffer
from commonground.values.party import Side

STATUS_QUO, BASE = "status-quo", "base"


def offer_named(negotiation: Negotiation, name: str) -> Offer:
    """The offer of this name, a party's last one, or the one of which this is a part. Raises `Misused`."""
    known = list(negotiation.offers)
    alike = [key for key in known if name in key]
    parties = {offer.party for offer in negotiation.offers.values()}
    if name not in (*known, *parties) and len(alike) > 1:
        raise Misused(f'"{name}" is part of {len(alike)} offers\' names: {", ".join(alike)}. Name one of them.')
    try:
        return negotiation.offer(name)
    except UnknownOffer:
        mend = did_you_mean(name, [*known, *negotiation.positions], f"There is {', '.join([*known, STATUS_QUO])}.")
        raise Misused(f'No offer is called "{name}". {mend}') from None


def agreement_named(negotiation: Negotiation, name: str) -> tuple[str, Agreement]:
    """An agreement to price: an offer's, or the status quo's."""
    if name == STATUS_QUO:
        return STATUS_QUO, negotiation.pricing.status_quo_agreement
    offer = offer_named(negotiation, name)
    return offer.id, negotiation.pricing.applied(offer).agreement


def reference_named(negotiation: Negotiation, name: str) -> Against:
    """What a cost is compared with: the base year, the status quo, an offer, or nothing."""
    if name == BASE:
        return Against(f"the base year {negotiation.base}")
    if name == NOTHING:
        return Against(NOTHING, id=NOTHING)
    if name == STATUS_QUO:
        return Against("the status quo", negotiation.pricing.status_quo_agreement, STATUS_QUO)
    found, agreement = agreement_named(negotiation, name)
    return Against(agreement.title, agreement, found)


def latest_offers(negotiation: Negotiation) -> list[Offer]:
    """The last offer of each side, the employer's first."""
    found = (negotiation.latest(side) for side in (Side.EMPLOYER, Side.UNION))
    return [offer for offer in found if offer is not None]


def two_named(
    negotiation: Negotiation, a: str | None, b: str | None
) -> tuple[tuple[str, Agreement], tuple[str, Agreement]]:
    """Two agreements to set side by side: those named, or each side's last offer, the status quo where a side has none."""
    usual = [offer.id for offer in latest_offers(negotiation)]
    usual = [*usual, *[STATUS_QUO] * (2 - len(usual))] if len(usual) != 1 else [STATUS_QUO, *usual]
    return agreement_named(negotiation, a or usual[0]), agreement_named(negotiation, b or usual[1])
