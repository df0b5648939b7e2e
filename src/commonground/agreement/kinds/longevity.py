"""Longevity: an amount or a percent of pay for long service.

Law: service in a fiscal year = service at the snapshot + years since; the highest band reached is paid, or all bands
reached where the clause says they add up. Amounts are for a full-time job and are scaled by FTE.
Worked example: docs/arithmetic/longevity.md.
"""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

import numpy as np
from pydantic import Field

from commonground.agreement.family import Family
from commonground.agreement.fields import Money, Part, Rate, Terms
from commonground.agreement.kind import Kind, Rule
from commonground.agreement.sheet import SheetRow, added, to_the_cent
from commonground.values.money import Cents, share_of


class Band(Part):
    """What is paid from so many completed years of service."""

    says_one_of: ClassVar[tuple[str, ...]] = ("amount", "percent")

    years: int = Field(ge=0, le=80)
    amount: Money = 0
    percent: Rate = Field("0%", validate_default=True)


class Longevity(Terms):
    """Pay for long service, by bands of completed years."""

    bands: tuple[Band, ...] = Field(min_length=1)
    adds_up: bool = Field(False, description="whether every band reached is paid, not only the highest")
    base: tuple[str, ...] = ("salary",)


def longevity(base: Cents, service: Cents, fte: Cents, clause: Longevity) -> Cents:
    """What service earns each person this year."""
    paid = np.zeros_like(base)
    for band in sorted(clause.bands, key=lambda band: band.years):
        earned = share_of(fte, Fraction(band.amount, 10_000)) + share_of(base, band.percent)
        reached = service >= band.years
        paid = paid + reached * earned if clause.adds_up else np.where(reached, earned, paid)
    return paid


def longevity_sheet(row: SheetRow) -> str:
    """The same as a spreadsheet's formula."""
    paid = "0"
    for number, band in sorted(enumerate(row.clause.bands), key=lambda pair: pair[1].years):
        amount = to_the_cent(f"{row.fte}*{row.dollars('bands', number, 'amount')}") if band.amount else "0"
        percent = to_the_cent(f"{row.base}*{row.rate('bands', number, 'percent')}") if band.percent else "0"
        reached = f"{row.service}>={row.number('bands', number, 'years')}"
        adds_up = row.clause.adds_up
        earned = f"IF({reached},{added(amount, percent)},{'0' if adds_up else paid})"
        paid = added(paid, earned) if adds_up else earned
    return paid


KIND = Kind(
    "longevity",
    Longevity,
    Family.COMPENSATION,
    (
        Rule(
            longevity,
            "longevity",
            "round(amount x FTE) or round(base x percent) per person, by years of service",
            is_pay=True,
            sheet=longevity_sheet,
        ),
    ),
)
