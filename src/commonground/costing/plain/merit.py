"""Performance pay and leave that is paid out, for one person: a second writing of these kinds."""

from __future__ import annotations

from fractions import Fraction

from commonground.agreement.kinds.leave_payout import LeavePayout
from commonground.agreement.kinds.performance_pay import PerformancePay
from commonground.costing.plain.case import Case
from commonground.costing.plain.leaving import leaves
from commonground.costing.plain.person import rounded


def _expected(case: Case, clause: LeavePayout) -> Fraction:
    """What unused days are worth, exactly."""
    days = case.leave_days if clause.days is None else clause.days
    days = max(days - clause.keeps, Fraction(0))
    if clause.at_most is not None and days > clause.at_most:
        days = clause.at_most
    if clause.per_day is not None:
        return days * clause.per_day * case.fte
    return days * (clause.share or 0) * case.base / clause.days_in_year


def leave_payout(case: Case, clause: LeavePayout) -> int:
    """Unused days, each year."""
    return rounded(_expected(case, clause)) if clause.paid == "yearly" else 0


def leave_payout_at_retirement(case: Case, clause: LeavePayout) -> int:
    """Unused days of those who retire in the year, as far as somebody is expected to be one of them."""
    if clause.paid == "yearly":
        return 0
    share = leaves(clause.retiring, case.base_year, case.year, case.service, case.among)
    return rounded(share * _expected(case, clause))


def _rated(case: Case, clause: PerformancePay, amount: Fraction, percent: Fraction) -> int:
    for start, rate in clause.growth.items():
        amount *= 1 + rate if start <= case.year else 1
    return rounded(amount * (case.fte if clause.scaled_by_fte else 1)) + rounded(case.base * percent)


def performance_pay(case: Case, clause: PerformancePay) -> int:
    """What the person's rating is paid, or what the mean person's is."""
    if clause.ratings[0].people is not None:
        return 0
    if clause.ratings[0].share is None:
        own = [each for each in clause.ratings if each.rating == case.words["rating"]]
        return sum(_rated(case, clause, Fraction(each.amount), each.percent) for each in own)
    shares = [(each.share or Fraction(0), each) for each in clause.ratings]
    amount, percent = sum(s * each.amount for s, each in shares), sum(s * each.percent for s, each in shares)
    return _rated(case, clause, Fraction(amount), Fraction(percent))


def performance_pay_by_number(case: Case, clause: PerformancePay) -> int:
    """What the mean person's rating is paid, where it is known how many have each."""
    people = sum(one.heads for one in case.among)
    if clause.ratings[0].people is None or not people:
        return 0
    amount = sum((each.people or 0) * each.amount for each in clause.ratings)
    percent = sum((each.people or 0) * each.percent for each in clause.ratings)
    return _rated(case, clause, Fraction(amount) / people, Fraction(percent) / people)
