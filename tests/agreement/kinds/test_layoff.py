"""Worked example: docs/arithmetic/layoff.md."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from commonground.agreement.kinds import KINDS
from little_district import agreement, clause, engine, line, people, schedule
from worked_figures import Figures

FIGURES = Figures("layoff")
GUIDE = schedule({("BA", "1"): 50_000, ("BA", "2"): 60_000})
PENSION = clause("pension", "pension", rate="10%", base=["pay"])
AMES = {"lane": "BA", "step": "2", "service": 20, "rating": "good", "school": "North"}
BELL = {"lane": "BA", "step": "1", "service": 2, "rating": "excellent", "school": "South"}
COLE = {**BELL, "fte": "0.5"}
CUT = {"cut": {"2026-27": "0.75", "2027-28": "1.25"}, "recalled": {"2028-29": "0.5"}}


def priced(**terms):
    layoff = clause("layoff", "layoff", **{**CUT, **terms})
    return engine(people(AMES, BELL, COLE)).price(agreement(GUIDE, PENSION, layoff))


def saved(found, id="layoff"):
    return tuple(-cents for cents in line(found, id))


def test_the_least_senior_are_cut_first_and_recalled_last():
    assert saved(priced()) == (0, *FIGURES.cents("pay_2026", "pay_2027", "pay_2028"))


def test_what_pay_drags_along_is_saved_with_it():
    pensions = FIGURES.cents("pension_2026", "pension_2027", "pension_2028")

    assert saved(priced(), "layoff/laid_off_roll_up") == (0, *pensions)


def test_a_rating_may_come_before_service():
    assert saved(priced(order="rating", ratings=["good"]))[1:2] == FIGURES.cents("by_rating")


def test_no_more_jobs_are_cut_than_there_are():
    assert saved(priced(cut={"2026-27": 9}))[1] == 135_000_00


def test_more_recalled_than_cut_is_nobody_cut():
    assert saved(priced(recalled={"2026-27": 5})) == (0, 0, 0, 0)


CLOSED = {"cut": {}, "recalled": {}, "closed": {"2026-27": ["North"]}}


def test_a_school_that_closes_cuts_its_jobs_and_the_least_senior_of_all_are_laid_off():
    assert saved(priced(**CLOSED))[1:2] == FIGURES.cents("closed_by_seniority")


def test_or_those_who_are_at_the_school():
    assert saved(priced(**CLOSED, order="school"))[1:2] == FIGURES.cents("closed_by_school")


def test_jobs_that_follow_the_pupils_are_not_cut_and_a_school_that_opens_calls_people_back():
    found = saved(priced(**CLOSED, order="school", follow="25%", opened={"2027-28": "0.5"}))

    assert found[1:3] == FIGURES.cents("closed_with_some_following", "opened")


def test_severance_is_paid_once_to_those_who_are_newly_cut():
    paid = {"amount": 1_000, "percent": "10%"}

    assert line(priced(severance=paid), "layoff/severance") == (
        0,
        *FIGURES.cents("severance_2026", "severance_2027", "severance_2028"),
    )


def test_severance_may_be_for_each_year_of_service():
    found = line(priced(severance={"amount": 1_000, "by_service": True}), "layoff/severance")

    assert found[1:2] == FIGURES.cents("severance_by_service")


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ({"cut": {}}, "write one of them"),
        ({"order": "school"}, "goes by the schools"),
        ({"opened": {"2026-27": -1}}, "not negative"),
        ({"order": "rating"}, "`ratings` names them"),
        ({"ratings": ["good"]}, "and only there"),
        ({"cut": {"2026-27": -1}}, "not negative"),
    ],
)
def test_terms_that_contradict_themselves_are_refused(terms, said):
    with pytest.raises(ValidationError, match=said):
        KINDS["layoff"].terms.model_validate({**CUT, **terms})
