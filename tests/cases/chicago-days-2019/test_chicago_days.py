"""Chicago 2019: eleven days lost, five made up, and the last day of health care, as the press printed them."""

from __future__ import annotations

import datetime as dt

from commonground.contingency.days import instruction, stretches
from commonground.files.contingencies import read_day_rules
from commonground.files.ready import ready_folder
from commonground.files.school_calendars import read_school_calendar

FOLDER = ready_folder() / "chicago-2019"
CALENDAR, PROBLEMS = read_school_calendar(FOLDER)
RULES, _ = read_day_rules(FOLDER)


def test_the_calendar_reads_without_a_problem():
    assert PROBLEMS == ()


def test_eleven_days_were_lost_and_five_made_up():
    found = instruction(CALENDAR, CALENDAR.years[0])

    assert (found.all_lost, found.made_up) == (11, 5)
    assert found.taught == found.planned - 6


def test_the_eleven_days_are_one_stretch():
    [found] = stretches(CALENDAR)

    assert (found.first, found.last, found.school_days) == (dt.date(2019, 10, 17), dt.date(2019, 10, 31), 11)


def test_health_care_was_paid_until_the_day_before_1_november():
    [health] = [rule for rule in RULES.benefits if rule.about == "health"]

    assert health.last_day(dt.date(2019, 10, 17)) == dt.date(2019, 10, 31)
