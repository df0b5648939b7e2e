"""Stipend and extra duty: pay for work beside the schedule, by person or by position.

Law: a stipend for each person in scope is scaled by FTE where the clause says so; positions cost number x amount, and
hours cost number x hours x rate. Amounts grow by the percents named for a year and stay at the last one.
Worked example: docs/arithmetic/stipend.md.
"""

from __future__ import annotations

from fractions import Fraction
from math import prod

import numpy as np
from pydantic import Field

from commonground.agreement.family import Family
from commonground.agreement.fields import Label, Money, Number, Part, Rate, Terms, Year
from commonground.agreement.kind import Kind, Rule
from commonground.agreement.sheet import SheetRow, added, to_the_cent
from commonground.values.money import Cents, divide, share_of


class Position(Part):
    """A kind of position that is paid by the number: coaches, department heads, hours of after-school work."""

    name: Label
    number: Number = Field(ge=0)
    amount: Money
    hours: Number = Field(1, validate_default=True, ge=0)


class Stipend(Terms):
    """Pay for extra duty: by person in scope, by position, by hour."""

    per_person: Money = 0
    percent: Rate = Field("0%", validate_default=True)
    scaled_by_fte: bool = True
    positions: tuple[Position, ...] = ()
    growth: dict[Year, Rate] = Field(default_factory=dict)
    base: tuple[str, ...] = ("salary",)

    @property
    def differs_by_year(self) -> bool:
        """Whether the same duty is paid otherwise in another year."""
        return bool(self.growth)


def _grown(clause: Stipend, year: int) -> Fraction:
    return prod((1 + rate for start, rate in clause.growth.items() if start <= year), start=Fraction(1))


def stipend(base: Cents, fte: Cents, year: int, clause: Stipend) -> Cents:
    """The stipend of each person in scope."""
    by_head = fte if clause.scaled_by_fte else np.full_like(fte, 10_000)
    amount = share_of(by_head, clause.per_person * _grown(clause, year) / 10_000)
    paid: Cents = amount + share_of(base, clause.percent)
    return paid


def stipend_positions(year: int, clause: Stipend) -> int:
    """Positions and hours that are paid by the number, each line rounded once."""
    grown = _grown(clause, year)
    amounts = (position.number * position.hours * position.amount * grown for position in clause.positions)
    return sum(int(divide(amount.numerator, amount.denominator)) for amount in amounts)


def _grown_sheet(row: SheetRow) -> str:
    """The growth since the amounts were agreed, as factors of a formula."""
    return "".join(f"*(1+{row.rate('growth', start)})" for start in row.clause.growth if start <= row.year)


def stipend_sheet(row: SheetRow) -> str:
    """The stipend of each person as a spreadsheet's formula."""
    by_head, of_pay = "0", "0"
    if row.clause.per_person:
        jobs = f"{row.fte}*" if row.clause.scaled_by_fte else ""
        by_head = to_the_cent(f"{jobs}{row.dollars('per_person')}{_grown_sheet(row)}")
    if row.clause.percent:
        of_pay = to_the_cent(f"{row.base}*{row.rate('percent')}")
    return added(by_head, of_pay)


def stipend_positions_sheet(row: SheetRow) -> str:
    """Positions and hours as a spreadsheet's formula."""
    lines = []
    for number, position in enumerate(row.clause.positions):
        parts = [row.number("positions", number, "number"), row.dollars("positions", number, "amount")]
        if position.hours != 1:
            parts.insert(1, row.number("positions", number, "hours"))
        lines.append(to_the_cent("*".join(parts) + _grown_sheet(row)))
    return added(*lines)


KIND = Kind(
    "stipend",
    Stipend,
    Family.COMPENSATION,
    (
        Rule(
            stipend,
            "stipends",
            "round(amount x growth x FTE) + round(base x percent) per person",
            is_pay=True,
            when=lambda clause: bool(clause.per_person or clause.percent),
            sheet=stipend_sheet,
        ),
        Rule(
            stipend_positions,
            "stipends",
            "round(number x hours x amount x growth) per position",
            per="district",
            is_pay=True,
            when=lambda clause: bool(clause.positions),
            sheet=stipend_positions_sheet,
        ),
    ),
)
