"""What a retirement incentive pays, and who is gone because of it: a second writing of this kind."""

from __future__ import annotations

from fractions import Fraction

from commonground.agreement.kinds.retirement_incentive import RetirementIncentive
from commonground.costing.plain.case import Case
from commonground.costing.plain.counts import Place
from commonground.costing.plain.leaving import leaves, there
from commonground.costing.plain.person import rounded


def retirement_incentive(case: Case, clause: RetirementIncentive) -> int:
    """The payment, as far as somebody is expected to take it this year."""
    takes = leaves(clause.years, case.base_year, case.year, case.service, case.among)
    amount = takes * clause.amount * (case.fte if clause.scaled_by_fte else 1)
    return rounded(amount) + rounded(takes * clause.percent * case.base)


def gone_for_incentive(clause: RetirementIncentive, at: Place, service: int) -> Fraction:
    """The share of somebody who is gone by a year, and would not be without the incentive."""
    return (1 - there(clause.years, at.base_year, at.year, service, at.among)) * (1 - clause.anyway)


def retirement_leavers(clause: RetirementIncentive, at: Place) -> Fraction:
    """The jobs of those who are gone."""
    return sum((jobs * gone_for_incentive(clause, at, service) for jobs, service in at.people), start=Fraction(0))


def retirement_replacements(clause: RetirementIncentive, at: Place) -> Fraction:
    """Those of them that are filled anew."""
    return retirement_leavers(clause, at) * clause.refilled
