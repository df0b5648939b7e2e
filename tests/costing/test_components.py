"""The split of salaries into steps and raises, held to a second writing of its law: person by person, on the plain reading's pages."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given

from commonground.agreement.cells import Carry
from commonground.agreement.kinds.salary_schedule import Build, SalarySchedule
from commonground.agreement.kinds.schedule_raise import Raise
from commonground.agreement.provision import Provision
from commonground.costing.components import BASE, CARRY_OVER, RAISE, STEP, salary_components
from commonground.costing.plain.days import OnSchedule
from commonground.costing.plain.ledger import Ledger, Span
from commonground.costing.plain.person import Person, people_of, rounded
from commonground.costing.plain.schedule import Page
from commonground.workforce.roster import FULL_TIME
from little_district import JULY, agreement, clause, engine, people, schedule
from strategies import FAST, District, districts

ONE_DAY = dt.timedelta(days=1)


class Split:
    """What one person's salary on one clause is more in a span than in the span before: carry-over, step, raise."""

    def __init__(self, ledger: Ledger, clause: Provision, person: Person) -> None:
        self.ledger, self.clause, self.person = ledger, clause, person
        self.on = OnSchedule(ledger.agreement, clause, person, ledger.calendar)
        self.is_own = person.has_own_salary
        self.jobs = Fraction(person.numbers["fte"], FULL_TIME)
        self.lane = "" if self.is_own else person.words["lane"]

    def late(self, span: Span) -> list[int]:
        """The raises that reach the payroll late; in a full year of a later day all are held as earned."""
        return [] if span.day is not None and span.day > self.ledger.calendar.snapshot else self.on.late()

    def terms(self, day: dt.date) -> SalarySchedule:
        started = [version.terms for version in self.clause.versions if version.start <= day]
        found = (started or [self.clause.versions[0].terms])[-1]
        assert isinstance(found, SalarySchedule)
        return found

    def applied(self, day: dt.date, span: Span) -> list[Raise]:
        """The raises that the payroll holds on a day, in the order in which they are earned."""
        raises, late, calendar = self.on.raises(), self.late(span), self.ledger.calendar
        found = []
        for number, raise_ in enumerate(raises):
            earned = raise_.effective
            if number in self.on.late():
                earned = max(earned, calendar.snapshot + ONE_DAY)
            comes = raise_.paid_from if any(raise_ == raises[other] for other in late) else earned
            is_printed = self.terms(earned).build is Build.TABLE and not self.is_own
            if comes and calendar.snapshot < comes <= min(day, calendar.last_day) and not is_printed:
                found.append((earned, raise_))
        return [raise_ for _, raise_ in sorted(found, key=lambda pair: pair[0])]

    def paid(self, salary: Fraction, share: Fraction, page: Page) -> int:
        return rounded(salary * (1 if self.is_own else self.jobs) * share, page.rounding)

    def raised(self, salary: Fraction, raise_: Raise, page: Page, terms: SalarySchedule) -> Fraction:
        """A salary raised in place."""
        steps_or_lanes = raise_.steps is not None or raise_.lanes is not None
        is_meant = (raise_.steps is None or page.step in raise_.steps) and (
            raise_.lanes is None or self.lane in raise_.lanes
        )
        if not salary or (steps_or_lanes if self.is_own else not is_meant):
            return salary
        part = self.jobs if self.is_own else 1
        new = salary * (1 + raise_.percent) + raise_.flat * part
        new = new if raise_.at_most is None else min(new, salary + raise_.at_most * part)
        new = max(new, salary + raise_.at_least * part) if raise_.at_least else new
        if terms.carry is Carry.EXACT:
            return new
        unit = 1 if terms.carry is Carry.CENT else 100 * int(terms.carry.value.split(" ")[0].replace("dollar", "1"))
        unit = unit if self.is_own else unit * terms.full_time_units
        return Fraction(rounded(new / unit, terms.rounding) * unit)

    def change(self, before: Span, now: Span) -> tuple[int, int, int]:
        last, end_day = now.day or now.year.last, before.day or before.year.last
        terms = self.terms(last)
        pages = self.on.pages(self.late(before))
        end = [page for page in pages if page.day <= end_day][-1]
        then = sum(
            self.paid(page.salary(self.lane, self.lane), share, page)
            for page, share in self.ledger._shares(pages, before)
        )
        full = self.paid(end.salary(self.lane, self.lane), Fraction(1), end)
        carries = terms.build is Build.CARRY_THEN_STEP or self.is_own
        held = self.applied(end_day, before)
        middle = paid = 0
        for page, share in self.ledger._shares(self.on.pages(self.late(now)), now):
            place = (self.lane, page.step)
            salary = (end if place in end.listed else page).salaries.get(place, Fraction(0))
            if carries:
                salary = end.salary(self.lane, self.lane)
                for raise_ in without(self.applied(min(page.day, last), now), held):
                    salary = self.raised(salary, raise_, end, terms)
            middle += self.paid(salary, share, end)
            paid += self.paid(page.salary(self.lane, self.lane), share, page)
        first, second = middle - full, paid - middle
        return (full - then, *((second, first) if carries else (first, second)))


