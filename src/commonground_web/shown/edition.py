"""An edition: all that the public is shown, word for word and figure by figure, as one text that parties sign.

Law: the public page is made of an edition and of the day alone; who has looked at the one has seen the other. Words are in both
languages as the parties wrote them; figures are the library's, reckoned when it was made and never again.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from commonground.report.forms import as_json
from commonground.report.table import Column, Row, Table
from commonground.values.school_calendar import DayStatus, SchoolCalendar, SchoolYear

FORMAT = "commonground/publication/1"


@dataclass(frozen=True)
class Edition:
    """What an edition says; `text` is what is signed."""

    text: str

    @property
    def said(self) -> Mapping[str, Any]:
        """All of it."""
        found: Mapping[str, Any] = json.loads(self.text)
        return found

    def words(self, name: str, language: str) -> str:
        """The title or the summary in a language."""
        return str(self.said["says"][name][language])

    def tables(self, language: str) -> list[Table]:
        """The tables in a language, but for that of the days."""
        return [_table(one) for one in self.said["tables"][language]]

    @property
    def calendar(self) -> SchoolCalendar | None:
        """The school calendar; None where days are not shown."""
        held = self.said["calendar"]
        return None if held is None else _calendar(held)


def edition(said: Mapping[str, Any]) -> Edition:
    """The edition that says this."""
    return Edition(json.dumps({"format": FORMAT, **said}, ensure_ascii=False, indent=1, default=_plain) + "\n")


def tables_said(tables: Sequence[Table]) -> Any:
    """Tables as an edition has them."""
    return as_json(tables)["tables"]


def calendar_said(calendar: SchoolCalendar) -> Mapping[str, Any]:
    """A school calendar as an edition has it."""
    years = [
        {
            "first": year.first.isoformat(),
            "last": year.last.isoformat(),
            "closed": {day.isoformat(): name for day, name in year.closed.items()},
            "half_days": sorted(day.isoformat() for day in year.half_days),
        }
        for year in calendar.years
    ]
    return {"years": years, "statuses": {day.isoformat(): str(status) for day, status in calendar.statuses.items()}}


def _calendar(held: Mapping[str, Any]) -> SchoolCalendar:
    day = dt.date.fromisoformat
    years = tuple(
        SchoolYear(
            day(one["first"]),
            day(one["last"]),
            {day(closed): name for closed, name in one["closed"].items()},
            frozenset(map(day, one["half_days"])),
        )
        for one in held["years"]
    )
    return SchoolCalendar(years, {day(one): DayStatus(status) for one, status in held["statuses"].items()})


def _table(held: Mapping[str, Any]) -> Table:
    columns = tuple(Column(one["label"], one["unit"]) for one in held["columns"])
    rows = tuple(
        Row(
            row["label"],
            tuple(
                Fraction(value) if column.unit == "rate" and value is not None else value
                for value, column in zip(row["values"], columns, strict=True)
            ),
            (),
            row["is_total"],
        )
        for row in held["rows"]
    )
    return Table(held["title"], held["heading"], columns, rows, tuple(held["notes"]), held["name"])


def _plain(value: Any) -> str:
    """What a folder says in its own kinds: days and exact numbers, as they are written."""
    return value.isoformat() if isinstance(value, dt.date) else str(value)
