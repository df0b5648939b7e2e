"""Pension pickup: the part of a member's pension contribution that the employer pays, or the salary paid instead.

Law: pickup = round(base x pickup rate of the tier); pay in lieu = round(base x rate of the tier), which is pay.
A member's own contribution is the pension clause's employee rate less the pickup, so a pickup lowers that deduction.
Worked example: docs/arithmetic/pension-pickup.md.
"""

from __future__ import annotations

import numpy as np
from pydantic import Field

from commonground.agreement.family import Family
from commonground.agreement.fields import Day, Label, Part, Rate, Terms
from commonground.agreement.kind import Kind, Rule
from commonground.agreement.sheet import SheetRow, to_the_cent
from commonground.values.labels import Labels
from commonground.values.money import Cents, share_of


class PickupTier(Part):
    """Members hired from one day until another (both included): what is picked up, what is paid in lieu."""

    hired_from: Day | None = None
    hired_until: Day | None = None
    pickup: Rate = Field("0%", validate_default=True, ge=0, lt=1)
    pay_in_lieu: Rate = Field("0%", validate_default=True, ge=0, lt=1)


class PensionPickup(Terms):
    """Pickup of members' pension contributions, by tier of hire date."""

    tiers: dict[Label, PickupTier] = Field(min_length=1)
    base: tuple[str, ...] = ("salary",)


def _by_tier(base: Cents, tier: Labels, clause: PensionPickup, which: str) -> Cents:
    paid = np.zeros_like(base)
    for name, terms in clause.tiers.items():
        if rate := getattr(terms, which):
            paid = np.where(tier.numbers({name: 1}) == 1, share_of(base, rate), paid)
    return paid


def pension_pickup(base: Cents, tier: Labels, clause: PensionPickup) -> Cents:
    """The part of the member's contribution that the employer pays."""
    return _by_tier(base, tier, clause, "pickup")


def pay_in_lieu_of_pickup(base: Cents, tier: Labels, clause: PensionPickup) -> Cents:
    """Salary paid to members who have no pickup."""
    return _by_tier(base, tier, clause, "pay_in_lieu")


def pickup_credit(base: Cents, tier: Labels, clause: PensionPickup) -> Cents:
    """What the pickup takes off the member's own contribution (a negative deduction)."""
    return -_by_tier(base, tier, clause, "pickup")


def _by_tier_sheet(row: SheetRow, which: str) -> str:
    tier = row.words["tier"]
    if tier not in row.clause.tiers:
        return "0"
    return to_the_cent(f"{row.base}*{row.rate('tiers', tier, which)}")


def pension_pickup_sheet(row: SheetRow) -> str:
    """The pickup as a spreadsheet's formula."""
    return _by_tier_sheet(row, "pickup")


def pay_in_lieu_of_pickup_sheet(row: SheetRow) -> str:
    """The pay in lieu as a spreadsheet's formula."""
    return _by_tier_sheet(row, "pay_in_lieu")


KIND = Kind(
    "pension_pickup",
    PensionPickup,
    Family.PENSION,
    (
        Rule(
            pension_pickup,
            "pension pickup",
            "round(base x pickup rate of the tier) per person",
            sheet=pension_pickup_sheet,
        ),
        Rule(
            pay_in_lieu_of_pickup,
            "pay in lieu of pickup",
            "round(base x rate of the tier) per person",
            is_pay=True,
            when=lambda clause: any(tier.pay_in_lieu for tier in clause.tiers.values()),
            sheet=pay_in_lieu_of_pickup_sheet,
        ),
        Rule(
            pickup_credit,
            "contribution picked up",
            "-round(base x pickup rate of the tier) per person",
            payer="employee",
        ),
    ),
)
