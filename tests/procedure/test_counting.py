"""Counting days: both ways agree, the first day is never counted, and what is closed is passed over."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.files.procedure_packs import pack_names, ready_pack
from commonground.procedure.counting import CountRunsOut, DayKind, Days
from commonground.procedure.holidays import Holidays
from commonground.values.school_calendar import SchoolCalendar, SchoolYear, days_from

ILLINOIS = Days(Holidays(ready_pack("illinois").holidays))
YEAR = SchoolYear(dt.date(2019, 9, 3), dt.date(2020, 6, 16), {dt.date(2019, 10, 14): "Columbus Day"})
IN_SCHOOL = Days(Holidays(ready_pack("illinois").holidays), SchoolCalendar((YEAR,)))
days = st.dates(dt.date(1990, 1, 1), dt.date(2080, 12, 31))
counts = st.integers(0, 120)
kinds = st.sampled_from([DayKind.CALENDAR, DayKind.BUSINESS])


@given(days, counts, kinds)
def test_between_a_day_and_the_nth_counted_day_after_it_lie_n_counted_days(start, number, kind):
    assert ILLINOIS.between(start, ILLINOIS.after(start, number, kind), kind) == number


@given(days, counts, kinds)
def test_counting_back_from_where_a_count_ends_leads_to_where_it_began(start, number, kind):
    begun = start if kind is DayKind.CALENDAR else ILLINOIS.next_open(start)

    assert ILLINOIS.before(ILLINOIS.after(begun, number, kind), number, kind) == begun


@given(days, counts, kinds)
def test_a_later_start_never_ends_earlier(start, number, kind):
    following = start + dt.timedelta(days=1)

    assert ILLINOIS.after(start, number, kind) <= ILLINOIS.after(following, number, kind)


@given(days)
def test_the_next_open_day_is_open_and_every_day_passed_over_is_not(day):
    found = ILLINOIS.next_open(day)

    assert ILLINOIS.is_open(found)
    assert not any(ILLINOIS.is_open(each) for each in days_from(day, found - dt.timedelta(days=1)))


def test_labor_day_is_no_business_day():
    friday = dt.date(2012, 8, 31)

    assert ILLINOIS.after(friday, 1, DayKind.BUSINESS) == dt.date(2012, 9, 4)
    assert ILLINOIS.why_closed(dt.date(2012, 9, 3)) == "Labor Day"


def test_school_days_are_counted_by_the_school_calendar():
    assert IN_SCHOOL.after(dt.date(2019, 10, 11), 1, DayKind.SCHOOL) == dt.date(2019, 10, 15)


def test_school_days_beyond_the_calendar_are_said_to_be_missing():
    with pytest.raises(CountRunsOut, match="does not hold 300 school days"):
        IN_SCHOOL.after(dt.date(2019, 9, 3), 300, DayKind.SCHOOL)


@pytest.mark.parametrize("name", pack_names())
@pytest.mark.parametrize("year", [1996, 2012, 2026])
def test_every_pack_keeps_the_holidays_of_every_state(name, year):
    kept = Holidays(ready_pack(name).holidays)

    assert kept.name_of(dt.date(year, 12, 25)) or dt.date(year, 12, 25).weekday() == 6
    assert kept.name_of(dt.date(year, 7, 4)) or dt.date(year, 7, 4).weekday() == 6
