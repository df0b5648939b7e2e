"""Doubts about a payroll's rows: what is read as a person and may be none, and pay or days that cannot be.

Law: nobody is left out over a doubt; each is a warning with its first row, how many it concerns, and how to leave them out.
Law: a row is said by the first doubt that finds it, so that no vacancy is counted twice.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from commonground.files.findings import quoted
from commonground.files.tables import Table
from commonground.values.money import format_cents
from commonground.values.problem import Place, Problem, Severity
from commonground.values.wording import counted
from commonground.workforce.cell import Cell
from commonground.workforce.columns import PERSON, POSITION, ColumnMapping
from commonground.workforce.roster import FULL_TIME, Roster

VACANT = re.compile(r"\b(vacant|vacancy|vacancies|unfilled|open position|position open|to be (hired|filled))\b", re.I)
TOTAL = re.compile(r"^(grand |sub-?)?totals?\b", re.I)
OFTEN_SAY_SO = ("title", PERSON, POSITION)
SHOWN, NAMED = 2, 12
FAR = 4
MOST = 10**11  # cents; times the largest share of a job still below 2^62

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class _Rows:
    """The kept rows, the heads that each counts, and which of them nothing has been said of yet."""

    table: Table
    heads: npt.NDArray[np.int64]
    unsaid: Flags


def perhaps_nobody(
    table: Table,
    mapping: ColumnMapping,
    kept: Flags,
    heads: npt.NDArray[np.int64],
    *,
    payroll: ColumnMapping | None = None,
) -> list[Problem]:
    """The kept rows that may be positions with nobody in them: by a word, by a blank id, by a salary of nothing.

    `payroll` is the mapping by which the table was once made of a payroll: filters are written in that file's words.
    """
    rows = _Rows(table, heads, kept.copy())
    named = {mapping.headers[name] for name in OFTEN_SAY_SO if name in mapping.headers}
    told = {mapping.vacancy.header} if mapping.vacancy else set()
    problems: list[Problem] = []
    for header in sorted(set(table.headers) - told, key=lambda one: (one not in named, table.headers.index(one))):
        says_so = VACANT.search if header in named else VACANT.match
        expected = "a person on each row"
        problems += _found("perhaps-vacant", rows, header, says_so, expected, payroll)
    ids, salaries = mapping.headers.get(PERSON), mapping.headers.get("salary")
    if ids and any(_words(table, ids, kept)):
        problems += _found(
            "blank-id", rows, ids, lambda word: not word, "an id on each row, as the others have", payroll
        )
    if salaries and not all(map(_is_nothing, filter(None, _words(table, salaries, kept)))):
        expected = "a salary above 0 for somebody who is employed"
        problems += _found("zero-salary", rows, salaries, _is_nothing, expected, payroll)
    return problems


def _words(table: Table, header: str, kept: Flags) -> list[str]:
    """The different words of a column on the kept rows."""
    column = table.columns[header]
    return [column.words[code].strip() for code in np.unique(column.codes[kept]).tolist()]


def _found(
    code: str,
    rows: _Rows,
    header: str,
    chosen: Callable[[str], object],
    expected: str,
    payroll: ColumnMapping | None,
) -> Iterator[Problem]:
    """One problem of all rows whose cell under a header is chosen and of which nothing is said yet."""
    column = rows.table.columns[header]
    is_chosen = np.fromiter(
        (bool(chosen(word.strip())) for word in column.words), dtype=np.bool_, count=len(column.words)
    )
    found = np.flatnonzero(is_chosen[column.codes] & rows.unsaid)
    if not len(found):
        return
    rows.unsaid[found] = False
    words = list(dict.fromkeys(column.words[number].strip() for number in column.codes[found].tolist()))
    people = counted(int(rows.heads[found].sum()), "person", "people")
    got = f"{_some(words)} on {counted(len(found), 'row')}, counted as {people}"
    place = rows.table.place(int(rows.table.row[found[0]]), header)
    yield Problem(code, place, got, expected, _leave_out(*in_payroll(header, words, payroll)), Severity.WARNING)


def _is_nothing(word: str) -> bool:
    return re.fullmatch(r"[\s$+-]*0*\.?0*\s*", word) is not None and "0" in word


def _some(words: Sequence[str]) -> str:
    shown = [quoted(word) if word else "a blank cell" for word in words]
    more = len(shown) - SHOWN
    return ", ".join(shown) if more <= 0 else f"{', '.join(shown[:SHOWN])} and {counted(more, 'other value')}"


def in_payroll(header: str, words: Sequence[str], payroll: ColumnMapping | None) -> tuple[str, Sequence[str]]:
    """A header and words of the folder's roster as the payroll writes them from which it was imported."""
    if payroll is None or header not in payroll.headers:
        return header, words
    translated = payroll.translations.get(header, {})
    before = [[old for old, new in translated.items() if new == word] or [word] for word in words]
    return payroll.headers[header], [word for several in before for word in several]


