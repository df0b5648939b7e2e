"""Rosters: a payroll file, through a column mapping, into a roster; a scattergram the same way.

Law: nobody vanishes; the intake says of every row whether it was kept, vacant, filtered out, a duplicate or in error,
in people, full-time equivalents and dollars, and the parts sum to the file.
Law: a row is left out for an error only with a problem that says the row, the column, what was found, how to mend it.
Not here: how its rows are sorted (`payroll_rows`), how a roster is written (`roster_writing`), where people stand on the
schedule (`workforce.placement`).
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from commonground.files.figures import MOST_PEOPLE
from commonground.files.findings import gathered, quoted
from commonground.files.limits import LIMITS, Limits, too_large
from commonground.files.payroll_rows import Payroll, Way
from commonground.files.tables import Table, read_table
from commonground.values.problem import Problem, Severity
from commonground.workforce.columns import AMOUNT, ColumnMapping, is_mapped
from commonground.workforce.headers import guess_mapping
from commonground.workforce.intake import Intake, Tally
from commonground.workforce.roster import LABELS, NUMBERS, Roster, Source

SAMPLED = 200


@dataclass(frozen=True, eq=False)
class RosterReading:
    """What came of reading a payroll: the roster (empty where nothing could be read), the mapping that was used or
    guessed, the problems, the intake that accounts for every row, and the headers of the columns that nothing was read from.

    `persons` is by row what the file tells people apart by, where it does; it is no part of the roster. `rejected` are the rows of
    the file, as a spreadsheet counts them, that are left out for an error.
    """

    roster: Roster
    mapping: ColumnMapping
    problems: tuple[Problem, ...]
    report: Intake
    unread: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    rejected: tuple[int, ...] = ()


def read_roster(
    path: str | Path,
    mapping: ColumnMapping | None = None,
    *,
    sheet: str | None = None,
    limits: Limits = LIMITS,
    imported_by: ColumnMapping | None = None,
) -> RosterReading:
    """Read a payroll file into a roster; without a mapping it is guessed from the headers, and returned to be shown.

    `imported_by` is the mapping that made this file of a payroll, where it is such: advice on filters names the payroll's headers.
    """
    reading = read_table(path, sheet=sheet, limits=limits)
    table = reading.table
    if table is None:
        return _nothing(Source(Path(path).name), 0, mapping or ColumnMapping(), reading.problems)
    if mapping is None:
        samples = {
            name: column.take(np.arange(min(SAMPLED, len(table)))).to_list() for name, column in table.columns.items()
        }
        mapping = guess_mapping(table.headers, samples)
    return _reading(table, mapping, reading.problems, imported_by)


def read_scattergram(path: str | Path, *, limits: Limits = LIMITS) -> RosterReading:
    """Read a scattergram: a roster under the names of its own columns, one of which is `count`."""
    reading = read_table(path, limits=limits)
    if reading.table is None:
        return _nothing(Source(Path(path).name), 0, ColumnMapping(), reading.problems)
    named = [name for name in (*LABELS, *NUMBERS) if name in reading.table.headers or name in ("count", "fte")]
    named += [header for header in reading.table.headers if header.startswith(AMOUNT) and is_mapped(header)]
    unknown = [name for name in reading.table.headers if name not in named]
    return _reading(
        reading.table,
        ColumnMapping({name: name for name in named}),
        (*reading.problems, *(_not_a_column(reading.table, name) for name in unknown)),
    )


def _not_a_column(table: Table, name: str) -> Problem:
    close = difflib.get_close_matches(name, (*LABELS, *NUMBERS), n=1)
    mend = f"Did you mean {quoted(close[0])}?" if close else "The column was left out."
    expected = f"one of {', '.join((*LABELS, *NUMBERS))}"
    return Problem("unknown-column", table.place(column=name), quoted(name), expected, mend, Severity.WARNING)


def _reading(
    table: Table, mapping: ColumnMapping, problems: tuple[Problem, ...], imported_by: ColumnMapping | None = None
) -> RosterReading:
    missing = _missing(table, mapping)
    if missing:
        return _nothing(table.source, len(table), mapping, (*problems, *missing))
    payroll = Payroll(table, mapping, imported_by)
    payroll.sort_rows()
    roster = payroll.roster()
    said = gathered([*problems, *payroll.problems, *_too_many(table, roster)])
    rejected = tuple(table.row[payroll.way == Way.IN_ERROR].tolist())
    unread, persons = _unread(table, mapping), tuple(payroll.persons())
    return RosterReading(roster, mapping, said, payroll.intake(roster), unread, persons, rejected)


def _unread(table: Table, mapping: ColumnMapping) -> tuple[str, ...]:
    read = {*mapping.headers.values(), *(keep.header for keep in mapping.keep)}
    read |= {mapping.vacancy.header} if mapping.vacancy else set()
    return tuple(header for header in table.headers if header not in read)


def _too_many(table: Table, roster: Roster) -> list[Problem]:
    """The problem of counts that come to more people than a sum of their pay has room for."""
    people = int(roster.numbers["count"].sum())
    if people <= MOST_PEOPLE:
        return []
    return [too_large(table.place(column="count"), "people", people, MOST_PEOPLE, "Correct the counts.")]


def _nothing(source: Source, rows: int, mapping: ColumnMapping, problems: tuple[Problem, ...]) -> RosterReading:
    tally = Tally(rows, rows)
    intake = Intake(read=tally, kept=Tally(), in_error=tally, without_salary=rows)
    return RosterReading(Roster({}, {}, np.zeros(0, dtype=np.int64), source), mapping, problems, intake)


def _missing(table: Table, mapping: ColumnMapping) -> list[Problem]:
    """Headers that the mapping names and the file lacks; and a file that says nothing of pay."""
    problems = []
    headers = ", ".join(quoted(one) for one in table.headers[:30])
    for header, name in mapping.used_headers().items():
        if header not in table.headers:
            close = difflib.get_close_matches(header, table.headers, n=1, cutoff=0.5)
            mend = f"Did you mean {quoted(close[0])}? " if close else ""
            mend += f"Correct the mapping of {name}."
            place = table.place(column=header)
            problems.append(Problem("missing-column", place, "no such column", f"one of {headers}", mend))
    if not problems and not {"salary", "step"} & {*mapping.headers, *mapping.constants}:
        mend = _meant(table, mapping) or "Say in the mapping which column holds the yearly salary."
        problems.append(Problem("no-pay-column", table.place(), headers, "a column of salaries or of steps", mend))
    return problems


def _meant(table: Table, mapping: ColumnMapping) -> str:
    for header in _unread(table, mapping):
        if close := difflib.get_close_matches(header.lower(), ("step", "salary"), n=1):
            return f"Did you mean {quoted(close[0])} by {quoted(header)}?"
    return ""
