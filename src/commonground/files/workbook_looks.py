"""How a workbook looks: fonts, colours, number formats and widths by unit and role; the same for every party."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from commonground.files.plain_workbook import PlainWorksheet
from commonground.report.workbook.cells import Cell, Role, Sheet, Unit

COLOURS = ("#7F7F7F", "#1F6F78", "#B5702B", "#5B5A9C", "#A8485A", "#4E7D3A", "#3A6EA5", "#8A7A2B", "#2B2B2B")
NARROWEST, WIDEST = 6, 48
_NUMBERS = {
    Unit.DOLLARS: '#,##0;-#,##0;"–"',
    Unit.CENTS: '#,##0.00;-#,##0.00;"–"',
    Unit.EXACT: "#,##0.00##;-#,##0.00##;",
    Unit.RATE: "0.00##%",
    Unit.FTE: "0.00##",
    Unit.COUNT: "#,##0",
    Unit.NUMBER: "General",
}
_ROLES: dict[Role, dict[str, Any]] = {
    Role.TITLE: {"bold": True, "font_size": 16, "font_color": "#1F3A44"},
    Role.SECTION: {"bold": True, "font_color": "#1F3A44"},
    Role.HEADING: {
        "bold": True,
        "bg_color": "#1F3A44",
        "font_color": "#FFFFFF",
        "text_wrap": True,
        "valign": "vcenter",
    },
    Role.COLUMN: {
        "bold": True,
        "bg_color": "#1F3A44",
        "font_color": "#FFFFFF",
        "text_wrap": True,
        "valign": "vcenter",
        "align": "right",
    },
    Role.NOTE: {"font_color": "#595959", "italic": True, "indent": 1},
    Role.ASIDE: {"font_color": "#595959", "italic": True},
    Role.PLACE: {"font_color": "#595959", "align": "center"},
    Role.TOTAL: {"bold": True, "top": 1, "bottom": 6},
    Role.INPUT: {"bg_color": "#FFF6CC", "font_color": "#1F3FA8", "border": 1, "border_color": "#C9B458"},
    Role.LINKED: {"bg_color": "#EEEEEE", "border": 1, "border_color": "#C8C8C8"},
    Role.STATED: {"font_color": "#9C0006", "bg_color": "#FBE3E4"},
    Role.LINK: {"font_color": "#1F3FA8", "underline": 1},
    Role.WRAPPED: {"text_wrap": True},
    Role.CITED: {"font_color": "#595959", "italic": True, "align": "left", "indent": 1, "text_wrap": True},
}


class Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.made: dict[tuple[Unit, Role], Format] = {}

    def of(self, unit: Unit, role: Role) -> Format:
        """The format of a cell."""
        if (unit, role) not in self.made:
            asked: dict[str, Any] = {"font_name": "Calibri", "font_size": 10, "valign": "top", **_ROLES.get(role, {})}
            if unit in _NUMBERS:
                asked["num_format"] = _NUMBERS[unit]
            self.made[unit, role] = self.workbook.add_format(asked)
        return self.made[unit, role]

    def set_rows(self, page: PlainWorksheet, sheet: Sheet, across: Sequence[float]) -> None:
        """Heights of headings by the lines that they need; rows of people folded away."""
        page.outline_settings(True, False, False, False)
        lines: dict[int, int] = {}
        for (row, column), cell in sheet.cells.items():
            if cell.role in WRAPPED:
                is_heading = cell.role in HEADINGS
                needed = math.ceil((1.15 if is_heading else 0.9) * len(str(cell.value or "")) / across[column])
                if is_heading or needed > 1:
                    lines[row] = max(lines.get(row, 1), needed)
        heights = {row: 5 + 13 * count for row, count in lines.items()} | {0: 24}
        above = {first - 1 for first, _ in sheet.folded}
        for row in sorted(above | set(heights)):
            page.set_row(row, heights.get(row), None, {"collapsed": row in above})
        for first, last in sheet.folded:
            page.fold(first, last)


HEADINGS = (Role.HEADING, Role.COLUMN)
WRAPPED = (*HEADINGS, Role.WRAPPED, Role.CITED)
RUNS_OVER = (Role.TITLE, Role.SECTION, Role.ASIDE, Role.LINE)


def widths(sheet: Sheet) -> list[float]:
    """The width of each column by what stands in it; titles and notes may run over into the next ones."""
    found: dict[int, float] = {}
    for (_, column), cell in sheet.cells.items():
        if cell.role not in RUNS_OVER:
            found[column] = max(found.get(column, NARROWEST), _length(cell, column))
        elif cell.formula:
            found[column] = max(found.get(column, NARROWEST), _digits(cell.value, cell.unit))
    for block in sheet.blocks:
        if not block.values:
            continue
        for at, (unit, values) in enumerate(
            zip(block.units, zip(*block.values, strict=True), strict=True), start=block.column
        ):
            if unit is Unit.TEXT:
                width = float(max((len(word) for word in set(values) if word), default=0))
            else:
                width = _digits(max((value for value in set(values) if value is not None), default=0), unit)
            found[at] = max(found.get(at, NARROWEST), width)
    for column, least in sheet.least.items():
        found[column] = max(found.get(column, NARROWEST), least)
    return [
        max(min(found.get(column, NARROWEST), WIDEST), sheet.least.get(column, 0)) + 1.5
        for column in range(max(found, default=0) + 1)
    ]


def _length(cell: Cell, column: int) -> float:
    if isinstance(cell.value, str):
        if cell.role is Role.NOTE:
            return NARROWEST if column == 0 else min(len(cell.value), WIDEST)
        if cell.role in (Role.HEADING, Role.COLUMN) and column:
            return (
                max(1.15 * max(len(word) for word in cell.value.split()) + 2, len(cell.value) / 2.6)
                if cell.value
                else 0
            )
        return (1.1 if cell.role in WRAPPED else 1) * len(cell.value)
    return _digits(cell.value, cell.unit)


def _digits(value: Any, unit: Unit) -> float:
    if not isinstance(value, int | float):
        return NARROWEST
    decimals = {Unit.CENTS: 3, Unit.EXACT: 3, Unit.RATE: 4}.get(unit, 0)
    return len(f"{abs(value):,.0f}") + decimals + 1
