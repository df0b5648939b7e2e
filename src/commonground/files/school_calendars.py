"""The school calendar from its files: calendar.toml (the years as planned) and days.csv (what became of single days)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from commonground.files.day_tables import day_in, read_rows
from commonground.files.findings import quoted
from commonground.files.procedure_shapes import CalendarShape, SchoolYearShape
from commonground.files.toml import Document, read_toml
from commonground.files.validation import did_you_mean, validated
from commonground.values.problem import Problem, Severity
from commonground.values.school_calendar import DayStatus, SchoolCalendar, SchoolYear, days_from

COLUMNS = ("date", "status", "note")


def read_school_calendar(folder: Path) -> tuple[SchoolCalendar | None, tuple[Problem, ...]]:
    """The school calendar of a folder; None where it has none, or where an error stands in the way."""
    if not (folder / "calendar.toml").exists():
        return None, ()
    document, problems = read_toml(folder / "calendar.toml")
    shape, wrong = (None, ()) if document is None else validated(CalendarShape, document.said, document)
    if document is None or shape is None:
        return None, (*problems, *wrong)
    overlaps = tuple(_overlaps(shape, document))
    calendar = SchoolCalendar(tuple(sorted(map(_year, shape.year), key=lambda year: year.first)))
    if overlaps or not (folder / "days.csv").exists():
        return (None if overlaps else calendar), overlaps
    statuses, of_days = read_statuses(folder / "days.csv", calendar)
    return SchoolCalendar(calendar.years, statuses), of_days


def _overlaps(shape: CalendarShape, document: Document) -> Iterator[Problem]:
    for number, year in enumerate(shape.year):
        for day in year.half_days:
            if not year.first <= day <= year.last:
                place, got = document.place("year", number, "half_days"), str(day)
                expected = f"a day of the year {year.first} to {year.last}"
                yield Problem("day-outside-year", place, got, expected, "Correct the day.")
        for position, closed in enumerate(year.closed):
            start = closed.day or closed.start
            if start and not year.first <= start <= year.last:
                place, expected = (
                    document.place("year", number, "closed", position),
                    f"a day of {year.first} to {year.last}",
                )
                yield Problem("day-outside-year", place, str(start), expected, "Correct the day, or leave it out.")
        for other in shape.year[:number]:
            if year.first <= other.last and other.first <= year.last:
                place, got = document.place("year", number, "first"), f"a year from {year.first}"
                expected = f"years that do not overlap; another runs from {other.first} to {other.last}"
                yield Problem("overlapping-years", place, got, expected, "Correct the days of one of them.")


def _year(shape: SchoolYearShape) -> SchoolYear:
    closed: dict[dt.date, str] = {}
    for found in shape.closed:
        if found.day:
            closed[found.day] = found.name
        elif found.start and found.last:
            closed |= dict.fromkeys(days_from(found.start, found.last), found.name)
    return SchoolYear(shape.first, shape.last, closed, frozenset(shape.half_days))


def read_statuses(path: Path, calendar: SchoolCalendar) -> tuple[dict[dt.date, DayStatus], tuple[Problem, ...]]:
    """days.csv: what became of single days."""
    rows, problems = read_rows(path, ("date", "status"), COLUMNS)
    found: dict[dt.date, DayStatus] = {}
    wrong = list(problems)
    known = [status.value for status in DayStatus]
    for row in rows:
        day, word = day_in(row, "date"), row.cells.get("status", "")
        if isinstance(day, Problem):
            wrong.append(day)
        elif word not in known:
            mend = did_you_mean(word, known, "Write one of these.")
            expected = f"one of {', '.join(known)}"
            wrong.append(Problem("unknown-status", row.place("status"), quoted(word), expected, mend))
        elif day in found:
            mend = "Strike one of the two rows."
            wrong.append(Problem("repeated-day", row.place("date"), str(day), "each day once", mend))
        elif (problem := _misfit(calendar, day, DayStatus(word))) is not None:
            got, expected, mend = problem
            wrong.append(Problem("status-against-plan", row.place("status"), got, expected, mend, Severity.WARNING))
            found[day] = DayStatus(word)
        else:
            found[day] = DayStatus(word)
    return found, tuple(wrong)


def _misfit(calendar: SchoolCalendar, day: dt.date, status: DayStatus) -> tuple[str, str, str] | None:
    """What a status says of a day that the plan cannot mean: a closed day that was lost, an open one that was made up."""
    planned = calendar.planned(day)
    if status.is_lost and planned is DayStatus.CLOSED:
        got = f'"{status}" on {day}, on which no school was planned ({calendar.name_of(day)})'
        return got, "a day that was planned to be taught", "It is counted as no lost day; correct the day."
    if status is DayStatus.MADE_UP and planned is not DayStatus.CLOSED:
        got = f'"{status}" on {day}, which was planned to be taught anyhow'
        return got, "a day without school in the plan", "It is counted as no made-up day; correct the day."
    return None
