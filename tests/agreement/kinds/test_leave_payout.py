"""Worked example: docs/arithmetic/leave-payout.md."""

from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

from commonground.agreement.kinds import KINDS
from little_district import agreement, clause, engine, people, schedule
from worked_figures import Figures

FIGURES = Figures("leave-payout")
GUIDE = schedule({("BA", "1"): 60_000})
BOTH = (
    {"lane": "BA", "step": "1", "service": 25, "leave_days": 40},
    {"lane": "BA", "step": "1", "service": 10, "leave_days": "12.5", "fte": "0.5"},
)
YEARLY = {"paid": "yearly", "keeps": 10, "at_most": 20}


def paid(year=1, **terms):
    """What Ames and Bell are paid in a year (1: 2026-27)."""
    said = agreement(GUIDE, clause("leave", "leave_payout", days_in_year=180, **terms))
    priced = engine(people(*BOTH))
    (line,) = [line for line in priced.join(said).lines.values() if line.provision == "leave"]
    values = priced.values(said, line, priced.periods[year])
    return tuple(int(values[group]) for group in line.group)


def retiring(year=1, **by_year):
    said = {f"20{key[1:]}": value for key, value in by_year.items()}
    return paid(year, paid="at retirement", share="25%", retiring=said)


def test_days_above_those_that_are_kept_are_paid_up_to_a_limit():
    assert paid(**YEARLY, share="50%") == FIGURES.cents("yearly_ames", "yearly_bell")
    assert paid(**YEARLY, per_day=100) == FIGURES.cents("dollars_ames", "dollars_bell")


def test_days_may_be_the_same_for_everybody():
    assert paid(paid="yearly", share="100%", days=3) == (1_000_00, 500_00)


def test_a_number_of_people_retire_among_those_who_may():
    one = {"people": 1, "service_from": 20}

    assert retiring(y26=one) == FIGURES.cents("retires_ames", "nobody")
    assert retiring(2, y26=one, y27=one) == FIGURES.cents("nobody", "nobody")
    assert retiring(y26={"people": 1}) == FIGURES.cents("half_ames", "half_bell")


def test_who_has_left_is_paid_out_no_second_time():
    tenth = {"rate": "10%"}

    assert retiring(1, y26=tenth, y27=tenth)[0] == FIGURES.cents("tenth_2026")[0]
    assert retiring(2, y26=tenth, y27=tenth)[0] == FIGURES.cents("tenth_2027")[0]
    assert retiring(3, y26=tenth, y27=tenth) == (0, 0)


def test_a_year_before_the_base_year_counts_for_nothing():
    assert retiring(1, y20={"rate": "100%"}, y26={"people": 1}) == FIGURES.cents("half_ames", "half_bell")


def test_a_newcomer_has_no_part_in_a_number_of_people():
    pension = clause("pension", "pension", rate="10%", base=["pay"])
    leave = clause(
        "leave",
        "leave_payout",
        days_in_year=180,
        paid="at retirement",
        share="25%",
        days=10,
        retiring={"2026-27": {"people": 1}},
    )
    nurse = clause(
        "nurse",
        "staffing",
        claims=[{"number": 1}],
        price={"by": "entry", "entry": {"lane": "BA", "step": "1"}},
    )
    found = engine(people(*BOTH)).price(agreement(GUIDE, pension, leave, nurse))

    totals = {one.id: one.totals for one in found.lines}
    assert np.all(np.array(totals["nurse"]) == 60_000_00)
    assert np.all(np.array(totals["nurse/staffing_roll_up"]) == 6_000_00)


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ({"paid": "yearly"}, "write one of the two"),
        ({"paid": "yearly", "share": "50%", "per_day": 100}, "write one of the two"),
        ({"paid": "at retirement", "share": "50%"}, "`retiring` says who retires"),
        ({"paid": "yearly", "share": "50%", "retiring": {"2026": {"people": 1}}}, "and only there"),
        (
            {"paid": "at retirement", "share": "50%", "retiring": {"2026": {"people": 1, "rate": "5%"}}},
            "a number of `people` or a `rate`",
        ),
    ],
)
def test_terms_that_contradict_themselves_are_refused(terms, said):
    with pytest.raises(ValidationError, match=said):
        KINDS["leave_payout"].terms.model_validate({"days_in_year": 180, **terms})
