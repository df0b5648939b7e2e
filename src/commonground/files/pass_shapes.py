"""The shapes of passes.toml: what each sort of entry may say. A number and a seal are given when an entry is passed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from commonground.agreement.fields import Day
from commonground.bargaining.entry import Answer, FactSort
from commonground.files.shapes import Cite, EditShape, Shape


class SealedEntry(BaseModel):
    """An entry of the ledger; it may say nothing else."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)

    number: int = Field(0, ge=0, description="its place in the ledger; given when it is passed")
    on: Day
    seal: str = Field("", description="the seal over it and the entry before it; given when it is passed")


class SessionShape(SealedEntry):
    """The parties meet."""

    start: dt.time | None = Field(None, alias="from")
    until: dt.time | None = None
    place: str = ""
    present: list[str] = Field(default_factory=list)
    note: str = ""


class StandShape(Shape):
    """What a pass says on one issue."""

    name: str = Field(min_length=1)
    answer: Answer
    says: str = ""
    edit: list[EditShape] = Field(default_factory=list)


class PassShape(SealedEntry):
    """Something passed across the table."""

    by: str
    answers: int | None = Field(None, ge=1)
    at: dt.time | None = None
    session: int | None = Field(None, ge=1)
    title: str = ""
    offer: str = ""
    first: Day | None = None
    last: Day | None = None
    package: bool = False
    supposal: bool = False
    cite: Cite | None = None
    note: str = ""
    issue: list[StandShape] = Field(default_factory=list)
    files: dict[str, str] = Field(
        default_factory=dict, description="what the files that it names said when it was passed"
    )

    @model_validator(mode="after")
    def _of_one_sort(self) -> PassShape:
        if self.package and self.supposal:
            raise ValueError("a package and a supposal at once; a supposal binds nobody, a package its party")
        if (self.first is None) != (self.last is None):
            raise ValueError("one day of a term; write first and last, or neither")
        return self


class RequestShape(SealedEntry):
    """A request for information."""

    by: str
    of: str
    asks: str
    due: Day | None = None


class ReplyShape(SealedEntry):
    """What was given in reply to a request."""

    by: str
    answers: int = Field(ge=1)
    says: str = ""
    whole: bool = True


class OtherTableShape(SealedEntry):
    """A dated fact from another table."""

    sort: FactSort
    who: str
    says: str
    to: str = ""
    issues: list[str] = Field(default_factory=list)
    cite: Cite | None = None


class PassesShape(Shape):
    """passes.toml: the ledger of a table, each entry sealed with the one before it."""

    session: list[SessionShape] = Field(default_factory=list)
    passed: list[PassShape] = Field(default_factory=list, alias="pass")
    request: list[RequestShape] = Field(default_factory=list)
    reply: list[ReplyShape] = Field(default_factory=list)
    fact: list[OtherTableShape] = Field(default_factory=list)

    @property
    def entries(self) -> list[tuple[str, int, SealedEntry]]:
        """Every entry with the table and the place in which it stands, as the file has them."""
        held: dict[str, Any] = {
            "session": self.session,
            "pass": self.passed,
            "request": self.request,
            "reply": self.reply,
            "fact": self.fact,
        }
        return [(name, at, one) for name, listed in held.items() for at, one in enumerate(listed)]
