"""About: which offers a claim's figure is about.

Law: a claim is about the offers that it names. Where it names a party or a side, that one's last offer by the claim's day is
meant. Where it names none, a cost, a saving or a raise is of the speaker's own side, whichever that is, and a gap is between the
last offers of both. Whatever is supposed so is said with the result.
Not here: whose offer a sentence is about (`whose`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commonground.agreement.offer import Offer
from commonground.claims.claim import Claim
from commonground.values.party import Side
from commonground.values.typed_figure import Measure

OF_NAMED_OFFERS = (Measure.PAY,)  # without an offer, pay is that of the base year
OF_OFFERS = (Measure.COST, Measure.SAVING, Measure.RAISE, Measure.GAP)


@dataclass(frozen=True, slots=True)
class About:
    """The ids of the offers that a figure is about, and what was supposed so; without an id, why there is none."""

    offers: tuple[str, ...] = ()
    said: str = ""


def about(claim: Claim, offers: Mapping[str, Offer], sides: Mapping[str, Side]) -> About:
    """What a claim's figure is about; nothing for a figure that is of no offer, such as a count."""
    if claim.figure is None or claim.figure.measure not in (*OF_OFFERS, *OF_NAMED_OFFERS[: len(claim.offers)]):
        return About()
    is_gap = claim.figure.measure is Measure.GAP
    named = claim.offers or ((Side.EMPLOYER, Side.UNION) if is_gap else (claim.side,))
    found = tuple(name if name in offers else _last(name, claim, offers, sides) for name in named)
    if "" in found:
        return About((), _missing(named[found.index("")], claim))
    if is_gap and not claim.offers:
        return About(found, f"about the last offers of both by {claim.date} (supposed)")
    if is_gap and len(found) != 2:
        return About((), "a gap lies between two offers; name both in `offers`")
    supposed = [
        f"{id}, {_whose(name)} last offer by {claim.date}" for name, id in zip(named, found, strict=True) if name != id
    ]
    return About(found, f"about {' and '.join(supposed)}{'' if claim.offers else ' (supposed)'}" if supposed else "")


def _last(name: str, claim: Claim, offers: Mapping[str, Offer], sides: Mapping[str, Side]) -> str:
    """The last offer of a party or a side by the day of a claim; "" where it had made none."""
    made = [one for one in offers.values() if name in (one.party, sides.get(one.party)) and one.passed_on <= claim.date]
    return max(made, key=lambda offer: (offer.passed_on, offer.id)).id if made else ""


def _missing(name: str, claim: Claim) -> str:
    if name == Side.NEUTRAL and not claim.offers:
        return "a neutral's figure, and not said of whose offer; name it in `offers`"
    return f"no offer of {_titled(name)} by {claim.date} is in the folder; name in `offers` the one it is about"


def _whose(name: str) -> str:
    return f"{_titled(name)}'s"


def _titled(name: str) -> str:
    return f"the {name}" if name in list(Side) else name
