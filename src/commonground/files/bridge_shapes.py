"""Shapes of bridges: what bridges.toml may say."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from commonground.agreement.fields import Number
from commonground.bridge.reckoning import MOST, Assumption, unfit
from commonground.files.claim_shapes import ID
from commonground.files.shapes import Cite, Shape
from commonground.report.claims import number_written
from commonground.values.wording import counted

PERCENT = re.compile(r"(-?\d{1,4}(?:\.\d{1,6})?)\s?%")


def _share(value: Any) -> Any:
    """A percentage as people write it, "3%", as the share that it is; anything else as it stands."""
    written = PERCENT.fullmatch(value.strip()) if isinstance(value, str) else None
    return Fraction(written[1]) / 100 if written else value


Supposed = Annotated[Number, BeforeValidator(_share)]


class PartShape(Shape):
    """A part of what the figures are made of; its amounts are said in one of three ways."""

    id: str = Field(pattern=ID)
    claim: str = Field("", description="a claim whose amount is had in every year")
    amounts: list[Number] = Field(default_factory=list, max_length=40, description="by year of the contract")
    offers: list[str] = Field(default_factory=list, description="the second offer less the first, as costed by year")
    issue: str = Field("", description="one issue of that gap; all of it where none is named")
    cite: Cite | None = None

    @model_validator(mode="after")
    def _says_its_amounts_once(self) -> Self:
        said = sum(map(bool, (self.claim, self.amounts, self.offers)))
        if said != 1:
            raise ValueError(f"a part with {said or 'none'} of claim, amounts and offers, where one is needed")
        if self.offers and len(self.offers) != 2:
            raise ValueError(f"{counted(len(self.offers), 'offer')}, where the second less the first is taken")
        return self


class HypothesisShape(Shape):
    """An assumption that the sides may have made differently."""

    assumption: Assumption
    first: Supposed | None = None
    second: Supposed | None = None
    assumed: str = Field(
        "", description="an assumption of both sides, from which both numbers, the range and the source come"
    )
    says: str = Field(min_length=1)
    parts: list[str] = Field(default_factory=list)
    range: tuple[Supposed, Supposed] | None = None
    cite: Cite | None = None

    @model_validator(mode="after")
    def _says_both_numbers(self) -> Self:
        said = [one is not None for one in (self.first, self.second)]
        if self.assumed and (any(said) or self.range is not None):
            raise ValueError("first, second or range beside assumed, which gives all three")
        if not self.assumed and not all(said):
            raise ValueError("a hypothesis without first and second, and without assumed, which would give both")
        return self

    @model_validator(mode="after")
    def _is_cited_or_a_range(self) -> Self:
        if not self.assumed and self.cite is None and self.range is None:
            raise ValueError("a hypothesis with no source and no range: cite = … or range = [low, high]")
        if self.range is not None and not self.range[0] <= self.range[1]:
            raise ValueError("a range whose low end is above its high end")
        if self.range is not None and self.second is not None and not self.range[0] <= self.second <= self.range[1]:
            raise ValueError("a range that does not hold second")
        return self

    @model_validator(mode="after")
    def _numbers_are_of_its_kind(self) -> Self:
        for number in (self.first, self.second, *(self.range or ())):
            if number is not None and (wanted := unfit(self.assumption, Fraction(number))):
                raise ValueError(f"{self.assumption} with {number_written(Fraction(number), 6)}, where it is {wanted}")
        return self


class BridgeShape(Shape):
    """What is supposed between two claims."""

    claims: tuple[str, str]
    years: int = Field(5, ge=1, le=40, description="the years over which a level part is laid out")
    note: str = ""
    part: list[PartShape] = Field(min_length=1)
    hypothesis: list[HypothesisShape] = Field(min_length=1, max_length=MOST)


class BridgesShape(Shape):
    """bridges.toml: hypotheses about why two public figures differ."""

    bridge: list[BridgeShape] = Field(default_factory=list)
