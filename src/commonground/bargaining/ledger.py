"""The ledger of a table: its entries in order, and the head of the chain that seals them.

Law: entries are only ever added; their numbers are those of the chain, from 1, whatever their sort.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from commonground.bargaining.entry import Entry, Fact, Pass, Reply, Request, Session
from commonground.values.hash_chain import Head, Link, continues
from commonground.values.party import BOTH

Sort = TypeVar("Sort", Session, Pass, Request, Reply, Fact)


@dataclass(frozen=True)
class PassLedger:
    """What was passed, asked, answered and learned at one table, in order."""

    entries: tuple[Entry, ...] = ()
    head: Head = field(default_factory=Head)
    links: tuple[Link, ...] = ()

    def holds(self, head: Head) -> bool:
        """Whether the chain still holds an earlier head: nothing up to it was cut off or replaced."""
        return continues(self.links, head)

    def __bool__(self) -> bool:
        return bool(self.entries)

    def _of(self, sort: type[Sort]) -> tuple[Sort, ...]:
        return tuple(entry for entry in self.entries if isinstance(entry, sort))

    @cached_property
    def passes(self) -> tuple[Pass, ...]:
        """Every pass, in order."""
        return self._of(Pass)

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        """Every session, in order."""
        return self._of(Session)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact from another table, in order."""
        return self._of(Fact)

    @property
    def last_day(self) -> dt.date | None:
        """The day of the last entry."""
        return max((entry.on for entry in self.entries), default=None)

    @property
    def parties(self) -> tuple[str, ...]:
        """Which parties have passed something of their own, in the order of their first passes."""
        return tuple(dict.fromkeys(one.by for one in self.passes if one.by != BOTH))

    def entry(self, number: int) -> Entry | None:
        """The entry of this number."""
        return self.entries[number - 1] if 1 <= number <= len(self.entries) else None

    def until(self, day: dt.date) -> PassLedger:
        """The ledger as it stood at the end of a day; its head is that of the whole."""
        return self._kept(lambda entry: entry.on <= day)

    def _kept(self, chosen: Callable[[Entry], bool]) -> PassLedger:
        return replace(self, entries=tuple(entry for entry in self.entries if chosen(entry)))

    @cached_property
    def requests(self) -> tuple[tuple[Request, tuple[Reply, ...]], ...]:
        """Every request for information, with what was given in reply."""
        replies = self._of(Reply)
        return tuple((one, tuple(r for r in replies if r.answers == one.number)) for one in self._of(Request))


def is_settled(request: tuple[Request, tuple[Reply, ...]]) -> bool:
    """Whether a request has been answered whole."""
    return any(reply.is_whole for reply in request[1])
