"""Output: one result in the form that was asked for: tables to read, JSON, CSV, or a workbook.

JSON and CSV are exact and stable: money in dollars and cents as text in CSV, whole cents in JSON, with the address of each
figure for `explain`. A text that a spreadsheet would take for a formula is written with a quotation mark before it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum

from commonground.cli.terminal import print_tables
from commonground.report.forms import as_csv, as_json, json_text
from commonground.report.table import Table


class Format(StrEnum):
    """The forms of a result."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def show(tables: Sequence[Table], form: Format) -> None:
    """Write tables to the terminal in a form (a workbook is written by `cost`)."""
    if form is Format.JSON:
        sys.stdout.write(json_text(as_json(tables)) + "\n")
    elif form is Format.CSV:
        sys.stdout.write(as_csv(tables))
    else:
        print_tables(tables)
