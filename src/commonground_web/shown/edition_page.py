"""An edition as the public page lays it out, in a language, as of a day, for a family that names its school."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from commonground.report.published import days_table, why_no_school
from commonground.report.table import Table
from commonground.values.school_calendar import SchoolCalendar
from commonground_web.publishing import Signed
from commonground_web.shown.edition import Edition
from commonground_web.shown.failures import Misasked
from commonground_web.shown.translated import said, shown_translated, translated


@dataclass(frozen=True)
class Asked:
    """What a reader asks of an edition: a language, a day, a school (empty: none).

    `calendar`: a fresher one than its own; `first`: the number of its first table on the page.
    """

    language: str
    day: dt.date
    school: str = ""
    calendar: SchoolCalendar | None = None
    first: int = 0


def edition_page(
    edition: Edition, signed: Sequence[Signed], seal: str, asked: Asked
) -> tuple[list[Table], dict[str, Any]]:
    """The tables and what else `public/edition.html` needs. Raises `Misasked` of a school that is none."""
    told = edition.said
    calendar = None if edition.calendar is None else asked.calendar or edition.calendar
    found = edition.tables(asked.language)
    at = len(found) - bool(told["sites"])
    found[at:at] = [] if calendar is None else [days_table(calendar, asked.day)]
    tables = [translated(table) for table in found]
    context = {
        "title": told["says"]["title"][asked.language],
        "summary": told["says"]["summary"][asked.language],
        "passed": [(party, dt.date.fromisoformat(day)) for party, day in told["passed"]],
        "tables": {
            one.name.removeprefix("public/"): replace(one, number=one.number + asked.first)
            for one in shown_translated(tables)
        },
        "signed": [(told["signers"][one.party], one.by, one.on) for one in signed],
        "seal": seal,
        "day": asked.day,
        "status": said(str(calendar.status(asked.day))) if calendar else "",
        "why": said(why_no_school(calendar, asked.day)) if calendar else "",
        **_of_sites(told["sites"], asked),
    }
    return tables, context


def _of_sites(sites: Any, asked: Asked) -> dict[str, Any]:
    """The school that was chosen, and what families are told; nothing where no sites are published."""
    if sites is None:
        return {}
    schools, name = sites["schools"], asked.school
    if name and name not in schools:
        raise Misasked(f'No school is called "{name}". There is {", ".join(schools)}.')
    chosen = schools.get(name)
    return {
        "schools": [(school, school == name) for school in schools],
        "chosen": chosen,
        "metres": f"{chosen['metres']:,}" if chosen and chosen["metres"] else "",
        "valid": sites["valid"][asked.language],
        "bring": sites["bring"][asked.language],
        "hours": sites["hours"],
        "contact": sites["contact"],
    }
