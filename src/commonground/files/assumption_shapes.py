"""The shapes of assumptions/<party>.toml: a party's values with their sources, and what it has signed."""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from commonground.agreement.fields import Day
from commonground.assumptions.assumption import Unit
from commonground.files.shapes import Cite, Shape

Written = str | int | Decimal


class AssumptionShape(Shape):
    """A value that the party takes from a day on."""

    name: str = Field(min_length=1)
    unit: Unit
    value: Written
    on: Day
    low: Written | None = None
    high: Written | None = None
    cite: Cite | None = None
    note: str = ""


class SignatureShape(Shape):
    """The party signs a value."""

    name: str = Field(min_length=1)
    value: Written
    on: Day
    by: str = Field(min_length=1)


class AssumptionsShape(Shape):
    """assumptions/<party>.toml: what a party assumes, with source and range."""

    assumption: list[AssumptionShape] = Field(default_factory=list)
    signed: list[SignatureShape] = Field(default_factory=list)
    note: list[str] = Field(default_factory=list)
