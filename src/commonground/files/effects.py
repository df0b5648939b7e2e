"""Effects: clauses that are in every total and cost nothing in any of them, because their terms say nothing that pays.

A clause is looked at under the agreement and under every offer; where it costs nothing in any year of any of them, for the
employer or for a member, the reader is told what its kind needs. A sum of nothing that one offer fills is no finding, nor is a
promise of positions or of class sizes that is kept already.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from commonground.agreement.agreement import Agreement
from commonground.agreement.kinds import ELSEWHERE
from commonground.agreement.kinds.looked_at import UnsoundRule
from commonground.agreement.provision import Provision, Status
from commonground.costing.lines import Line
from commonground.files.places import Places
from commonground.negotiation import Negotiation
from commonground.values.money import BeyondBounds
from commonground.values.problem import Problem, Severity

NEEDS = {
    "salary_schedule": "somebody who stands on one of its cells",
    "lane_movement": "a lane that somebody stands on, a share above 0 %, and a `first_year` in these years",
    "longevity": "bands with an `amount` or a `percent`, and people with so many years of `service`",
    "one_time_payment": "an `amount` or a `percent` in one of these years",
    "stipend": "`per_person`, `percent` or `positions`",
    "pension": "a `rate` or an `employee_rate`, of the clause or of its tiers",
    "pension_pickup": "a `pickup` or a `pay_in_lieu`, and people who have it",
    "payroll_tax": "a `rate` or an `employee_rate` above 0 %",
    "health": "`premiums` that somebody has, or `mean_per_fte`",
    "pool": "an amount in one of these years",
    "leave_payout": "days of leave (`days`, or the roster's `leave_days`) and, at retirement, somebody who retires in these years",
    "performance_pay": "ratings that somebody has (the roster's `rating`, `share` or `people`), and an `amount` or a `percent`",
    "retirement_incentive": "`years` in these years, and somebody who may take it",
    "layoff": "jobs that are `cut` in these years, and people in the clause's scope",
    "work_time": "`years` or `furlough` in one of these years",
}
# Outside kinds are priced here only so that a rule that is unsound is found (`UnsoundRule`): what they need is not known.
LOOKED_AT = NEEDS.keys() | ELSEWHERE.kinds.keys()
MEND = 'Add what is missing; if the clause is meant to cost nothing, give it status = "not applicable".'
SMALLER = "Correct the amount, rate or number in the clause, or in what it builds upon."


def without_effect(negotiation: Negotiation, places: Places, spoken_of: Container[str]) -> Iterator[Problem]:
    """A warning for each clause that nobody is paid or charged anything under; those in `spoken_of` are left out."""
    pricing = negotiation.pricing
    agreements = {"agreement.toml": pricing.status_quo_agreement}
    agreements |= {f"offers/{o.id}.toml": pricing.applied(o).agreement for o in negotiation.offers.values()}
    idle: dict[str, tuple[str, Provision]] = {}
    working: set[str] = set()
    for file, agreement in agreements.items():
        lines = negotiation.pricing.engine.join(agreement).of_clause
        for provision in agreement:
            if provision.id in working or provision.status is not Status.COSTED or provision.kind not in LOOKED_AT:
                continue
            try:
                has_effect = _pays_something(negotiation, agreement, lines.get(provision.id, ()))
            except BeyondBounds as problem:
                place = places.clause(file, problem.clause or provision.id)
                yield Problem("too-large", place, str(problem), "amounts that can be summed to the cent", SMALLER)
                return
            except UnsoundRule as problem:
                clause = next((one.id for one in agreement if one.kind == problem.kind), provision.id)
                yield Problem("unsound-rule", places.clause(file, clause), problem.gave, problem.expected, problem.mend)
                return
            if has_effect:
                working.add(provision.id)
            elif provision.kind in NEEDS:
                idle.setdefault(provision.id, (file, provision))
    for name, (file, provision) in idle.items():
        if name not in working and name not in spoken_of:
            kind = provision.kind.replace("_", " ")
            got = f"a {kind} clause that costs nothing in any year from {negotiation.base} to {negotiation.years[-1]}"
            yield Problem("no-effect", places.clause(file, name), got, NEEDS[provision.kind], MEND, Severity.WARNING)


def _pays_something(negotiation: Negotiation, agreement: Agreement, lines: Sequence[Line]) -> bool:
    engine = negotiation.pricing.engine
    return any(bool(engine.block(agreement, line, engine.periods).any()) for line in lines)
