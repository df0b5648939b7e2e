"""The neutral's limits: what is found within them is what looking at every package within them finds."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from commonground.settlement.frontier import frontier
from commonground.settlement.neutral_limits import LEFT_ASIDE, NeutralLimits, within
from commonground.settlement.question import Caps
from small_questions import every_package, table_of_two


def test_nothing_tried_leaves_the_question_as_it_is():
    question = table_of_two()

    assert NeutralLimits().is_empty
    assert frontier(within(question, NeutralLimits())).points == frontier(question).points


def test_what_is_found_keeps_every_limit_and_nothing_within_them_beats_it():
    question = table_of_two()
    aside = (frozenset({0}), *(frozenset() for _ in question.issues[1:]))
    limits = NeutralLimits((Fraction(1, 3), None), Caps((5_000,)), aside)

    tried = within(question, limits)
    least = tried.least[0]
    inside = [
        (tuple(package), question.values(package))
        for package, _ in every_package(question)
        if package[0] != 0 and question.cost(package)[0] <= 5_000 and question.values(package)[0] >= least
    ]
    found = {point.values for point in frontier(tried).points}

    assert not limits.is_empty
    assert (least - 1) * 3 < question.sides[0].most <= least * 3
    assert tried.least[1] == question.least[1]
    assert tried.issues[0].options[0].excluded == LEFT_ASIDE
    assert found == {
        values
        for _, values in inside
        if values[1] >= question.least[1]
        and not any(o != values and o[0] >= values[0] and o[1] >= values[1] for _, o in inside)
    }
    assert len(found) > 1


def test_a_cap_that_is_not_tried_stands_and_what_the_law_bars_stays_barred():
    question = replace(table_of_two(), caps=Caps((4_000,), 3_000))
    barred = replace(
        question.issues[0],
        options=(replace(question.issues[0].options[0], excluded="the law"), *question.issues[0].options[1:]),
    )
    question = replace(question, issues=(barred, *question.issues[1:]))

    tried = within(
        question,
        NeutralLimits(caps=Caps((), 9_000), left_aside=(frozenset({0}), *(frozenset() for _ in question.issues[1:]))),
    )

    assert tried.caps == Caps((4_000,), 9_000)
    assert tried.issues[0].options[0].excluded == "the law"
