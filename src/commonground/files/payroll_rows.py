"""The rows of a payroll under its mapping, sorted into the ways that a row can go; the figures of those that are kept.

Law: every row goes one way; what comes later in sorting wins over what came before.
"""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from commonground.files.coded import Coded
from commonground.files.figures import Column, figure_problems, read_figures
from commonground.files.findings import quoted
from commonground.files.roster_doubts import TOTAL, VACANT, in_payroll, perhaps_nobody
from commonground.files.tables import Table
from commonground.values.money import divide
from commonground.values.problem import Problem, Severity
from commonground.values.wording import counted
from commonground.workforce.columns import AMOUNT, FILLED_WORDS, PERSON, POSITION, ColumnMapping, SalaryBasis
from commonground.workforce.intake import Intake, Tally
from commonground.workforce.roster import FULL_TIME, LABELS, NO_SALARY, Roster

Flags = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]


class Way(IntEnum):
    """The ways a row can go."""

    KEPT = 0
    VACANT = 1
    FILTERED = 2
    DUPLICATE = 3
    IN_ERROR = 4


class Payroll:
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
