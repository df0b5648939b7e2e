"""The cells of a grid as its page shows them: a field with its words, what is in force without it, who stands there."""

from __future__ import annotations

from dataclasses import dataclass

from commonground.report.typed_grids import TypedGrid
from commonground_web.caucus.grid_form import Said, field_name, shown_dollars
from commonground_web.shown.heat import STEPS


@dataclass(frozen=True)
class GridCell:
    """A cell on the page: its field, its words, what is in force without it, who stands there, with heat; what is wrong."""

    name: str
    lane: str
    text: str
    was: str
    people: int
    heat: int
    wrong: str
    has_salary: bool

    @property
    def is_typed(self) -> bool:
        """Whether it says something else than is in force without it."""
        return bool(self.was)


def rows_of(grid: TypedGrid, said: Said | None) -> list[tuple[str, list[GridCell]]]:
    """The rows of a grid, step by step, as a form left them where it could not be read."""
    most = max(grid.people.values(), default=0)
    return [(step, [_cell(grid, said, (lane, step), most) for lane in grid.lanes]) for step in grid.steps]


def _cell(grid: TypedGrid, said: Said | None, place: tuple[str, str], most: int) -> GridCell:
    people = grid.people.get(place, 0)
    heat = people * STEPS // (most + 1)
    if place not in grid.before:
        return GridCell("", place[0], "", "", people, heat, "", has_salary=False)
    before = grid.before[place]
    now = shown_dollars(grid.now.get(place, before))
    text = said.texts[place] if said else now
    was = shown_dollars(before) if text != shown_dollars(before) else ""
    wrong = said.wrong.get(place, "") if said else ""
    return GridCell(field_name(place, grid), place[0], text, was, people, heat, wrong, has_salary=True)
