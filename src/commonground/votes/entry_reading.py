"""Entries read back from what the ledger sealed.

Law: a seal proves that an entry is as it was written, not that it makes sense: whoever writes a file can seal it. So every
figure is a whole number from 0 to a billion, and every name is text, or the entry is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commonground.values.hash_chain import Link
from commonground.votes.count import FIGURES, MOST, Count
from commonground.votes.entry import (
    BallotsExamined,
    ChallengesSettled,
    CountEntered,
    Entry,
    EntryKind,
    Publication,
    PublishedCell,
    RollAdopted,
    SeedDrawn,
)
from commonground.votes.roll import SiteRoll


class UnknownEntry(ValueError):
    """An entry of a sort that this version does not know, or that lacks what its sort needs."""


def entry_of(link: Link) -> Entry:
    """What a link of the chain says. Raises `UnknownEntry`."""
    said = link.content
    try:
        return _read(link.number, EntryKind(_text(said, "kind")), said)
    except (KeyError, TypeError, ValueError) as problem:
        raise UnknownEntry(f"entry {link.number} does not read as an entry of a vote: {problem}") from problem


def _read(number: int, kind: EntryKind, said: Mapping[str, Any]) -> Entry:
    by = _text(said, "by")
    if kind is EntryKind.ROLL:
        file, sha256, rule_sha256, reason = (_text(said, name) for name in ("file", "sha256", "rule_sha256", "reason"))
        sites = tuple(_site(site) for site in _list(said, "sites"))
        return RollAdopted(number, by, _number(said["version"], "version"), file, sha256, rule_sha256, reason, sites)
    unit = _text(said, "unit")
    if kind is EntryKind.COUNT:
        reason, source = _text({"reason": "", **said}, "reason"), _text({"source": "", **said}, "source")
        return CountEntered(number, by, unit, _text(said, "site"), _count(said), reason, source)
    if kind is EntryKind.SETTLED:
        rejected, reason = _number(said["rejected"], "rejected"), _text({"reason": "", **said}, "reason")
        return ChallengesSettled(number, by, unit, _text(said, "batch"), rejected, _count(said), reason)
    if kind is EntryKind.PUBLISHED:
        return Publication(number, by, unit, tuple(map(_cell, _list(said, "cells"))))
    if kind is EntryKind.SEED:
        if not isinstance(with_replacement := said["with_replacement"], bool):
            raise TypeError("with_replacement is neither true nor false")
        seed, risk_limit = _text(said, "seed"), _text(said, "risk_limit")
        return SeedDrawn(number, by, unit, seed, risk_limit, with_replacement)
    return BallotsExamined(number, by, unit, _texts(said, "seen"))


def _site(site: object) -> SiteRoll:
    if not isinstance(site, list) or not 4 <= len(site) <= 5:
        raise TypeError("a site of the roll is not its unit, name, members and employees")
    unit, name, members, *further = site
    if not (isinstance(unit, str) and isinstance(name, str)):
        raise TypeError("a unit or a site of the roll is no text")
    return SiteRoll(
        unit,
        name,
        _number(members, "members"),
        *(each if each is None else _number(each, "people") for each in further),
    )


def _cell(cell: Mapping[str, Any]) -> PublishedCell:
    yes, no, voters = (_number(cell[name], name) for name in ("yes", "no", "voters"))
    return PublishedCell(_texts(cell, "sites"), yes, no, voters)


def _count(said: Mapping[str, Any]) -> Count:
    if not isinstance(figures := said["figures"], Mapping):
        raise TypeError("figures is no table")
    return Count(**{name: _number(figures[name], name) for name in FIGURES if figures.get(name) is not None})


def _text(said: Mapping[str, Any], name: str) -> str:
    if not isinstance(found := said[name], str):
        raise TypeError(f"{name} is no text")
    return found


def _list(said: Mapping[str, Any], name: str) -> list[Any]:
    if not isinstance(found := said[name], list):
        raise TypeError(f"{name} is no list")
    return found


def _texts(said: Mapping[str, Any], name: str) -> tuple[str, ...]:
    if not all(isinstance(each, str) for each in _list(said, name)):
        raise TypeError(f"{name} holds what is no text")
    return tuple(said[name])


def _number(found: object, name: str) -> int:
    if isinstance(found, bool) or not isinstance(found, int) or not 0 <= found <= MOST:
        raise ValueError(f"{name} is no whole number from 0 to {MOST:,}")
    return found
