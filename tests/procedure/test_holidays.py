"""Holidays: their rules give the days that calendars print, and each rule holds only while it is in force."""

from __future__ import annotations

import datetime as dt

import pytest

from commonground.files.procedure_packs import ready_pack
from commonground.procedure.holidays import HolidayRule, Holidays, NotAHolidayRule, day_in, easter


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("third Monday in January", "2020-01-20"),
        ("last Monday in May", "2020-05-25"),
        ("fourth Thursday in November", "2019-11-28"),
        ("day after Thanksgiving", "2019-11-29"),
        ("Good Friday", "2024-03-29"),
        ("general election day", "2019-11-05"),
        ("general election day of even years", "2012-11-06"),
        ("02-29", "2024-02-29"),
    ],
)
def test_a_rule_gives_the_day_that_a_calendar_prints(rule, day):
    printed = dt.date.fromisoformat(day)

    assert day_in(rule, printed.year) == printed


@pytest.mark.parametrize("day", ["1961-04-02", "2000-04-23", "2038-04-25", "2285-03-22"])
def test_easter_falls_where_the_tables_of_it_say(day):
    printed = dt.date.fromisoformat(day)

    assert easter(printed.year) == printed


def test_an_election_of_even_years_is_none_in_an_odd_one():
    assert day_in("general election day of even years", 2019) is None


@pytest.mark.parametrize("rule", ["", "02-30", "sixth Monday in May", "third Moonday in May", "13-01"])
def test_what_is_no_rule_is_refused(rule):
    with pytest.raises(NotAHolidayRule):
        day_in(rule, 2023)


def test_a_holiday_is_kept_only_while_its_rule_is_in_force():
    illinois = Holidays(ready_pack("illinois").holidays)

    assert illinois.name_of(dt.date(2020, 6, 19)) == ""
    assert illinois.name_of(dt.date(2023, 6, 19)) == "Juneteenth"


def test_a_holiday_may_move_from_a_sunday_to_monday():
    christmas = HolidayRule("Christmas Day", "12-25", moves_to_monday=True)

    assert christmas.day_in(2022) == dt.date(2022, 12, 26)
    assert christmas.day_in(2023) == dt.date(2023, 12, 25)


def test_a_folders_further_holidays_stand_beside_the_states():
    holidays = Holidays((), {dt.date(2026, 3, 2): "proclaimed"})

    assert holidays.name_of(dt.date(2026, 3, 2)) == "proclaimed"
