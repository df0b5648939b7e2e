"""The shape of comparables.toml: what benchmarks mean on one's own schedule, the career that is reckoned, and prices."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from commonground.agreement.fields import Label, Rate
from commonground.files.shapes import Cite, Shape

MOST_YEARS = 60
Service = Annotated[int, Field(ge=1, le=MOST_YEARS)]


class BenchmarkShape(Shape):
    """A name under which figures are compared, and the cell of one's own schedule that it means."""

    name: Label
    lane: Label = ""
    step: Label = ""
    end: Literal["minimum", "maximum"] | None = Field(
        None, description="the lowest or the highest cell of the lane, or of the schedule, instead of a step"
    )

    @model_validator(mode="after")
    def _says_a_cell(self) -> BenchmarkShape:
        if bool(self.step) == bool(self.end):
            raise ValueError(f'benchmark {self.name!r} needs either a step, or end = "minimum" or "maximum"')
        return self


class CareerShape(Shape):
    """A career: how many years, in which lane from which of its years on, and at which rate later pay is discounted."""

    years: Service = 30
    lanes: dict[Service, Label] = Field(
        min_length=1, description='year of the career = lane: { "1" = "BA", "6" = "MA" }'
    )
    discount: Rate = Field("0%", validate_default=True, ge=0, lt=1)
    cite: Cite | None = None

    @model_validator(mode="after")
    def _begins_somewhere(self) -> CareerShape:
        if min(self.lanes) != 1:
            raise ValueError("lanes needs the lane of year 1")
        return self


class PricesShape(Shape):
    """Which index of price-index.csv is used, the month by which a fiscal year is read, and growth that is assumed after it."""

    index: Label
    region: Label = ""
    month: Annotated[int, Field(ge=1, le=12)]
    assumed: Rate | None = Field(None, gt=-1, lt=1, description="growth a year after the last value; without it none")


class ComparablesShape(Shape):
    """comparables.toml: how the figures of comparables.csv are set against one's own."""

    unit: Label = Field("", description="the unit whose schedule and raises are compared, where there are several")
    schedule: Label = Field("", description="the schedule, where the unit has several")
    benchmark: list[BenchmarkShape] = Field(default_factory=list)
    career: CareerShape | None = None
    prices: PricesShape | None = None
    note: str = ""
