"""A problem: something in a person's file that stops us, said so that it can be mended.

Law: a reader never raises over bad data; it returns what it could read and its problems.
A problem says what is wrong, where (the file, and the line or row that the person sees on the screen),
what was expected, what was found, and how to mend it.
Not here: a wrong call by a programmer; that raises.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from commonground.values.wording import counted


class Severity(Enum):
    """How much a problem matters: an error stops the work, a warning is said beside the result."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a person's files: the file, its line or row as an editor or a spreadsheet counts them, its column.

    `sort` says what `column` names: a column of a table, a key of a TOML file, or a clause.

    >>> str(Place("roster.csv", row=41, column="step"))
    'roster.csv row 41, column "step"'
    """

    file: str
    line: int | None = None
    row: int | None = None
    column: str | None = None
    sheet: str | None = None
    sort: str = "column"

    def __str__(self) -> str:
        text = self.file
        if self.sheet is not None:
            text += f' sheet "{self.sheet}"'
        if self.line is not None:
            text += f" line {self.line}"
        if self.row is not None:
            text += f" row {self.row}"
        if self.column is not None:
            text += f', {self.sort} "{self.column}"'
        return text


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend.

    `code` is a stable word that a script may match (documented in docs/problems.md); `times` counts further
    rows with the very same problem, so that a wrong column is one message and not thirty thousand.

    >>> print(Problem("unknown-step", Place("roster.csv", row=41, column="step"), got='"13"',
    ...               expected="a step of schedule 208-day, which ends at 12", mend="Correct the row."))
    roster.csv row 41, column "step": got "13"; expected a step of schedule 208-day, which ends at 12. Correct the row.
    """

    code: str
    place: Place
    got: str
    expected: str
    mend: str
    severity: Severity = Severity.ERROR
    times: int = 1

    def __str__(self) -> str:
        more = f" (and {counted(self.times - 1, 'more row')} like it)" if self.times > 1 else ""
        return f"{self.place}: got {self.got}; expected {self.expected}. {self.mend}{more}"


class BadInput(Exception):
    """Raised where the work cannot go on over a person's files; it carries every problem that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems that stop the work, without the warnings."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)
