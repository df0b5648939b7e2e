"""What a retirement incentive pays and who is gone because of it, and who is laid off: a second writing of these kinds."""

from __future__ import annotations

from collections.abc import Sequence
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
    """The share of somebody's job that is cut."""
    return _cut(clause, at.year, at.among, who)


def _cut(clause: Layoff, year: int, among: Sequence[Comrade], who: Comrade) -> Fraction:
    """The share of somebody's job that is cut, when all who come before in the order are cut first."""
    closed = {school for start, schools in clause.closed.items() if start <= year for school in schools}

    def turn(one: Comrade) -> tuple[int, int]:
        if clause.order == "school":
            return int(one.school not in closed), one.service
        named = one.rating in clause.ratings
        return clause.ratings.index(one.rating) if named else len(clause.ratings), one.service

    cut = sum((one.jobs for one in among if one.school in closed), start=Fraction(0)) * (1 - clause.follow)
    cut += sum((jobs for start, jobs in clause.cut.items() if start <= year), start=Fraction(0))
    for back in (clause.recalled, clause.opened):
        cut -= sum((jobs for start, jobs in back.items() if start <= year), start=Fraction(0))
    before = sum((one.jobs for one in among if turn(one) < turn(who)), start=Fraction(0))
    alike = sum((one.jobs for one in among if turn(one) == turn(who)), start=Fraction(0))
    return min(max(cut - before, Fraction(0)), alike) / alike if alike else Fraction(0)


def severance(case: Case, clause: Layoff) -> int:
    """What somebody is paid as far as the job is cut this year and was not in the year before."""
    said = clause.severance
    if said is None:
        return 0
    who = Comrade(1, case.service, rating=case.words.get("rating", ""), school=case.words.get("school", ""))
    newly = _cut(clause, case.year, case.among, who) - _cut(clause, case.year - 1, case.among, who)
    share = max(newly, Fraction(0)) * (max(case.service, 0) if said.by_service else 1)
    return rounded(share * said.amount * case.fte) + rounded(share * said.percent * case.base)
