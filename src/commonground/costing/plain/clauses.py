"""What each clause beside the salary schedule pays or takes, for one person in one year, by its own law (see `costing.plain`).

Each function is one line of cost. It is given the person, the pay that the clause builds upon, the fiscal year, the person's
completed years of service in it, and the terms; it answers in whole cents. `Nobody` is who holds pay that belongs to no person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from commonground.agreement.kinds.class_size import ClassSize
from commonground.agreement.kinds.lane_movement import LaneMovement
from commonground.agreement.kinds.longevity import Longevity
from commonground.agreement.kinds.one_time_payment import OneTimePayment
from commonground.agreement.kinds.payroll_tax import PayrollTax
from commonground.agreement.kinds.pension import Pension
from commonground.agreement.kinds.pension_pickup import PensionPickup
from commonground.agreement.kinds.pool import Pool
from commonground.agreement.kinds.stipend import Stipend
from commonground.costing.plain.case import Case
from commonground.costing.plain.counts import Comrade, Place, class_size, class_size_need, pupils_above, staffing
from commonground.costing.plain.insured import health, health_deduction, health_enrolled, health_enrolled_pay
from commonground.costing.plain.merit import (
    leave_payout,
    leave_payout_at_retirement,
    performance_pay,
    performance_pay_by_number,
)
from commonground.costing.plain.person import rounded
from commonground.costing.plain.retiring import (
    cut_of,
    gone_for_incentive,
    laid_off,
    retirement_incentive,
    retirement_leavers,
    retirement_replacements,
    severance,
)
from commonground.costing.plain.time import covering, furlough, work_time
from commonground.values.money import RoundedTo


def longevity(case: Case, clause: Longevity) -> int:
    """The highest band reached, or all of them where they add up."""
    reached = sorted((band for band in clause.bands if case.service >= band.years), key=lambda band: band.years)
    earned = [rounded(case.fte * band.amount) + rounded(case.base * band.percent) for band in reached]
    return sum(earned) if clause.adds_up else sum(earned[-1:])


def lane_movement(case: Case, clause: LaneMovement) -> int:
    """The expected extra pay of those who have moved to another lane since the base year."""
    extra = 0
    for change in clause.changes:
        first, last = max(change.first_year, case.base_year + 1), min(change.last_year or case.year, case.year)
        years = last - first + 1
        if years > 0 and case.words["lane"] == change.from_lane:
            moved = 1 - (1 - change.share) ** years
            extra += rounded((case.in_lane(change.to_lane) - case.base) * moved)
    return extra


def one_time_payment(case: Case, clause: OneTimePayment) -> int:
    """What is paid once in this year."""
    paid = 0
    for payment in clause.payments:
        if payment.year == case.year:
            amount = rounded(payment.amount * case.fte) if payment.scaled_by_fte else payment.amount
            paid += amount + rounded(case.base * payment.percent)
    return paid


def _grown(clause: Stipend, year: int) -> Fraction:
    growth = Fraction(1)
    for start, rate in clause.growth.items():
        if start <= year:
            growth *= 1 + rate
    return growth


def stipend(case: Case, clause: Stipend) -> int:
    """The stipend of one person."""
    amount = clause.per_person * _grown(clause, case.year)
    return rounded(amount * (case.fte if clause.scaled_by_fte else 1)) + rounded(case.base * clause.percent)


def stipend_positions(case: Case, clause: Stipend) -> int:
    """Positions and hours that are paid by the number."""
    growth = _grown(clause, case.year)
    return sum(rounded(p.number * p.hours * p.amount * growth) for p in clause.positions)


def _charge(cents: Fraction, rounded_to: RoundedTo) -> int:
    return rounded(cents / 100) * 100 if rounded_to is RoundedTo.DOLLAR else rounded(cents)


def pension(case: Case, clause: Pension) -> int:
    """The employer's contribution, at the rate of the person's tier or the general one."""
    tier = clause.tiers.get(case.words["tier"])
    return _charge(case.base * (clause.rate if tier is None or tier.rate is None else tier.rate), clause.rounded_to)


def pension_deduction(case: Case, clause: Pension) -> int:
    """The member's contribution."""
    tier = clause.tiers.get(case.words["tier"])
    rate = clause.employee_rate if tier is None or tier.employee_rate is None else tier.employee_rate
    return _charge(case.base * rate, clause.rounded_to)


