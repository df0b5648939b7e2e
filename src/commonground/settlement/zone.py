"""The zone of agreement: whether any feasible package gives both sides their least; if none does, what stands in its way.

Each thing that can give is relaxed by itself, all others held: a side's least, its authority, a cap, a rule. What the law
excludes does not give. Of caps and floors the least by which they would have to give is told, exactly.
Not here: which of them should give.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from commonground.settlement.frontier import Frontier, frontier
from commonground.settlement.question import Caps, Question
from commonground.settlement.tables import Package


class Sort(StrEnum):
    """What can give: a side's least value, its authority, a cap on money, a rule."""

    LEAST = "least"
    AUTHORITY = "authority"
    CAP = "cap"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Opening:
    """What would have to give, by how much at least (points of value, or cents), and a package that is then open.

    `by` is None for what gives wholly or not at all; `package` is None where it is not enough however far it gives.
    """

    sort: Sort
    what: str
    by: int | None
    package: Package | None


def openings(question: Question) -> tuple[Opening, ...]:
    """For a question without a zone of agreement: each thing relaxed by itself."""
    return (*_floors(question), *_authority(question), *_caps(question), *_rules(question))


def _floors(question: Question) -> Iterator[Opening]:
    for number, side in enumerate(question.sides):
        if side.least > 0:
            held = list(question.least)
            held[number] = 0
            found = frontier(question.with_least((held[0], held[1]))).points
            best = max(found, key=lambda point: point.values[number], default=None)
            by = None if best is None else side.least - best.values[number]
            yield Opening(Sort.LEAST, side.party, by, None if best is None else best.package)


def _authority(question: Question) -> Iterator[Opening]:
    for number, side in enumerate(question.sides):
        if any(side.beyond):
            sides = list(question.sides)
            sides[number] = replace(side, beyond=())
            found = frontier(replace(question, sides=(sides[0], sides[1]))).points
            yield Opening(Sort.AUTHORITY, side.party, None, found[0].package if found else None)


def _rules(question: Question) -> Iterator[Opening]:
    for number, rule in enumerate(question.rules):
        rules = (*question.rules[:number], *question.rules[number + 1 :])
        found = frontier(replace(question, rules=rules)).points
        yield Opening(Sort.RULE, rule.says, None, found[0].package if found else None)


def _caps(question: Question) -> Iterator[Opening]:
    for year, cap in question.caps.columns():
        what = "the term" if year is None else question.years[year]
        found = _cheapest(question, year, cap)
        if found is None:
            yield Opening(Sort.CAP, what, None, None)
        else:
            cents, package = found
            yield Opening(Sort.CAP, what, cents - cap, package)


def _cheapest(question: Question, year: int | None, cap: int) -> tuple[int, Package] | None:
    """The least that a year (None: the term) can cost, everything else kept; by halves between the cap and what is known."""
    best = _least_of(frontier(_with_cap(question, year, None)), question, year)
    if best is None:
        return None
    low, (high, package) = cap, best
    while high - low > 1:
        middle = (low + high) // 2
        found = _least_of(frontier(_with_cap(question, year, middle)), question, year)
        if found is None:
            low = middle
        else:
            high, package = found
    return high, package


def _least_of(found: Frontier, question: Question, year: int | None) -> tuple[int, Package] | None:
    costs = [(question.cost(point.package), point.package) for point in found.points]
    return min(((sum(cost) if year is None else cost[year], package) for cost, package in costs), default=None)


def _with_cap(question: Question, year: int | None, cap: int | None) -> Question:
    if year is None:
        return replace(question, caps=replace(question.caps, term=cap))
    years = (*question.caps.years[:year], cap, *question.caps.years[year + 1 :])
    return replace(question, caps=Caps(years, question.caps.term))
