"""The actual roster: expected cost while people leave and others come in (laws: costing.actual, workforce.movement).

Source of the expected figures: the person-by-person reading; sums by hand; "Little Westfield" stands under tests/cases.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from commonground.costing.actual import ActualEngine, breakage, breakage_difference
from commonground.costing.attribution import attribute
from commonground.costing.bands import NoPlace
from commonground.costing.breakdown import NOTHING, Against, By, differences
from commonground.costing.components import RAISE, REPLACED, STEP, salary_components
from commonground.costing.mixtures import mixed
from commonground.costing.plain.actual import price_actual_plainly
from commonground.costing.views import Series
from commonground.values.shares import largest_remainder, shapley
from commonground.workforce.movement import holders
from commonground.workforce.turnover import Entry, Separations, Turnover
from little_district import agreement, clause, engine, people, schedule
from strategies import FEWER, SCORES, District, districts, turnovers

Both = tuple[District, Turnover]
moving = districts().flatmap(lambda district: st.tuples(st.just(district), turnovers(district)))
STEADY = Turnover((Separations({}, ((0, Fraction(0)),)),))
PAY = schedule({("BA", "1"): 40_000, ("BA", "2"): 50_000, ("BA", "3"): 60_000})
CLAUSES = (
    PAY,
    clause("ladder", "step_ladder", steps=["1", "2", "3"]),
    clause("steps", "step_movement", otherwise="advance"),
    clause("pension", "pension", rate="10%"),
)
ENTRY = Entry({}, {"lane": "BA", "step": "1"})


def equals_person_by_person(both: Both) -> None:
    district, turnover = both
    costing = ActualEngine(district.engine(), turnover).price(district.agreement)

    plain = price_actual_plainly(district.agreement, turnover, *district.place)

    found = {line.id: [*line.totals, line.run_rate] for line in costing.lines}
    assert {name: cents for name, cents in found.items() if any(cents)} == {
        name: cents for name, cents in plain.items() if any(cents)
    }


@FEWER
@given(moving)
def test_the_actual_roster_costs_what_person_by_person_costs(both: Both) -> None:
    equals_person_by_person(both)


@pytest.mark.slow
@SCORES
@given(moving)
def test_the_actual_roster_costs_what_person_by_person_costs_on_scores(both: Both) -> None:
    equals_person_by_person(both)


@FEWER
@given(districts())
def test_where_nobody_leaves_the_actual_roster_costs_what_the_cast_forward_one_costs(district: District) -> None:
    cast_forward = district.engine()

    actual = ActualEngine(cast_forward, STEADY)

    assert actual.price(district.agreement).totals == cast_forward.price(district.agreement).totals


def attributed_as_mixtures_person_by_person(both: Both) -> None:
    """A gap's shares are those of mixtures priced holder by holder: of each set of issues, the whole cost."""
    district, turnover = both
    actual, (one, other) = ActualEngine(district.engine(), turnover), district.agreements
    found = attribute(actual, one, other)

    groups = [frozenset(share.issues) for share in found.shares]
    sets = [frozenset().union(*(g for n, g in enumerate(groups) if mask >> n & 1)) for mask in range(1 << len(groups))]
    costs = [price_actual_plainly(mixed(one, other, issues), turnover, *district.place) for issues in sets]
    for at, difference in enumerate(found.difference):
        worth = [sum(cents[at] for cents in lines.values()) for lines in costs]
        assert difference == worth[-1] - worth[0]
        assert [share.cents[at] for share in found.shares] == largest_remainder(shapley(worth), difference)


def few_issues(both: Both) -> bool:
    """Whether newcomers begin on a cell that each agreement has, and three issues at most lie between them."""
    district, turnover = both
    try:
        return len(attribute(ActualEngine(district.engine(), turnover), *district.agreements).shares) <= 3
    except NoPlace:
        return False


@pytest.mark.slow
@FEWER
@given(districts(agreements=2).flatmap(lambda district: st.tuples(st.just(district), turnovers(district))))
def test_the_shares_of_a_gap_on_the_actual_roster_are_those_of_person_by_person(both: Both) -> None:
    assume(few_issues(both))

    attributed_as_mixtures_person_by_person(both)


def test_the_shares_of_a_little_gap_on_the_actual_roster_are_those_of_person_by_person() -> None:
    raised = clause("raise", "schedule_raise", issue="raise", raises=[{"effective": "2026-07-01", "percent": "3%"}])
    sooner = clause("pension", "pension", issue="pension", rate="12.5%")
    place = engine(people({"lane": "BA", "step": "3", "service": 30}, {"lane": "BA", "step": "1"}), years=3)
    one, other = agreement(*CLAUSES), agreement(*CLAUSES[:3], sooner, raised)
    turnover = Turnover((Separations({}, ((0, Fraction(1, 7)), (30, Fraction(1, 3)))),), (ENTRY,))

    attributed_as_mixtures_person_by_person(
        (District(place.roster, place.calendar, place.base, [one, other]), turnover)
    )


