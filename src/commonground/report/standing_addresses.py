"""Addresses of what stands beside costs: health plans, retirements, and other districts' figures (see `report.addresses`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
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
        how = "comparables/PART/OFFER/YEAR/NAME, as in comparables/standing/union/2026-27/BA minimum"
        return cls(*_named(text, OfComparables, how))


class OfHealth(StrEnum):
    """What a figure of health insurance is: in the model, or (the last three) beside it in health.csv."""

    EMPLOYER = "employer"
    MEMBERS = "members"
    PREMIUM = "premium"
    SHARE = "share"
    CONTRACTS = "contracts"
    EXPECTED = "expected"
    DIFFERENCE = "difference"
    COUNTED = "counted"
    BILLED = "billed"
    BILLED_MEMBER = "billed-member"


MEAN = "mean"


@dataclass(frozen=True)
class HealthAddress:
    """A figure of a health plan and tier in a year under an offer; without a plan of all, or of what is a mean for each job."""

    offer: str
    year: str
    plan: str
    tier: str
    part: OfHealth = OfHealth.EMPLOYER
    is_mean: bool = False

    NAME = "health"

    def __str__(self) -> str:
        where = MEAN if self.is_mean else pairs_of({"plan": self.plan, "tier": self.tier})
        part = "" if self.part is OfHealth.EMPLOYER else f"/{self.part}"
        return f"{self.NAME}/{self.offer}/{self.year}/{where}{part}"

    @classmethod
    def parse(cls, text: str) -> HealthAddress:
        """Read an address. Raises `BadAddress`."""
        how = "health/OFFER/YEAR/plan=PLAN,tier=TIER[/PART], as in health/union/2026-27/plan=HMO,tier=single"
        words = words_of(text, 5 if text.count("/") > 3 else 4, how)
        part = words[4] if len(words) > 4 else OfHealth.EMPLOYER
        if part not in tuple(OfHealth):
            raise BadAddress(text, part, f"one of {', '.join(OfHealth)}")
        if words[3] == MEAN:
            return cls(words[1], words[2], "", "", OfHealth(part), is_mean=True)
        said = read_pairs(text, words[3], ("plan", "tier"))
        return cls(words[1], words[2], said.get("plan", ""), said.get("tier", ""), OfHealth(part))


class OfRetirements(StrEnum):
    """What a figure of retirements is: jobs by a rule, money by its sort, or pension contributions by tier."""

    MAY = "may"
    DO = "do"
    SAVED = "saved"
    PAID = "paid"
    LEFT = "left"
    PENSION = "pension"
    PENSIONS = "pensions"


@dataclass(frozen=True)
class RetirementAddress:
    """Who may retire or does by a rule, what that saves or is paid, or a tier's pension contributions, in a year under an offer."""

    part: OfRetirements
    offer: str
    year: str
    name: str = ""

    NAME = "retirements"

    def __str__(self) -> str:
        return f"{self.NAME}/{self.part}/{self.offer}/{self.year}/{safe(self.name)}"

    @classmethod
    def parse(cls, text: str) -> RetirementAddress:
        """Read an address. Raises `BadAddress`."""
        how = "retirements/PART/OFFER/YEAR/NAME, as in retirements/saved/union/2027-28/pay"
        return cls(*_named(text, OfRetirements, how))


Part = TypeVar("Part", bound=StrEnum)


def _named(text: str, parts: type[Part], how: str) -> tuple[Part, str, str, str]:
    """The part, offer, year and name of an address of these. Raises `BadAddress`."""
    words = words_of(text, 5, how)
    if words[1] not in tuple(parts):
        raise BadAddress(text, words[1], f"one of {', '.join(parts)}")
    return parts(words[1]), words[2], words[3], unquote(words[4])
