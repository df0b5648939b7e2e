"""Shapes: what each file of a negotiation's folder may say, as models that validate it and give its JSON Schema."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, Strict, field_validator

from commonground.agreement.expiry import AfterExpiry
from commonground.agreement.family import Family
from commonground.agreement.fields import Day, Label, Number, Year
from commonground.agreement.kind import LABEL_COLUMNS
from commonground.agreement.offer import Operation
from commonground.agreement.provision import Status
from commonground.values.fiscal_year import Proration

ORDINARY_YEAR = 2001
Whole = Annotated[int, Strict()]  # a number that counts something; `true` is none


class Shape(BaseModel):
    """A table of a file; it may say nothing else."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class CitationShape(Shape):
    """Where a figure or a clause can be read."""

    document: str
    article: Label | None = None
    page: Label | None = None
    verified_by: str | None = None


Cite = CitationShape | str


class PartyShape(Shape):
    """A party to the negotiation."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    name: str


class FiscalYearShape(Shape):
    """When the fiscal year begins, and how a part of it is counted."""

    begins: str = Field("07-01", json_schema_extra={"pattern": r"^\d{2}-\d{2}$"})
    proration: Proration = Proration.MONTHS

    @field_validator("begins")
    @classmethod
    def _a_day_of_every_year(cls, begins: str) -> str:
        try:
            dt.date.fromisoformat(f"{ORDINARY_YEAR}-{begins}")
        except ValueError:
            raise ValueError(f'{begins!r} is not a month and day of every year, such as "07-01"') from None
        return begins


class BaseShape(Shape):
    """The fiscal year before the offers' first, and the day on which the roster was taken."""

    year: Year
    snapshot: Day


class ExpiryShape(Shape):
    """What holds after a term's last day."""

    rule: AfterExpiry = AfterExpiry.STEPS_CONTINUE
    cite: Cite | None = None


class RosterShape(Shape):
    """Which file holds the people, or their counts."""

    file: str
    cite: Cite | None = None
    note: str = ""


class ProvisoShape(Shape):
    """What must happen for a clause to hold, and whether it is declared to."""

    name: str = Field(min_length=1)
    happens: bool = False
    cite: Cite | None = None
    note: str = ""


class NegotiationShape(Shape):
    """negotiation.toml: who bargains with whom, over which years."""

    title: str
    employer: PartyShape
    union: list[PartyShape] = Field(min_length=1)
    neutral: list[PartyShape] = Field(default_factory=list)
    fiscal_year: FiscalYearShape = FiscalYearShape()
    base: BaseShape
    last_year: Year = Field(description="the last fiscal year that is costed")
    after_expiry: ExpiryShape = ExpiryShape()
    roster: RosterShape = RosterShape(file="roster.csv")
    status_quo_term: tuple[Day, Day] | None = None
    proviso: list[ProvisoShape] = Field(default_factory=list)
    note: list[str] = Field(default_factory=list)


class ScopeShape(Shape):
    """Which people a provision is about; a column that is not named lets everyone in."""

    unit: list[Label] | None = None
    schedule: list[Label] | None = None
    lane: list[Label] | None = None
    step: list[Label] | None = None
    tier: list[Label] | None = None
    title: list[Label] | None = None
    school: list[Label] | None = None
    fund: list[Label] | None = None
    health_plan: list[Label] | None = None
    health_tier: list[Label] | None = None
    rating: list[Label] | None = None
    fte_from: Number | None = Field(None, gt=0, le=2)
    hired_from: Day | None = None
    hired_until: Day | None = None


class VersionShape(BaseModel):
    """What a provision says from one day until another (that day not included)."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)

    start: Day | None = Field(None, alias="from")
    until: Day | None = None
    cite: Cite | None = None
    note: str = ""
    terms: dict[str, Any] = Field(default_factory=dict)


class ProvisionShape(VersionShape):
    """One clause of the agreement."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")
    kind: str
    title: str = ""
    family: Family | None = None
    issue: str = ""
    fund: str = ""
    status: Status = Status.COSTED
    contingent_on: str = ""
    scope: ScopeShape = ScopeShape()
    version: list[VersionShape] = Field(default_factory=list)


class AgreementShape(Shape):
    """agreement.toml: the agreement in force, clause by clause."""

    title: str
    first: Day | None = Field(None, description="the first day of the term")
    last: Day | None = Field(None, description="the last day of the term")
    cite: Cite | None = None
    provision: list[ProvisionShape] = Field(default_factory=list)


class EditShape(BaseModel):
    """One change that an offer makes."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)

    op: Operation
    provision: str = ""
    at: str = Field(
        "", description='where in the terms, as in "rate", "amounts.2021-22" or "premiums[plan=HMO].monthly"'
    )
    value: Any = None
    start: Day | None = Field(None, alias="from")
    until: Day | None = None
    cite: Cite | None = None
    note: str = ""
    together: str = ""
    agreed: Day | None = Field(None, description="the day on which both sides agreed to this change")
    clause: ProvisionShape | None = None


class OfferShape(Shape):
    """offers/<date>-<party>.toml: a party's ordered edits to the agreement."""

    title: str
    party: str
    passed: Day = Field(description="the day on which the offer was passed")
    first: Day = Field(description="the first day of the offer's term")
    last: Day = Field(description="the last day of the offer's term")
    replaces: str = ""
    cite: Cite | None = None
    note: list[str] = Field(default_factory=list)
    edit: list[EditShape] = Field(default_factory=list)


FILES: dict[Literal["negotiation", "agreement", "offer"], type[BaseModel]] = {
    "negotiation": NegotiationShape,
    "agreement": AgreementShape,
    "offer": OfferShape,
}
assert set(ScopeShape.model_fields) - {"fte_from", "hired_from", "hired_until"} == LABEL_COLUMNS
