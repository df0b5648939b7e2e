"""A provision: one clause of an agreement, with every version of its terms, each dated and cited.

Law: versions are half-open stretches of time (from a day, until a day that is no longer in it) that never overlap;
history is never overwritten, it is asked for with a date. A stretch that no version covers is a gap, and it is said.
Law: no version costs or saves anything in a fiscal year that ends before its first day. Only a salary schedule's or a
ladder's first version stands before its day (`standing_on`). A raise and a step are brought by the version in force on theirs.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from commonground.agreement.family import Family
from commonground.agreement.fields import Said, Terms, spelled
from commonground.values.citation import Citation

BEGINNING = dt.date.min
NEVER = dt.date.max


class Status(StrEnum):
    """Whether a provision is in the totals, and if not, why not."""

    COSTED = "costed"
    LANGUAGE_ONLY = "language only"
    MISSING = "missing"
    NOT_APPLICABLE = "not applicable"
    UNKNOWN = "unknown"
    CONTINGENT = "contingent"
    UNFUNDED = "granted but not funded"
    RESCINDED = "rescinded"

    @property
    def is_gap(self) -> bool:
        """A clause that may cost something which the totals do not hold."""
        return self in (Status.MISSING, Status.UNKNOWN)

    @property
    def is_aside(self) -> bool:
        """A clause that is in no total, with what it would cost said beside it."""
        return self in (Status.CONTINGENT, Status.UNFUNDED, Status.RESCINDED)


class OverlappingVersions(ValueError):
    """Two versions of one provision hold on the same day."""

    def __init__(self, provision: str, day: dt.date) -> None:
        super().__init__(f"provision {provision} has two versions in force on {day}")


@dataclass(frozen=True, slots=True)
class Version:
    """What a provision says from one day until another (that day not included).

    `agreed` is the day on which both sides agreed to it, where every edit that made it bears that mark. It changes no cost.
    """

    terms: Terms
    start: dt.date = BEGINNING
    until: dt.date = NEVER
    citation: Citation | None = None
    note: str = ""
    agreed: dt.date | None = None

    def holds_on(self, day: dt.date) -> bool:
        """Whether this version is in force on a day."""
        return self.start <= day < self.until


@dataclass(frozen=True, slots=True)
class Scope:
    """Which people a provision is about: for each column named, the words that are in; the smallest FTE, in ten-thousandths;
    the first and last day of hire as ordinals."""

    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fte_from: int = 0
    hired_from: int = 0
    hired_until: int = 0

    def __str__(self) -> str:
        parts = [f"{column} {' or '.join(words)}" for column, words in self.words.items()]
        if self.fte_from:
            parts.append(f"FTE of at least {self.fte_from / 10_000:g}")
        if self.hired_from:
            parts.append(f"hired from {dt.date.fromordinal(self.hired_from)}")
        if self.hired_until:
            parts.append(f"hired until {dt.date.fromordinal(self.hired_until)}")
        return ", ".join(parts) or "everyone"

    def spelled(self) -> tuple[Hashable, ...]:
        """What the scope says, in words and whole numbers."""
        return *self.words.items(), self.fte_from, self.hired_from, self.hired_until

    def holds(self, other: Scope) -> bool:
        """Whether whoever is in another scope is in this one, by what the two say alone."""
        return (
            all(
                column in other.words and set(other.words[column]) <= set(words) for column, words in self.words.items()
            )
            and self.fte_from <= other.fte_from
            and self.hired_from <= other.hired_from
            and (not self.hired_until or 0 < other.hired_until <= self.hired_until)
        )

    def allows(self, column: str, word: str) -> bool:
        """Whether the scope leaves room for rows that say `word` in a column."""
        return column not in self.words or word in self.words[column]


@dataclass(frozen=True)
class Provision:
    """One clause: what it is called, whom it covers, what it has said and says; `contingent_on` names its proviso."""

    id: str
    kind: str
    title: str
    family: Family
    issue: str
    versions: tuple[Version, ...]
    scope: Scope = field(default_factory=Scope)
    fund: str = ""
    status: Status = Status.COSTED
    note: str = ""
    contingent_on: str = ""

    def __post_init__(self) -> None:
        ordered = sorted(self.versions, key=lambda version: version.start)
        for earlier, later in pairwise(ordered):
            if earlier.until > later.start:
                raise OverlappingVersions(self.id, later.start)
        object.__setattr__(self, "versions", tuple(ordered))

    def on(self, day: dt.date) -> Version | None:
        """The version in force on a day; None where nothing is known of that day."""
        return next((version for version in self.versions if version.holds_on(day)), None)

    def standing_on(self, day: dt.date) -> Version | None:
        """The version that began last by a day, even if its time is over; before the first one, the first.

        So a salary schedule or a ladder is asked for: it stands until another takes its place. None without a version.
        """
        begun = [version for version in self.versions if version.start <= day]
        return begun[-1] if begun else next(iter(self.versions), None)

    def gaps(self) -> Sequence[tuple[dt.date, dt.date]]:
        """The stretches between the first version and the last that no version covers."""
        pairs = pairwise(self.versions)
        return [(earlier.until, later.start) for earlier, later in pairs if earlier.until < later.start]

    @cached_property
    def said(self) -> Said:
        """What the provision says: the key by which results are kept."""
        versions = [(version.start, version.until, spelled(version.terms)) for version in self.versions]
        return Said(
            (self.id, self.kind, *versions, *self.scope.spelled(), self.fund, self.status.value, self.contingent_on)
        )

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what the provision says."""
        return hashlib.sha256(repr(self.said.words).encode()).hexdigest()

    @property
    def agreed(self) -> dt.date | None:
        """The day on which both sides agreed to the latest version; None where they have not."""
        return self.versions[-1].agreed if self.versions else None

    @property
    def citation(self) -> Citation | None:
        """The citation of the latest version."""
        return self.versions[-1].citation if self.versions else None
