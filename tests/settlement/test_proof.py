"""The proof: what beats a package is found by it, and where nothing does it says so."""

from __future__ import annotations

from hypothesis import given, settings

from commonground.settlement.frontier import frontier
from commonground.settlement.prices import prices_for
from commonground.settlement.proof import Price, proof
from small_questions import drawn, every_package, questions


@given(question=questions(most_issues=4))
@settings(max_examples=12, deadline=None)
def test_it_tells_of_every_package_whether_another_beats_it(question):
    packages = list(every_package(question))
    for package, (one, other) in packages[:: max(1, len(packages) // 6)]:
        is_beaten = any(a >= one and b >= other and (a, b) != (one, other) for _, (a, b) in packages)

        for prices in (prices_for(question, package), ()):
            found = proof(question, package, prices)

            assert found.is_whole
            assert (found.beaten_by is not None) == is_beaten


def middle_point():
    question = drawn(3, (6,) * 7, years=4, share=0.55, hubs=1, rules=0, floors=0)
    points = frontier(question).points
    return question, points[len(points) // 2].package


def test_good_prices_leave_few_beginnings_to_follow():
    question, package = middle_point()

    with_them = proof(question, package, prices_for(question, package))

    assert with_them.beaten_by is None
    assert with_them.beginnings * 4 < proof(question, package, ()).beginnings


def test_where_more_would_have_to_be_followed_nothing_is_proven():
    question, package = middle_point()

    assert not proof(question, package, (), most=100).is_whole


def test_prices_that_were_tampered_with_hide_nothing():
    question = drawn(4, (4, 4, 4), rules=0, floors=0, share=2)
    packages = dict(every_package(question))
    beaten = min(packages, key=lambda package: sum(packages[package]))
    best = frontier(question).points[0].package

    assert proof(question, beaten, prices_for(question, best)).beaten_by is not None
    for weights, prices, shift in [((1 << 40, 0), 1 << 40, 0), ((0, 0), 1, 0), ((-5, 1), 1, 0), ((1, 1), -7, 3)]:
        columns = len(question.caps.columns())
        wrong = Price(weights, (prices,) * columns, (shift,) * columns)
        assert proof(question, beaten, [wrong]).beaten_by is not None
