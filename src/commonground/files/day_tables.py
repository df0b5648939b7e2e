"""Tables of days (days.csv, holidays.csv): a row for each day, read without a frame, each problem with its row.

Law: no file raises. A row that cannot be read is a problem and is left out.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from commonground.files.findings import quoted
from commonground.files.ready import how_to_write
from commonground.files.validation import did_you_mean
from commonground.procedure.counting import FIRST_YEAR, LAST_YEAR
from commonground.values.problem import Place, Problem, Severity
from commonground.values.wording import counted

MOST_BYTES = 4_000_000
DAY_EXPECTED = "a day that the calendar has, such as 2026-07-01"


@dataclass(frozen=True, slots=True)
class DayRow:
    """A row: its number as a spreadsheet counts, and its cells by column."""

    file: str
    row: int
    cells: dict[str, str]

    def place(self, column: str) -> Place:
        """Where a cell of the row stands."""
        return Place(self.file, row=self.row, column=column)


def read_rows(
    path: Path, needed: Sequence[str], known: Sequence[str] | None
) -> tuple[list[DayRow], tuple[Problem, ...]]:
    """The rows of a CSV whose header names its columns; blank rows are passed over. With no known columns any may stand."""
    file = path.name
    if not path.exists():
        expected = f"a table with {counted(len(needed), 'column')}: {', '.join(needed)}"
        return [], (Problem("unreadable-file", Place(file), "no such file", expected, how_to_write(file)),)
    try:
        raw = path.read_bytes() if path.stat().st_size <= MOST_BYTES else b""
        text = raw.decode("utf-8-sig")
        got = "no rows" if path.stat().st_size <= MOST_BYTES else f"more than {MOST_BYTES:,} bytes"
    except OSError as problem:
        text, got = "", f"a file that cannot be opened ({problem.strerror or problem})"
    except UnicodeDecodeError:
        text, got = "", "letters that are not UTF-8"
    if not text.strip() or "\0" in text:
        got = "bytes that are no text" if text.strip() else got
        expected = f"a table with a header and {counted(len(needed), 'column')}: {', '.join(needed)}"
        mend = "Save it as CSV in UTF-8, with a header row."
        return [], (Problem("unreadable-file", Place(file), got, expected, mend),)
    delimiter = max(",;\t", key=text.split("\n", 1)[0].count)
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error:
        got = f"a value of more than {csv.field_size_limit():,} letters"
        mend = "Look for a quotation mark that is never closed, and save it as CSV again."
        return [], (Problem("unreadable-file", Place(file), got, "a table of short values", mend),)
    header = [cell.strip().lower() for cell in lines[0]]
    if wrong := _of_header(file, header, needed, known):
        return [], tuple(wrong)
    rows, problems = [], []
    for number, line in enumerate(lines[1:], 2):
        cells = [cell.strip() for cell in line]
        if not any(cells):
            continue
        if len(cells) > len(header) and any(cells[len(header) :]):
            mend = "Put a value that holds the delimiter in quotation marks."
            place, expected = Place(file, row=number), f"{len(header)}, as in the header"
            problems.append(Problem("ragged-row", place, f"{len(cells)} cells", expected, mend))
            continue
        rows.append(DayRow(file, number, dict(zip(header, [*cells, *[""] * len(header)], strict=False))))
    return rows, tuple(problems)


def _of_header(file: str, header: list[str], needed: Sequence[str], known: Sequence[str] | None) -> list[Problem]:
    found = []
    for name in needed:
        if name not in header:
            mend = f"Add a column {name} to the header row."
            expected = f"a column {quoted(name)}"
            found.append(Problem("missing-column", Place(file, row=1), quoted(", ".join(header)), expected, mend))
    for name in dict.fromkeys(name for name in header if name and header.count(name) > 1):
        mend = "Give each column a name of its own, or remove one of them."
        place = Place(file, row=1, column=name)
        found.append(Problem("repeated-column", place, "the same name twice", "each column once", mend))
    for name in header:
        if name and known is not None and name not in known:
            mend = did_you_mean(name, known, "Remove it, or give it one of these names.")
            place = Place(file, row=1, column=name)
            found.append(Problem("unknown-column", place, quoted(name), f"one of {', '.join(known)}", mend))
    return found


def day_in(row: DayRow, column: str) -> dt.date | Problem:
    """The day in a cell, or what is wrong with it."""
    text = row.cells.get(column, "")
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        mend = "Write the day as year-month-day."
        return Problem("wrong-day", row.place(column), quoted(text), DAY_EXPECTED, mend)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        expected = f"a day between {FIRST_YEAR} and {LAST_YEAR}"
        return Problem("wrong-day", row.place(column), quoted(text), expected, "Correct the year.")
    return day


def read_holidays(path: Path) -> tuple[dict[dt.date, str], tuple[Problem, ...]]:
    """holidays.csv: further days on which offices are closed, by name."""
    rows, problems = read_rows(path, ("date",), ("date", "name"))
    found: dict[dt.date, str] = {}
    wrong = list(problems)
    for row in rows:
        day = day_in(row, "date")
        if isinstance(day, Problem):
            wrong.append(day)
            continue
        if day in found:
            mend = "Strike one of the two rows."
            wrong.append(Problem("repeated-day", row.place("date"), str(day), "each day once", mend, Severity.WARNING))
        found[day] = row.cells.get("name") or "holiday"
    return found, tuple(wrong)
