"""What created positions cost, one year's newcomers after the other: a second writing of `costing.positions`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from commonground.agreement.fields import Terms
from commonground.agreement.position_price import EntryPlacement, PositionPrice
from commonground.costing.plain.counts import Comrade, Place, in_year
from commonground.costing.plain.person import Person, covers, rounded
from commonground.costing.plain.turned import chances_of
from commonground.values.money import RoundedTo
from commonground.workforce.roster import FULL_TIME, JOINED, NO_SALARY, STAYS_UNTIL

if TYPE_CHECKING:
    from commonground.costing.plain.ledger import Ledger, PlainLine, Span

Costs = dict[str, Fraction]


def position_cost(ledger: Ledger, line: PlainLine, span: Span) -> int:
    """What a line of positions costs in a span: in each stretch of it, cohort by cohort."""
    if line.rule.gone is not None:
        return _taken_away(ledger, line, span, line.rule.gone)
    total = 0
    for terms, share, cohorts in _stretches(ledger, line, span):
        price: PositionPrice = getattr(terms, "price")  # noqa: B009
        exact = {"pay": Fraction(0), "roll-up": Fraction(0), "health": Fraction(0)}
        for year, jobs in cohorts.items():
            for part, cents in _one(ledger, line, price, year, span).items():
                exact[part] += share * jobs * cents
        parts = {part: _to(price, cents) for part, cents in exact.items()}
        if price.benefits is not None:
            parts["roll-up"] = _to(price, parts["pay"] * price.benefits)
        total += sum(parts.values()) if line.rule.part == "whole" else parts[line.rule.part]
    return total


def _taken_away(ledger: Ledger, line: PlainLine, span: Span, gone: Callable[[Terms, Place, Comrade], Fraction]) -> int:
    """What those would cost who are gone, person by person, with a minus sign."""
    total, going_on = 0, ledger.beside(list(ledger.people))
    by_row = {person.row: person for person in ledger.people}
    for terms, share in ledger.in_force(line, span):
        place, exact = _place(ledger, line, span), Fraction(0)
        for person in ledger.people:
            who = by_row[person.row - person.numbers.get(JOINED, 0)] if line.rule.of_jobs else person
            if covers(line.clause.scope, who):
                part = gone(terms, place, ledger.comrade(who, span.number))
                costs = _costs(going_on, span, lambda one, row=person.row: one.row == row) if part else {}  # type: ignore[misc]
                exact += part * share * costs.get(line.rule.part, Fraction(0))
        total += rounded(-exact)
    return total


def _to(price: PositionPrice, cents: Fraction) -> int:
    return rounded(cents / 100) * 100 if price.rounded_to is RoundedTo.DOLLAR else rounded(cents)


def _stretches(ledger: Ledger, line: PlainLine, span: Span) -> list[tuple[Terms, Fraction, dict[int, Fraction]]]:
    """The stretches of a span: the terms, the share of the year, and the jobs by the year in which they were created."""
    jobs = line.rule.jobs
    assert jobs is not None
    cohorts: dict[int, Fraction] = {}

    def go(at: Span) -> list[tuple[Terms, Fraction, dict[int, Fraction]]]:
        found = []
        in_force = ledger.in_force(line, at)
        if not in_force:
            cohorts.clear()
        for terms, share in in_force:
            _become(cohorts, at.number, jobs(terms, _place(ledger, line, at)))
            found.append((terms, share, dict(cohorts)))
        return found

    for earlier in (ledger.spans[0], *ledger.years):
        if earlier.number < span.number:
            go(earlier)
    if span.day is not None and span.number:
        lived = next(year for year in ledger.years if year.number == span.number)
        begun = [v.terms for v in line.clause.versions if v.start <= span.day]
        for terms, _ in ledger.in_force(line, lived):
            if any(terms is said for said in begun):
                _become(cohorts, span.number, jobs(terms, _place(ledger, line, span)))
    return go(span)


def _place(ledger: Ledger, line: PlainLine, span: Span) -> Place:
    """What a line's positions are counted by in a span."""
    year = span.year.first.year
    schools, sections = in_year(ledger.schools, year), in_year(ledger.sections, year)
    about = [person for person in ledger.people if covers(line.clause.scope, person)]
    people = [
        (ledger.chance(p, span) * Fraction(p.heads * p.numbers["fte"], FULL_TIME), ledger.comrade(p, span.number))
        for p in about
    ]
    jobs, among = _jobs(ledger, line, ledger.spans[0]), ledger.among(line, span.number)
    return Place(year, schools, sections, jobs, year - span.number, people, among)


