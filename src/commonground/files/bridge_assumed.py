"""Hypotheses that are the two sides' own assumptions: their numbers, range and source as assumptions/<party>.toml state them.

Law: the number is what the claim's side held on the day of its claim; of several parties of a side, the first that states it.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from commonground.assumptions.assumption import Assumption
from commonground.bridge.reckoning import Hypothesis
from commonground.claims.claim import Claim
from commonground.files.bridge_shapes import HypothesisShape
from commonground.files.provisions import citation
from commonground.negotiation import Negotiation


def held(name: str, claim: Claim, negotiation: Negotiation | None) -> Assumption | None:
    """What the side of a claim assumed on its day, as a number; None where it stated none, or words, or nothing is bargained."""
    if negotiation is None:
        return None
    parties = [party.id for party in negotiation.parties if party.side is claim.side]
    found = (negotiation.assumptions.of(name, party, claim.date) for party in parties)
    return next((one for one in found if one is not None and not isinstance(one.value, str)), None)


def hypothesis_of(shape: HypothesisShape, first: Claim, second: Claim, negotiation: Negotiation | None) -> Hypothesis:
    """A hypothesis with its numbers as they are written, or as both sides assume them."""
    low, high = shape.range or (None, None)
    made = Hypothesis(
        shape.assumption,
        shape.first or Fraction(0),
        shape.second or Fraction(0),
        shape.says,
        tuple(shape.parts),
        low,
        high,
        citation(shape.cite),
    )
    if not shape.assumed:
        return made
    one, other = (held(shape.assumed, claim, negotiation) for claim in (first, second))
    if one is None or other is None or isinstance(one.value, str) or isinstance(other.value, str):
        raise ValueError(f"{shape.assumed} is not assumed by both sides")  # read_bridges tells it before
    low, high = other.range or (None, None)
    source = other.source if shape.cite is None else made.citation
    return replace(made, first=one.value, second=other.value, low=low, high=high, citation=source)
