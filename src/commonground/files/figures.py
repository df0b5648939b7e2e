"""The figures of a payroll: salary, share of a job, heads, day of hire and years, column by column.

Law: a figure is read exactly or it is a problem; where the row cannot be paid without it the row is left out, and said.
Units as in the roster: cents, ten-thousandths of a job, heads, ordinal days, years.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from commonground.files.cells import read_cents, read_day, read_heads, read_share_of_job, read_whole
from commonground.files.coded import Coded
from commonground.files.findings import quoted
from commonground.files.tables import Table
from commonground.values.problem import Problem, Severity
from commonground.workforce.columns import AMOUNT, ColumnMapping
from commonground.workforce.roster import FULL_TIME, NO_SALARY

LARGEST_SALARY = 500_000_000
LARGEST_OF_A_GROUP = 100_000_000_000
MOST_JOBS, MOST_JOBS_OF_A_GROUP = 2, 1_000
LARGEST_COUNT = 1_000_000
MOST_PEOPLE = 4_000_000  # times what a line may come to for one row, still below 2^62
FIRST_DAY, LAST_DAY = 693_596, 767_009  # 1 January 1900 and 31 December 2100
COUNTABLE = 10**12
LEFT_OUT = "Correct it; until then the row is left out of the roster."
BELOW_NOTHING = "Correct it; until then the row is left out of the roster, and its amount of every sum."
WITH_DECIMAL_COMMA = re.compile(r"-?(\d{1,3}(\.\d{3})+|\d+),\d{1,2}")
DECIMAL_COMMA = (
    "These are decimal commas: export the file with decimal points (set the spreadsheet to English, United States)."
)
UNKNOWN = "Correct it; until then it is taken as not known."

Flags = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Figure:
    """How one column of figures is read: its bounds, its value where blank, whether it must be there, what to say."""

    name: str
    read: Callable[[str], int]
    least: int
    most: int
    blank: int
    expected: str
    needed: bool = False
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, eq=False)
class Column:
    """A column of figures: what may enter the roster, what counts towards the file's total, and the bad words.

    A salary below nothing counts towards no total: it would take away from the pay of others.
    """

    figure: Figure
    coded: Coded
    values: Integers
    counted: Integers
    bad: Flags
    stated: Flags

    @property
    def states(self) -> Flags:
        """Rows on which the figure can be read and counted, within bounds or not."""
        return self.stated[self.coded.codes]

    @property
    def rows_in_error(self) -> Flags:
        """Rows whose figure costs them their place in the roster."""
        if self.figure.severity is Severity.WARNING:
            return np.zeros(len(self.values), dtype=np.bool_)
        return self.bad[self.coded.codes]


def expected_figures(mapping: ColumnMapping) -> tuple[Figure, ...]:
    """The figures of a roster, as a mapping reads them. A salary may be blank where the file states the step.

    A row of a file that counts people may stand for a group of which only the jobs and the dollars are published, so its
    bounds are wide.
    """
    placed = "step" in mapping.headers or "step" in mapping.constants
    grouped = "count" in mapping.headers
    share = partial(read_share_of_job, full_time=mapping.full_time)
    largest = LARGEST_OF_A_GROUP if grouped else LARGEST_SALARY
    jobs = MOST_JOBS_OF_A_GROUP if grouped else MOST_JOBS
    salary = f"a yearly salary from 0 to {largest // 100:,}, like 82,630.00"
    job = f"a share of a job above 0 and at most {jobs:,}, like 0.5 or 50%"
    warning = Severity.WARNING
    return (
        Figure("salary", read_cents, 0, largest, NO_SALARY, salary, needed=not placed),
        Figure("fte", share, 1, jobs * FULL_TIME, 0, job, needed=True),
        Figure("count", read_heads, 1, LARGEST_COUNT, 1, "a whole number of people, from 1 to 1,000,000"),
        Figure("hired", read_day, FIRST_DAY, LAST_DAY, 0, "a day, like 07/01/2009 or 2009-07-01", severity=warning),
        Figure("service", read_whole, 0, 80, 0, "completed years from 0 to 80", severity=warning),
        Figure("leave_days", read_cents, 0, 100 * 2_000, 0, "days of unused leave, like 12 or 12.5", severity=warning),
        *(
            Figure(name, read_cents, -largest, largest, 0, "an amount of money, like 40,000.00")
            for name in mapping.headers
            if name.startswith(AMOUNT)
        ),
    )


def read_figures(columns: Mapping[str, Coded], mapping: ColumnMapping) -> dict[str, Column]:
    """Every column of figures that the mapping names or gives as a constant."""
    found = {}
    for figure in expected_figures(mapping):
        coded = columns.get(figure.name)
        if coded is not None:
            found[figure.name] = _column(figure, coded)
    return found


def _column(figure: Figure, coded: Coded) -> Column:
    values, bad = coded.read(figure.read, figure.blank)
    blank = np.array([not word for word in coded.words], dtype=np.bool_)
    outside = ~blank & ~bad & ((values < figure.least) | (values > figure.most))
    stated = ~bad & ~blank & (np.abs(values) <= COUNTABLE)
    if figure.name == "salary":
        stated &= values >= 0
    counted = np.where(stated, values, 0)
    refused = bad | outside | (blank & figure.needed)
    values = np.where(refused, figure.blank, values)
    return Column(figure, coded, values[coded.codes], counted[coded.codes], refused, stated)


def figure_problems(table: Table, header: str, column: Column, live: Flags) -> list[Problem]:
    """A problem for each bad word of a column on the rows that matter, with its first row and how many rows have it."""
    codes = column.coded.codes
    rows = np.flatnonzero(live & column.bad[codes])
    words, first, times = np.unique(codes[rows], return_index=True, return_counts=True)
    figure = column.figure
    return [
        Problem(
            f"wrong-{figure.name.split(':')[0].replace('_', '-')}"
            if column.coded.words[word]
            else f"blank-{figure.name}",
            table.place(int(table.row[rows[at]]), header),
            quoted(column.coded.words[word]) if column.coded.words[word] else "a blank cell",
            figure.expected,
            _mend(figure, column.coded.words[word]),
            figure.severity,
            times=count,
        )
        for word, at, count in zip(words.tolist(), first.tolist(), times.tolist(), strict=True)
    ]


def _mend(figure: Figure, word: str) -> str:
    if figure.read is read_cents and WITH_DECIMAL_COMMA.fullmatch(word.strip("$€ ")):
        return DECIMAL_COMMA
    if figure.severity is Severity.WARNING:
        return UNKNOWN
    is_negative = figure.name == "salary" and word.lstrip("$ ").startswith(("-", "("))
    return BELOW_NOTHING if is_negative else LEFT_OUT
