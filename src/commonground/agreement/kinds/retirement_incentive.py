"""Retirement incentive: a payment to those who take it, and what their replacements cost less: breakage.

    who takes it   each year, a number of those who may, or a rate of them (`agreement.leaving`); they leave at its end
    payment        share who take it x (amount x FTE + base x percent), for each person, once
    breakage       - (what those who are gone would cost) x (1 - anyway) + what those cost who are in their place

Law: who would have left anyway is paid as well, but saves nothing; of the jobs of the others `refilled` are filled anew from
the next fiscal year on, and priced as `price` says. Breakage has pay, roll-up and health of both; it is no base of another clause.
On the actual roster, turnover and the incentive are taken to be independent of one another.
Worked example: docs/arithmetic/retirement-incentive.md.
"""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Self

import numpy as np
from pydantic import Field, model_validator

from commonground.agreement.family import Family
from commonground.agreement.fields import Money, Rate, Terms, Year
from commonground.agreement.kind import Kind, Rule
from commonground.agreement.leaving import Departures, Leaving, Shares, departures, gone_sheet, leaving_sheet
from commonground.agreement.position_price import PositionPrice
from commonground.agreement.sheet import SheetRow, added, to_the_cent
from commonground.values.money import Cents, shares_by


class RetirementIncentive(Terms):
    """A payment to those who retire by a day, and what is saved when their jobs are filled anew."""

    carries_own_dates: ClassVar[bool] = True

    years: dict[Year, Leaving] = Field(min_length=1)
    amount: Money = 0
    percent: Rate = Field("0%", validate_default=True)
    scaled_by_fte: bool = True
    anyway: Rate = Field("0%", validate_default=True, ge=0, le=1, description="of the takers, who would have left")
    refilled: Rate = Field("100%", validate_default=True, ge=0, le=1, description="of the vacated jobs")
    price: PositionPrice = Field(default_factory=PositionPrice)
    base: tuple[str, ...] = ("salary",)

    @property
    def needs_base(self) -> bool:
        """Whether the payment is a percent of pay."""
        return bool(self.percent)

    @model_validator(mode="after")
    def _is_no_gift_of_nothing(self) -> Self:
        if self.amount < 0 or self.percent < 0:
            raise ValueError("an incentive is not negative")
        return self


def _departures(
    service: Cents, heads: Cents, year: int, passed: int | Cents, clause: RetirementIncentive
) -> Departures:
    base_year = year - int(np.max(passed, initial=0))
    return departures(clause.years, base_year, year, service, heads)


def retirement_incentive(
    base: Cents, fte: Cents, service: Cents, heads: Cents, year: int, passed: int | Cents, clause: RetirementIncentive
) -> Cents:
    """What those who are expected to take it in the year are paid."""
    rates, which = _departures(service[0], heads, year, passed, clause).now
    jobs = fte if clause.scaled_by_fte else np.full_like(fte, 10_000)
    if not rates:
        return np.zeros_like(base)
    by_head = shares_by(jobs, [rate * clause.amount / 10_000 for rate in rates], which)
    paid: Cents = by_head + shares_by(base, [rate * clause.percent for rate in rates], which)
    return paid


def retirement_incentive_sheet(row: SheetRow) -> str:
    """The same as a spreadsheet's formula."""
    clause: RetirementIncentive = row.clause
    leaving = leaving_sheet(row, clause.years, "years")
    if leaving == "0":
        return leaving
    jobs = f"{row.fte}*" if clause.scaled_by_fte else ""
    return added(
        to_the_cent(f"{leaving}*{jobs}{row.dollars('amount')}") if clause.amount else "0",
        to_the_cent(f"{leaving}*{row.base}*{row.rate('percent')}") if clause.percent else "0",
    )


def retirement_leavers(service: Cents, heads: Cents, year: int, passed: int, clause: RetirementIncentive) -> Shares:
    """The shares of people who are gone because of the incentive."""
    rates, which = _departures(service, heads, year, passed, clause).gone
    return Shares(tuple(rate * (1 - clause.anyway) for rate in rates), which)


def retirement_leavers_roll_up(
    service: Cents, heads: Cents, year: int, passed: int, clause: RetirementIncentive
) -> Shares:
    """The same, for what their pay drags along."""
    return retirement_leavers(service, heads, year, passed, clause)


def retirement_leavers_health(
    service: Cents, heads: Cents, year: int, passed: int, clause: RetirementIncentive
) -> Shares:
    """The same, for their health cost."""
    return retirement_leavers(service, heads, year, passed, clause)


def retirement_replacements(
    service: Cents, heads: Cents, year: int, passed: int, clause: RetirementIncentive
) -> Shares:
    """The shares of people's jobs that are filled anew."""
    rates, which = retirement_leavers(service, heads, year, passed, clause)
    return Shares(tuple(rate * clause.refilled for rate in rates), which)


def retirement_replacements_roll_up(
    service: Cents, heads: Cents, year: int, passed: int, clause: RetirementIncentive
) -> Shares:
    """The same, for what their pay drags along."""
    return retirement_replacements(service, heads, year, passed, clause)


def retirement_replacements_health(
    service: Cents, heads: Cents, year: int, passed: int, clause: RetirementIncentive
) -> Shares:
    """The same, for their health cost."""
    return retirement_replacements(service, heads, year, passed, clause)


def retirement_leavers_sheet(row: SheetRow) -> str:
    """The share of a row's people who are gone because of the incentive, as a spreadsheet's formula."""
    gone = gone_sheet(row, row.clause.years, "years")
    return gone if gone == "0" or not row.clause.anyway else f"{gone}*(1-{row.rate('anyway')})"


def retirement_replacements_sheet(row: SheetRow) -> str:
    """The share of a row's jobs that is filled anew, as a spreadsheet's formula."""
    gone = retirement_leavers_sheet(row)
    return gone if gone == "0" else f"{gone}*{row.rate('refilled')}"


BREAKAGE = "retirement breakage"
SAVED, SPENT = "- share who are gone x what they would cost", "share whose jobs are filled anew x what one costs"

_GONE = partial(Rule, component=BREAKAGE, formula=SAVED, per="position", leavers=True, sheet=retirement_leavers_sheet)
_FILLED = partial(Rule, component=BREAKAGE, formula=SPENT, per="position", sheet=retirement_replacements_sheet)

KIND = Kind(
    "retirement_incentive",
    RetirementIncentive,
    Family.COMPENSATION,
    (
        Rule(
            retirement_incentive,
            "retirement incentive",
            "round(share who take it x amount x FTE) + round(share x base x percent) per person",
            is_pay=True,
            one_time=True,
            when=lambda clause: bool(clause.amount or clause.percent),
            sheet=retirement_incentive_sheet,
        ),
        _GONE(retirement_leavers, part="pay"),
        _GONE(retirement_leavers_roll_up, part="roll-up"),
        _GONE(retirement_leavers_health, part="health"),
        _FILLED(retirement_replacements, part="pay"),
        _FILLED(retirement_replacements_roll_up, part="roll-up"),
        _FILLED(retirement_replacements_health, part="health"),
    ),
)
