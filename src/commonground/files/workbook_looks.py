"""How a workbook looks: fonts, colours, number formats and widths by unit and role; the same for every party."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import CellFormulaTuple, Worksheet

from commonground.report.workbook.cells import Block, Cell, Role, Sheet, Unit, Value, letters

COLOURS = ("#7F7F7F", "#1F6F78", "#B5702B", "#5B5A9C")
NARROWEST, WIDEST = 6, 40
LONGEST_TEXT = 32_000
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
}


class PlainWorksheet(Worksheet):  # type: ignore[misc]
    """A worksheet that takes the book's own formulas as they are, and writes blocks of cells straight to the file.

    xlsxwriter looks through every formula for some forty newer functions, which the book does not use, and makes an object
    of every cell; without the two a district of thirty thousand people is written in a quarter of the time.
    """

    def __init__(self) -> None:
        super().__init__()
        self.runs: dict[int, list[tuple[int, _Run, int]]] = {}
        self.folded: set[int] = set()

    def put_formula(self, row: int, column: int, formula: str, look: Format, value: Any) -> None:
        """Write a formula (without its equals sign) and the value it comes to."""
        self._check_dimensions(row, column)
        self.table[row][column] = CellFormulaTuple(formula, look, value)

    def put_block(self, block: Block, looks: Sequence[Format]) -> None:
        """Write a block; its columns follow one another, with a look for each."""
        if not block.values:
            return
        self._check_dimensions(block.row, block.column)
        self._check_dimensions(block.row + len(block.values) - 1, block.column + len(looks) - 1)
        run = _Run(block, looks, self.str_table._get_shared_string_index)
        for number in range(len(block.values)):
            self.runs.setdefault(block.row + number, []).append((block.column, run, number))

    def fold(self, first: int, last: int) -> None:
        """Fold rows away under the row above them."""
        self.folded.update(range(first, last + 1))
        self.outline_row_level = 1

    def _write_rows(self) -> None:
        for row in range(self.dim_rowmin, self.dim_rowmax + 1):
            cells, runs = self.table.get(row, {}), self.runs.get(row, [])
            if not cells and not runs and row not in self.row_info:
                continue
            if row in self.folded:
                self.fh.write(f'<row r="{row + 1}" hidden="1" outlineLevel="1">')
            else:
                self._write_row(row, None, self.row_info.get(row))
            parts = [(column, None, 0) for column in cells] + runs
            for column, run, number in sorted(parts, key=lambda part: part[0]) if cells or len(runs) > 1 else parts:
                if run is None:
                    self._write_cell(row, column, cells[column])
                else:
                    self.fh.write(run.text(number))
            self.fh.write("</row>")


class _Run:
    """A block as the file's own text, row by row."""

    def __init__(self, block: Block, looks: Sequence[Format], string: Callable[[str], int]) -> None:
        self.block = block
        self.looks = looks
        words = {value: None for row in block.values for value in row if isinstance(value, str)}
        self.strings = {word: string(word[:LONGEST_TEXT]) for word in words}
        self.columns: list[tuple[str, str]] = []

    def text(self, number: int) -> str:
        """One row: a cell for each value that there is."""
        if not self.columns:
            at = self.block.column
            self.columns = [(letters(at + n), f'" s="{look._get_xf_index()}"') for n, look in enumerate(self.looks)]
        row, values = self.block.row + number + 1, self.block.values[number]
        formulas = self.block.formulas[number] if self.block.formulas is not None else [""] * len(values)
        return "".join(
            [
                f'<c r="{column}{row}{style}><f>{_plain(formula)}</f><v>{value or 0!r}</v></c>'
                if formula
                else self._constant(f"{column}{row}{style}", value)
                for (column, style), formula, value in zip(self.columns, formulas, values, strict=True)
            ]
        )

    def _constant(self, begun: str, value: Value) -> str:
        if value is None:
            return ""
        if isinstance(value, str):
            return f'<c r="{begun} t="s"><v>{self.strings[value]}</v></c>'
        return f'<c r="{begun}><v>{value!r}</v></c>'


def _plain(formula: str) -> str:
    """A formula as XML has it."""
    return formula.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


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

    def set_rows(self, page: PlainWorksheet, sheet: Sheet, across: Sequence[float]) -> None:
        """Heights of headings by the lines that they need; rows of people folded away."""
        page.outline_settings(True, False, False, False)
        lines: dict[int, int] = {}
        for (row, column), cell in sheet.cells.items():
            if cell.role in (Role.HEADING, Role.COLUMN):
                needed = math.ceil(1.15 * len(str(cell.value or "")) / across[column])
                lines[row] = max(lines.get(row, 1), needed)
        heights = {row: 5 + 13 * count for row, count in lines.items()} | {0: 24}
        above = {first - 1 for first, _ in sheet.folded}
        for row in sorted(above | set(heights)):
            page.set_row(row, heights.get(row), None, {"collapsed": row in above})
        for first, last in sheet.folded:
            page.fold(first, last)


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
    return [min(found.get(column, NARROWEST), WIDEST) + 1.5 for column in range(max(found, default=0) + 1)]


def _length(cell: Cell, column: int) -> float:
    if isinstance(cell.value, str):
        if cell.role is Role.NOTE:
            return NARROWEST if column == 0 else min(len(cell.value), WIDEST)
        if cell.role in (Role.HEADING, Role.COLUMN) and column:
            return max(1.15 * max(len(word) for word in cell.value.split(" ")) + 1, len(cell.value) / 3)
        return len(cell.value)
    return _digits(cell.value, cell.unit)


def _digits(value: Any, unit: Unit) -> float:
    if not isinstance(value, int | float):
        return NARROWEST
    decimals = {Unit.CENTS: 3, Unit.EXACT: 3, Unit.RATE: 4}.get(unit, 0)
    return len(f"{abs(value):,.0f}") + decimals + 1