def pension_pickup(case: Case, clause: PensionPickup) -> int:
    """The part of the member's contribution that the employer pays: by tier, or at the general rate."""
    tier = clause.tiers.get(case.words["tier"])
    return rounded(case.base * (clause.pickup if tier is None or tier.pickup is None else tier.pickup))


def pay_in_lieu_of_pickup(case: Case, clause: PensionPickup) -> int:
    """Salary for members who have no pickup."""
    return rounded(case.base * clause.in_lieu(case.words["tier"]))


def pickup_credit(case: Case, clause: PensionPickup) -> int:
    """What the pickup takes off the member's own contribution."""
    return -pension_pickup(case, clause)


def _taxed(case: Case, clause: PayrollTax) -> int:
    named = [year for year in sorted(clause.wage_base) if year <= case.year] or sorted(clause.wage_base)[:1]
    return min(case.base, clause.wage_base[named[-1]]) if named and case.fte else case.base


def payroll_tax(case: Case, clause: PayrollTax) -> int:
    """The employer's charge on pay, up to the wage base."""
    return _charge(_taxed(case, clause) * clause.rate, clause.rounded_to)


def payroll_tax_deduction(case: Case, clause: PayrollTax) -> int:
    """The member's charge on pay, up to the wage base."""
    return _charge(_taxed(case, clause) * clause.employee_rate, clause.rounded_to)


def pool(case: Case, clause: Pool) -> int:
    """The sum named for the year; after the last year named it stays, or stops."""
    named = [year for year in sorted(clause.amounts) if year <= case.year]
    is_over = case.year > max(clause.amounts) and clause.afterwards == "stops"
    return clause.amounts[named[-1]] if named and not is_over else 0


def class_size_overload(case: Case, clause: ClassSize) -> int:
    """Pay for each pupil above the limit, where no pool is granted."""
    return 0 if clause.pool or clause.overload is None else pupils_above(clause, case.sections) * clause.overload


def class_size_need_of_pay(case: Case, clause: ClassSize) -> int:
    """The same where a pool is granted: it is needed, and nobody pays it."""
    return 0 if not clause.pool or clause.overload is None else pupils_above(clause, case.sections) * clause.overload


def class_size_pool(case: Case, clause: ClassSize) -> int:
    """The pool named for the year or before it."""
    named = [year for year in sorted(clause.pool) if year <= case.year]
    return clause.pool[named[-1]] if named else 0


@dataclass(frozen=True)
class PlainRule:
    """One line of a kind: its name, who pays, whether it is pay, whether it is a sum for the district, whether it is paid once.

    A sum of the year is never a share of it. What is owed is what the line's amount was when earned, less what was paid of it.
    What is spread is paid to a number of people among those whom the clause is about.
    A line with `gone` takes away what those cost whose share of a job, by their service, is gone; `of_jobs`: what whoever holds
    that job by then costs.
    A line of positions has no amount: `jobs` counts them by school or class, and `part` says what of their cost the line is.
    """

    name: str
    amount: Callable[[Case, Any], int] | None
    is_employers: bool = True
    is_pay: bool = False
    is_lump: bool = False
    is_one_time: bool = False
    is_owed: bool = False
    is_of_the_year: bool = False
    is_spread: bool = False
    jobs: Callable[[Any, Place], Fraction] | None = None
    part: str = ""
    gone: Callable[[Any, Place, Comrade], Fraction] | None = None
    of_jobs: bool = False