@FEWER
@given(moving)
def test_nobody_vanishes_when_the_roster_advances(both: Both) -> None:
    district, turnover = both
    people = ActualEngine(district.engine(), turnover).people
    count = people.roster.numbers["count"].tolist()

    for passed in range(len(people.whole)):
        for job in range(people.jobs):
            rows = range(job, len(people.roster), people.jobs)
            assert sum(people.chance(row, passed) for row in rows) == 1
        heads = sum(count[row] * people.chance(row, passed) for row in range(len(people.roster)))
        assert heads == district.roster.people


@FEWER
@given(moving)
def test_a_split_of_an_expected_cost_sums_to_the_line(both: Both) -> None:
    district, turnover = both
    engine = ActualEngine(district.engine(), turnover)

    for line in engine.join(district.agreement).lines.values():
        total = engine.total(district.agreement, line, engine.periods[-1])
        for column in ("unit", "fund"):
            assert sum(engine.split(district.agreement, line, engine.periods[-1], column).values()) == total


@FEWER
@given(moving)
def test_the_components_of_the_actual_roster_sum_to_its_total(both: Both) -> None:
    district, turnover = both
    engine = ActualEngine(district.engine(), turnover)

    found = differences(engine, district.agreement, Against("nothing", id=NOTHING), By.COMPONENT, district.agreement)

    whole = engine.price(district.agreement)
    summed = sum(found.values(), start=Series.nothing(len(engine.periods)))
    assert (summed.cents, summed.run_rate) == (whole.totals, whole.run_rate)


def test_the_components_of_salaries_are_of_those_who_are_there() -> None:
    turnover = Turnover((Separations({}, ((7, Fraction(1, 4)),)),), (ENTRY,))
    actual = ActualEngine(engine(people({"lane": "BA", "step": "2", "service": 7}), years=2), turnover)
    raised = clause("raise", "schedule_raise", raises=[{"effective": "2027-07-01", "percent": "10%"}])
    terms = agreement(*CLAUSES[:3], raised)

    found = salary_components(actual, terms, actual.run_rate_period(terms))

    assert found[STEP].cents == (0, 750_000, 1_000_000)
    assert found[REPLACED].cents == (0, -250_000, -625_000)
    assert found[RAISE].cents == (0, 0, 537_500)


