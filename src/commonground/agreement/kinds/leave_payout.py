"""Leave payout: unused days of leave that are paid out, each year or to those who retire.

    days paid = min(at_most, max(0, days - keeps))          days: of the clause, or the roster's column `leave_days`
    payout    = days paid x share x base / days of the work year, or days paid x dollars a day x FTE, for each person
    at retirement: payout x the share of each person who leaves in the year (`agreement.leaving`)

Law: a day is worth a share of the daily rate, or dollars; never both. Who has left is paid out no second time.
Worked example: docs/arithmetic/leave-payout.md.
"""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar, Literal, Self

import numpy as np
from pydantic import Field, model_validator

from commonground.agreement.family import Family
from commonground.agreement.fields import Money, Number, Rate, Terms, Year
from commonground.agreement.kind import Kind, Rule
from commonground.agreement.leaving import Leaving, departures, leaving_sheet
from commonground.agreement.sheet import SheetRow, to_the_cent
from commonground.values.money import Cents, shares_by


class LeavePayout(Terms):
    """Unused days of leave, paid out each year or to those who retire."""

    carries_own_dates: ClassVar[bool] = True

    paid: Literal["yearly", "at retirement"]
    days_in_year: Number = Field(gt=0, le=366, description="days of the work year: the daily rate is pay / these")
    share: Rate | None = Field(None, ge=0, le=10, description="of the daily rate")
    per_day: Money | None = Field(None, ge=0, description="dollars a day of a full-time job")
    days: Number | None = Field(None, ge=0, le=366, description="each person's; without it those of the roster")
    keeps: Number = Field(0, validate_default=True, ge=0, description="days that are kept and not paid out")
    at_most: Number | None = Field(None, ge=0, description="days that are paid out at most")
    retiring: dict[Year, Leaving] = Field(default_factory=dict)
    base: tuple[str, ...] = ("salary",)

    @property
    def needs_base(self) -> bool:
        """Whether a day is worth a share of the daily rate."""
        return self.per_day is None

    @model_validator(mode="after")
    def _values_a_day_once(self) -> Self:
        if (self.share is None) == (self.per_day is None):
            raise ValueError("a day is worth a `share` of the daily rate, or dollars `per_day`; write one of the two")
        if (self.paid == "at retirement") != bool(self.retiring):
            raise ValueError('`retiring` says who retires by year where paid = "at retirement", and only there')
        return self

    def days_paid(self, hundredths: int) -> Fraction:
        """The days that are paid out to somebody who has so many, in hundredths, on the roster."""
        days = Fraction(hundredths, 100) if self.days is None else self.days
        paid = max(Fraction(0), days - self.keeps)
        return paid if self.at_most is None else min(paid, self.at_most)


def _paid_out(base: Cents, fte: Cents, leave_days: Cents, clause: LeavePayout, leaving: list[Fraction]) -> Cents:
    """The payout of each group's person, of whom an expected share leaves."""
    values, which = np.unique(leave_days, return_inverse=True)
    days = [clause.days_paid(value) for value in values.tolist()]
    both = [(days[of] * share).as_integer_ratio() for of, share in zip(which.tolist(), leaving, strict=True)]
    worth = {ratio: number for number, ratio in enumerate(dict.fromkeys(both))}
    each = np.array([worth[ratio] for ratio in both], dtype=np.intp)
    if clause.per_day is not None:
        rates = [Fraction(*ratio) * clause.per_day / 10_000 for ratio in worth]
        return np.zeros_like(base) + (shares_by(fte, rates, each) if rates else 0)
    rates = [Fraction(*ratio) * (clause.share or 0) / clause.days_in_year for ratio in worth]
    return shares_by(base, rates, each) if rates else np.zeros_like(base)


def leave_payout(base: Cents, fte: Cents, leave_days: Cents, clause: LeavePayout) -> Cents:
    """What each person is paid for unused days, each year."""
    if clause.paid != "yearly":
        return np.zeros_like(base)
    return _paid_out(base, fte, leave_days, clause, [Fraction(1)] * len(fte))


def leave_payout_sheet(row: SheetRow) -> str:
    """A year's payout as a spreadsheet's formula."""
    return _paid_out_sheet(row, "") if row.clause.paid == "yearly" else "0"


def _paid_out_sheet(row: SheetRow, leaving: str) -> str:
    """The payout of a row's person; `leaving` is the share that leaves, as a factor in front, where that decides."""
    clause: LeavePayout = row.clause
    days = row.leave_days if clause.days is None else row.number("days")
    if clause.keeps:
        days = f"MAX(0,{days}-{row.number('keeps')})"
    if clause.at_most is not None:
        days = f"MIN({days},{row.number('at_most')})"
    if clause.per_day is not None:
        return to_the_cent(f"{leaving}{row.fte}*{days}*{row.dollars('per_day')}")
    return to_the_cent(f"{leaving}{row.base}*{days}*{row.rate('share')}/{row.number('days_in_year')}")


def leave_payout_at_retirement(
    base: Cents,
    fte: Cents,
    leave_days: Cents,
    service: Cents,
    heads: Cents,
    year: int,
    passed: int | Cents,
    clause: LeavePayout,
) -> Cents:
    """What those who are expected to retire in the year are paid for unused days."""
    if clause.paid != "at retirement":
        return np.zeros_like(base)
    base_year = year - int(np.max(passed, initial=0))
    now = departures(clause.retiring, base_year, year, service[0], heads).now
    return _paid_out(base, fte, leave_days, clause, [now.rates[of] for of in now.which.tolist()])


def leave_payout_at_retirement_sheet(row: SheetRow) -> str:
    """The payout of those who are expected to retire as a spreadsheet's formula."""
    clause: LeavePayout = row.clause
    leaving = leaving_sheet(row, clause.retiring, "retiring") if clause.paid == "at retirement" else "0"
    return leaving if leaving == "0" else _paid_out_sheet(row, f"{leaving}*")


KIND = Kind(
    "leave_payout",
    LeavePayout,
    Family.LEAVES,
    (
        Rule(
            leave_payout,
            "leave paid out",
            "round(days paid x share x base / days of the work year) per person",
            is_pay=True,
            when=lambda clause: clause.paid == "yearly",
            sheet=leave_payout_sheet,
        ),
        Rule(
            leave_payout_at_retirement,
            "leave paid out",
            "round(share who retires x days paid x share x base / days of the work year) per person",
            is_pay=True,
            when=lambda clause: clause.paid == "at retirement",
            sheet=leave_payout_at_retirement_sheet,
        ),
    ),
)
