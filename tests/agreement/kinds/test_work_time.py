"""Worked example: docs/arithmetic/work-time.md."""

from __future__ import annotations

from fractions import Fraction

import pytest
from pydantic import ValidationError

from commonground.agreement.kinds import KINDS
from commonground.agreement.kinds.work_time import covering
from little_district import agreement, clause, each_paid, engine, line, people, schedule
from worked_figures import Figures

FIGURES = Figures("work-time")
GUIDE = schedule({("BA", "1"): 60_000})
AMES = {"lane": "BA", "step": "1"}
BELL = {**AMES, "fte": "0.5"}
PENSION = clause("pension", "pension", rate="10%", base=["pay"])
SO_FAR = {"days": 180, "minutes": 420, "preparation": 60}
LONGER = {"2026-27": {"minutes": 441}, "2027-28": {"days": 184}}


def under(**terms):
    return agreement(GUIDE, PENSION, clause("time", "work_time", **SO_FAR, **terms))


def priced(**terms):
    return engine(people(AMES, BELL)).price(under(**terms))


def test_longer_time_is_paid_in_proportion_and_stays():
    ames, bell = each_paid(under(years=LONGER), AMES, BELL, id="time")

    assert ames[:3] == (0, *FIGURES.cents("ames_2026", "ames_2027"))
    assert bell[:3] == (0, *FIGURES.cents("bell_2026", "bell_2027"))
    assert ames[3] == ames[2]


def test_longer_time_may_be_paid_at_a_share_or_not_at_all():
    ames, _ = each_paid(under(years=LONGER, paid="20%"), AMES, BELL, id="time")

    assert ames[1:3] == FIGURES.cents("fifth_2026", "fifth_2027")
    assert [found.id for found in priced(years=LONGER, paid="0%").lines] == ["schedule", "pension"]


def test_time_that_is_shorter_takes_pay_away():
    ames, _ = each_paid(under(years={"2026-27": {"days": 171}}), AMES, BELL, id="time")

    assert ames[1] == -3_000_00


def test_days_off_without_pay_are_of_one_year_alone():
    ames, bell = each_paid(under(furlough={"2026-27": 3}), AMES, BELL, id="time/furlough")
    found, without = priced(furlough={"2026-27": 3}), priced()

    off = FIGURES.cents("off_ames", "off_bell")
    assert (ames, bell) == ((0, -off[0], 0, 0), (0, -off[1], 0, 0))
    assert line(without, "pension")[1] - line(found, "pension")[1] == FIGURES.cents("off_pension")[0]
    assert found.run_rate == without.run_rate


def test_pupils_who_are_taught_longer_need_more_people():
    longer = {"2026-27": {"pupil_minutes": 378}}
    terms = KINDS["work_time"].terms.model_validate({**SO_FAR, "years": longer, "cover": "positions"})

    assert covering(2026, Fraction(3, 2), terms) == FIGURES["positions"]
    found = priced(years=longer, cover="positions")
    assert line(found, "time/covering")[:2] == (0, *FIGURES.cents("positions_pay"))


def test_more_preparation_is_covered_and_a_shorter_time_of_pupils_takes_nobody_away():
    found = priced(years={"2026-27": {"preparation": 90}, "2027-28": {"pupil_minutes": 300}}, cover="positions")

    assert line(found, "time/covering")[1:3] == (*FIGURES.cents("preparation_pay"), 0)


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ({"preparation": 420}, "preparation is all of the day"),
        ({"years": {"2026-27": {"preparation": 430}}}, "preparation is all of the day from 2026-27 on"),
        ({"furlough": {"2026-27": 181}}, "furlough of 2026-27 is more than the 180 days"),
        ({"years": {"2026-27": {}}}, "one of days, minutes"),
    ],
)
def test_time_that_cannot_be_is_refused(terms, said):
    with pytest.raises(ValidationError, match=said):
        KINDS["work_time"].terms.model_validate({**SO_FAR, **terms})
