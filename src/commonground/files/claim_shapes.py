"""Shapes of claims: what claims.toml may say."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from commonground.agreement.fields import Day, Number
from commonground.claims.claim import Operation
from commonground.files.shapes import Cite, Shape
from commonground.values.party import Side
from commonground.values.typed_figure import DOLLARS, Basis, Hedge, Measure, Standing

ID = r"^[a-z0-9][a-z0-9._-]*$"


class FigureShape(Shape):
    """The typed figure of a claim."""

    measure: Measure
    amount: Number
    unit: str = Field(DOLLARS, min_length=1, description='"dollars", "percent", or what is counted, such as "members"')
    hedge: Hedge = Hedge.NONE
    high: Number | None = Field(None, description="the upper end, where a range was said")
    basis: Basis = Basis.NOT_STATED
    years: int | None = Field(None, ge=1, le=40)
    year: int | None = Field(None, ge=1, le=40)
    base: str = ""
    scope: str = ""
    count: Number | None = Field(None, gt=0)
    net: bool | None = None
    steps: Standing = Standing.NOT_STATED
    compounded: bool | None = None
    parts: list[Number] = Field(default_factory=list)

    @model_validator(mode="after")
    def _is_of_one_piece(self) -> Self:
        if self.high is not None and self.high < self.amount:
            raise ValueError("a high below the amount")
        if self.basis is Basis.BY_YEAR and self.year is None:
            raise ValueError('basis = "by year" without its year, such as year = 5')
        return self


class RecipeShape(Shape):
    """How a figure follows from other claims and facts."""

    operation: Operation
    of: list[str] = Field(min_length=1)
    number: Number | None = Field(None, gt=0)

    @model_validator(mode="after")
    def _says_what_it_needs(self) -> Self:
        if self.operation in (Operation.YEARS, Operation.RAMP, Operation.SCALE) and self.number is None:
            raise ValueError(f"operation {self.operation} without number, such as number = 5")
        if self.operation is Operation.SHARE and len(self.of) != 2:
            raise ValueError("operation share without two ids in of: the part and the whole")
        if self.operation is Operation.DIFFERENCE and len(self.of) != 2:
            raise ValueError("operation difference without two ids in of: the second is taken from the first")
        return self


class ClaimShape(Shape):
    """One public statement."""

    id: str = Field(pattern=ID)
    who: str = Field(min_length=1)
    role: str = ""
    side: Side
    outlet: str = Field(min_length=1)
    date: Day
    quotation: str = Field(min_length=1)
    cite: Cite | None = None
    figure: FigureShape | None = None
    tells: str = ""
    event: str = ""
    offers: list[str] = Field(default_factory=list)
    answers: str = ""
    recipe: RecipeShape | None = None
    note: str = ""

    @model_validator(mode="after")
    def _is_a_figure_or_an_event(self) -> Self:
        if (self.figure is None) == (not self.tells):
            raise ValueError("a claim without just one of figure and tells: it has a figure, or tells of an event")
        return self


class PublicFactShape(Shape):
    """A number that both sides may look up."""

    id: str = Field(pattern=ID)
    what: str
    amount: Number
    unit: str = DOLLARS
    cite: Cite | None = None


class ClaimsShape(Shape):
    """claims.toml: what was said in public, and facts beside it."""

    claim: list[ClaimShape] = Field(default_factory=list)
    fact: list[PublicFactShape] = Field(default_factory=list)
