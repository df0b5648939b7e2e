"""Problems: what is wrong, where, what was expected, and how to mend it."""

from __future__ import annotations

import pytest

from commonground.values.problem import BadInput, Place, Problem, Severity, errors

PROBLEM = Problem(
    "unknown-step", Place("roster.csv", row=41, column="step"), '"13"', "a step of schedule 208-day", "Correct the row."
)


def test_a_problem_is_one_sentence_that_mends():
    assert str(PROBLEM) == (
        'roster.csv row 41, column "step": got "13"; expected a step of schedule 208-day. Correct the row.'
    )


def test_many_rows_with_the_same_problem_are_said_once():
    many = Problem(PROBLEM.code, PROBLEM.place, PROBLEM.got, PROBLEM.expected, PROBLEM.mend, times=30_000)

    assert str(many).endswith("Correct the row. (and 29,999 more rows like it)")


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("agreement.toml"), "agreement.toml"),
        (Place("agreement.toml", line=12), "agreement.toml line 12"),
        (Place("pay.xlsx", row=3, column="FTE", sheet="June"), 'pay.xlsx sheet "June" row 3, column "FTE"'),
    ],
)
def test_a_place_is_said_as_the_person_sees_it(place, text):
    assert str(place) == text


def test_bad_input_carries_every_problem():
    assert BadInput([PROBLEM, PROBLEM]).problems == (PROBLEM, PROBLEM)
    assert str(BadInput([PROBLEM])) == str(PROBLEM)


def test_a_warning_does_not_stop_the_work():
    warning = Problem("x", Place("a"), "b", "c", "d", Severity.WARNING)

    assert errors([warning, PROBLEM]) == (PROBLEM,)