def without(raises: Sequence[Raise], held: Sequence[Raise]) -> list[Raise]:
    """The raises that are not held; of two that say the same as many as are more."""
    left, found = list(held), []
    for raise_ in raises:
        if raise_ in left:
            left.remove(raise_)
        else:
            found.append(raise_)
    return found


def plain_components(district: District) -> dict[str, list[int]]:
    """By component: the base year, the years, the run-rate."""
    roster = people_of(district.roster)
    ledger = Ledger(district.agreement, roster, district.calendar, district.base)
    *lived, run_rate = ledger.spans
    clauses = [line.clause for line in ledger.lines.values() if line.rule.name == "salary"]
    stands = [(clause, person) for clause in clauses for person in roster if ledger._stands_on(clause, person)]

    def summed(before: Span, now: Span) -> list[int]:
        each = [[person.heads * part for part in Split(ledger, c, person).change(before, now)] for c, person in stands]
        return [sum(parts) for parts in zip(*each, strict=True)] if each else [0, 0, 0]

    salaries = [line for line in ledger.lines.values() if line.rule.name == "salary"]
    base = sum(ledger.total(line, lived[0]) for line in salaries)
    found = [[0, 0, 0]]
    for before, now in itertools.pairwise(lived):
        found.append([a + b for a, b in zip(found[-1], summed(before, now), strict=True)])
    at = next((n for n, span in enumerate(lived) if n and span.year == run_rate.year), 0)
    found.append([a + b for a, b in zip(found[at], summed(lived[at], run_rate), strict=True)])
    parts = zip((CARRY_OVER, STEP, RAISE), zip(*found, strict=True), strict=True)
    return {BASE: [base] * len(found), **{name: list(cents) for name, cents in parts}}


@FAST
@given(districts())
def test_the_components_of_salaries_are_those_of_each_person(district: District) -> None:
    engine = district.engine()
    run_rate = engine.run_rate_period(district.agreement)

    found = salary_components(engine, district.agreement, run_rate)

    assert {name: [*series.cents, series.run_rate] for name, series in found.items()} == plain_components(district)
    lines = [line for line in engine.join(district.agreement).lines.values() if line.rule.name == "salary"]
    totals = [
        sum(engine.total(district.agreement, line, period) for line in lines) for period in (*engine.periods, run_rate)
    ]
    assert totals == [sum(cents) for cents in zip(*([*s.cents, s.run_rate] for s in found.values()), strict=True)]


@pytest.mark.parametrize("own", [False, True], ids=["on the schedule", "salary of one's own"])
def test_a_raise_that_comes_after_a_later_one_counts_as_itself_when_it_comes(own: bool) -> None:
    raises = [
        {"effective": JULY[2026], "percent": "10%", "paid_from": JULY[2028]},
        {"effective": JULY[2027], "percent": "1%"},
    ]
    said = agreement(
        schedule({("BA", "1"): 10_000}, build="carry_then_step"), clause("raise", "schedule_raise", raises=raises)
    )
    person = {"salary": 10_000} if own else {"lane": "BA", "step": "1"}
    pricing = engine(people(person))

    found = salary_components(pricing, said, pricing.run_rate_period(said))

    assert found[RAISE].cents == (0, 0, 10_000, 111_000)
    assert found[STEP].cents == (0, 0, 0, 0)
