"""What the form of a grid says: salaries typed cell by cell, and a pasted block on top of them.

Law: where one cell or the block cannot be read, nothing of the form is taken; what was typed stays, with what is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.http import QueryDict

from commonground.costing.typed_cells import CellOnDay
from commonground.files.pasted import MEND, NotASalary, read_block, salary_typed
from commonground.report.typed_grids import LaneStep, TypedGrid
from commonground.values.money import format_cents, to_cents

LONGEST_BLOCK = 100_000  # letters


@dataclass(frozen=True)
class Said:
    """A form, read: what each cell's words are, what is wrong with them by cell, what is wrong with the block; salaries typed."""

    texts: Mapping[LaneStep, str]
    wrong: Mapping[LaneStep, str]
    problems: tuple[str, ...]
    block: str
    typed: Mapping[LaneStep, Fraction]

    @property
    def is_sound(self) -> bool:
        """Whether all of it can be read."""
        return not self.wrong and not self.problems


def shown_dollars(dollars: Fraction) -> str:
    """Dollars in a cell: whole ones without cents.

    >>> shown_dollars(Fraction(52958)), shown_dollars(Fraction(23083713, 400))
    ('52,958', '57,709.28')
    """
    return format_cents(to_cents(dollars), dollars=dollars.denominator == 1)


def field_name(place: LaneStep, grid: TypedGrid) -> str:
    """The name of a cell's field: its column and row, counted from 1."""
    return f"{grid.lanes.index(place[0]) + 1}.{grid.steps.index(place[1]) + 1}"


def read_form(form: QueryDict, grid: TypedGrid) -> Said:
    """A form of this grid, read. A cell that says what is in force, or nothing, is not typed; one that is not in the form stays."""
    texts, wrong, typed = {}, {}, {}
    for place, before in grid.before.items():
        text = form.get(field_name(place, grid), shown_dollars(grid.now.get(place, before))).strip()
        texts[place] = text
        if text == shown_dollars(grid.now.get(place, before)):
            typed[place] = grid.now.get(place, before)
            continue
        try:
            dollars = salary_typed(text)
        except NotASalary as problem:
            wrong[place] = f'Got "{text}"; expected {problem.expected}. {MEND}'
            continue
        typed[place] = before if dollars is None or text == shown_dollars(before) else dollars
    block = form.get("block", "")
    pasted, problems = _pasted(form, block, grid)
    typed = {place: dollars for place, dollars in {**typed, **pasted}.items() if dollars != grid.before[place]}
    return Said(texts, wrong, tuple(problems), block, typed)


def _pasted(form: QueryDict, block: str, grid: TypedGrid) -> tuple[Mapping[LaneStep, Fraction], list[str]]:
    if not block.strip():
        return {}, []
    if len(block) > LONGEST_BLOCK:
        return {}, [
            f"The pasted block: got {len(block):,} letters; expected at most {LONGEST_BLOCK:,}. Paste less at a time."
        ]
    lane, step = form.get("lane", grid.lanes[0]), form.get("step", grid.steps[0])
    if lane not in grid.lanes or step not in grid.steps:
        return {}, [
            f'The pasted block: got lane "{lane}", step "{step}" to begin at; expected a cell of the schedule. Choose one.'
        ]
    found, problems = read_block(block, grid.lanes, grid.steps, grid.before.keys(), (lane, step))
    return found, [str(problem) for problem in problems]


def as_typed(typed: Mapping[LaneStep, Fraction], grid: TypedGrid) -> dict[CellOnDay, Fraction]:
    """The cells that are typed into this grid, by their places in the agreement."""
    return {CellOnDay(grid.clause, grid.day, grid.schedule, *place): dollars for place, dollars in typed.items()}
