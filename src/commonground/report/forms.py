"""Forms: tables as JSON and CSV.

JSON and CSV are exact and stable: money in dollars and cents as text in CSV, whole cents in JSON, with the address of each
figure for `explain`. A text that a spreadsheet would take for a formula is written with a quotation mark before it.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from commonground.report.table import Column, Table, Value
from commonground.values.money import format_cents
from commonground.values.printable import printable_lines
from commonground.values.rate import format_rate

STEERING = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


RESULT = "commonground/tables/1"


def json_text(value: Any) -> str:
    """A value as JSON; letters that would steer a terminal, or turn the order of others, by their numbers."""
    return STEERING.sub(lambda one: f"\\u{ord(one[0]):04x}", json.dumps(value, indent=2, ensure_ascii=False))


def as_json(tables: Sequence[Table]) -> dict[str, Any]:
    """Tables as JSON: see docs/formats.md."""
    return {
        "format": RESULT,
        "tables": [
            {
                "name": table.name,
                "title": table.title,
                "heading": table.heading,
                "columns": [{"label": column.label, "unit": column.unit} for column in table.columns],
                "rows": [
                    {
                        "label": row.label,
                        "is_total": row.is_total,
                        "values": [_plain(value) for value in row.cells],
                        "cells": [
                            *(at or None for at in row.addresses),
                            *[None] * (len(row.cells) - len(row.addresses)),
                        ],
                    }
                    for row in table.rows
                ],
                "notes": list(table.notes),
            }
            for table in tables
        ],
    }


def _plain(value: Value) -> Any:
    return str(value) if isinstance(value, Fraction) else value


def as_csv(tables: Sequence[Table]) -> str:
    """Tables as CSV, one under another, with an empty line between them."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for number, table in enumerate(tables):
        if number:
            writer.writerow([])
        writer.writerow([harmless(table.heading), *(harmless(column.label) for column in table.columns)])
        for row in table.rows:
            cells = (exact(value, column) for value, column in zip(row.cells, table.columns, strict=True))
            writer.writerow([harmless(row.label), *cells])
    return text.getvalue()


def exact(value: Value, column: Column) -> str:
    """A cell's exact text."""
    if value is None:
        return ""
    if column.unit == "cents" and isinstance(value, int):
        return format_cents(value).replace(",", "")
    if column.unit == "fte" and isinstance(value, int):
        return f"{'-' if value < 0 else ''}{abs(value) // 10_000}.{abs(value) % 10_000:04d}"
    if column.unit == "rate" and isinstance(value, Fraction):
        return format_rate(value).replace(" ", "")
    return harmless(str(value)) if column.unit == "text" else str(value)


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula.

    >>> harmless("=1+1"), harmless("wages")
    ("'=1+1", 'wages')
    """
    text = printable_lines(text)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
