"""Worked example: docs/arithmetic/schedule-raise.md."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import ValidationError

from commonground.values.fiscal_year import Proration
from little_district import JULY, agreement, clause, each_paid, engine, line, people, schedule
from worked_figures import Figures

FIGURES = Figures("schedule-raise")
GUIDE = schedule({("BA", "1"): 48_000, ("BA", "2"): 50_400, ("MA", "1"): 52_000})
AMES, BELL = {"lane": "BA", "step": "1"}, {"lane": "BA", "step": "2", "fte": "0.5"}
DUNN = {"salary": 71_250}
EADS = {"salary": 30_000, "fte": "0.5"}
IN_JULY = {"effective": JULY[2026], "percent": "2%"}
IN_FEBRUARY = {"effective": dt.date(2027, 2, 1), "percent": "1.5%"}


def paid(*rows, raises=(IN_JULY, IN_FEBRUARY), **terms):
    return each_paid(agreement(GUIDE, clause("raise", "schedule_raise", raises=raises, **terms)), *rows, id="schedule")


def test_a_raise_inside_the_year_is_paid_for_the_months_that_are_left():
    ames, bell, dunn = paid(AMES, BELL, DUNN)

    assert ames[1:3] == FIGURES.cents("ames_2026", "ames_2027")
    assert bell[1:3] == FIGURES.cents("bell_2026", "bell_2027")
    assert dunn[1:3] == FIGURES.cents("dunn_2026", "dunn_2027")


def test_parts_of_a_year_may_be_counted_in_days():
    clauses = agreement(GUIDE, clause("raise", "schedule_raise", raises=(IN_JULY, IN_FEBRUARY)))

    costing = engine(people(AMES), proration=Proration.DAYS).price(clauses)

    assert (line(costing, "schedule")[1],) == FIGURES.cents("ames_by_days")


def test_a_flat_raise_adds_dollars_to_every_full_time_salary():
    ames, bell = paid(AMES, BELL, raises=[{"effective": JULY[2026], "flat": 900}])

    assert (ames[1], bell[1]) == FIGURES.cents("flat_ames", "flat_bell")


def test_of_a_raise_in_dollars_a_salary_of_ones_own_gets_the_part_that_the_job_is():
    dunn, eads = paid(DUNN, EADS, raises=[{"effective": JULY[2026], "flat": 900}])
    [at_least] = paid(EADS, raises=[{**IN_JULY, "at_least": 1_000}])

    assert (dunn[1], eads[1]) == FIGURES.cents("flat_dunn", "flat_eads")
    assert (at_least[1],) == FIGURES.cents("at_least_eads")


def test_two_who_are_paid_alike_for_unlike_jobs_are_raised_each_for_their_own():
    guide, raises = {"carry": "cent"}, [{"effective": JULY[2026], "flat": 900}]
    said = agreement(schedule({("BA", "1"): 1}, **guide), clause("raise", "schedule_raise", raises=raises))

    costing = engine(people(EADS, {**EADS, "fte": 1}, {**EADS, "fte": 0})).price(said)

    assert costing.totals[1] == 3_045_000 + 3_090_000 + 3_000_000


def test_a_raise_of_at_least_so_many_dollars_lifts_the_low_salaries():
    ames, dunn = paid(AMES, DUNN, raises=[{**IN_JULY, "at_least": 1_000}])

    assert (ames[1], dunn[1]) == FIGURES.cents("at_least_ames", "at_least_dunn")


def test_a_raise_of_at_most_so_many_dollars_limits_the_high_salaries():
    limited = paid(AMES, DUNN, EADS, raises=[{**IN_JULY, "at_most": 1_000}])

    assert tuple(cents[1] for cents in limited) == FIGURES.cents("at_most_ames", "at_most_dunn", "at_most_eads")


@pytest.mark.parametrize("said", [{"at_most": 0}, {"at_least": 900, "at_most": 800}])
def test_a_limit_that_leaves_no_raise_is_refused(said):
    with pytest.raises(ValidationError, match=r"greater than 0|must not be less than at_least"):
        paid(AMES, raises=[{**IN_JULY, **said}])


def test_a_raise_for_one_lane_leaves_the_others():
    [ames] = paid(AMES, raises=[{**IN_JULY, "lanes": ["MA"]}])

    assert (ames[1],) == FIGURES.cents("other_lane_ames")


def test_personal_salaries_can_be_left_out():
    ames, dunn = paid(AMES, DUNN, raises=[IN_JULY], personal_salaries=False)

    assert ames[1] == 4_896_000
    assert (dunn[1],) == FIGURES.cents("not_personal_dunn")


def test_the_order_in_which_raises_are_written_does_not_matter():
    assert paid(AMES, BELL, DUNN, raises=(IN_FEBRUARY, IN_JULY)) == paid(AMES, BELL, DUNN)


def test_a_raise_before_the_snapshot_is_already_in_the_printed_cells():
    [ames] = paid(AMES, raises=[{"effective": JULY[2025], "percent": "5%"}])

    assert set(ames) == {4_800_000}


def test_a_raise_that_is_paid_before_it_is_earned_is_refused():
    with pytest.raises(ValidationError, match="must be later than effective"):
        paid(AMES, raises=[{**IN_JULY, "paid_from": JULY[2026]}])


def test_a_late_raise_of_some_steps_leaves_a_salary_of_ones_own_as_it_is_and_owes_it_nothing():
    raises = [{**IN_JULY, "paid_from": dt.date(2027, 4, 1), "steps": ["1"]}]
    said = agreement(GUIDE, clause("raise", "schedule_raise", raises=raises))

    costing = engine(people({"salary": "86_637.70"})).price(said)

    assert line(costing, "schedule")[1:3] == (86_637_70, 86_637_70)
    assert line(costing, "schedule/retroactive_pay")[1:3] == (0, 0)
