"""Entries: what the ledger of a vote says, one after another. Nothing is edited; what changes is said again, later.

Who enters is a teller's name as it was given. Two names are two tellers: that two people stand behind them is the
observers' to see to, not a program's.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from commonground.votes.count import Count
from commonground.votes.roll import SiteRoll


class EntryKind(StrEnum):
    """The sorts of entry."""

    ROLL = "roll"
    COUNT = "count"
    SETTLED = "settled"
    PUBLISHED = "published"
    SEED = "seed"
    EXAMINED = "examined"


@dataclass(frozen=True)
class RollAdopted:
    """A version of the roll is adopted, under the rule whose hash stands beside it."""

    number: int
    by: str
    version: int
    file: str
    sha256: str
    rule_sha256: str
    reason: str
    sites: tuple[SiteRoll, ...]


@dataclass(frozen=True)
class CountEntered:
    """A teller's count of one site; one that corrects an earlier count of the same teller says why."""

    number: int
    by: str
    unit: str
    site: str
    count: Count
    reason: str = ""
    source: str = ""


@dataclass(frozen=True)
class ChallengesSettled:
    """A teller's count of a batch of challenged envelopes: so many rejected, the others opened, mixed and counted."""

    number: int
    by: str
    unit: str
    batch: str
    rejected: int
    count: Count
    reason: str = ""

    @property
    def envelopes(self) -> int:
        """How many challenged envelopes are settled: those rejected, and those opened."""
        return self.rejected + self.count.opened + self.count.spoiled


@dataclass(frozen=True)
class PublishedCell:
    """What was published of some sites together."""

    sites: tuple[str, ...]
    yes: int
    no: int
    voters: int


@dataclass(frozen=True)
class Publication:
    """What was published of one unit, cell by cell; kept so that no later publication gives anything away by subtraction."""

    number: int
    by: str
    unit: str
    cells: tuple[PublishedCell, ...]


@dataclass(frozen=True)
class SeedDrawn:
    """The seed of an audit, drawn in public after the counts were in, with the plan that it was drawn for."""

    number: int
    by: str
    unit: str
    seed: str
    risk_limit: str
    with_replacement: bool


@dataclass(frozen=True)
class BallotsExamined:
    """What auditors saw on the ballots of a sample, in the order in which they were drawn."""

    number: int
    by: str
    unit: str
    seen: tuple[str, ...]


Entry = RollAdopted | CountEntered | ChallengesSettled | Publication | SeedDrawn | BallotsExamined


def roll_adopted(
    by: str, version: int, file: str, sha256: str, *, rule_sha256: str, reason: str, sites: tuple[SiteRoll, ...]
) -> dict[str, Any]:
    """The content of an entry that adopts a roll."""
    counts = [
        [site.unit, site.site, site.members, site.employees, *([] if site.represents is None else [site.represents])]
        for site in sites
    ]
    said = {"version": version, "file": file, "sha256": sha256, "rule_sha256": rule_sha256, "reason": reason}
    return {"kind": EntryKind.ROLL.value, "by": by, **said, "sites": counts}


def count_entered(by: str, unit: str, site: str, count: Count, *, reason: str = "", source: str = "") -> dict[str, Any]:
    """The content of an entry with a teller's count."""
    said = {"kind": EntryKind.COUNT.value, "by": by, "unit": unit, "site": site, "figures": count.to_dict()}
    return said | ({"reason": reason} if reason else {}) | ({"source": source} if source else {})


def challenges_settled(
    by: str, unit: str, batch: str, rejected: int, count: Count, *, reason: str = ""
) -> dict[str, Any]:
    """The content of an entry that settles challenged envelopes."""
    said = {"kind": EntryKind.SETTLED.value, "by": by, "unit": unit, "batch": batch, "rejected": rejected}
    return said | {"figures": count.to_dict()} | ({"reason": reason} if reason else {})


def published(by: str, unit: str, cells: tuple[PublishedCell, ...]) -> dict[str, Any]:
    """The content of an entry that keeps what was published."""
    said = [{"sites": list(cell.sites), "yes": cell.yes, "no": cell.no, "voters": cell.voters} for cell in cells]
    return {"kind": EntryKind.PUBLISHED.value, "by": by, "unit": unit, "cells": said}


def seed_drawn(by: str, unit: str, seed: str, risk_limit: str, *, with_replacement: bool) -> dict[str, Any]:
    """The content of an entry that keeps an audit's seed."""
    said = {"kind": EntryKind.SEED.value, "by": by, "unit": unit, "seed": seed}
    return said | {"risk_limit": risk_limit, "with_replacement": with_replacement}


def ballots_examined(by: str, unit: str, seen: tuple[str, ...]) -> dict[str, Any]:
    """The content of an entry with what auditors saw."""
    return {"kind": EntryKind.EXAMINED.value, "by": by, "unit": unit, "seen": list(seen)}
