"""How a workbook looks: fonts, colours, number formats and widths by unit and role; the same for every party."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import CellFormulaTuple, CellNumberTuple, Worksheet

from commonground.report.workbook.cells import Cell, Role, Sheet, Unit

COLOURS = ("#7F7F7F", "#1F6F78", "#B5702B", "#5B5A9C")
NARROWEST, WIDEST = 6, 44
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
    Role.SECTION: {"bold": True, "font_color": "#1F3A44", "bg_color": "#E4EDEE"},
    Role.HEADING: {"bold": True, "bg_color": "#1F3A44", "font_color": "#FFFFFF", "text_wrap": True, "valign": "vcenter"},
    Role.NOTE: {"font_color": "#595959", "italic": True},
    Role.TOTAL: {"bold": True, "top": 1, "bottom": 6},
    Role.INPUT: {"bg_color": "#FFF6CC", "font_color": "#1F3FA8", "border": 1, "border_color": "#C9B458"},
    Role.LINKED: {"bg_color": "#EEEEEE", "border": 1, "border_color": "#C8C8C8"},
    Role.STATED: {"font_color": "#9C0006", "bg_color": "#FBE3E4"},
}


class PlainWorksheet(Worksheet):
    """A worksheet that takes the book's own formulas as they are.

    xlsxwriter looks through every formula for some forty newer functions, which takes longer than all the rest; the book
    uses none of them.
    """

    def put_formula(self, row: int, column: int, formula: str, look: Format, value: Any) -> None:
        """Write a formula (without its equals sign) and the value it comes to."""
        self._check_dimensions(row, column)
        self.table[row][column] = CellFormulaTuple(formula, look, value)

    def put_row(
        self, row: int, column: int, formulas: Sequence[str], values: Sequence[float], look: Format
    ) -> None:
        """Write a row of formulas with their values; where a formula is empty the value stands alone."""
        self._check_dimensions(row, column)
        self._check_dimensions(row, column + len(values) - 1)
        held = self.table[row]
        for at, (formula, value) in enumerate(zip(formulas, values, strict=True), start=column):
            held[at] = CellFormulaTuple(formula, look, value) if formula else CellNumberTuple(value, look)


class Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.made: dict[tuple[Unit, Role], Format] = {}

    def of(self, unit: Unit, role: Role) -> Format:
        """The format of a cell."""
        if (unit, role) not in self.made:
            asked: dict[str, Any] = {"font_name": "Calibri", "font_size": 10, **_ROLES.get(role, {})}
            if unit in _NUMBERS:
                asked["num_format"] = _NUMBERS[unit]
            self.made[unit, role] = self.workbook.add_format(asked)
        return self.made[unit, role]

    def set_rows(self, page: PlainWorksheet, sheet: Sheet) -> None:
        """Heights of headings; rows of people folded away."""
        page.outline_settings(True, False, False, False)
        for row in {row for (row, _), cell in sheet.cells.items() if cell.role is Role.HEADING}:
            page.set_row(row, 30)
        if (0, 0) in sheet.cells:
            page.set_row(0, 24)
        for first, last in sheet.folded:
            for row in range(first, last + 1):
                page.set_row(row, None, None, {"level": 1, "hidden": True})
            page.set_row(first - 1, None, None, {"collapsed": True})


def widths(sheet: Sheet) -> list[float]:
    """The width of each column by what stands in it; titles and notes may run over into the next ones."""
    found: dict[int, float] = {}
    for (_, column), cell in sheet.cells.items():
        if cell.role not in (Role.TITLE, Role.SECTION):
            found[column] = max(found.get(column, NARROWEST), _length(cell, column))
        elif cell.formula:
            found[column] = max(found.get(column, NARROWEST), _digits(cell.value, cell.unit))
    for block in sheet.blocks:
        for values in block.values:
            for at, value in enumerate(values, start=block.column):
                found[at] = max(found.get(at, NARROWEST), _digits(value, block.unit))
    return [min(found.get(column, NARROWEST), WIDEST) + 1.5 for column in range(max(found, default=0) + 1)]


def _length(cell: Cell, column: int) -> float:
    if isinstance(cell.value, str):
        if cell.role is Role.NOTE:
            return NARROWEST if column == 0 else min(len(cell.value), WIDEST)
        if cell.role is Role.HEADING and column:
            return max(max(len(word) for word in cell.value.split(" ")) + 1, len(cell.value) / 2)
        return len(cell.value)
    return _digits(cell.value, cell.unit)


def _digits(value: Any, unit: Unit) -> float:
    if not isinstance(value, int | float):
        return NARROWEST
    decimals = {Unit.CENTS: 3, Unit.EXACT: 3, Unit.RATE: 4}.get(unit, 0)
    return len(f"{abs(value):,.0f}") + decimals + 1
