"""Rosters: a payroll file, through a column mapping, into a roster; and a roster or a scattergram into a file.

Law: nobody vanishes; the intake says of every row whether it was kept, vacant, filtered out, a duplicate or in error,
in people, full-time equivalents and dollars, and the parts sum to the file.
Law: a row is left out for an error only with a problem that says the row, the column, what was found, how to mend it.
Law: what `write_roster_csv` writes, `read_roster` reads back as the same roster.
Not here: where people stand on the schedule (`workforce.placement`).
"""

from __future__ import annotations

import csv
import datetime as dt
import difflib
import os
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import IntEnum
from pathlib import Path

import numpy as np
import numpy.typing as npt

from commonground.files.coded import Coded, shielded
from commonground.files.figures import MOST_PEOPLE, Column, figure_problems, read_figures
from commonground.files.findings import gathered, quoted
from commonground.files.limits import LIMITS, Limits, too_large
from commonground.files.roster_doubts import TOTAL, VACANT, in_payroll, perhaps_nobody
from commonground.files.tables import Table, read_table
from commonground.values.money import divide
from commonground.values.problem import Problem, Severity
from commonground.values.wording import counted
from commonground.workforce.columns import AMOUNT, FILLED_WORDS, PERSON, POSITION, ColumnMapping, SalaryBasis, is_mapped
from commonground.workforce.headers import guess_mapping
from commonground.workforce.intake import Intake, Tally
from commonground.workforce.roster import FULL_TIME, LABELS, NO_SALARY, NUMBERS, Roster, Source

SAMPLED = 200

Flags = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]


class Way(IntEnum):
    """The ways a row can go."""

    KEPT = 0
    VACANT = 1
    FILTERED = 2
    DUPLICATE = 3
    IN_ERROR = 4


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
    payroll = _Payroll(table, mapping, imported_by)
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


