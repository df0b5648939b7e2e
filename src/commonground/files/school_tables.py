"""schools.csv and sections.csv: the schools and classes of which clauses count pupils.

Law: no file raises; a row that cannot be read is a problem with its row, and is left out. A folder without these files has no
schools and no classes, which only matters to clauses that count them (`positions_soundness`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from commonground.agreement.fields import YEAR
from commonground.files.day_tables import DayRow, read_rows
from commonground.files.findings import quoted
from commonground.files.validation import did_you_mean
from commonground.schools.schools import Schools
from commonground.schools.sections import Sections
from commonground.schools.table import NO_YEAR, YearTable
from commonground.values.problem import Problem, Severity

SCHOOLS, SECTIONS = "schools.csv", "sections.csv"
MOST = 1_000_000
NOT_COUNTS = ("school", "level", "grade", "year", "note", "")
Read = tuple[list[dict[str, str]], list[dict[str, int]], list[int]]
Made = TypeVar("Made", bound=YearTable)


def read_schools(folder: Path) -> tuple[Schools, tuple[Problem, ...]]:
    """The schools of a folder: `school`; `level`, `schools` (how many the row stands for), `year`, and counts of pupils."""
    if not (folder / SCHOOLS).exists():
        return Schools.none(), ()
    rows, problems = read_rows(folder / SCHOOLS, ("school",), None)
    found = list(problems)
    counts = [name for name in (rows[0].cells if rows else {}) if name not in NOT_COUNTS]
    read = _read(rows, ("school", "level"), counts, {"schools": 1}, found, ("school", "year"))
    return _table(Schools, read), tuple(found)


def read_sections(folder: Path, schools: Schools | None = None) -> tuple[Sections, tuple[Problem, ...]]:
    """The classes of a folder: `school`, `grade`, `pupils`; `sections`, how many classes the pupils sit in; `year`.

    Where its schools are known, a class of none of them is said.
    """
    if not (folder / SECTIONS).exists():
        return Sections.none(), ()
    known = ("school", "grade", "pupils", "sections", "year", "note")
    rows, problems = read_rows(folder / SECTIONS, ("school", "grade", "pupils"), known)
    found = list(problems)
    read = _read(rows, ("school", "grade"), ("pupils",), {"sections": 1}, found)
    if schools is not None and len(schools) and (schools.numbers["schools"] == 1).all():
        found += _of_no_school(rows, schools.labels["school"].words)
    return _table(Sections, read), tuple(found)


def _of_no_school(rows: Sequence[DayRow], known: Sequence[str]) -> list[Problem]:
    """The classes of a school that schools.csv does not name, each such school once."""
    times = Counter(row.cells["school"] for row in rows)
    found: dict[str, Problem] = {}
    for row in rows:
        name = row.cells["school"]
        if name and name not in known and name not in found:
            mend = did_you_mean(name, known, f"Correct the name, or add the school to {SCHOOLS}.")
            place, expected = row.place("school"), f"a school of {SCHOOLS}"
            found[name] = Problem(
                "class-of-no-school", place, quoted(name), expected, mend, Severity.WARNING, times[name]
            )
    return list(found.values())


def _table(sort: type[Made], read: Read) -> Made:
    words, counts, years = read
    if not words:
        none: Made = sort.none()  # type: ignore[attr-defined]
        return none
    return sort.of(
        {name: [row[name] for row in words] for name in words[0]},
        {name: [row[name] for row in counts] for name in counts[0]},
        years,
    )


def _read(
    rows: Sequence[DayRow],
    words: Sequence[str],
    counts: Sequence[str],
    assumed: dict[str, int],
    problems: list[Problem],
    once: Sequence[str] = (),
) -> Read:
    """The rows as words, counts and years. Counts in `assumed` are at least one, and that where a cell is blank."""
    said: list[dict[str, str]] = []
    counted: list[dict[str, int]] = []
    years: list[int] = []
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        before = len(problems)
        _named_once(row, once, seen, problems)
        numbers = {name: _count(row, name, 0, problems) for name in counts if name not in assumed}
        for name, otherwise in assumed.items():
            numbers[name] = _count(row, name, 1, problems) if row.cells.get(name) else otherwise
        year = _year(row, problems)
        if len(problems) == before:
            said.append({name: row.cells.get(name, "") for name in words})
            counted.append(numbers)
            years.append(year)
    return said, counted, years


def _named_once(row: DayRow, columns: Sequence[str], seen: set[tuple[str, ...]], problems: list[Problem]) -> None:
    key = tuple(row.cells.get(column, "") for column in columns)
    if not row.cells["school"] or (columns and key in seen):
        got = quoted(row.cells["school"]) if row.cells["school"] else "nothing"
        expected = "each school once, by its name, or once for each year" if columns else "the school of the class"
        problems.append(Problem("repeated-school", row.place("school"), got, expected, "Correct the row."))
    seen.add(key)


def _count(row: DayRow, column: str, least: int, problems: list[Problem]) -> int:
    text = row.cells.get(column, "")
    figure = text.replace(",", "")
    if figure.isascii() and figure.isdigit() and len(figure) < 9 and least <= int(figure) <= MOST:
        return int(figure)
    expected = f"a whole number from {least} to {MOST:,}"
    got = quoted(text) if text else "nothing"
    problems.append(Problem("not-a-whole-number", row.place(column), got, expected, "Correct the row."))
    return 0


def _year(row: DayRow, problems: list[Problem]) -> int:
    text = row.cells.get("year", "")
    if not text:
        return NO_YEAR
    found = YEAR.match(text)
    if found and (not found[2] or int(found[2]) == (int(found[1]) + 1) % 100):
        return int(found[1])
    expected, mend = "a fiscal year, such as 2026-27", "Correct the row; blank, it holds in every year."
    problems.append(Problem("wrong-year", row.place("year"), quoted(text), expected, mend))
    return NO_YEAR
