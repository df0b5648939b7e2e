"""Health insurance, for one person and for contracts that are known by number: a second writing of the kind."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeVar

from commonground.agreement.kinds.health import Health
from commonground.agreement.premium import Premium
from commonground.costing.plain.case import Case
from commonground.costing.plain.person import rounded

Amount = TypeVar("Amount", int, Fraction)


def _premium_of(cents: int, clause: Health, year: int) -> int:
    """A premium in a year: it grows by the trend of each year past the one it was quoted for."""
    premium = Fraction(cents)
    for passed in range(clause.quoted_for + 1, year + 1):
        premium *= 1 + clause.trend.get(passed, clause.trend_after)
    return rounded(premium)


def _annual(premium: Premium) -> int:
    return premium.annual or premium.monthly * 12


def _members_part(cents: int, premium: Premium, clause: Health, year: int) -> int:
    """The member's share of a premium: a rate of it and dollars, and whatever the employer does not pay."""
    paid = rounded(cents * (clause.employee_share if premium.employee_share is None else premium.employee_share))
    paid += _of_year(premium.employee_pays, year, 0)
    return min(cents, max(paid, cents - _of_year(premium.employer_at_most, year, cents)))


def _of_year(amounts: Mapping[int, Amount], year: int, without: Amount) -> Amount:
    """The amount of the last year named by then, or of the first one named."""
    if not amounts:
        return without
    named = [start for start in sorted(amounts) if start <= year]
    return amounts[named[-1] if named else min(amounts)]


def _means(clause: Health, pair: tuple[str, str], year: int) -> tuple[Fraction, Fraction]:
    """The mean full premium of those who have a plan and tier at first, and the mean of what members pay of it."""
    full = members = Fraction(0)
    gone = [one for one in clause.migrations if (one.plan, one.tier) == pair and one.since <= year]
    stay = Fraction(1) - sum(one.share for one in gone)
    for place, share in [(pair, stay), *(((one.to_plan, one.to_tier), one.share) for one in gone)]:
        for premium in clause.premiums:
            if (premium.plan, premium.tier) == place:
                cents = _premium_of(_annual(premium), clause, year)
                full += share * cents
                members += share * _members_part(cents, premium, clause, year)
    return full, members


def _health(case: Case, clause: Health) -> tuple[int, int]:
    """The full premium of one person, and the member's share of it, which is never more than the premium."""
    pair = (case.words["health_plan"], case.words["health_tier"])
    means = _means(clause, pair, case.year) if case.fte >= clause.least_fte else (Fraction(0), Fraction(0))
    full, members = (rounded(mean) for mean in means)
    full += rounded(case.fte * _premium_of(clause.mean_per_fte, clause, case.year))
    if full:
        members += rounded(case.base * clause.employee_share_of_pay)
    return full, min(full, members)


def health(case: Case, clause: Health) -> int:
    """The employer's part of the premium, where the roster says who is enrolled."""
    full, members = _health(case, clause)
    return 0 if clause.enrolment == "table" else full - members


def health_deduction(case: Case, clause: Health) -> int:
    """The member's part of the premium."""
    return _health(case, clause)[1]


def _by_number(case: Case, clause: Health) -> tuple[Fraction, Fraction]:
    """Contracts that are known by number only, and the employer's part of their premiums."""
    contracts = net = Fraction(0)
    for premium in clause.premiums:
        number = _of_year(premium.enrolled_in, case.year, premium.enrolled)
        full, members = _means(clause, (premium.plan, premium.tier), case.year)
        contracts += number
        net += number * (full - members)
    return contracts, net


def health_enrolled(case: Case, clause: Health) -> int:
    """The employer's part of contracts that are known by number only."""
    return rounded(_by_number(case, clause)[1])


def health_enrolled_pay(case: Case, clause: Health) -> int:
    """What the members with those contracts pay of their pay, as one person's even part of it: it lowers the employer's."""
    contracts, net = _by_number(case, clause)
    people = sum(one.heads for one in case.among)
    if not contracts or not people or not clause.employee_share_of_pay:
        return 0
    covered = min(Fraction(1), contracts / people)
    return -min(rounded(case.base * clause.employee_share_of_pay * covered), rounded(net / contracts * covered))