def write_roster_csv(roster: Roster, path: str | Path) -> None:
    """Write a roster under the names of its columns; the file appears whole or not at all.

    Salaries and amounts are dollars and cents, shares of a job decimals, days ISO; what is not stated is blank. The numbers
    of the source file's rows are not written, and neither is a column that says nothing of anyone.
    """
    path = Path(path)
    words = [name for name in LABELS if name == "step" or any(roster.labels[name].to_list())]
    own = [name for name in NUMBERS if name in ("count", "fte") or _says_something(name, roster.numbers[name])]
    amounts = [name for name in roster.numbers if name not in NUMBERS]
    headers = [*words, *own, *(f"{AMOUNT}{name}" for name in amounts)]
    columns = [list(map(shielded, roster.labels[name].to_list())) for name in words]
    columns += [[_written(name, number) for number in roster.numbers[name].tolist()] for name in (*own, *amounts)]
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("x", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(headers)
            writer.writerows(zip(*columns, strict=True))
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_scattergram_csv(roster: Roster, path: str | Path) -> None:
    """Write a scattergram: the same columns as a roster, its rows counting more than one head."""
    write_roster_csv(roster, path)


def _says_something(name: str, numbers: Integers) -> bool:
    return bool((numbers != (NO_SALARY if name == "salary" else 0)).any())


def _written(name: str, number: int) -> str:
    """A roster's number as its file says it.

    A salary of 8263000 is "82630.00", a share of 5000 is "0.5", a day of 733589 is "2009-07-01".
    """
    if name == "salary" and number == NO_SALARY:
        return ""
    if name in ("salary", "leave_days") or name not in NUMBERS:
        sign = "-" if number < 0 else ""
        return f"{sign}{abs(number) // 100}.{abs(number) % 100:02d}"
    if name == "fte":
        return f"{Decimal(number) / FULL_TIME:f}"
    if name == "hired":
        return dt.date.fromordinal(number).isoformat() if number else ""
    return str(number)


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


class _Payroll:
    """A table under its mapping while its rows are sorted into their ways."""

    def __init__(self, table: Table, mapping: ColumnMapping, imported_by: ColumnMapping | None = None) -> None:
        self.table = table
        self.mapping = mapping
        self.imported_by = imported_by
        self.problems: list[Problem] = []
        self.way = np.full(len(table), Way.KEPT, dtype=np.int8)
        self.reasons: dict[str, Flags] = {}
        self.several = np.zeros(len(table), dtype=np.bool_)
        self.columns: dict[str, Coded] = {
            name: Coded.constant(word, len(table)) for name, word in mapping.constants.items()
        }
        sorting = {keep.header for keep in mapping.keep} | ({mapping.vacancy.header} if mapping.vacancy else set())
        ids = {mapping.headers.get(PERSON), mapping.headers.get(POSITION)} - sorting
        self.coded = {header: Coded.of(table.columns[header]) for header in mapping.used_headers() if header not in ids}
        for name, header in mapping.headers.items():
            if header in self.coded:
                self.columns[name] = self.coded[header].translated(mapping.translations.get(name, {}))
        self.figures = read_figures(self.columns, mapping)

    def sort_rows(self) -> None:
        """Say of every row which way it goes; what comes later here wins over what came before."""
        self._set_vacant_aside()
        self._filter()
        self.way[self.table.damaged] = Way.IN_ERROR
        live = self.way == Way.KEPT
        for name, column in self.figures.items():
            header = self.mapping.headers.get(name, name)
            self.problems += map(self._of_nobody, figure_problems(self.table, header, column, live))
            self.way[live & column.rows_in_error] = Way.IN_ERROR
        self._find_several(PERSON)
        self._find_several(POSITION)
        heads = self._figure("count", 1)
        kept = self.way == Way.KEPT
        self.problems += perhaps_nobody(self.table, self.mapping, kept, heads, payroll=self.imported_by)

    def _set_vacant_aside(self) -> None:
        vacancy = self.mapping.vacancy
        if vacancy is None:
            return
        coded = self.coded[vacancy.header]
        yes = {word.casefold() for word in vacancy.words}
        self.way[coded.which(lambda word: word.casefold() in yes)] = Way.VACANT
        doubtful = coded.which(lambda word: word.casefold() not in yes and word.casefold() not in FILLED_WORDS)
        if doubtful.any() and not doubtful.all():
            row = int(np.flatnonzero(doubtful)[0])
            got = quoted(coded.words[coded.codes[row]])
            place = self.table.place(int(self.table.row[row]), vacancy.header)
            mend = "The position is taken as filled; name the word in the mapping if it means vacant."
            times = int(doubtful.sum())
            self.problems.append(
                Problem(
                    "doubtful-vacancy", place, got, "a word for vacant or for filled", mend, Severity.WARNING, times
                )
            )

    def _of_nobody(self, problem: Problem) -> Problem:
        """An error on a row that says elsewhere that it is vacant, or a total: how such rows are left out."""
        looked_for = [VACANT] if problem.code == "blank-salary" else []
        looked_for += [TOTAL] if problem.code in ("blank-salary", "blank-fte", "wrong-salary", "wrong-fte") else []
        at = int(np.flatnonzero(self.table.row == problem.place.row)[0])
        for header, column in self.table.columns.items() if looked_for else ():
            word = column.words[column.codes[at]].strip()
            if any(pattern.search(word) for pattern in looked_for):
                looks = "; it looks like a sum of others and not like a person" if TOTAL.search(word) else ""
                mend = f"The row says {quoted(word)} under {quoted(header)}{looks}. Pass --skip-errors to leave it out, and "
                column_there, words = in_payroll(header, [word], self.imported_by)
                never = ", ".join(map(quoted, words))
                mend += f"from then on write in roster-map.toml: [[keep]], header = {quoted(column_there)}, never = [{never}]."
                return replace(problem, mend=mend)
        return problem

    def _filter(self) -> None:
        for keep in self.mapping.keep:
            coded = self.coded[keep.header]
            out = coded.which(lambda word, keep=keep: not keep.allows(word)) & (self.way != Way.FILTERED)  # type: ignore[misc]
            out &= ~self.table.damaged
            self.way[out] = Way.FILTERED
            for code in np.unique(coded.codes[out]).tolist():
                self.reasons[f'{keep.header} is "{coded.words[code]}"'] = out & (coded.codes == code)

    def _find_several(self, name: str) -> None:
        """People (or positions) with several rows; rows of one person that are the same in every cell count once."""
        header = self.mapping.headers.get(name)
        if header is None:
            return
        ids = Coded.of(self.table.columns[header])
        live = np.flatnonzero((self.way == Way.KEPT) & ids.which(bool))
        times = np.bincount(ids.codes[live], minlength=len(ids.words))
        rows = live[times[ids.codes[live]] > 1]
        if not len(rows):
            return
        same = self._repeats(rows)
        if name == PERSON:
            self.way[rows[same]] = Way.DUPLICATE
        self.several[rows] = True
        people = int((times > 1).sum())
        place = self.table.place(int(self.table.row[rows[0]]), header)
        who = counted(people, name, "people" if name == PERSON else "")
        got = f"{who} on {counted(len(rows), 'row')}"
        mend = "Each row is kept, as one who works in two schools has two; check that their shares of a job add up."
        warning = Severity.WARNING
        self.problems.append(Problem("several-rows", place, got, "one row each", mend, warning))
        if same.any():
            self.problems.append(self._repeated(name, header, rows[same]))

    def _repeats(self, rows: npt.NDArray[np.intp]) -> Flags:
        """Which of the rows say in every cell what one above them says."""
        alike = np.zeros(len(rows), dtype=np.int64)
        for column in self.table.columns.values():
            _, alike = np.unique(alike * len(column.words) + column.codes[rows], return_inverse=True)
        _, first = np.unique(alike, return_index=True)
        repeats = np.ones(len(rows), dtype=np.bool_)
        repeats[first] = False
        return repeats

    def _repeated(self, name: str, header: str, rows: npt.NDArray[np.intp]) -> Problem:
        place = self.table.place(int(self.table.row[rows[0]]), header)
        mend = "Counted once; delete the repeated row." if name == PERSON else "Each is kept: two people can share one."
        got = f"a row that repeats another of the same {name} in every cell"
        return Problem("repeated-row", place, got, "each row once", mend, Severity.WARNING, len(rows))

    def _figure(self, name: str, default: int) -> Integers:
        column: Column | None = self.figures.get(name)
        return np.full(len(self.table), default, dtype=np.int64) if column is None else column.values

    def _counted(self, name: str, default: int) -> Integers:
        column: Column | None = self.figures.get(name)
        return np.full(len(self.table), default, dtype=np.int64) if column is None else column.counted

    def intake(self, roster: Roster) -> Intake:
        """What became of every row."""
        heads, fte, cents = self._figure("count", 1), self._counted("fte", FULL_TIME), self._counted("salary", 0)
        if heads.max(initial=1) > 1:
            heads = heads.astype(object)

        def tally(rows: Flags) -> Tally:
            people = heads[rows]
            return Tally(
                int(rows.sum()), int(people.sum()), int((people * fte[rows]).sum()), int((people * cents[rows]).sum())
            )

        salary = self.figures.get("salary")
        said = np.zeros(len(heads), dtype=np.bool_) if salary is None else salary.states
        return Intake(
            read=tally(np.ones(len(heads), dtype=np.bool_)),
            kept=tally(self.way == Way.KEPT),
            vacant=tally(self.way == Way.VACANT),
            filtered={reason: tally(rows) for reason, rows in self.reasons.items()},
            duplicates=tally(self.way == Way.DUPLICATE),
            in_error=tally(self.way == Way.IN_ERROR),
            several_rows=int((self.several & (self.way == Way.KEPT)).sum()),
            without_salary=int((~said).sum()),
            paid_cents=int((roster.numbers["count"] * np.maximum(roster.numbers["salary"], 0)).sum()),
        )

    def persons(self) -> list[str]:
        """What tells people apart, by kept row; nothing where no column does."""
        header = self.mapping.headers.get(PERSON)
        if header is None:
            return []
        return [word.strip() for word in self.table.columns[header].take(self.way == Way.KEPT).to_list()]

    def roster(self) -> Roster:
        """The kept rows."""
        kept = self.way == Way.KEPT
        labels = {name: self.columns[name].labels(kept) for name in LABELS if name in self.columns}
        numbers = {name.removeprefix(AMOUNT): column.values[kept] for name, column in self.figures.items()}
        if "salary" in numbers and "fte" in numbers and self.mapping.salary_basis is SalaryBasis.FULL_TIME:
            paid = divide(numbers["salary"] * numbers["fte"], FULL_TIME)
            numbers["salary"] = np.where(numbers["salary"] == NO_SALARY, NO_SALARY, paid)
        return Roster(labels, numbers, self.table.row[kept], self.table.source)
