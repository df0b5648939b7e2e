"""A party to a negotiation: who bargains, for whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """On which side of the table a party sits."""

    EMPLOYER = "employer"
    UNION = "union"
    NEUTRAL = "neutral"


BOTH = "both"  # the party of what all sides have signed: a tentative agreement, a settlement


@dataclass(frozen=True, slots=True)
class Party:
    """A party: a short id used in file names, its name, its side."""

    id: str
    name: str
    side: Side