def _jobs(ledger: Ledger, line: PlainLine, span: Span) -> Fraction:
    """The full-time jobs of the people whom a line's clause is about, in a span."""
    about = [person for person in ledger.people if covers(line.clause.scope, person)]
    each = (Fraction(p.heads * p.numbers["fte"], FULL_TIME) * ledger.chance(p, span) for p in about)
    return sum(each, start=Fraction(0))


def _become(cohorts: dict[int, Fraction], year: int, jobs: Fraction) -> None:
    """So many jobs stand now; of those that are too many the newest go first."""
    standing = sum(cohorts.values(), start=Fraction(0))
    if jobs > standing:
        cohorts[year] = cohorts.get(year, Fraction(0)) + jobs - standing
    while standing > jobs:
        newest = max(cohorts)
        gone = min(cohorts[newest], standing - jobs)
        standing -= gone
        cohorts[newest] -= gone
        if not cohorts[newest]:
            del cohorts[newest]


def _one(ledger: Ledger, line: PlainLine, price: PositionPrice, cohort: int, span: Span) -> Costs:
    """What one full-time position costs in a span."""
    year = span.year.first.year
    stated = Fraction(price.salary or 0)
    for start, rate in price.growth.items():
        stated *= 1 + rate if start <= year else 1
    if price.benefits is not None and price.by == "stated":
        return {"pay": stated}
    mean = _mean(ledger, line, span)
    health = Fraction(0) if price.benefits is not None else mean["health"]
    if price.by == "mean":
        return {**mean, "health": health}
    if price.by == "stated":
        along = stated * mean["roll-up"] / mean["pay"] if mean["pay"] else Fraction(0)
        return {"pay": stated, "roll-up": along, "health": health}
    assert price.entry is not None
    found = {"pay": Fraction(0), "roll-up": Fraction(0), "health": health}
    words = defaultdict(str, price.entry)
    for came, chance in enumerate(chances_of(ledger.turnover, words, 0, span.number - cohort)):
        newcomer = _newcomer(ledger, price.entry, cohort + came)
        alone = ledger.beside([newcomer], spreads=False)
        if chance and alone.is_placed(newcomer):
            costs = _costs(alone, span, lambda person: True, without=("lane_movement",))
            for part in ("pay", "roll-up"):
                found[part] += chance * costs[part]
    return found


def _mean(ledger: Ledger, line: PlainLine, span: Span) -> Costs:
    """The mean cost of a full-time job of the people whom the clause is about."""
    going_on = ledger.beside(list(ledger.people))
    jobs = _jobs(ledger, line, span)
    costs = _costs(going_on, span, lambda person: covers(line.clause.scope, person))
    return {part: cents / jobs if jobs else Fraction(0) for part, cents in costs.items()}


def _costs(ledger: Ledger, span: Span, is_meant: Callable[[Person], bool], without: tuple[str, ...] = ()) -> Costs:
    """What some people cost, by part, with nothing that is paid once."""
    costs = {"pay": Fraction(0), "roll-up": Fraction(0), "health": Fraction(0)}
    for line in ledger.lines.values():
        if line.rule.is_employers and not line.rule.is_lump and line.clause.kind not in without:
            other = "health" if line.clause.kind == "health" else "roll-up"
            for person in ledger.people:
                if is_meant(person) and (chance := ledger.chance(person, span)):
                    paid = person.heads * ledger.paid(line, span, person)
                    costs["pay" if line.rule.is_pay else other] += chance * paid
    return costs


def _newcomer(ledger: Ledger, entry: EntryPlacement, cohort: int) -> Person:
    """Somebody who takes a full-time position in a year (0: the base year) and stays on the entry cell until its end.

    The row is no row of the roster.
    """
    year = ledger.base.next(cohort) if cohort else ledger.base
    words = defaultdict(str, entry)
    numbers = defaultdict(int, count=1, fte=FULL_TIME, salary=NO_SALARY, service=-cohort)
    numbers |= {"hired": year.first.toordinal(), STAYS_UNTIL: year.last.toordinal() if cohort else 0}
    return Person(-1 - cohort, 1, words, numbers)
