"""iCalendar (RFC 5545): days of a calendar as all-day events that a calendar program takes in.

Law: lines end in CRLF and are folded at 75 octets, never inside a letter; text is escaped; an event's UID is made from what
it is about alone, so that a later export replaces the event and does not double it.
Law: no clock here; the stamp, in UTC, is an argument.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_LINE = 75
PRODUCT = "-//Commonground//Statutory calendar//EN"


@dataclass(frozen=True, slots=True)
class DayEvent:
    """An all-day event. `about` says what it is, unchanged when its day changes; its UID is made from it.

    `reminds` says how many days before it the calendar program reminds; 0: not at all.
    """

    about: str
    day: dt.date
    summary: str
    description: str = ""
    is_supposed: bool = False
    reminds: int = 0


def written_ics(events: Iterable[DayEvent], calendar: str, stamp: dt.datetime) -> str:
    """A calendar of all-day events as text. Raises ValueError where the stamp has no time zone."""
    if stamp.tzinfo is None:
        raise ValueError("a stamp needs its time zone")
    stamped = f"{stamp.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{escaped(calendar)}")
    for event in events:
        lines += _lines(event, calendar, stamped)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _lines(event: DayEvent, calendar: str, stamped: str) -> list[str]:
    following = event.day + dt.timedelta(days=1)
    return [
        "BEGIN:VEVENT",
        f"UID:{uid(calendar, event.about)}",
        f"DTSTAMP:{stamped}",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{following:%Y%m%d}",
        f"SUMMARY:{escaped(event.summary)}",
        *([f"DESCRIPTION:{escaped(event.description)}"] if event.description else []),
        f"STATUS:{'TENTATIVE' if event.is_supposed else 'CONFIRMED'}",
        "TRANSP:TRANSPARENT",
        *(_reminder(event) if event.reminds else []),
        "END:VEVENT",
    ]


def _reminder(event: DayEvent) -> list[str]:
    said = f"DESCRIPTION:{escaped(event.summary)}"
    return ["BEGIN:VALARM", "ACTION:DISPLAY", said, f"TRIGGER:-P{event.reminds}D", "END:VALARM"]


def uid(calendar: str, about: str) -> str:
    """The identifier of an event: the same for the same calendar and subject, always."""
    digest = hashlib.sha256("\n".join((calendar, about)).encode()).hexdigest()
    return f"{digest[:32]}@commonground.example"


def escaped(text: str) -> str:
    r"""Text as RFC 5545, 3.3.11, writes it.

    >>> escaped("a, b; c\\d\ne")
    'a\\, b\\; c\\\\d\\ne'
    """
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(plain, written)
    return "".join(letter for letter in text if letter == "\t" or unicodedata.category(letter) != "Cc")


def folded(line: str) -> str:
    """A line broken at 75 octets, the rest of it on lines that begin with a blank."""
    parts, held, room = [], b"", LONGEST_LINE
    for letter in line:
        octets = letter.encode("utf-8", "replace")
        if len(held) + len(octets) > room:
            parts.append(held)
            held, room = b"", LONGEST_LINE - 1
        held += octets
    return b"\r\n ".join([*parts, held]).decode("utf-8")
