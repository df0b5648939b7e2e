"""Days of instruction: lost less made up, and stretches that lie back to back."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from commonground.contingency.days import instruction, is_lost_whole, lost_on, made_up_on, stretches, without_pay
from commonground.values.school_calendar import DayStatus, SchoolCalendar, SchoolYear, days_from

D = dt.date
YEAR = SchoolYear(D(2016, 1, 4), D(2016, 6, 21), {D(2016, 5, 30): "Memorial Day"}, frozenset({D(2016, 3, 24)}))
SCHOOL_DAYS = [day for day in days_from(YEAR.first, YEAR.last) if YEAR.planned(day) is not DayStatus.CLOSED]
CLOSED_DAYS = [day for day in days_from(YEAR.first, D(2016, 7, 31)) if YEAR.planned(day) is DayStatus.CLOSED]
LOST = [DayStatus.STRIKE, DayStatus.FURLOUGH, DayStatus.CANCELLED]


def calendar(**statuses):
    named = {D.fromisoformat(day[1:].replace("_", "-")): DayStatus(status) for day, status in statuses.items()}
    return SchoolCalendar((YEAR,), named)


def test_a_furlough_beside_a_walkout_is_one_stretch():
    found = list(stretches(calendar(_2016_03_31="furlough", _2016_04_01="strike", _2016_04_05="cancelled")))

    assert [(each.first, each.last, dict(each.days)) for each in found] == [
        (D(2016, 3, 31), D(2016, 4, 1), {"furlough": 1, "strike": 1}),
        (D(2016, 4, 5), D(2016, 4, 5), {"cancelled": 1}),
    ]


def test_a_weekend_between_lost_days_does_not_part_them():
    [found] = stretches(calendar(_2016_04_01="strike", _2016_04_04="strike"))

    assert (found.school_days, (found.last - found.first).days + 1) == (2, 4)


def test_a_half_day_is_half_a_day():
    lost_half, made_half = calendar(_2016_03_24="strike"), calendar(_2016_03_23="half day")

    assert lost_on(lost_half, D(2016, 3, 24)) == Fraction(1, 2)
    assert lost_on(made_half, D(2016, 3, 23)) == Fraction(1, 2)


def test_a_planned_half_day_that_is_lost_is_a_school_day_of_its_stretch():
    [found] = stretches(calendar(_2016_03_23="furlough", _2016_03_24="strike", _2016_03_25="strike"))

    assert (found.school_days, dict(found.days)) == (3, {"furlough": 1, "strike": 2})


def test_a_strike_on_a_closed_day_loses_nothing_and_an_open_day_is_not_made_up():
    found = calendar(_2016_05_30="strike", _2016_05_31="made up")

    assert lost_on(found, D(2016, 5, 30)) == 0
    assert (made_up_on(found, D(2016, 5, 31)), lost_on(found, D(2016, 5, 31))) == (0, 0)


@given(
    st.dictionaries(st.sampled_from(SCHOOL_DAYS), st.sampled_from(LOST), max_size=12),
    st.sets(st.sampled_from(CLOSED_DAYS), max_size=8),
)
def test_taught_is_planned_less_lost_and_made_up(lost, made_up):
    statuses = {**lost, **dict.fromkeys(made_up, DayStatus.MADE_UP)}
    found = instruction(SchoolCalendar((YEAR,), statuses), YEAR)

    assert found.made_up == len(made_up)
    assert found.planned - found.taught == found.all_lost - len(made_up)
    assert sum(each.school_days for each in stretches(SchoolCalendar((YEAR,), statuses))) <= len(lost)


@given(st.dictionaries(st.sampled_from(SCHOOL_DAYS), st.sampled_from(LOST), max_size=12))
def test_stretches_hold_every_whole_day_once(lost):
    held = SchoolCalendar((YEAR,), lost)

    assert sum(each.school_days for each in stretches(held)) == sum(is_lost_whole(held, day) for day in lost)


def test_pay_stops_with_the_first_day_that_is_withheld_and_a_day_taught_between_brings_it_back():
    """A day of snow before the walkout, one in it, one after it, and a furlough a week later."""
    held = calendar(
        _2016_03_29="cancelled",
        _2016_03_31="strike",
        _2016_04_01="cancelled",
        _2016_04_04="strike",
        _2016_04_05="cancelled",
        _2016_04_11="furlough",
    )

    found = without_pay(held, {DayStatus.STRIKE, DayStatus.FURLOUGH})

    assert [(str(each.first), str(each.last)) for each in found] == [
        ("2016-03-31", "2016-04-04"),
        ("2016-04-11", "2016-04-11"),
    ]
