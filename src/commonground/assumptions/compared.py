"""Assumptions side by side: for each what either side takes, whether they agree, and whether both have signed.

Law: an assumption is agreed when a party of each side that bargains states it and all of them state the same value;
disputed when two of them differ; one-sided when only one side states it. A neutral's value is shown and decides nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from commonground.assumptions.assumption import Assumption, Assumptions, Signature, Unit
from commonground.values.party import Side


class Accord(StrEnum):
    """How the sides stand on an assumption."""

    AGREED = "agreed"
    DISPUTED = "disputed"
    ONE_SIDED = "one-sided"


@dataclass(frozen=True)
class Compared:
    """One assumption: each party's value, the accord, and each party's signature to the value that it states."""

    name: str
    unit: Unit
    held: Mapping[str, Assumption]
    accord: Accord
    signed: Mapping[str, Signature]
    bargaining: tuple[str, ...]

    @property
    def is_signed(self) -> bool:
        """Whether every party that bargains and states it has signed the value on which all agree."""
        return self.accord is Accord.AGREED and all(party in self.signed for party in self.bargaining)

    @property
    def between(self) -> tuple[Fraction, Fraction] | None:
        """What lies in the range of every party that bargains; None where the ranges do not meet, or of words."""
        ranges = [self.held[party].range for party in self.bargaining]
        known = [each for each in ranges if each is not None]
        if not known or len(known) < len(ranges):
            return None
        least, most = max(low for low, _ in known), min(high for _, high in known)
        return (least, most) if least <= most else None


def compared(assumptions: Assumptions, sides: Mapping[str, Side], on: dt.date = dt.date.max) -> tuple[Compared, ...]:
    """Every assumption that anybody states by a day, in the order in which they were first stated."""
    found = (_compared(name, assumptions, sides, on) for name in assumptions.names)
    return tuple(one for one in found if one is not None)


def _compared(name: str, assumptions: Assumptions, sides: Mapping[str, Side], on: dt.date) -> Compared | None:
    stated = ((party, assumptions.of(name, party, on)) for party in sides)
    held = {party: one for party, one in stated if one is not None}
    if not held:
        return None
    bargaining = tuple(party for party in held if sides[party] is not Side.NEUTRAL)
    signatures = ((party, assumptions.signature(name, party, on)) for party in held)
    signed = {party: one for party, one in signatures if one is not None and assumptions.stands(one, on)}
    unit = next(iter(held.values())).unit
    return Compared(name, unit, held, _accord(held, bargaining, sides), signed, bargaining)


def _accord(held: Mapping[str, Assumption], bargaining: tuple[str, ...], sides: Mapping[str, Side]) -> Accord:
    if len({held[party].value for party in bargaining}) > 1:
        return Accord.DISPUTED
    return Accord.AGREED if len({sides[party] for party in bargaining}) > 1 else Accord.ONE_SIDED
