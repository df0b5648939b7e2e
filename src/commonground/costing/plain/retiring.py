"""What a retirement incentive pays and who is gone because of it, and who is laid off: a second writing of these kinds."""

from __future__ import annotations

from fractions import Fraction

from commonground.agreement.kinds.layoff import Layoff
from commonground.agreement.kinds.retirement_incentive import RetirementIncentive
from commonground.costing.plain.case import Case
from commonground.costing.plain.counts import Comrade, Place
from commonground.costing.plain.leaving import leaves, there
from commonground.costing.plain.person import rounded


def retirement_incentive(case: Case, clause: RetirementIncentive) -> int:
    """The payment, as far as somebody is expected to take it this year."""
    takes = leaves(clause.years, case.base_year, case.year, case.service, case.among)
    amount = takes * clause.amount * (case.fte if clause.scaled_by_fte else 1)
    return rounded(amount) + rounded(takes * clause.percent * case.base)


def gone_for_incentive(clause: RetirementIncentive, at: Place, who: Comrade) -> Fraction:
    """The share of somebody who is gone by a year, and would not be without the incentive."""
    return (1 - there(clause.years, at.base_year, at.year, who.service, at.among)) * (1 - clause.anyway)


def retirement_leavers(clause: RetirementIncentive, at: Place) -> Fraction:
    """The jobs of those who are gone."""
    return sum((jobs * gone_for_incentive(clause, at, who) for jobs, who in at.people), start=Fraction(0))


def retirement_replacements(clause: RetirementIncentive, at: Place) -> Fraction:
    """Those of them that are filled anew."""
    return retirement_leavers(clause, at) * clause.refilled


def laid_off(clause: Layoff, at: Place) -> Fraction:
    """The jobs that are cut."""
    return sum((jobs * cut_of(clause, at, who) for jobs, who in at.people), start=Fraction(0))


def cut_of(clause: Layoff, at: Place, who: Comrade) -> Fraction:
    """The share of somebody's job that is cut, when all who come before in the order are cut first."""

    def turn(one: Comrade) -> tuple[int, int]:
        named = one.rating in clause.ratings
        return clause.ratings.index(one.rating) if named else len(clause.ratings), one.service

    cut = sum((jobs for year, jobs in clause.cut.items() if year <= at.year), start=Fraction(0))
    cut -= sum((jobs for year, jobs in clause.recalled.items() if year <= at.year), start=Fraction(0))
    before = sum((one.jobs for one in at.among if turn(one) < turn(who)), start=Fraction(0))
    alike = sum((one.jobs for one in at.among if turn(one) == turn(who)), start=Fraction(0))
    return min(max(cut - before, Fraction(0)), alike) / alike if alike else Fraction(0)