def _leave_out(header: str, words: Sequence[str]) -> str:
    never = ", ".join(quoted(word) for word in words[:NAMED]) + (", and so on" if len(words) > NAMED else "")
    return (
        "Where nobody is there, strike the rows, or write in roster-map.toml: "
        f"[[keep]], header = {quoted(header)}, never = [{never}]; then import again."
    )


@dataclass(frozen=True, slots=True)
class Frame:
    """What a roster is held against: the file and the header of its salaries, the snapshot's day, and the cells in force."""

    file: str
    salary: str = "salary"
    hired: str = "hired"
    snapshot: dt.date | None = None
    cells: Sequence[Cell] = ()


def impossible(roster: Roster, frame: Frame) -> Iterator[Problem]:
    """Salaries far from every cell of the schedule in force, and people hired after the roster was taken."""
    amounts = [cell.amount for cell in frame.cells if cell.amount > 0]
    if amounts:
        yield from _far_from(roster, min(amounts), max(amounts), frame)
    later = roster.numbers["hired"] > frame.snapshot.toordinal() if frame.snapshot else np.zeros(len(roster), np.bool_)
    if later.any():
        days = roster.numbers["hired"][later]
        first = dt.date.fromordinal(int(days.min()))
        got = f"{_counted(roster, later)} hired after the snapshot, the first on {first}"
        mend = (
            "Correct the day of hire, or the snapshot in negotiation.toml; as it stands they are paid for whole years."
        )
        expected = f"a day up to {frame.snapshot}, on which the roster was taken"
        yield Problem("hired-later", _place(roster, later, frame, frame.hired), got, expected, mend, Severity.WARNING)


def _far_from(roster: Roster, least: Fraction, most: Fraction, frame: Frame) -> Iterator[Problem]:
    salary, fte = roster.numbers["salary"], roster.numbers["fte"]
    low = (salary > 0) & (salary * FULL_TIME < fte * min(int(least * 100 / FAR), MOST))
    high = (salary > 0) & (salary * FULL_TIME > fte * min(int(most * 100 * FAR), MOST))
    expected = f"full-time salaries near the schedule in force, {_dollars(least)} to {_dollars(most)}"
    low_mend = (
        "They look like pay of an hour, a day or a month: write what a year pays, or leave the rows out with [[keep]]."
    )
    high_mend = "Look for a digit or a decimal point that slipped, and for a share of a job that is too small."
    for which, far, mend in ((low, "far below", low_mend), (high, "far above", high_mend)):
        if which.any():
            paid = int((salary[which] * roster.numbers["count"][which]).astype(object).sum())
            got = f"{_counted(roster, which)} paid {format_cents(paid)} in all, {far} every cell"
            place = _place(roster, which, frame, frame.salary)
            yield Problem("impossible-salary", place, got, expected, mend, Severity.WARNING)


def _dollars(amount: Fraction) -> str:
    return format_cents(int(amount * 100))


def _counted(roster: Roster, which: Flags) -> str:
    people = counted(int(roster.numbers["count"][which].sum()), "person", "people")
    return f"{counted(int(which.sum()), 'row')}, {people},"


def _place(roster: Roster, which: Flags, frame: Frame, column: str) -> Place:
    return Place(frame.file, row=int(roster.row[np.flatnonzero(which)[0]]), column=column)
