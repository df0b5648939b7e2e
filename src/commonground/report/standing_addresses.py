"""Addresses of what stands beside costs: health plans, and other districts' figures (see `report.addresses`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from commonground.report.addresses import BadAddress, pairs_of, read_pairs, safe, words_of


class OfComparables(StrEnum):
    """What a figure of comparables is about."""

    STANDING = "standing"
    CAREER = "career"
    SETTLEMENT = "settlement"
    REAL = "real"


@dataclass(frozen=True)
class ComparableAddress:
    """Where a benchmark (or, without a name, a career or the raises) stands among other districts under an offer in a year."""

    part: OfComparables
    offer: str
    year: str
    name: str = ""

    NAME = "comparables"

    def __str__(self) -> str:
        return f"{self.NAME}/{self.part}/{self.offer}/{self.year}/{safe(self.name)}"

    @classmethod
    def parse(cls, text: str) -> ComparableAddress:
        """Read an address. Raises `BadAddress`."""
        words = words_of(
            text, 5, "comparables/PART/OFFER/YEAR/NAME, as in comparables/standing/union/2026-27/BA minimum"
        )
        if words[1] not in tuple(OfComparables):
            raise BadAddress(text, words[1], f"one of {', '.join(OfComparables)}")
        return cls(OfComparables(words[1]), words[2], words[3], unquote(words[4]))


@dataclass(frozen=True)
class HealthAddress:
    """What a health plan and tier costs in a year under an offer, and who pays it."""

    offer: str
    year: str
    plan: str
    tier: str

    NAME = "health"

    def __str__(self) -> str:
        return f"{self.NAME}/{self.offer}/{self.year}/{pairs_of({'plan': self.plan, 'tier': self.tier})}"

    @classmethod
    def parse(cls, text: str) -> HealthAddress:
        """Read an address. Raises `BadAddress`."""
        words = words_of(
            text, 4, "health/OFFER/YEAR/plan=PLAN,tier=TIER, as in health/union/2026-27/plan=HMO,tier=single"
        )
        said = read_pairs(text, words[3], ("plan", "tier"))
        return cls(words[1], words[2], said.get("plan", ""), said.get("tier", ""))
