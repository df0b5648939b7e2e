"""Pension: what the employer owes the pension fund on pay, and what the member pays.

Law: employer contribution = round(base x rate of the person's tier), per person; `base` names the lines of pay that are
pensionable, which need not be salary. A tier is decided by hire date when the roster is read.
Worked example: docs/arithmetic/pension.md.
"""

from __future__ import annotations

from pydantic import Field

from commonground.agreement.family import Family
from commonground.agreement.fields import Day, Label, Part, Rate, Terms
from commonground.agreement.kind import PAY, Kind, Rule
from commonground.agreement.sheet import SheetRow, rounded_as
from commonground.values.labels import Labels
from commonground.values.money import Cents, RoundedTo, shares_by


class Tier(Part):
    """Members hired from one day until another (both included), and their rates."""

    hired_from: Day | None = None
    hired_until: Day | None = None
    rate: Rate | None = Field(None, ge=0, lt=2)
    employee_rate: Rate | None = Field(None, ge=0, lt=1)


class Pension(Terms):
    """Pension contributions on pensionable pay."""

    rate: Rate = Field("0%", validate_default=True, ge=0, lt=2)
    employee_rate: Rate = Field("0%", validate_default=True, ge=0, lt=1)
    tiers: dict[Label, Tier] = Field(default_factory=dict)
    base: tuple[str, ...] = (PAY,)
    rounded_to: RoundedTo = RoundedTo.CENT


def _by_tier(base: Cents, tier: Labels, clause: Pension, which: str) -> Cents:
    general, own = getattr(clause, which), {name: getattr(terms, which) for name, terms in clause.tiers.items()}
    rates = [general if (rate := own.get(word)) is None else rate for word in tier.words]
    return shares_by(base, rates, tier.codes, unit=clause.rounded_to.cents)


def pension(base: Cents, tier: Labels, clause: Pension) -> Cents:
    """The employer's contribution."""
    return _by_tier(base, tier, clause, "rate")


def pension_deduction(base: Cents, tier: Labels, clause: Pension) -> Cents:
    """The member's own contribution, taken from pay."""
    return _by_tier(base, tier, clause, "employee_rate")


def pension_sheet(row: SheetRow) -> str:
    """The employer's contribution as a spreadsheet's formula."""
    tier = row.clause.tiers.get(row.words["tier"])
    general = tier is None or tier.rate is None
    rate = row.rate("rate") if general else row.rate("tiers", row.words["tier"], "rate")
    return rounded_as(row.clause.rounded_to, f"{row.base}*{rate}")


KIND = Kind(
    "pension",
    Pension,
    Family.PENSION,
    (
        Rule(
            pension,
            "pension",
            "round(base x employer rate of the tier) per person",
            sheet=pension_sheet,
        ),
        Rule(
            pension_deduction,
            "pension contribution",
            "round(base x employee rate of the tier) per person",
            payer="employee",
        ),
    ),
    rates=("rate", "employee_rate", "tiers"),
)