def _positions(
    name: str,
    jobs: Callable[[Any, Place], Fraction],
    gone: Callable[[Any, Place, Comrade], Fraction] | None = None,
    *,
    of_jobs: bool = False,
) -> tuple[PlainRule, ...]:
    """The three lines of a kind that creates positions: pay, what pay drags along, health."""
    return (
        PlainRule(name, None, is_lump=True, jobs=jobs, part="pay", gone=gone, of_jobs=of_jobs),
        PlainRule(f"{name}_roll_up", None, is_lump=True, jobs=jobs, part="roll-up", gone=gone, of_jobs=of_jobs),
        PlainRule(f"{name}_health", None, is_lump=True, jobs=jobs, part="health", gone=gone, of_jobs=of_jobs),
    )


RULES: Mapping[str, tuple[PlainRule, ...]] = {
    "salary_schedule": (
        PlainRule("salary", None, is_pay=True),
        PlainRule("retroactive_pay", None, is_pay=True, is_one_time=True, is_owed=True),
    ),
    "lane_movement": (
        PlainRule("lane_movement", lane_movement, is_pay=True),
        PlainRule("retroactive_lane_movement", lane_movement, is_pay=True, is_one_time=True, is_owed=True),
    ),
    "longevity": (PlainRule("longevity", longevity, is_pay=True),),
    "one_time_payment": (PlainRule("one_time_payment", one_time_payment, is_pay=True, is_one_time=True),),
    "stipend": (
        PlainRule("stipend", stipend, is_pay=True),
        PlainRule("stipend_positions", stipend_positions, is_pay=True, is_lump=True),
    ),
    "pension": (
        PlainRule("pension", pension),
        PlainRule("pension_deduction", pension_deduction, is_employers=False),
    ),
    "pension_pickup": (
        PlainRule("pension_pickup", pension_pickup),
        PlainRule("pay_in_lieu_of_pickup", pay_in_lieu_of_pickup, is_pay=True),
        PlainRule("pickup_credit", pickup_credit, is_employers=False),
    ),
    "payroll_tax": (
        PlainRule("payroll_tax", payroll_tax),
        PlainRule("payroll_tax_deduction", payroll_tax_deduction, is_employers=False),
    ),
    "health": (
        PlainRule("health", health),
        PlainRule("health_enrolled", health_enrolled, is_lump=True),
        PlainRule("health_enrolled_pay", health_enrolled_pay, is_spread=True),
        PlainRule("health_deduction", health_deduction, is_employers=False),
    ),
    "pool": (PlainRule("pool", pool, is_lump=True, is_of_the_year=True),),
    "staffing": _positions("staffing", staffing),
    "class_size": (
        *_positions("class_size", class_size),
        PlainRule("class_size_overload", class_size_overload, is_pay=True, is_lump=True),
        PlainRule("class_size_pool", class_size_pool, is_lump=True, is_of_the_year=True),
        PlainRule("class_size_need", None, is_employers=False, is_lump=True, jobs=class_size_need, part="whole"),
        PlainRule("class_size_need_of_pay", class_size_need_of_pay, is_employers=False, is_lump=True),
    ),
    "work_time": (
        PlainRule("work_time", work_time, is_pay=True),
        PlainRule("furlough", furlough, is_pay=True, is_one_time=True),
        *_positions("covering", covering),
    ),
    "leave_payout": (
        PlainRule("leave_payout", leave_payout, is_pay=True),
        PlainRule("leave_payout_at_retirement", leave_payout_at_retirement, is_pay=True, is_spread=True),
    ),
    "retirement_incentive": (
        PlainRule("retirement_incentive", retirement_incentive, is_pay=True, is_one_time=True, is_spread=True),
        *_positions("retirement_leavers", retirement_leavers, gone_for_incentive),
        *_positions("retirement_replacements", retirement_replacements),
    ),
    "layoff": (
        *_positions("laid_off", laid_off, cut_of, of_jobs=True),
        PlainRule("severance", severance, is_pay=True, is_one_time=True, is_spread=True),
    ),
    "performance_pay": (
        PlainRule("performance_pay", performance_pay, is_pay=True),
        PlainRule("performance_pay_by_number", performance_pay_by_number, is_pay=True, is_spread=True),
    ),
}
