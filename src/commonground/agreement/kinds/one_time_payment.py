"""One-time payment: paid once and never built upon.

Law: a payment counts in the fiscal year in which it is paid, in no year after it, and never in a run-rate. It is paid whole,
by the last version in force in the year, even where that version holds for a part of the year only.
Worked example: docs/arithmetic/one-time-payment.md.
"""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

import numpy as np
from pydantic import Field

from commonground.agreement.family import Family
from commonground.agreement.fields import Money, Part, Rate, Terms, Year
from commonground.agreement.kind import Kind, Rule
from commonground.agreement.sheet import SheetRow, added, to_the_cent
from commonground.values.money import Cents, share_of


class Payment(Part):
    """One payment: an amount for a full-time job, or a percent of pay, in a fiscal year."""

    says_one_of: ClassVar[tuple[str, ...]] = ("amount", "percent")

    year: Year
    amount: Money = 0
    percent: Rate = Field("0%", validate_default=True)
    scaled_by_fte: bool = True


class OneTimePayment(Terms):
    """Payments that are made once."""

    carries_own_dates: ClassVar[bool] = True

    payments: tuple[Payment, ...] = Field(min_length=1)
    base: tuple[str, ...] = ("salary",)


def one_time_payment(base: Cents, fte: Cents, year: int, clause: OneTimePayment) -> Cents:
    """What is paid once in this year to each person."""
    paid = np.zeros_like(base)
    for payment in clause.payments:
        if payment.year == year:
            by_head = share_of(fte, Fraction(payment.amount, 10_000)) if payment.scaled_by_fte else payment.amount
            paid = paid + by_head + share_of(base, payment.percent)
    return paid


def one_time_payment_sheet(row: SheetRow) -> str:
    """The same as a spreadsheet's formula."""
    paid = "0"
    for number, payment in enumerate(row.clause.payments):
        if payment.year == row.year:
            if payment.amount:
                amount = row.dollars("payments", number, "amount")
                paid = added(paid, to_the_cent(f"{row.fte}*{amount}") if payment.scaled_by_fte else amount)
            if payment.percent:
                paid = added(paid, to_the_cent(f"{row.base}*{row.rate('payments', number, 'percent')}"))
    return paid


KIND = Kind(
    "one_time_payment",
    OneTimePayment,
    Family.COMPENSATION,
    (
        Rule(
            one_time_payment,
            "one-time payments",
            "round(amount x FTE) + round(base x percent) per person",
            is_pay=True,
            one_time=True,
            sheet=one_time_payment_sheet,
        ),
    ),
)
