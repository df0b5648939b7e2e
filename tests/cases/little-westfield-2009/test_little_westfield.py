"""Little Westfield: steps cost 20,658, and steps cost nothing. Worked example: docs/arithmetic/actual-roster.md."""

from __future__ import annotations

from fractions import Fraction

from commonground.costing.actual import ActualEngine, breakage
from commonground.costing.components import REPLACED, STEP, salary_components
from commonground.workforce.turnover import Entry, Separations, Turnover
from little_district import agreement, clause, engine, people, schedule
from worked_figures import Figures

FIGURES = Figures("actual-roster")
PAID = {4: 44_348, 8: 50_493, 12: 61_806, 16: 63_206, 20: 63_556, 24: 63_556, 28: 64_306, 32: 65_006, 36: 65_006}
PAID |= {40: 65_006}
STEPS = [str(year) for year in range(1, 41)]
BEGINNER = int(FIGURES["beginner"])


def salary(year: int) -> int:
    """What is paid in a year of service: of the years between those in print, the next one's."""
    return BEGINNER if year == 1 else PAID[-(-year // 4) * 4]


WESTFIELD = agreement(
    schedule({("", step): salary(int(step)) for step in STEPS}),
    clause("ladder", "step_ladder", steps=STEPS),
    clause("steps", "step_movement", otherwise="advance"),
)
TEACHERS = people(*({"step": str(year), "service": year - 1} for year in PAID))
RETIRE_AFTER_FORTY = Turnover((Separations({}, ((39, Fraction(1)),)),), (Entry({}, {"step": "1"}),))


def dollars(cents):
    return [total // 100 for total in cents]


def test_after_four_years_the_actual_roster_costs_what_it_cost_before():
    actual = ActualEngine(engine(TEACHERS, years=4), RETIRE_AFTER_FORTY)

    totals = dollars(actual.price(WESTFIELD).totals)

    assert (totals[0], totals[4]) == (FIGURES["total"], FIGURES["total"])


def test_cast_forward_the_same_four_years_cost_the_steps():
    totals = dollars(engine(TEACHERS, years=4).price(WESTFIELD).totals)

    assert totals[4] == FIGURES["cast_forward"]
    assert totals[4] - totals[0] == FIGURES["steps"]


def test_breakage_takes_off_what_the_steps_add():
    cast_forward = engine(TEACHERS, years=4)

    found = breakage(cast_forward, ActualEngine(cast_forward, RETIRE_AFTER_FORTY), WESTFIELD)

    assert dollars(found.whole.cents)[4] == FIGURES["steps"]


def test_a_roster_in_a_steady_state_keeps_its_total_for_thirty_years():
    actual = ActualEngine(engine(TEACHERS, years=32), RETIRE_AFTER_FORTY)

    totals = dollars(actual.price(WESTFIELD).totals)

    assert {totals[year] for year in range(0, 33, 4)} == {FIGURES["total"]}
    assert all(actual.jobs(actual.people.of >= 0, year) == 10 for year in range(33))


def test_a_roster_with_one_teacher_in_every_year_of_service_costs_the_same_in_every_year():
    everybody = people(*({"step": step, "service": int(step) - 1} for step in STEPS))

    totals = ActualEngine(engine(everybody, years=30), RETIRE_AFTER_FORTY).price(WESTFIELD).totals

    assert set(totals) == {100 * sum(salary(int(step)) for step in STEPS)}


def test_one_teacher_who_may_leave_costs_what_the_page_says():
    pay = schedule({("BA", "1"): 40_000, ("BA", "2"): 50_000, ("BA", "3"): 60_000})
    ladder = clause("ladder", "step_ladder", steps=["1", "2", "3"])
    steps = clause("steps", "step_movement", otherwise="advance")
    terms = agreement(pay, ladder, steps, clause("pension", "pension", rate="10%"))
    cast_forward = engine(people({"lane": "BA", "step": "2", "service": 7}), years=2)
    turnover = Turnover((Separations({}, ((7, Fraction(1, 4)),)),), (Entry({}, {"lane": "BA", "step": "1"}),))
    actual = ActualEngine(cast_forward, turnover)

    found = breakage(cast_forward, actual, terms)

    assert next(line.totals[1:] for line in actual.price(terms).lines) == FIGURES.cents("actual_2026", "actual_2027")
    assert found.pay.cents[1:] == FIGURES.cents("pay_2026", "pay_2027")
    assert found.roll_up.cents[1:] == FIGURES.cents("pension_2026", "pension_2027")
    parts = salary_components(actual, terms, actual.run_rate_period(terms))
    assert parts[STEP].cents[1:] == FIGURES.cents("steps_2026", "steps_2027")
    assert parts[REPLACED].cents[1:] == FIGURES.cents("places_2026", "places_2027")
