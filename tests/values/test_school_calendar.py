"""The school calendar: the plan, and what became of it."""

from __future__ import annotations

import datetime as dt

from commonground.values.school_calendar import DayStatus, SchoolCalendar, SchoolYear

D = dt.date
YEAR = SchoolYear(D(2019, 9, 3), D(2020, 6, 16), {D(2019, 10, 14): "Columbus Day"}, frozenset({D(2019, 10, 11)}))


def test_weekends_closed_days_and_days_outside_the_year_are_closed():
    planned = [YEAR.planned(day) for day in (D(2019, 9, 2), D(2019, 9, 7), D(2019, 10, 14), D(2020, 6, 17))]

    assert planned == [DayStatus.CLOSED] * 4


def test_a_half_day_is_planned_as_one():
    assert YEAR.planned(D(2019, 10, 11)) is DayStatus.HALF


def test_what_became_of_a_day_stands_beside_the_plan():
    calendar = SchoolCalendar((YEAR,), {D(2019, 10, 17): DayStatus.STRIKE})

    assert (calendar.planned(D(2019, 10, 17)), calendar.status(D(2019, 10, 17))) == (DayStatus.OPEN, DayStatus.STRIKE)


def test_the_next_school_day_passes_over_closed_and_cancelled_days():
    calendar = SchoolCalendar((YEAR,), {D(2019, 10, 15): DayStatus.CANCELLED})

    assert calendar.next_school_day(D(2019, 10, 12)) == D(2019, 10, 16)
    assert calendar.next_school_day(D(2020, 6, 17)) is None


def test_a_day_made_up_after_the_year_is_a_school_day():
    calendar = SchoolCalendar((YEAR,), {D(2020, 6, 18): DayStatus.MADE_UP})

    assert calendar.next_school_day(D(2020, 6, 17)) == D(2020, 6, 18)
