"""Pension pickup: the part of a member's pension contribution that the employer pays, or the salary paid instead.

Law: pickup = round(base x pickup rate of the tier); pay in lieu = round(base x rate of the tier), which is pay. A tier that
does not say a rate, and whoever is in no tier, has the clause's general one.
A member's own contribution is the pension clause's employee rate less the pickup, so a pickup lowers that deduction.
Worked example: docs/arithmetic/pension-pickup.md.
"""

from __future__ import annotations

from fractions import Fraction

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
    pickup: Rate | None = Field(None, ge=0, lt=1)
    pay_in_lieu: Rate | None = Field(None, ge=0, lt=1)


class PensionPickup(Terms):
    """Pickup of members' pension contributions: for everyone, and otherwise by tier of hire date."""

    pickup: Rate = Field("0%", validate_default=True, ge=0, lt=1)
    pay_in_lieu: Rate = Field("0%", validate_default=True, ge=0, lt=1)
    tiers: dict[Label, PickupTier] = Field(default_factory=dict)
    base: tuple[str, ...] = ("salary",)

    def in_lieu(self, tier: str) -> Fraction:
        """The rate that is paid as salary instead to the members of a tier."""
        terms = self.tiers.get(tier)
        return self.pay_in_lieu if terms is None or terms.pay_in_lieu is None else terms.pay_in_lieu


def _by_tier(base: Cents, tier: Labels, clause: PensionPickup, which: str) -> Cents:
    general = getattr(clause, which)
    paid: Cents = share_of(base, general) if general else np.zeros_like(base)
    for name, terms in clause.tiers.items():
        rate = getattr(terms, which)
        if rate is not None and rate != general:
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
    terms = row.clause.tiers.get(row.words["tier"])
    if terms is not None and getattr(terms, which) is not None:
        return to_the_cent(f"{row.base}*{row.rate('tiers', row.words['tier'], which)}")
    return to_the_cent(f"{row.base}*{row.rate(which)}") if getattr(row.clause, which) else "0"


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
            when=lambda clause: bool(clause.pay_in_lieu or any(tier.pay_in_lieu for tier in clause.tiers.values())),
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
