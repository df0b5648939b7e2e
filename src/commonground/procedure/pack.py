"""A rule pack: a procedure of the law as data. Steps, who takes them, what must come before, by when, and under which clause.

Law: every rule carries its clause: what it says in our own words, where it can be read, whether it was compared with that
place, and from when until when it was in force. What was in force is asked for by date; history is never overwritten.
Not here: what has happened (`case`), and what follows from it (`standing`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, TypeVar

from commonground.procedure.counting import DayKind
from commonground.procedure.holidays import HolidayRule

UNVERIFIED = "unverified"


class Who(StrEnum):
    """Who takes a step. Either side is named by its part in bargaining alone."""

    EMPLOYER = "employer"
    UNION = "union"
    EITHER = "either party"
    BOTH = "both parties"
    BOARD = "labor board"
    MEDIATOR = "mediator"
    PANEL = "panel"


class Duty(StrEnum):
    """Whether a step is owed or open to whoever takes it."""

    MUST = "must"
    MAY = "may"


class Closed(StrEnum):
    """What becomes of a period whose last day is a Saturday, a Sunday or a holiday."""

    NEXT_OPEN_DAY = "next open day"
    STANDS = "stands"


class Lawful(StrEnum):
    """Whether a strike can be lawful at all."""

    CONDITIONAL = "on conditions"
    NEVER = "never"


class SubjectStatus(StrEnum):
    """Whether a subject must be bargained over, may be, or may not be."""

    MANDATORY = "mandatory"
    PERMISSIVE = "permissive"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class Clause:
    """Where a rule comes from: what it says, its citation, whether it was compared with it, and when it was in force.

    `until` is the first day on which it no longer was.
    """

    says: str
    cite: str
    verified: bool
    since: dt.date | None = None
    until: dt.date | None = None

    def in_force(self, day: dt.date) -> bool:
        """Whether the rule was in force on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)

    def __str__(self) -> str:
        return self.cite if self.verified else f"{self.cite} [{UNVERIFIED}]"


class HasClause(Protocol):
    """A rule of any sort: it has a clause."""

    @property
    def clause(self) -> Clause:
        """The rule's clause."""


Dated = TypeVar("Dated", bound=HasClause)


def in_force(rules: Iterable[Dated], day: dt.date) -> tuple[Dated, ...]:
    """The rules that were in force on a day."""
    return tuple(rule for rule in rules if rule.clause.in_force(day))


@dataclass(frozen=True, slots=True)
class Wait:
    """What a step needs first: one of these steps or days, and so many days after it. `days` 0: the step itself is enough.

    `is_before`: the step is open from so many days before a day that is ahead, such as the school year's first.
    """

    after: tuple[str, ...]
    days: int
    kind: DayKind
    clause: Clause
    is_before: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """By when a step is due: within so many days after another step or day, or so many days before it."""

    days: int
    kind: DayKind
    of: str
    is_before: bool
    clause: Clause


@dataclass(frozen=True)
class Step:
    """One step of a procedure. `instead` names steps that make this one needless; `ends` says that nothing follows it.

    `rules` are what the law says of the step itself; most steps have their source in what they need or by when they are due.
    """

    id: str
    title: str
    who: Who
    duty: Duty
    waits: tuple[Wait, ...] = ()
    dues: tuple[Due, ...] = ()
    instead: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    ends: bool = False
    rules: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A day that the procedure counts from and that is no step: the agreement's last day, the school year's first."""

    id: str
    title: str


class Period(StrEnum):
    """The two sorts of periods: a time within which to act, and a time to be waited out."""

    DEADLINE = "deadline"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Computation:
    """How periods of one sort end when their last day is closed."""

    of: Period
    closed: Closed
    clause: Clause


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject of bargaining and where it stands."""

    name: str
    status: SubjectStatus
    clause: Clause


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a strike brings with it by law: a title and the clause that says it."""

    title: str
    clause: Clause


@dataclass(frozen=True)
class Pack:
    """A procedure whole: whom it covers, its steps, its strike rule, its subjects, its holidays and its way of counting."""

    id: str
    title: str
    covers: str
    lawful: Lawful
    strike: str
    strike_clause: Clause
    steps: tuple[Step, ...]
    anchors: tuple[Anchor, ...] = ()
    computations: tuple[Computation, ...] = ()
    holidays: tuple[HolidayRule, ...] = ()
    subjects: tuple[Subject, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def step(self, id: str) -> Step:
        """A step by its id. Raises KeyError."""
        return self.by_id[id]

    @property
    def by_id(self) -> dict[str, Step]:
        """The steps by their ids."""
        return {step.id: step for step in self.steps}

    def source_of(self, step: Step, day: dt.date) -> Clause | None:
        """The clause from which a step comes: its own, else one of its needs or dues, else one that counts from it."""
        own = (*step.rules, *(wait.clause for wait in step.waits), *(due.clause for due in step.dues))
        of_others = (wait.clause for other in self.steps for wait in other.waits if step.id in wait.after)
        return next((clause for clause in (*own, *of_others) if clause.in_force(day)), None)

    def title_of(self, id: str) -> str:
        """What a step or an anchor is called."""
        found = self.by_id.get(id) or next((anchor for anchor in self.anchors if anchor.id == id), None)
        return found.title if found else id