def test_breakage_is_what_the_leaver_would_have_been_paid_less_what_the_newcomer_is_with_roll_up() -> None:
    cast_forward = engine(people({"lane": "BA", "step": "2", "service": 7}), years=2)
    terms = agreement(*CLAUSES)

    found = breakage(
        cast_forward, ActualEngine(cast_forward, Turnover((Separations({}, ((7, Fraction(1, 4)),)),), (ENTRY,))), terms
    )

    one, two = 25 * (60_000 - 40_000), 25 * (60_000 - 50_000) + 75 * 25 * (60_000 - 40_000) // 100
    assert found.pay.cents == (0, one, two)
    assert found.roll_up.cents == (0, one // 10, two // 10)


def test_a_newcomer_stays_on_the_entry_step_in_the_year_of_coming_in_and_advances_from_the_next_on() -> None:
    cast_forward = engine(people({"lane": "BA", "step": "3", "service": 30}), years=3)
    actual = ActualEngine(cast_forward, Turnover((Separations({}, ((30, Fraction(1)), (31, Fraction(0)))),), (ENTRY,)))

    totals = actual.price(agreement(*CLAUSES[:3])).totals

    assert totals == (6_000_000, 4_000_000, 5_000_000, 6_000_000)


def test_a_newcomer_may_leave_again_and_changes_lanes_from_the_next_year_on() -> None:
    lanes = {("BA", "1"): 40_000, ("MA", "1"): 50_000}
    change = {"from_lane": "BA", "to_lane": "MA", "share": "50%", "first_year": 2020}
    terms = agreement(schedule(lanes), clause("lanes", "lane_movement", changes=[change]))
    cast_forward = engine(people({"lane": "MA", "step": "1", "service": 5}), years=2)
    turnover = Turnover((Separations({}, ((0, Fraction(1, 2)),)),), (ENTRY,))

    totals = ActualEngine(cast_forward, turnover).price(terms).totals

    second = (50_000 + 45_000 + 2 * 40_000) * 100 // 4
    assert totals == (5_000_000, 4_500_000, second)


def test_who_leaves_and_where_newcomers_begin_is_said_by_the_first_statement_that_is_about_them() -> None:
    turnover = Turnover(
        (Separations({"title": ("nurse",)}, ((0, Fraction(1)),)), Separations({}, ((0, Fraction(0)),))),
        (Entry({"title": ("nurse",)}, {"lane": "BA", "step": "2"}), ENTRY),
    )
    staff = people({"lane": "BA", "step": "3", "title": "nurse"}, {"lane": "BA", "step": "3", "title": "teacher"})
    actual = ActualEngine(engine(staff, years=1), turnover)

    assert actual.price(agreement(*CLAUSES[:3])).totals == (12_000_000, 11_000_000)


def test_a_job_that_is_cut_is_cut_whoever_holds_it_by_then() -> None:
    staff = people({"lane": "BA", "step": "3", "service": 30}, {"lane": "BA", "step": "3", "service": 2})
    everybody_once = Turnover((Separations({}, ((0, Fraction(0)), (2, Fraction(1)), (4, Fraction(0)))),), (ENTRY,))
    cut = clause("cut", "layoff", cut={"2026-27": 1})
    actual = ActualEngine(engine(staff, years=1), everybody_once)

    totals = actual.price(agreement(*CLAUSES, cut)).totals

    assert totals == (2 * 6_600_000, 6_600_000)


def test_days_of_leave_stay_with_the_leaver() -> None:
    days = clause("leave", "leave_payout", per_day="100", days_in_year=185, paid="yearly")
    staff = people({"lane": "BA", "step": "3", "service": 30})
    staff = staff.replace(numbers={"leave_days": np.array([1_000])})
    actual = ActualEngine(engine(staff, years=1), Turnover((Separations({}, ((30, Fraction(1, 4)),)),), (ENTRY,)))

    found = {line.id: line.totals for line in actual.price(agreement(*CLAUSES[:3], days)).lines}

    assert found["leave"] == (100_000, 75_000)


def test_steps_say_the_service_where_the_roster_does_not() -> None:
    turnover = Turnover((Separations({}, ((20, Fraction(1)),)),), (ENTRY,), {"3": 20})
    actual = ActualEngine(engine(people({"lane": "BA", "step": "3"}), years=1), turnover)

    assert actual.price(agreement(*CLAUSES[:3])).totals == (6_000_000, 4_000_000)


def test_a_created_position_is_left_and_filled_anew() -> None:
    created = clause(
        "nurses",
        "staffing",
        claims=[{"number": 1, "first_year": 2026}],
        price={"by": "entry", "entry": {"lane": "BA", "step": "1"}},
    )
    cast_forward = engine(people({"lane": "BA", "step": "3"}), years=2)
    turnover = Turnover((Separations({}, ((0, Fraction(1, 2)),)),), (ENTRY,))
    terms = agreement(*CLAUSES[:3], created)

    found = {line.id: line.totals for line in ActualEngine(cast_forward, turnover).price(terms).lines}

    assert found["nurses"] == (0, 4_000_000, 4_500_000)


def test_positions_that_clauses_create_keep_their_total_for_thirty_years_once_every_step_is_filled() -> None:
    """Everyone stays three years. One position more in each of three years stands for one beginner, one on each step, for ever."""
    created = clause(
        "nurses",
        "staffing",
        claims=[{"more": {"2026-27": 1, "2027-28": 2, "2028-29": 3}}],
        price={"by": "entry", "entry": {"lane": "BA", "step": "1"}},
    )
    staff = people(*({"lane": "BA", "step": str(step), "service": step - 1} for step in (1, 2, 3)))
    cast_forward = engine(staff, years=33)
    three_years = Turnover((Separations({}, ((2, Fraction(1)),)),), (ENTRY,))
    terms = agreement(*CLAUSES, created)

    found = {line.id: line.totals for line in ActualEngine(cast_forward, three_years).price(terms).lines}

    every_step = 4_000_000 + 5_000_000 + 6_000_000
    assert found["schedule"] == (every_step,) * 34
    assert found["nurses"] == (0, 4_000_000, 9_000_000, *[every_step] * 31)
    assert found["nurses/staffing_roll_up"][3:] == (every_step // 10,) * 31
    assert cast_forward.price(terms).totals[33] == (6 * 6_000_000 * 11) // 10


def test_the_difference_of_two_breakages_is_the_difference_of_the_two_gaps() -> None:
    raised = clause("raise", "schedule_raise", raises=[{"effective": "2026-07-01", "percent": "10%"}])
    cast_forward = engine(people({"lane": "BA", "step": "3", "service": 30}), years=1)
    actual = ActualEngine(cast_forward, Turnover((Separations({}, ((30, Fraction(1)),)),), (ENTRY,)))
    status_quo, offer = agreement(*CLAUSES[:3]), agreement(*CLAUSES[:3], raised)

    found = breakage_difference(cast_forward, actual, offer, Against("status quo", status_quo, "status-quo"))

    assert found.cents == (0, 10 * (60_000 - 40_000))


def test_the_chances_of_a_jobs_holders_follow_from_the_rates() -> None:
    tenth = Fraction(1, 10)

    found = holders(lambda service: tenth if service in (0, 4) else Fraction(0), 4, 2)

    assert found == [[1], [1 - tenth, tenth], [1 - tenth, tenth * (1 - tenth), tenth * tenth]]
