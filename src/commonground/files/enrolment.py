"""health.csv: contracts by plan and tier, beside the roster. What fits them ill: `enrolment_soundness`.

Law: no file raises; a row that cannot be read is a problem with its row, and is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

from commonground.agreement.fields import YEAR
from commonground.files.day_tables import DayRow, read_rows
from commonground.files.findings import quoted
from commonground.values.money import parse_amount, to_cents
from commonground.values.problem import Problem, errors
from commonground.workforce.enrolment import NO_YEAR, Enrolled, Enrolment

HEALTH = "health.csv"
COLUMNS = ("plan", "tier", "contracts", "year", "premium", "member_pays", "source", "note")
MOST = 1_000_000
Value = TypeVar("Value")


def read_enrolment(folder: Path) -> tuple[Enrolment, tuple[Problem, ...]]:
    """The contracts of a folder, where it has a table of them."""
    if not (folder / HEALTH).exists():
        return Enrolment(), ()
    rows, problems = read_rows(folder / HEALTH, ("plan", "tier", "contracts"), COLUMNS)
    found, read = list(problems), list[Enrolled]()
    seen: set[tuple[str, str, int]] = set()
    for row in rows:
        wrong: list[Problem] = []
        one = _row(row, wrong)
        if (key := (*one.pair, one.year)) in seen and not wrong:
            got, expected = quoted(f"{one.plan} {one.tier}"), "each plan and tier once, or once for each year"
            wrong.append(Problem("repeated-enrolment", row.place("plan"), got, expected, "Strike one of the rows."))
        seen.add(key)
        found += wrong
        if not errors(wrong):
            read.append(one)
    return Enrolment(tuple(read)), tuple(found)


def _row(row: DayRow, wrong: list[Problem]) -> Enrolled:
    for column in ("plan", "tier"):
        if not row.cells[column]:
            expected, mend = f"a {column}, in the words of the health clause", "Name it."
            wrong.append(Problem("wrong-enrolment", row.place(column), "nothing", expected, mend))
    return Enrolled(
        row.cells["plan"],
        row.cells["tier"],
        _read(row, "contracts", _contracts, f"a number from 0 to {MOST:,}, such as 12 or 12.5", wrong) or Fraction(0),
        _read(row, "year", _year, "a fiscal year, such as 2025-26", wrong) or NO_YEAR,
        _read(row, "premium", _dollars, "dollars of twelve months, such as 8,400.00", wrong),
        _read(row, "member_pays", _dollars, "dollars of twelve months, such as 1,260.00", wrong),
        row.cells.get("source", ""),
        row.place("contracts"),
    )


def _read(row: DayRow, column: str, parse: Callable[[str], Value], expected: str, wrong: list[Problem]) -> Value | None:
    """A cell read; None where it is blank (contracts may not be) or cannot be read, which is then a problem."""
    text = row.cells.get(column, "")
    if not text and column != "contracts":
        return None
    try:
        return parse(text)
    except (ValueError, ArithmeticError):
        got = quoted(text) if text else "nothing"
        wrong.append(Problem("wrong-enrolment", row.place(column), got, expected, "Correct the row."))
        return None


def _contracts(text: str) -> Fraction:
    number = Fraction(parse_amount(text))
    if not 0 <= number <= MOST:
        raise ValueError(text)
    return number


def _dollars(text: str) -> int:
    cents = to_cents(parse_amount(text))
    if cents < 0:
        raise ValueError(text)
    return cents


def _year(text: str) -> int:
    found = YEAR.match(text)
    if not found or (found[2] and int(found[2]) != (int(found[1]) + 1) % 100):
        raise ValueError(text)
    return int(found[1])
