"""Findings: problems gathered from thousands of cells and said as a few messages.

Law: rows are conserved; the `times` of what comes out sum to the `times` of what went in.
A column that is wrong in the same way on every row is one message, with the first row and how many more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from commonground.values.problem import Problem
from commonground.values.wording import counted

SHOWN = 3
LONGEST = 60


def quoted(text: str) -> str:
    """A cell as a message shows it: in quotation marks, on one line, cut where it is long."""
    line = "".join(letter if letter.isprintable() else "␣" for letter in text[: LONGEST + 1])
    return f'"{line[:LONGEST]}…"' if len(line) > LONGEST else f'"{line}"'


def gathered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The same problems, those alike said once: by code, file, sheet, column, and what was expected.

    Up to three different values keep a message each; more are named by the first two and counted.
    """
    alike: dict[object, dict[str, Problem]] = {}
    for problem in problems:
        place = problem.place
        kind = (problem.code, place.file, place.sheet, place.column, problem.expected, problem.mend, problem.severity)
        values = alike.setdefault(kind, {})
        seen = values.get(problem.got)
        values[problem.got] = problem if seen is None else _merged(seen, problem)
    return tuple(said for values in alike.values() for said in _said(sorted(values.values(), key=_row)))


def _row(problem: Problem) -> int:
    return problem.place.row or problem.place.line or 0


def _merged(one: Problem, other: Problem) -> Problem:
    first = one if _row(one) <= _row(other) else other
    return replace(first, times=one.times + other.times)


def _said(problems: list[Problem]) -> list[Problem]:
    if len(problems) <= SHOWN:
        return problems
    got = f"{problems[0].got}, {problems[1].got} and {counted(len(problems) - 2, 'other value')}"
    return [replace(problems[0], got=got, times=sum(problem.times for problem in problems))]
