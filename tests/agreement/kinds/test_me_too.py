"""Worked example: docs/arithmetic/me-too.md."""

from __future__ import annotations

import pytest

from commonground.agreement.raises import CyclicMeToo
from little_district import JULY, agreement, clause, each_paid, schedule
from worked_figures import Figures

FIGURES = Figures("me-too")
TEACHERS, AIDES = {"unit": ["teachers"]}, {"unit": ["aides"]}
CLAUSES = (
    schedule({("BA", "1"): 48_000}, id="guide", scope=TEACHERS),
    schedule({("P", "A"): 26_000}, id="aide-guide", scope=AIDES),
    clause(
        "raise",
        "schedule_raise",
        scope=TEACHERS,
        raises=[{"effective": JULY[2026], "percent": "2%"}, {"effective": JULY[2027], "percent": "3%"}],
    ),
)
TEACHER = {"unit": "teachers", "lane": "BA", "step": "1"}
AIDE = {"unit": "aides", "lane": "P", "step": "A"}


def paid_aide(*more, **terms):
    follows = clause("me-too", "me_too", scope=AIDES, **{"follows": "raise", **terms})
    [paid] = each_paid(agreement(*CLAUSES, follows, *more), AIDE, id="aide-guide")
    return paid[1:3]


def test_a_unit_that_follows_gets_every_raise_from_the_same_day():
    [teacher] = each_paid(agreement(*CLAUSES), TEACHER, id="guide")

    assert teacher[1:3] == FIGURES.cents("teacher_2026", "teacher_2027")
    assert paid_aide() == FIGURES.cents("follows_2026", "follows_2027")


def test_a_unit_may_get_something_more_with_each_raise():
    assert paid_aide(more="0.5%") == FIGURES.cents("more_2026", "more_2027")


def test_raises_before_the_first_day_are_not_followed():
    assert paid_aide(from_day=JULY[2027]) == FIGURES.cents("later_2026", "later_2027")


def test_a_chain_of_clauses_is_followed_to_its_end():
    middle = clause("middle", "me_too", scope={"unit": ["drivers"]}, follows="raise")

    assert paid_aide(middle, follows="middle") == FIGURES.cents("follows_2026", "follows_2027")


def test_a_circle_is_said():
    back = clause("back", "me_too", scope={"unit": ["drivers"]}, follows="me-too")

    with pytest.raises(CyclicMeToo, match="me-too follows back follows me-too"):
        paid_aide(back, follows="back")
