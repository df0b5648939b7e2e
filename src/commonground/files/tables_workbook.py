"""Tables as a workbook: a sheet for each; figures are values, and a figure's note holds its address for `explain`."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import xlsxwriter

from commonground.files.atomic import replacing
from commonground.report.table import Column, Row, Table, Unit, Value

FORMATS: dict[Unit, str] = {
    "cents": "#,##0.00",
    "rate": "0.00##%",
    "people": "#,##0",
    "fte": "0.00##",
    "text": "General",
    "day": "yyyy-mm-dd",
}
LONGEST_NAME, LABEL_WIDTH, TEXT_WIDTH, FIGURE_WIDTH = 31, 30, 38, 16
NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
LINE_HEIGHT = 15  # points
HEADS = 2  # the title and an empty row above the columns' heads


def write_tables_workbook(tables: Sequence[Table], path: Path) -> None:
    """Write the tables in one step. Raises OSError where the file cannot be written."""
    with replacing(path) as part:
        part.write_bytes(tables_bytes(tables))


def tables_bytes(tables: Sequence[Table]) -> bytes:
    """The workbook's bytes."""
    buffer = io.BytesIO()
    told = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, told) as book:
        for number, table in enumerate(tables, 1):
            name = table.name.rpartition("/")[2].translate(NOT_IN_NAMES)[: LONGEST_NAME - 4]
            _sheet(book, f"{number} {name}".strip(), table)
    return buffer.getvalue()


def _sheet(book: xlsxwriter.Workbook, name: str, table: Table) -> None:
    sheet = book.add_worksheet(name)
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    heading = book.add_format({"bold": True, "align": "right"})
    sheet.write_string(0, 0, table.title, book.add_format({"bold": True, "font_size": 14}))
    for column, (label, unit) in enumerate([(table.heading, "text"), *((c.label, c.unit) for c in table.columns)]):
        sheet.write_string(HEADS, column, label, bold if unit in ("text", "day") else heading)
        sheet.set_column(column, column, _width(column, unit))
    looks = {unit: book.add_format({"num_format": said, "valign": "top"}) for unit, said in FORMATS.items()}
    totals = {unit: book.add_format({"num_format": said, "bold": True, "top": 1}) for unit, said in FORMATS.items()}
    for number, row in enumerate(table.rows, HEADS + 1):
        sheet.set_row(number, LINE_HEIGHT * _lines(row))
        sheet.write_string(number, 0, row.label, bold if row.is_total else wrapped)
        _cells(sheet, number, row, table.columns, totals if row.is_total else {**looks, "text": wrapped})
    for number, note in enumerate(table.notes, HEADS + len(table.rows) + 2):
        sheet.write_string(number, 0, note)
    sheet.freeze_panes(HEADS + 1, 1)
    sheet.repeat_rows(HEADS)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _lines(row: Row) -> int:
    """How many lines a row takes where its texts are wrapped."""
    texts = [(row.label, LABEL_WIDTH), *((cell, TEXT_WIDTH) for cell in row.cells if isinstance(cell, str))]
    return max(len(textwrap.wrap(text, width - 2)) or 1 for text, width in texts)


def _width(column: int, unit: str) -> int:
    return LABEL_WIDTH if column == 0 else TEXT_WIDTH if unit == "text" else FIGURE_WIDTH


def _cells(sheet: Any, number: int, row: Row, columns: Sequence[Column], looks: dict[Any, Any]) -> None:
    for at, (value, column) in enumerate(zip(row.cells, columns, strict=True)):
        if isinstance(value, str):
            sheet.write_string(number, at + 1, value, looks[column.unit])
        elif value is not None:
            sheet.write_number(number, at + 1, _number(value, column.unit), looks[column.unit])
        if at < len(row.addresses) and row.addresses[at]:
            sheet.write_comment(number, at + 1, f"commonground explain DIR {row.addresses[at]!r}")


def _number(value: Value, unit: Unit) -> float:
    """A figure as a spreadsheet holds it: dollars, full-time jobs; binary only here, at the very end."""
    assert isinstance(value, int | Fraction)
    return float(Fraction(value) / {"cents": 100, "fte": 10_000}.get(unit, 1))
