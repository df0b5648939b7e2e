"""The shape of turnover.toml: who leaves at a year's end, by completed service, and where newcomers begin."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from commonground.agreement.fields import Label, Rate
from commonground.files.shapes import Cite, Shape

MOST_YEARS = 80
Service = Annotated[int, Field(ge=0, le=MOST_YEARS)]


class OfJobs(Shape):
    """Whose jobs something is about; a column that is not named lets every job in."""

    unit: list[Label] | None = None
    title: list[Label] | None = None
    school: list[Label] | None = None
    fund: list[Label] | None = None


class SeparationsShape(OfJobs):
    """The share of people who leave at a year's end, from so many completed years of service on."""

    rates: dict[Service, Annotated[Rate, Field(ge=0, le=1)]] = Field(
        min_length=1, description='completed years = rate, each until the next: { "0" = "12%", "5" = "3%" }'
    )


class EntryShape(OfJobs):
    """Where newcomers begin; what is not named is as it was with the leaver."""

    begin_schedule: Label | None = None
    begin_lane: Label | None = None
    begin_step: Label
    begin_tier: Label | None = None


class RetirementShape(OfJobs):
    """Who may retire, by completed years of service: of the leavers of whom it is true, each is taken to retire."""

    tier: list[Label] | None = None
    service_from: Service


class TurnoverShape(Shape):
    """turnover.toml: separations by service, and the entry placement, for the actual roster."""

    cite: Cite | None = None
    note: str = ""
    separations: list[SeparationsShape] = Field(min_length=1)
    entry: list[EntryShape] = Field(min_length=1)
    retirement: list[RetirementShape] = Field(default_factory=list)
    service_of_step: dict[Label, Service] = Field(
        default_factory=dict, description="completed years by step, where the roster does not say a person's service"
    )
