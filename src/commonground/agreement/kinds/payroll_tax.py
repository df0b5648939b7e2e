"""Payroll taxes and other charges on pay: Medicare, Social Security, workers' compensation, an overall roll-up rate.

Law: charge = round(min(base, wage base of the year) x rate), per person. Where the wage base is not named for a year the last
named one holds. Pay without a job behind it (positions, hours, an FTE of none) meets no wage base.
Worked example: docs/arithmetic/payroll-tax.md.
"""

from __future__ import annotations

from typing import Annotated

import numpy as np
from pydantic import Field

from commonground.agreement.family import Family
from commonground.agreement.fields import Money, Rate, Terms, Year
from commonground.agreement.kind import PAY, Kind, Rule
from commonground.agreement.sheet import SheetRow, rounded_as
from commonground.values.money import Cents, RoundedTo, share_of


class PayrollTax(Terms):
    """A charge on pay, up to a wage base where there is one."""

    rate: Rate = Field(ge=0, lt=1)
    employee_rate: Rate = Field("0%", validate_default=True, ge=0, lt=1)
    wage_base: dict[Year, Annotated[Money, Field(ge=0)]] = Field(default_factory=dict)
    base: tuple[str, ...] = (PAY,)
    rounded_to: RoundedTo = RoundedTo.CENT

    @property
    def differs_by_year(self) -> bool:
        """Whether the same pay is charged otherwise in another year."""
        return bool(self.wage_base)


def _capped_in(clause: PayrollTax, year: int) -> int | None:
    """The year whose wage base holds in a year; None where there is none."""
    named = [start for start in clause.wage_base if start <= year] or sorted(clause.wage_base)[:1]
    return max(named, default=None)


def _taxed(base: Cents, fte: Cents, year: int, clause: PayrollTax) -> Cents:
    named = _capped_in(clause, year)
    return base if named is None else np.where(fte > 0, np.minimum(base, clause.wage_base[named]), base)


def payroll_tax(base: Cents, fte: Cents, year: int, clause: PayrollTax) -> Cents:
    """The employer's charge."""
    return share_of(_taxed(base, fte, year, clause), clause.rate, unit=clause.rounded_to.cents)


def payroll_tax_deduction(base: Cents, fte: Cents, year: int, clause: PayrollTax) -> Cents:
    """The member's own charge, taken from pay."""
    return share_of(_taxed(base, fte, year, clause), clause.employee_rate, unit=clause.rounded_to.cents)


def payroll_tax_sheet(row: SheetRow) -> str:
    """The employer's charge as a spreadsheet's formula."""
    named = _capped_in(row.clause, row.year)
    taxed = row.base
    if named is not None:
        taxed = f"IF({row.fte}>0,MIN({row.base},{row.dollars('wage_base', named)}),{row.base})"
    return rounded_as(row.clause.rounded_to, f"{taxed}*{row.rate('rate')}")


KIND = Kind(
    "payroll_tax",
    PayrollTax,
    Family.COMPENSATION,
    (
        Rule(
            payroll_tax,
            "payroll taxes",
            "round(min(base, wage base) x rate) per person",
            sheet=payroll_tax_sheet,
        ),
        Rule(
            payroll_tax_deduction,
            "payroll taxes",
            "round(min(base, wage base) x employee rate) per person",
            payer="employee",
        ),
    ),
    rates=("rate", "employee_rate"),
)
