"""How a workbook looks: fonts, colours, number formats and widths by unit and role; the same for every party."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import CellFormulaTuple, Worksheet

from commonground.report.workbook.cells import Block, Cell, Role, Sheet, Unit, Value, letters

COLOURS = ("#7F7F7F", "#1F6F78", "#B5702B", "#5B5A9C", "#A8485A", "#4E7D3A", "#3A6EA5", "#8A7A2B", "#2B2B2B")
NARROWEST, WIDEST = 6, 48
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
    Role.LINK: {"font_color": "#1F3FA8", "underline": 1},
    Role.WRAPPED: {"text_wrap": True},
    Role.CITED: {"font_color": "#595959", "italic": True, "align": "left", "indent": 1, "text_wrap": True},
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
            for column, run, number in sorted(parts, key=itemgetter(0)):
                if run is None:
                    self._write_cell(row, column, cells[column])
                else:
                    self.fh.write(run.rows[number])
            self.fh.write("</row>")


class _Run:
    """A block as the file's own text, row by row."""

    def __init__(self, block: Block, looks: Sequence[Format], string: Callable[[str], int]) -> None:
        self.block = block
        self.looks = looks
        words = {value: None for row in block.values for value in row if isinstance(value, str)}
        self.strings = {word: string(word[:LONGEST_TEXT]) for word in words}

    @cached_property
    def rows(self) -> list[str]:
        """A text for each row, with a cell for each value that there is."""
        block = self.block
        numbers = [str(block.row + 1 + number) for number in range(len(block.values))]
        formulas = block.formulas or [[""] * len(self.looks)] * len(block.values)
        columns = zip(self.looks, zip(*block.values, strict=True), zip(*formulas, strict=True), strict=True)
        texts = [
            self._column(letters(block.column + at), look._get_xf_index(), numbers, values, said)
            for at, (look, values, said) in enumerate(columns)
        ]
        return list(map("".join, zip(*texts, strict=True)))

    def _column(
        self, letter: str, style: int, numbers: list[str], values: Sequence[Value], formulas: Sequence[str]
    ) -> list[str]:
        """A column's cells; a value that comes again is put into words once."""
        begun, styled = f'<c r="{letter}', f'" s="{style}"'
        if not any(formulas):
            ends = {value: self._constant(styled, value) for value in set(values)}
            return [
                f"{begun}{number}{ends[value]}" if value is not None else ""
                for number, value in zip(numbers, values, strict=True)
            ]
        return [
            f"{begun}{number}{styled}><f>{formula}</f><v>{value or 0!r}</v></c>"
            if formula
            else f"{begun}{number}{self._constant(styled, value)}"
            if value is not None
            else ""
            for number, formula, value in zip(numbers, _plain(formulas), values, strict=True)
        ]

    def _constant(self, styled: str, value: Value) -> str:
        if isinstance(value, str):
            return f'{styled} t="s"><v>{self.strings[value]}</v></c>'
        return f"{styled}><v>{value!r}</v></c>"


def _plain(formulas: Sequence[str]) -> list[str]:
    """Formulas as XML has them."""
    whole = "\n".join(formulas).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return whole.split("\n")


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
