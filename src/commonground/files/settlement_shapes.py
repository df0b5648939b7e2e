"""Shapes of settlement: what settlement.toml and preferences/<party>.toml may say."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from commonground.agreement.fields import Day, Money, Rate, Year
from commonground.files.shapes import Cite, EditShape, Shape
from commonground.settlement.agenda import Reference

MOST_ISSUES, MOST_OPTIONS, MOST_WEIGHT = 40, 200, 1_000


def _share(rate: Fraction) -> Fraction:
    if not 0 <= rate <= 1:
        raise ValueError(f'{float(rate):g} is not a share between 0 and "100%"')
    return rate


class SettlementOptionShape(Shape):
    """One way of settling an issue."""

    id: str = Field(min_length=1)
    edit: list[EditShape] = Field(default_factory=list)
    excluded: str = ""
    excluded_until: Day | None = None
    cite: Cite | None = None
    note: str = ""


class GridShape(BaseModel):
    """A range of numbers in even steps."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)

    start: str | int | Decimal = Field(alias="from")
    to: str | int | Decimal
    step: str | int | Decimal


class SettlementIssueShape(Shape):
    """Something on the table, with its options written in one of four ways."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    title: str = ""
    option: list[SettlementOptionShape] = Field(default_factory=list, max_length=MOST_OPTIONS)
    grid: GridShape | None = None
    each: dict[str, list[str]] = Field(default_factory=dict, max_length=MOST_OPTIONS)
    edit: list[EditShape] = Field(default_factory=list)
    excluded: str = ""
    excluded_until: Day | None = None
    cite: Cite | None = None
    note: str = ""


class SettlementRuleShape(BaseModel):
    """Which options go together."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)

    says: str = Field(min_length=1)
    where: dict[str, list[str]] = Field(alias="if", min_length=1)
    then: dict[str, list[str]] = Field(default_factory=dict)


class SettlementMoneyShape(Shape):
    """The most that a package may cost."""

    against: Reference = Reference.STATUS_QUO
    caps: dict[Year, Money] = Field(default_factory=dict)
    term: Money | None = None
    cite: Cite | None = None
    note: str = ""


class SettlementShape(Shape):
    """settlement.toml: what is on the table, as both sides know it."""

    title: str
    first: Day
    last: Day
    employer: str = ""
    union: str = ""
    money: SettlementMoneyShape = SettlementMoneyShape()
    issue: list[SettlementIssueShape] = Field(min_length=1, max_length=MOST_ISSUES)
    rule: list[SettlementRuleShape] = Field(default_factory=list)
    signed: dict[str, str] = Field(default_factory=dict)
    note: list[str] = Field(default_factory=list)


class PreferenceShape(Shape):
    """preferences/<party>.toml: what the options are worth to one side. It is that side's own."""

    party: str
    example: bool = False
    least: Annotated[Rate, AfterValidator(_share)] = Fraction(0)
    weights: dict[str, Annotated[int, Field(ge=0, le=MOST_WEIGHT)]]
    values: dict[str, dict[str, Annotated[int, Field(ge=0, le=100)]]]
    beyond: dict[str, list[str]] = Field(default_factory=dict)
    note: list[str] = Field(default_factory=list)
