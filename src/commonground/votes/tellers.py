"""Tellers: two count each box, blind; what both found is what counts.

Law: a box is settled when the current counts of two different tellers are the same, figure by figure, and no other two
tellers agree on something else. A teller's current count is the last that teller entered.
Law: what is settled stands until two tellers agree on other figures: no single teller can change a result. A correction
by one alone is open, and while one is open nothing is certified.
Law: the order in which first counts come in changes nothing.
Law: a name that is written otherwise (capitals, points, spaces) is the same teller's, so that nobody agrees with himself.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from commonground.votes.count import Count, total_of
from commonground.votes.entry import ChallengesSettled, CountEntered, Entry

Found = TypeVar("Found", bound=Hashable)


class BoxState(StrEnum):
    """How far the count of a box has come."""

    OUT = "not in"
    ONE_COUNT = "one count in"
    MISMATCH = "counts differ"
    SETTLED = "settled"
    CORRECTION_OPEN = "correction open"


@dataclass(frozen=True)
class Agreement(Generic[Found]):
    """What tellers found in one box: the state, what two of them agree on, and the current counts by teller."""

    state: BoxState
    agreed: Found | None
    current: tuple[tuple[str, Found], ...]

    @property
    def is_open(self) -> bool:
        """Whether something about this box waits for a teller."""
        return self.state is not BoxState.SETTLED


def agreement_of(entered: Sequence[tuple[str, Found]]) -> Agreement[Found]:
    """What tellers agree on, from their entries in the ledger's order: the teller and what was found.

    >>> agreement_of([("Ames", 40), ("Bell", 41)]).state.value, agreement_of([("Ames", 40), ("Bell", 40)]).agreed
    ('counts differ', 40)
    """
    current: dict[str, Found] = {}
    agreed: Found | None = None
    for teller, found in entered:
        current[teller] = found
        held = _held_by_two(current)
        if len(held) == 1:
            agreed = held[0]
        elif len(held) > 1:
            agreed = None
    return Agreement(_state(current, agreed), agreed, tuple(sorted(current.items(), key=lambda one: one[0])))


def _held_by_two(current: dict[str, Found]) -> list[Found]:
    found = list(current.values())
    return [figures for figures in dict.fromkeys(found) if found.count(figures) > 1]


def _state(current: dict[str, Found], agreed: Found | None) -> BoxState:
    if agreed is not None:
        return BoxState.SETTLED if agreed in _held_by_two(current) else BoxState.CORRECTION_OPEN
    return (BoxState.OUT, BoxState.ONE_COUNT)[len(current)] if len(current) < 2 else BoxState.MISMATCH


def same_name(name: str) -> str:
    """A teller's name without what does not tell people apart: capitals, points, spaces, forms of a letter.

    >>> same_name("A. Bell") == same_name("a bell"), same_name("Bell") == same_name("Bella")
    (True, False)
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in plain if letter.isalnum()) or plain


def boxes(entries: Iterable[Entry], unit: str) -> dict[str, Agreement[Count]]:
    """What tellers found at each site of a unit that has a count."""
    found: dict[str, list[tuple[str, Count]]] = {}
    for entry in entries:
        if isinstance(entry, CountEntered) and entry.unit == unit:
            found.setdefault(entry.site, []).append((entry.by, entry.count))
    return {site: agreement_of(_by_person(entered)) for site, entered in sorted(found.items())}


def _by_person(entered: Sequence[tuple[str, Found]]) -> list[tuple[str, Found]]:
    """Entries under the name that each teller gave first."""
    first: dict[str, str] = {}
    return [(first.setdefault(same_name(teller), teller), found) for teller, found in entered]


@dataclass(frozen=True, slots=True)
class Batch:
    """Challenged envelopes settled together: how many were rejected, and what the opened ones said, mixed."""

    rejected: int
    count: Count

    @property
    def envelopes(self) -> int:
        """How many envelopes."""
        return self.rejected + self.count.opened + self.count.spoiled


def batches(entries: Iterable[Entry], unit: str) -> dict[str, Agreement[Batch]]:
    """What tellers found in each batch of a unit's challenged envelopes."""
    found: dict[str, list[tuple[str, Batch]]] = {}
    for entry in entries:
        if isinstance(entry, ChallengesSettled) and entry.unit == unit:
            found.setdefault(entry.batch, []).append((entry.by, Batch(entry.rejected, entry.count)))
    return {batch: agreement_of(_by_person(entered)) for batch, entered in sorted(found.items())}


def agreed_total(found: Iterable[Agreement[Count]]) -> Count:
    """The sum of the boxes on which two tellers agree."""
    return total_of([box.agreed for box in found if box.agreed is not None])


def differing(box: Agreement[Count]) -> tuple[str, ...]:
    """The figures in which current counts differ, by name and without their values: a recount stays blind."""
    rows = [dict.fromkeys(Count.__slots__) | found.to_dict() for _, found in box.current]
    return tuple(name for name in Count.__slots__ if len({row[name] for row in rows}) > 1)
