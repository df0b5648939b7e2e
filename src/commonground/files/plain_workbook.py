"""Workbooks of many thousand formulas: xlsxwriter without what the book does not need, and packed in less time.

xlsxwriter looks through every formula for some forty newer functions, which the book does not use, and makes an object of
every cell: without the two a district of thirty thousand people is written in a quarter of the time. It packs as closely as
Python does unless told otherwise: half that time makes a file that is a sixth larger.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.packager import Packager
from xlsxwriter.worksheet import CellFormulaTuple, Worksheet

from commonground.report.workbook.cells import Block, Unit, Value, letters

LONGEST_TEXT = 32_000
LONGEST_FORMULA = 8_192  # letters: Excel does not open a file with a longer one
COMPRESSION = 3
FIRST_DAY = (1980, 1, 1, 0, 0, 0)


class PlainWorkbook(Workbook):  # type: ignore[misc]
    """A workbook in memory. Texts are written as texts, whatever they begin with."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        self.package = _Package()

    def add_sheet(self, name: str) -> PlainWorksheet:
        """Add a sheet."""
        page: PlainWorksheet = self.add_worksheet(name, PlainWorksheet)
        return page

    def packed(self) -> bytes:
        """The file's bytes; nothing may be written after it. The same cells give the same bytes."""
        self.close()
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as file:
            for name, content in self.package.parts:
                part = zipfile.ZipInfo(name, FIRST_DAY)
                file.writestr(part, content, zipfile.ZIP_DEFLATED, COMPRESSION)
        return held.getvalue()

    def _get_packager(self) -> _Package:
        return self.package


class _Package(Packager):  # type: ignore[misc]
    """The parts of the file, kept back from the packing that cannot be told its level of compression."""

    parts: Sequence[tuple[str, bytes]] = ()

    def _create_package(self) -> list[Any]:
        self.parts = [(name, text.getvalue().encode()) for text, name, _ in super()._create_package()]
        return []


class PlainWorksheet(Worksheet):  # type: ignore[misc]
    """A worksheet that takes the book's own formulas as they are, and writes blocks of cells straight to the file."""

    def __init__(self) -> None:
        super().__init__()
        self.runs: dict[int, list[tuple[int, _Run, int]]] = {}
        self.folded: set[int] = set()

    def put_formula(self, row: int, column: int, formula: str, look: Format, value: Any) -> None:
        """Write a formula (without its equals sign) and the value it comes to; the value alone where it is too long."""
        if not fits(formula):
            self.write(row, column, value, look)
            return
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
            cells, runs = self.table.get(row), self.runs.get(row, [])
            if not cells and not runs and row not in self.row_info:
                continue
            if row in self.folded:
                self.fh.write(f'<row r="{row + 1}" hidden="1" outlineLevel="1">')
            else:
                self._write_row(row, None, self.row_info.get(row))
            if cells:
                self._write_cells(row, cells, runs)
            else:
                runs.sort(key=itemgetter(0))
                self.fh.write("".join([run.rows[number] for _, run, number in runs]))
            self.fh.write("</row>")

    def _write_cells(self, row: int, cells: Mapping[int, Any], runs: Sequence[tuple[int, _Run, int]]) -> None:
        """Write single cells and parts of blocks side by side."""
        parts = [*((column, None, 0) for column in cells), *runs]
        for column, run, number in sorted(parts, key=itemgetter(0)):
            if run is None:
                self._write_cell(row, column, cells[column])
            else:
                self.fh.write(run.rows[number])


class _Run:
    """A block as the file's own text, row by row."""

    def __init__(self, block: Block, looks: Sequence[Format], string: Callable[[str], int]) -> None:
        self.block = block
        self.looks = looks
        worded = [at for at, unit in enumerate(block.units) if unit is Unit.TEXT]
        words = dict.fromkeys([row[at] for row in block.values for at in worded])
        self.strings = {word: string(word[:LONGEST_TEXT]) for word in words if isinstance(word, str)}

    @cached_property
    def rows(self) -> list[str]:
        """A text for each row, with a cell for each value that there is."""
        block = self.block
        numbers = [str(block.row + 1 + number) for number in range(len(block.values))]
        formulas = block.formulas or [[""] * len(self.looks)] * len(block.values)
        formulas = [[one if fits(one) else "" for one in row] for row in formulas]
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
        bare = {value for value, formula in zip(values, formulas, strict=True) if not formula}
        ends = {value: self._constant(styled, value) for value in bare - {None}}
        return [
            f"{begun}{number}{styled}><f>{formula}</f><v>{value or 0!r}</v></c>"
            if formula
            else f"{begun}{number}{ends[value]}"
            if value is not None
            else ""
            for number, formula, value in zip(numbers, _plain(formulas), values, strict=True)
        ]

    def _constant(self, styled: str, value: Value) -> str:
        if isinstance(value, str):
            return f'{styled} t="s"><v>{self.strings[value]}</v></c>'
        return f"{styled}><v>{value!r}</v></c>"


def fits(formula: str) -> bool:
    """Whether a spreadsheet takes a formula of this length.

    >>> fits("A1+" * 2_730 + "A1"), fits("A1+" * 2_731 + "A1")
    (True, False)
    """
    return len(formula) <= LONGEST_FORMULA


def _plain(formulas: Sequence[str]) -> list[str]:
    """Formulas as XML has them."""
    whole = "\n".join(formulas).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return whole.split("\n")
