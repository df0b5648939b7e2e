"""Exits: how a command ends, and what it says when it does not end well."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence

from commonground.cli.lines import filled
from commonground.values.printable import printable, printable_lines
from commonground.values.problem import Problem, Severity
from commonground.values.wording import counted

DONE, ERRORS, MISUSED, UNWRITTEN, INTERRUPTED = 0, 1, 2, 3, 130


class Unwritten(Exception):
    """A result could not be written."""


def tell(text: str) -> None:
    """Say something to the person, beside the result."""
    sys.stderr.write(f"{printable_lines(text)}\n")


def tell_error(text: str) -> None:
    """Say why a command ends without its result, in the manner of every other error."""
    tell(f"{Severity.ERROR.value}: {text}")


def _to_width(text: str) -> str:
    """A text that is read on a terminal is broken at its words; one that is piped stays one line, for a script."""
    if not sys.stderr.isatty():
        return text
    return filled(text, shutil.get_terminal_size().columns, "  ")


def tell_problems(problems: Sequence[Problem]) -> None:
    """List problems: errors first, each with what to do."""
    for severity in (Severity.ERROR, Severity.WARNING):
        for problem in problems:
            if problem.severity is severity:
                tell(_to_width(printable(f"{severity.value}: {problem}")))
    wrong = sum(problem.severity is Severity.ERROR for problem in problems)
    if wrong:
        tell(f"{counted(wrong, 'error')} to mend.")
