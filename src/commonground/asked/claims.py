"""Claims by name, what they are checked against, and the bridge between two."""

from __future__ import annotations

from pathlib import Path

from commonground.asked.misused import Misused
from commonground.bridge.bridge import Bridge, reversed_bridge
from commonground.bridge.bridge import bridge as bridged
from commonground.bridge.normal import NoCommonUnit
from commonground.claims.check import check
from commonground.claims.claim import Claims
from commonground.claims.model import Model
from commonground.files.bridges import BRIDGES, read_bridges, reckoning_of
from commonground.files.validation import did_you_mean
from commonground.negotiation import Negotiation
from commonground.report.addresses import BadAddress, ClaimAddress
from commonground.report.explained_claim import explained_claim
from commonground.report.table import Table
from commonground.values.problem import BadInput, errors


def model_of(negotiation: Negotiation) -> Model:
    """What claims are checked against."""
    return Model(negotiation.pricing, negotiation.offers, {party.id: party.side for party in negotiation.parties})


def claim_named(found: Claims, name: str) -> str:
    """A claim's id, or the one of which this is a part. Raises `Misused`."""
    alike = [name] if name in found.claims else [key for key in found.claims if name in key]
    if len(alike) == 1:
        return alike[0]
    mend = did_you_mean(name, found.claims, f"There is {', '.join(found.claims) or 'none'}.")
    raise Misused(
        f'No claim is called "{name}". {mend}' if not alike else f'"{name}" is part of {", ".join(alike)}. Name one.'
    )


def claim_opened(claims: Claims, negotiation: Negotiation, address: ClaimAddress) -> list[Table]:
    """What a claim was compared with. Raises `BadAddress` where nothing was."""
    claim = claims.claims.get(address.claim)
    if claim is None or claim.figure is None:
        known = ", ".join(name for name, one in claims.claims.items() if one.figure) or "none"
        raise BadAddress(str(address), address.claim, f"a claim with a figure: {known}")
    model = model_of(negotiation)
    return explained_claim(check(claim, claims, model), claims, model)


def between(folder: Path, negotiation: Negotiation | None, claims: Claims, a: str, b: str) -> Bridge:
    """The bridge as the folder supposes it, turned where it is written the other way round."""
    one, other = claims.claims[a], claims.claims[b]
    for claim in (one, other):
        if claim.figure is None:
            raise Misused(f"{claim.id} tells of an event and has no figure; name two claims with figures.")
    facts = {fact.id: fact.amount for fact in claims.facts.values()}
    written = {}
    if (folder / BRIDGES).is_file():
        found, problems = read_bridges(folder, negotiation, claims)
        if found is None:
            raise BadInput(errors(problems))
        written = found
    try:
        if (b, a) in written:
            return reversed_bridge(bridged(other, one, facts, reckoning_of(written[b, a], negotiation, claims)))
        reckoning = reckoning_of(written[a, b], negotiation, claims) if (a, b) in written else None
        return bridged(one, other, facts, reckoning)
    except NoCommonUnit as problem:
        raise Misused(f"{problem}.") from None
