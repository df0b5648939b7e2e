"""Pickets: coverage, gaps and captains."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from commonground.contingency.pickets import PicketPlan, PicketSite, Rally, Shift
from commonground.files.signup_sheet import signup_bytes

MORNING, MIDDAY = Shift("morning", dt.time(6, 30), dt.time(9)), Shift("midday", dt.time(9), dt.time(12))
HIGH, HILL = PicketSite("High", 9, "A"), PicketSite("=Hill", 4)
RALLY = Rally(dt.date(2026, 9, 8), dt.time(13), "Common")


def plan(**signed):
    named = {tuple(key.split("_")): people for key, people in signed.items()}
    held = {("=Hill" if school == "Hill" else school, shift): people for (school, shift), people in named.items()}
    return PicketPlan((HIGH, HILL), (MORNING, MIDDAY), held, RALLY)


def test_gaps_come_largest_first_and_a_full_shift_is_none():
    found = plan(High_morning=9, High_midday=7, Hill_morning=5)

    assert [(each.site.school, each.shift.id, each.gap) for each in found.gaps()] == [
        ("=Hill", "midday", 4),
        ("High", "midday", 2),
    ]


def test_schools_without_a_captain_are_told():
    assert plan().without_captain == (HILL,)


def test_the_last_shift_goes_on_to_the_rally():
    assert plan(High_morning=9, High_midday=7, Hill_midday=2).at_the_rally == 9


@given(st.integers(0, 30), st.integers(0, 30))
def test_one_more_person_never_widens_a_gap(one, other):
    fewer, more = sorted((one, other))

    assert plan(High_morning=more).coverage()[0].gap <= plan(High_morning=fewer).coverage()[0].gap


def test_the_sign_up_sheet_has_a_line_for_everyone_needed_and_no_formula():
    with zipfile.ZipFile(io.BytesIO(signup_bytes(plan()))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        texts = book.read("xl/sharedStrings.xml").decode()

    assert sheet.count("<row ") == 2 + HIGH.needed + HILL.needed + 1
    assert "<f>" not in sheet and "=Hill" in texts
