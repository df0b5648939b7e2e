"""Worked example: docs/arithmetic/performance-pay.md."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from commonground.agreement.kinds import KINDS
from commonground.costing.member import Member, member_pay
from little_district import BASE, agreement, clause, engine, people, schedule
from worked_figures import Figures

FIGURES = Figures("performance-pay")
GUIDE = schedule({("BA", "1"): 60_000})
BOTH = (
    {"lane": "BA", "step": "1", "rating": "excellent"},
    {"lane": "BA", "step": "1", "rating": "good", "fte": "0.5"},
)


def terms(excellent=None, good=None, **more):
    ratings = [
        {"rating": "excellent", "amount": 2_000, "percent": "1%", **(excellent or {})},
        {"rating": "good", "amount": 800, **(good or {})},
    ]
    return {"ratings": ratings, **more}


def paid(year=1, **more):
    """What Ames and Bell are paid in a year (1: 2026-27)."""
    said = agreement(GUIDE, clause("merit", "performance_pay", **terms(**more)))
    priced = engine(people(*BOTH))
    (line,) = [line for line in priced.join(said).lines.values() if line.provision == "merit"]
    values = priced.values(said, line, priced.periods[year])
    return tuple(int(values[group]) for group in line.group)


def test_each_is_paid_by_the_rating_on_the_roster():
    assert paid() == FIGURES.cents("own_ames", "own_bell")
    assert paid(2, growth={"2027-28": "10%"}) == FIGURES.cents("grown_ames", "grown_bell")


def test_where_shares_are_known_everybody_is_paid_the_mean():
    assert paid(excellent={"share": "25%"}, good={"share": "50%"}) == FIGURES.cents("share_ames", "share_bell")


def test_where_numbers_are_known_everybody_is_paid_the_mean():
    assert paid(excellent={"people": 1}, good={"people": 0}) == FIGURES.cents("number_ames", "number_bell")


def test_a_member_alone_has_no_part_in_a_number_of_people():
    said = agreement(GUIDE, clause("merit", "performance_pay", **terms({"people": 1}, {"people": 0})))
    priced = engine(people(*BOTH))

    pay = member_pay(Member(lane="BA", step="1"), said, priced.calendar, BASE)

    assert pay.gross == (60_000_00,) * 4


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (terms({"share": "50%"}), "ratings are known by the roster"),
        (terms({"share": "50%", "people": 1}, {"share": "5%", "people": 1}), "ratings are known by the roster"),
        (terms({"share": "60%"}, {"share": "60%"}), "more than 100 %"),
        ({"ratings": [{"rating": "good", "amount": 1}] * 2}, "stands twice"),
        ({"ratings": [{"rating": "good"}]}, "one of amount, percent"),
    ],
)
def test_terms_that_contradict_themselves_are_refused(written, said):
    with pytest.raises(ValidationError, match=said):
        KINDS["performance_pay"].terms.model_validate(written)
