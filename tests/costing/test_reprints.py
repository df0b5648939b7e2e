"""Which later versions of a salary schedule print less than is in force on the day before."""

from __future__ import annotations

import datetime as dt

import pytest

from commonground.costing.reprints import LowerReprint, RaisedReprint, lower_reprints, raised_reprints
from little_district import JULY, agreement, clause, engine, people, version

PRINTED = {"1": "40000", "2": "42000"}
ROSTER = people({"lane": "BA", "step": "1"}, {"lane": "BA", "step": "2"}, {"salary": 70_000})
RAISE = clause("raise", "schedule_raise", raises=[{"effective": JULY[2026], "percent": "5%"}])


def found(later, *more, day=JULY[2027]):
    def said(salaries):
        return {"table": [{"lane": "BA", "step": step, "salary": salary} for step, salary in salaries.items()]}

    guide = clause(
        "schedule",
        "salary_schedule",
        version("salary_schedule", until=day, **said(PRINTED)),
        version("salary_schedule", start=day, **said(later)),
    )
    return list(lower_reprints(engine(ROSTER), agreement(guide, *more)))


def raised_on(day, later, **terms):
    raise_ = clause("raise", "schedule_raise", raises=[{"effective": day, "percent": "2%"}])

    def said(salaries):
        return {"table": [{"lane": "BA", "step": step, "salary": salary} for step, salary in salaries.items()]}

    guide = clause(
        "schedule",
        "salary_schedule",
        version("salary_schedule", until=JULY[2027], **said(PRINTED)),
        version("salary_schedule", start=JULY[2027], **said(later), **terms),
    )
    return list(raised_reprints(engine(ROSTER), agreement(guide, raise_)))


def test_a_raise_of_the_day_of_a_print_is_found_once():
    assert raised_on(JULY[2027], {"1": 43_000, "2": 45_000}) == [RaisedReprint("schedule", "raise", JULY[2027])]


@pytest.mark.parametrize(
    ("day", "later", "terms"),
    [
        (JULY[2026], {"1": 43_000, "2": 45_000}, {}),
        (JULY[2027], PRINTED, {}),
        (JULY[2027], {"1": None, "2": None}, {}),
        (JULY[2027], {"1": 43_000, "2": 45_000}, {"build": "table"}),
    ],
    ids=["another day", "the same print", "no salary printed", "a table, which no raise touches"],
)
def test_a_raise_that_no_print_holds_is_not_found(day, later, terms):
    assert raised_on(day, later, **terms) == []


def test_cells_copied_from_an_older_print_are_found_with_the_one_that_loses_most():
    [reprint] = found({"1": 43_000, "2": 42_000}, RAISE)

    assert (reprint.schedule, reprint.day, reprint.cells) == ("schedule", JULY[2027], 1)
    assert (reprint.most[1:], reprint.was, reprint.now) == (("", "BA", "2"), 4_410_000, 4_200_000)


def test_every_cell_that_is_lower_is_counted():
    [reprint] = found({"1": 41_999, "2": 40_000}, RAISE)

    assert (reprint.cells, reprint.most.step, reprint.was - reprint.now) == (2, "2", 410_000)


@pytest.mark.parametrize(
    "later",
    [
        {"1": 42_000, "2": 44_101},
        {"1": "41999.01", "2": 44_101},
        PRINTED,
        {"1": None, "2": None},
    ],
    ids=["raises in it", "rounded by less than a dollar", "the same print", "no salary printed"],
)
def test_a_print_that_takes_nothing_back_is_not_found(later):
    assert found(later, RAISE) == []


def test_a_raise_that_is_paid_late_counts_from_the_day_on_which_it_is_earned():
    late = {"effective": JULY[2026], "percent": "5%", "paid_from": JULY[2028]}

    [reprint] = found({"1": 43_000, "2": 42_000}, clause("raise", "schedule_raise", raises=[late]))

    assert isinstance(reprint, LowerReprint)


def test_what_was_printed_before_the_snapshot_or_after_the_last_year_is_not_looked_at():
    assert found({"1": 30_000, "2": 42_000}, RAISE, day=dt.date(2025, 9, 1)) == []
    assert found({"1": 30_000, "2": 42_000}, RAISE, day=JULY[2030]) == []
