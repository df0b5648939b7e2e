"""Which version of a clause is meant, where a clause has several: the one that stands on the day, not the first."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

from commonground.agreement.provision import Status
from commonground.costing.cells_in_force import cells_in_force
from commonground.costing.percent import worth_of
from little_district import JULY, SNAPSHOT, agreement, clause, engine, people, version


def printed(dollars: int, start: dt.date = dt.date.min, until: dt.date = dt.date.max):
    return version("salary_schedule", start, until, table=[{"lane": "BA", "step": "1", "salary": dollars}])


FIRST = {"lane": "BA", "step": "1"}
TWICE = clause(
    "schedule", "salary_schedule", printed(40_000, until=JULY[2024]), printed(50_000, JULY[2024], JULY[2025])
)
LIEU = {"Tier 2": {"hired_from": JULY[2023], "pay_in_lieu": "7%"}}


def salaries(*clauses):
    return [cell.amount for cell in cells_in_force(agreement(*clauses), SNAPSHOT)]


def test_a_schedule_whose_last_version_is_over_stands_until_another_takes_its_place():
    assert salaries(TWICE) == [50_000]


def test_before_its_first_version_a_schedule_is_what_that_version_says():
    assert salaries(clause("schedule", "salary_schedule", printed(60_000, JULY[2027]))) == [60_000]


def test_a_schedule_that_is_not_known_or_says_nothing_has_no_cells():
    assert salaries(replace(TWICE, status=Status.UNKNOWN)) == []
    assert salaries(replace(TWICE, versions=())) == []


def test_pay_in_lieu_that_has_not_begun_is_in_nobodys_pay():
    later = clause("pickup", "pension_pickup", version("pension_pickup", JULY[2027], tiers=LIEU))
    begun = clause("pickup", "pension_pickup", version("pension_pickup", JULY[2024], tiers=LIEU))

    assert salaries(TWICE, later) == [50_000]
    assert salaries(TWICE, begun) == [Fraction(53_500)]


def test_one_percent_is_of_the_schedule_that_stands_on_the_snapshots_day():
    found = worth_of(engine(people(FIRST)), agreement(TWICE))

    assert found.total == 500_00


def test_a_raise_is_worth_something_where_somebody_stands_on_a_step_that_was_put_in():
    table = [{"lane": "BA", "step": "1", "salary": 40_000}]
    added = [{"effective": JULY[2026], "step": "2", "after": "1", "amount": 1_000}]
    schedule = clause("schedule", "salary_schedule", table=table, steps_added=added)

    assert worth_of(engine(people(FIRST, {"lane": "BA", "step": "2"})), agreement(schedule)).total > 0
