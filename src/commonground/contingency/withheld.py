"""Withheld: what lost days keep from the payroll, and made-up days give back, per day and for both sides.

Law: a day's pay is annual pay over the days of the work year. What members do not receive, the employer does not pay, with
the charges that follow pay; premiums and other costs that do not follow pay go on.
Law: a strike day is without pay for the units on strike; a furlough day is the employer's, for every unit that it names.
Law: amounts by day sum to the amount of all days to the cent, because each is the difference of two rounded sums.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from commonground.agreement.agreement import Agreement
from commonground.costing.engine import Engine
from commonground.costing.lines import Line
from commonground.costing.period import Period
from commonground.values.money import divide
from commonground.values.school_calendar import DayStatus

CHARGES = frozenset({"pension", "pension_pickup", "payroll_tax"})


class PayEffect(StrEnum):
    """What a day does to pay: as always, withheld, or owed beside the annual pay."""

    PAID = "paid"
    WITHHELD = "withheld"
    OWED = "owed"


USUAL = {
    DayStatus.STRIKE: PayEffect.WITHHELD,
    DayStatus.FURLOUGH: PayEffect.WITHHELD,
    DayStatus.CANCELLED: PayEffect.PAID,
    DayStatus.MADE_UP: PayEffect.OWED,
}


@dataclass(frozen=True)
class Payroll:
    """A unit's annual pay, the charges that follow it, in cents, the days of its work year, and which days are without pay."""

    unit: str
    pay: int
    charges: int
    days: int
    is_on_strike: bool = True
    is_furloughed: bool = True

    def net_days(self, withheld_days: int, owed_days: int, furlough_days: int) -> int:
        """How many days the unit is without pay in the end; below zero, how many it is owed."""
        stoppage = withheld_days - owed_days if self.is_on_strike else 0
        return stoppage + (furlough_days if self.is_furloughed else 0)

    @property
    def daily_pay(self) -> Fraction:
        """A day's pay, exactly."""
        return Fraction(self.pay, self.days)

    @property
    def daily_cost(self) -> Fraction:
        """What a day costs the employer in pay and the charges that follow it, exactly."""
        return Fraction(self.pay + self.charges, self.days)


@dataclass(frozen=True)
class Amounts:
    """Days of pay withheld and owed, and cents for both sides: what members do not receive, what the employer does not pay.

    `furlough_days` are withheld too, from the units on furlough; `withheld_days` from those on strike.
    """

    withheld_days: int = 0
    owed_days: int = 0
    members: int = 0
    employer: int = 0
    furlough_days: int = 0


@dataclass(frozen=True)
class DayOfPay:
    """A day that did not go as planned, what it does to pay, and both sides' sums up to and with it."""

    day: dt.date
    status: DayStatus
    effect: PayEffect
    members: int
    employer: int
    to_date: Amounts


def payrolls(
    engine: Engine,
    agreement: Agreement,
    period: Period,
    days: Mapping[str, int],
    on_strike: Iterable[str] = (),
    furloughed: Iterable[str] = (),
) -> tuple[Payroll, ...]:
    """Each unit's annual pay in a period, best a full year of one day's terms (`Engine.full_year_on`).

    `days` gives the work year by unit, and under "" for every other one; no unit on strike, or on furlough, means every one.
    One-time payments and what a late raise owes are no part of a day's pay; a full year of one day's terms leaves the charges
    on them out as well.
    """
    pay: dict[str, int] = {}
    charges: dict[str, int] = {}
    for line in engine.join(agreement).lines.values():
        if line.rule.one_time or line.rule.owed_back or line.rule.payer != "employer":
            continue
        into = pay if line.rule.is_pay else charges if _follows_pay(line, agreement) else None
        if into is not None:
            for unit, cents in engine.split(agreement, line, period, "unit").items():
                into[unit] = into.get(unit, 0) + cents
    striking, at_home = set(on_strike), set(furloughed)
    return tuple(
        Payroll(
            unit,
            cents,
            charges.get(unit, 0),
            days.get(unit, days[""]),
            not striking or unit in striking,
            not at_home or unit in at_home,
        )
        for unit, cents in pay.items()
        if cents
    )


def _follows_pay(line: Line, agreement: Agreement) -> bool:
    return agreement[line.provision].kind in CHARGES


def amounts(rolls: Sequence[Payroll], withheld_days: int, owed_days: int, furlough_days: int = 0) -> Amounts:
    """What so many days withheld by a strike, owed, and withheld by furloughs come to, each unit rounded once."""
    net = [(roll, roll.net_days(withheld_days, owed_days, furlough_days)) for roll in rolls]
    return Amounts(
        withheld_days,
        owed_days,
        sum(_rounded(roll.daily_pay * days) for roll, days in net),
        sum(_rounded(roll.daily_cost * days) for roll, days in net),
        furlough_days,
    )


def _rounded(cents: Fraction) -> int:
    return int(divide(cents.numerator, cents.denominator))


def day_by_day(
    statuses: Mapping[dt.date, DayStatus], rolls: Sequence[Payroll], effects: Mapping[DayStatus, PayEffect] = USUAL
) -> tuple[DayOfPay, ...]:
    """Every day that did not go as planned, with its pay; the sums of the days are those of `amounts`."""
    found: list[DayOfPay] = []
    held = amounts(rolls, 0, 0)
    for day in sorted(statuses):
        effect = effects.get(statuses[day], PayEffect.PAID)
        is_furlough = statuses[day] is DayStatus.FURLOUGH
        after = amounts(
            rolls,
            held.withheld_days + (effect is PayEffect.WITHHELD and not is_furlough),
            held.owed_days + (effect is PayEffect.OWED),
            held.furlough_days + (effect is PayEffect.WITHHELD and is_furlough),
        )
        members, employer = after.members - held.members, after.employer - held.employer
        found.append(DayOfPay(day, statuses[day], effect, members, employer, after))
        held = after
    return tuple(found)
