"""Pasted blocks: what a spreadsheet puts on the clipboard, as the salaries of a schedule's grid.

A block has a line for each row, tabs between its cells. Currency signs, thousands separators and blanks are passed over; an
empty cell, or a dash, leaves the cell as it is. A block that brings the names of lanes and steps along is placed by them.
Law: a problem names the row and the column of the block as they are counted there; who has one takes nothing of the block.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

from commonground.values.money import NotAnAmount, parse_amount
from commonground.values.problem import Place, Problem
from commonground.values.wording import counted

BLOCK = "the pasted block"
MOST_DOLLARS = 10**9
THOUSANDS = re.compile(r"(?<=\d)[\s'’](?=\d{3}(\D|$))")
AMBIGUOUS = re.compile(
    r"\d{1,3}\.\d{3}"
)  # 52.958: fifty-two dollars, or fifty-two thousand as much of the world writes it
DASHES = ("-", "–", "—")
MEND = "Write dollars as 52,958 or 52,958.25."
LaneStep = tuple[str, str]
Names = Sequence[str | None]


class NotASalary(ValueError):
    """A text that says no salary: what was expected there."""

    def __init__(self, expected: str) -> None:
        self.expected = expected
        super().__init__(f"expected {expected}")


def salary_typed(text: str) -> Fraction | None:
    """Dollars as people type or paste them; None for an empty cell. Raises `NotASalary`.

    >>> salary_typed(" $ 52,958.00 "), salary_typed("52 958 €"), salary_typed("$ -")
    (Fraction(52958, 1), Fraction(52958, 1), None)
    """
    said = "".join(
        " " if letter.isspace() else letter for letter in text if unicodedata.category(letter) not in ("Sc", "Cf")
    )
    said = THOUSANDS.sub(",", re.sub(r"^USD\b|\bUSD$", "", said.strip()).strip())
    if not said or said in DASHES:
        return None
    if AMBIGUOUS.fullmatch(said):
        raise NotASalary(f"a salary of which it is clear whether it is {said.replace('.', ',')} or {said}0 dollars")
    try:
        dollars = Fraction(parse_amount(said))
    except NotAnAmount:
        raise NotASalary("a salary in dollars") from None
    if not 0 < dollars < MOST_DOLLARS:
        raise NotASalary("a salary of more than nothing and less than a billion dollars")
    return dollars


def read_block(
    text: str, lanes: Sequence[str], steps: Sequence[str], has: Collection[LaneStep], at: LaneStep
) -> tuple[Mapping[LaneStep, Fraction], list[Problem]]:
    """A block's salaries by lane and step, the first of its cells at `at` (unless it brings names along), and its problems.

    `has` are the cells of the grid that have a salary.
    """
    rows = list(csv.reader(io.StringIO(text.strip("\r\n")), delimiter="\t"))
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    if (names := _headings(rows, lanes, steps)) is not None:
        problems, (across, down) = [], names
    else:
        across, down = lanes[lanes.index(at[0]) :], steps[steps.index(at[1]) :]
        problems = _too_large(rows, across, down)
    found: dict[LaneStep, Fraction] = {}
    for (number, step), row in zip(enumerate(down, start=1), rows, strict=False):
        for (column, lane), cell in zip(enumerate(across, start=1), row, strict=False):
            if lane is None or step is None:
                continue
            dollars, problem = _cell(cell, (lane, step), has, Place(BLOCK, row=number, column=str(column)))
            problems += [problem] if problem else []
            if dollars is not None:
                found[lane, step] = dollars
    return ({} if problems else found), problems


def _cell(
    text: str, place: LaneStep, has: Collection[LaneStep], where: Place
) -> tuple[Fraction | None, Problem | None]:
    lane, step = place
    try:
        dollars = salary_typed(text)
    except NotASalary as problem:
        said = f"{problem.expected} (lane {lane or 'all'}, step {step})"
        return None, Problem("pasted-cell", where, f'"{text.strip()}"', said, MEND)
    if dollars is not None and place not in has:
        expected = f"an empty cell: the schedule has no salary in lane {lane or 'all'} at step {step}"
        return None, Problem(
            "pasted-cell", where, f'"{text.strip()}"', expected, "Empty it, or paste the block elsewhere."
        )
    return dollars, None


def _headings(rows: Sequence[Sequence[str]], lanes: Sequence[str], steps: Sequence[str]) -> tuple[Names, Names] | None:
    """The lane of each column of a block and the step of each row, where its first row and column name them."""
    if len(rows) < 2 or len(rows[0]) < 2 or any(letter.isdigit() for letter in rows[0][0]):
        return None
    across = [_named(cell, lanes) for cell in rows[0][1:]]
    down = [_named(row[0] if row else "", steps) for row in rows[1:]]
    return ((None, *across), (None, *down)) if None not in across and None not in down else None


def _named(text: str, names: Sequence[str]) -> str | None:
    said = text.strip()
    return next(
        (name for name in names if said in (name, f"lane {name}", f"step {name}") or (said == "all" and not name)), None
    )


def _too_large(rows: Sequence[Sequence[str]], lanes: Sequence[str], steps: Sequence[str]) -> list[Problem]:
    """What of a block lies beyond the grid, its first row and its first column each said once."""
    found = []
    wide = max((len(row) for row in rows), default=0)
    for sort, has, room, first in (
        ("row", len(rows), len(steps), steps[0]),
        ("column", wide, len(lanes), lanes[0] or "all"),
    ):
        if has > room:
            where = Place(BLOCK, row=room + 1) if sort == "row" else Place(BLOCK, row=1, column=str(room + 1))
            edge = f"at most {counted(room, sort)} from {'step' if sort == 'row' else 'lane'} {first} on"
            mend = "Paste it further up or to the left, or copy less."
            found.append(Problem("pasted-beyond", where, f"a block of {counted(has, sort)}", edge, mend))
    return found
