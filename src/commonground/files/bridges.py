"""Bridges in a folder: bridges.toml, each problem at its line; its parts worked out from claims and the costing.

Law: no file raises. A part's amounts are stated, or a claim's in every year, or the gap between two offers as it is costed.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from commonground.assumptions.assumption import written
from commonground.bridge.reckoning import Part, Reckoning, unfit
from commonground.claims.claim import Claims
from commonground.files.bridge_assumed import held, hypothesis_of
from commonground.files.bridge_shapes import BridgeShape, BridgesShape, PartShape
from commonground.files.findings import quoted
from commonground.files.provisions import citation
from commonground.files.toml import Document, read_toml
from commonground.files.validation import did_you_mean, validated
from commonground.negotiation import Negotiation
from commonground.values.problem import Problem, errors
from commonground.values.typed_figure import DOLLARS

BRIDGES = "bridges.toml"
Pair = tuple[str, str]


def read_bridges(
    folder: Path, negotiation: Negotiation | None, claims: Claims
) -> tuple[dict[Pair, BridgeShape] | None, tuple[Problem, ...]]:
    """What a folder supposes between pairs of claims, and every problem; None where an error stands in the way.

    A folder of public figures alone has no negotiation: no part of its bridges is costed, and nothing is assumed in it.
    """
    document, problems = read_toml(folder / BRIDGES)
    shape, wrong = (None, ()) if document is None else validated(BridgesShape, document.said, document)
    if document is None or shape is None:
        return None, (*problems, *wrong)
    found = tuple(_unknown(shape, document, negotiation, claims))
    return (None if errors(found) else {one.claims: one for one in shape.bridge}), found


def reckoning_of(shape: BridgeShape, negotiation: Negotiation | None, claims: Claims) -> Reckoning:
    """The reckoning that an entry supposes, from its first claim to its second."""
    unit = next((one.unit for name in shape.claims if (one := claims.claims[name].figure)), DOLLARS)
    parts = tuple(Part(one.id, _amounts(one, shape.years, negotiation, claims), _source(one)) for one in shape.part)
    first, second = (claims.claims[name] for name in shape.claims)
    supposed = tuple(hypothesis_of(one, first, second, negotiation) for one in shape.hypothesis)
    return Reckoning(unit, parts, supposed, shape.note)


def _amounts(part: PartShape, years: int, negotiation: Negotiation | None, claims: Claims) -> tuple[Fraction, ...]:
    if part.amounts:
        return tuple(part.amounts)
    if part.claim:
        figure = claims.claims[part.claim].figure
        return (figure.amount if figure else Fraction(0),) * years
    assert negotiation is not None  # a folder without one names no offer: read_bridges tells it
    one, other = (negotiation.pricing.applied(negotiation.offers[name]).agreement for name in part.offers)
    gap = negotiation.pricing.gap(one, other)
    cents = [
        sum(share.cents[at] for share in gap.shares if part.issue in ("", share.issue))
        for at in range(len(gap.periods))
    ]
    return tuple(Fraction(each, 100) for each in cents[1:])


def _source(part: PartShape) -> str:
    if part.offers:
        issue = f", {part.issue}" if part.issue else ""
        return f"costed: {part.offers[1]} less {part.offers[0]}{issue}"
    cited = citation(part.cite)
    return f"the figure of {part.claim}, every year" if part.claim else str(cited or "stated")


def _unknown(
    shape: BridgesShape, document: Document, negotiation: Negotiation | None, claims: Claims
) -> Iterator[Problem]:
    offers = set() if negotiation is None else set(negotiation.offers)
    figures = {name for name, claim in claims.claims.items() if claim.figure is not None}
    for number, bridge in enumerate(shape.bridge):
        named: list[tuple[tuple[str | int, ...], str, set[str], str]]
        named = [(("claims",), name, figures, "a claim of claims.toml with a figure") for name in bridge.claims]
        ids = {part.id for part in bridge.part}
        for at, part in enumerate(bridge.part):
            named += [(("part", at, "claim"), part.claim, figures, "a claim with a figure")] if part.claim else []
            named += [(("part", at, "offers"), name, offers, "an offer of the folder") for name in part.offers]
        for at, one in enumerate(bridge.hypothesis):
            named += [(("hypothesis", at, "parts"), name, ids, "a part of this bridge") for name in one.parts]
        if figures.issuperset(bridge.claims):
            yield from _not_assumed(bridge, document, number, negotiation, claims)
        for path, name, known, expected in named:
            if name not in known:
                place = document.place("bridge", number, *path)
                yield Problem(
                    "unknown-in-bridges", place, quoted(name), expected, did_you_mean(name, known, "Correct the id.")
                )


def _not_assumed(
    bridge: BridgeShape, document: Document, number: int, negotiation: Negotiation | None, claims: Claims
) -> Iterator[Problem]:
    """Hypotheses that name an assumption which the side of either claim does not state as a number by the claim's day."""
    known = () if negotiation is None else negotiation.assumptions.names
    for at, one in enumerate(bridge.hypothesis):
        for claim in (claims.claims[name] for name in bridge.claims) if one.assumed else ():
            place = document.place("bridge", number, "hypothesis", at, "assumed")
            stated = held(one.assumed, claim, negotiation)
            if stated is None:
                expected = f"an assumption that the {claim.side} states as a number by {claim.date}"
                mend = "State it in assumptions/, or write first and second here."
                yield Problem(
                    "unknown-in-bridges", place, quoted(one.assumed), expected, did_you_mean(one.assumed, known, mend)
                )
                break
            if wanted := unfit(one.assumption, Fraction(stated.value)):
                got = f"{one.assumed}, of {stated.party} {written(stated.value, stated.unit)}"
                yield Problem(
                    "wrong-value",
                    place,
                    got,
                    f"{one.assumption}: {wanted}",
                    "Name another, or write first and second here.",
                )
