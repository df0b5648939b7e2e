"""iCalendar: what is written is what a calendar library reads."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from commonground.files.ics import DayEvent, folded, uid, written_ics

STAMP = dt.datetime(2026, 3, 1, 12, 30, tzinfo=dt.timezone(dt.timedelta(hours=-6)))
EVENT = DayEvent("strike", dt.date(2019, 10, 7), "Earliest day; read, and ask\\counsel", "one\ntwo, " + "é" * 90)
LETTERS = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Cn", "Co")), max_size=200)


def read(text):
    return list(Calendar.from_ical(text).walk("VEVENT"))


def test_a_library_reads_back_what_was_written():
    [event] = read(written_ics([EVENT], "Chicago, 2019", STAMP))

    assert (event["SUMMARY"], event["DESCRIPTION"]) == (EVENT.summary, EVENT.description)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (dt.date(2019, 10, 7), dt.date(2019, 10, 8))
    assert event["DTSTAMP"].dt == STAMP


@given(LETTERS, LETTERS)
def test_any_text_survives(summary, description):
    [event] = read(written_ics([DayEvent("x", dt.date(2026, 1, 1), summary, description)], "any", STAMP))

    assert str(event["SUMMARY"]).strip() == summary.strip()


@given(LETTERS)
def test_no_line_is_longer_than_75_octets_and_none_splits_a_letter(text):
    for line in folded(f"SUMMARY:{text}").split("\r\n"):
        assert len(line.encode()) <= 75


def test_a_last_day_reminds_days_before_it():
    last = DayEvent("alarm", dt.date(2026, 12, 1), "union: last day, health", reminds=7)

    found = Calendar.from_ical(written_ics([last, EVENT], "Chicago", STAMP)).walk("VALARM")

    assert [(alarm["TRIGGER"].dt, str(alarm["DESCRIPTION"])) for alarm in found] == [
        (dt.timedelta(days=-7), "union: last day, health")
    ]


def test_lines_end_in_crlf_and_the_stamp_is_in_utc():
    text = written_ics([EVENT], "Chicago", STAMP)

    assert "DTSTAMP:20260301T183000Z\r\n" in text
    assert text.count("\n") == text.count("\r\n")


def test_an_identifier_is_stable_and_its_own():
    assert uid("Chicago", "strike") == uid("Chicago", "strike")
    assert len({uid("Chicago", "strike"), uid("Chicago", "notice"), uid("Meadowbrook", "strike")}) == 3


def test_a_stamp_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        written_ics([EVENT], "Chicago", dt.datetime(2026, 3, 1))
