"""Tables as a workbook: a sheet for each, money in dollars and cents, texts as texts whatever they begin with."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import xlsxwriter

from commonground.report.table import Column, Table, Value

LONGEST = 31  # letters of a sheet's name


def table_workbook(tables: Sequence[Table]) -> bytes:
    """The workbook's bytes."""
    buffer = io.BytesIO()
    told = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, told) as book:
        looks = {
            "cents": book.add_format({"num_format": "#,##0.00"}),
            "rate": book.add_format({"num_format": "0.0 %"}),
            "": book.add_format(),
        }
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        for table in tables:
            sheet = book.add_worksheet(table.title[:LONGEST].replace("/", "-").replace(":", ""))
            for place, heading in enumerate((table.heading, *(column.label for column in table.columns))):
                sheet.write_string(0, place, heading, bold)
            for number, row in enumerate(table.rows, 1):
                sheet.write_string(number, 0, row.label)
                for place, (value, column) in enumerate(zip(row.cells, table.columns, strict=True), 1):
                    _write(sheet, number, place, value, column, looks.get(column.unit, looks[""]))
            for number, note in enumerate(table.notes, len(table.rows) + 2):
                sheet.write_string(number, 0, note)
            sheet.set_column(0, 0, 34)
            sheet.set_column(1, max(1, len(table.columns)), 18)
            sheet.freeze_panes(1, 1)
            sheet.set_landscape()
            sheet.fit_to_pages(1, 0)
    return buffer.getvalue()


def _write(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, place: int, value: Value, column: Column, look: object
) -> None:
    if value is None:
        return
    if isinstance(value, str):
        sheet.write_string(row, place, value)
    elif column.unit == "cents":
        sheet.write_number(row, place, float(Decimal(int(value)) / 100), look)
    else:
        sheet.write_number(row, place, float(value) if isinstance(value, Fraction) else value, look)
