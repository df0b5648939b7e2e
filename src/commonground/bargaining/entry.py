"""Entries: what the record of a table holds, one after another. Nothing is edited; what changes is passed again, later.

Five sorts share one numbering: sessions, passes, requests for information, replies to them, and facts from other tables.
Law: a package stands only whole, and a supposal ("what if") binds nobody: neither changes its party's position by itself.
Not here: what a pass costs (movement), or who is right (nobody's file).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from commonground.agreement.agreement import Term
from commonground.agreement.offer import Edit
from commonground.values.citation import Citation


class Answer(StrEnum):
    """What a pass says on an issue."""

    PROPOSE = "propose"
    COUNTER = "counter"
    HOLD = "hold"
    QUESTION = "question"
    REJECT = "reject"
    AGREE = "tentative agreement"

    @property
    def moves(self) -> bool:
        """Whether it puts other words on the table."""
        return self in (Answer.PROPOSE, Answer.COUNTER)


class FactSort(StrEnum):
    """What is known of another table, or promised between tables."""

    SETTLEMENT = "settlement"
    PROMISE = "promise"
    ME_TOO = "me-too"


@dataclass(frozen=True)
class Session:
    """The parties meet: from when to when, where, who was present."""

    number: int
    on: dt.date
    start: dt.time | None = None
    end: dt.time | None = None
    place: str = ""
    present: tuple[str, ...] = ()
    note: str = ""

    @property
    def minutes(self) -> int:
        """How long it lasted; past midnight counts on into the next day; 0 where the hours are not recorded."""
        if self.start is None or self.end is None:
            return 0
        length = (self.end.hour - self.start.hour) * 60 + self.end.minute - self.start.minute
        return length if length >= 0 else length + 24 * 60


@dataclass(frozen=True)
class Stand:
    """What a pass says on one issue, and the edits to the agreement in force that it would make there."""

    issue: str
    answer: Answer
    says: str = ""
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True)
class Pass:
    """A party passes something across the table, in answer to an earlier pass or of its own accord.

    `is_whole`: it lays down a whole offer, so that what it does not name is no longer proposed. `by` may be both parties:
    a paper that all have signed.
    """

    number: int
    on: dt.date
    by: str
    stands: tuple[Stand, ...]
    answers: int | None = None
    at: dt.time | None = None
    session: int | None = None
    title: str = ""
    offer: str = ""
    term: Term | None = None
    is_package: bool = False
    is_supposal: bool = False
    citation: Citation | None = None
    note: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it lays down a whole offer."""
        return bool(self.offer)

    @property
    def binds(self) -> bool:
        """Whether it changes its party's position by itself."""
        return not (self.is_package or self.is_supposal)

    @property
    def is_in_words(self) -> bool:
        """Whether it proposes in words alone, so that there is nothing to price."""
        proposes = any(stand.answer is Answer.PROPOSE for stand in self.stands)
        return proposes and not self.is_whole and not any(stand.edits for stand in self.stands)

    def stand_on(self, issue: str) -> Stand | None:
        """What it says on an issue."""
        return next((stand for stand in self.stands if stand.issue == issue), None)


@dataclass(frozen=True)
class Request:
    """A party asks another for information, to be given by a day."""

    number: int
    on: dt.date
    by: str
    of: str
    asks: str
    due: dt.date | None = None


@dataclass(frozen=True)
class Reply:
    """What was given in reply to a request; `is_whole` where nothing of it is still owed."""

    number: int
    on: dt.date
    by: str
    answers: int
    says: str = ""
    is_whole: bool = True


@dataclass(frozen=True)
class Fact:
    """A dated fact from another table: a union's settlement, a promise, or that one follows another (me-too)."""

    number: int
    on: dt.date
    sort: FactSort
    who: str
    says: str
    to: str = ""
    issues: tuple[str, ...] = ()
    citation: Citation | None = None


Entry = Session | Pass | Request | Reply | Fact
