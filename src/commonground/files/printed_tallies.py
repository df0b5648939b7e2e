"""Printed tallies: figures by area as a union or a newspaper prints them, read under the names that people print.

Law: a count is a whole number as people write it, a percentage is from 0 to 100, or the row is a problem that names row and
column; a column that nothing is read from is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from commonground.files.findings import gathered, quoted
from commonground.files.tables import Table
from commonground.files.vote_tables import (
    ALIKE,
    Rows,
    missing,
    named_columns,
    not_whole,
    plain,
    read_whole_number,
    unread,
)
from commonground.values.problem import Problem
from commonground.votes.printed import COUNTED, RATIOS, PrintedPercent, PrintedRow

PERCENT = re.compile(r"^(\d{1,3}(?:\.\d{1,6})?)\s*%?$", re.ASCII)
TOTALS = ("total", "totals", "all", "sum", "grand total", "overall", "statewide", "citywide", "whole")


def read_printed(path: Path) -> tuple[list[PrintedRow], tuple[Problem, ...]]:
    """A printed tally: a row for each area and for the total; counts and percentages by their columns' names.

    A column of percentages under a count's name ("in favor": 94 %) is that count's share; a column of words is the area.
    """
    names = ("area", *COUNTED, *RATIOS)
    rows, problems = named_columns(path, names, _called_in_a_tally)
    if rows is None:
        return [], problems
    found: list[Problem] = list(problems)
    if "area" not in rows.headers and (words := next(_columns_of_words(rows), None)) is not None:
        rows = Rows(rows.table, {"area": words, **rows.headers})
    known = [name for name in rows.headers if name != "area"]
    if not known:
        return [], (*found, missing(rows, "yes", f"or another figure of {', '.join((*COUNTED, *RATIOS))}"))
    found += unread(rows, names)
    printed = []
    for row, said in rows:
        counts: dict[str, int] = {}
        percents: dict[str, PrintedPercent] = {}
        for name in known:
            text = said[name]
            if not text or text in ("-", "–", "—"):
                continue
            if name in RATIOS:
                match = PERCENT.match(text)
                if match and float(match[1]) <= 100:
                    percents[name] = PrintedPercent(match[1])
                else:
                    expected = "a percentage from 0 to 100, such as 89.73 %"
                    found.append(
                        Problem("not-a-percentage", rows.place(row, name), quoted(text), expected, "Correct it.")
                    )
            else:
                number = read_whole_number(text)
                if number is None:
                    found.append(not_whole(rows, row, name, text))
                else:
                    counts[name] = number
        label = said.get("area", "") or f"row {row}"
        printed.append(PrintedRow(label, row, counts, percents, label.strip().lower().rstrip(":") in TOTALS))
    return printed, gathered(found)


def _called_in_a_tally(table: Table, header: str) -> str:
    """A header as the names have it; one of a count whose cells are all percentages is called after its share."""
    called = plain(header)
    cells = [cell.strip() for cell in table.columns[header].to_list() if cell.strip()]
    is_share = bool(cells) and all(cell.endswith("%") for cell in cells)
    return f"percent_{called}" if is_share and any(called in ALIKE.get(name, ()) for name in COUNTED) else called


def _columns_of_words(rows: Rows) -> Iterator[str]:
    """The columns that nothing is read from and in which every cell is words."""
    for header in rows.table.headers:
        cells = [cell.strip() for cell in rows.table.columns[header].to_list() if cell.strip()]
        if header not in rows.headers.values() and cells and not any(cell[0].isdigit() for cell in cells):
            yield header
