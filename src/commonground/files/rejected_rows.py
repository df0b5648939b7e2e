"""The tables of a payroll's problems: each by sheet, row and column; and the rows that are left out, as they stand in the file."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from commonground.files.tables import Table as FileTable
from commonground.report.table import Column, Row, Table
from commonground.values.problem import Problem


def problems_table(problems: Sequence[Problem]) -> Table:
    """Every problem: where it is, what was found and expected, how to mend it, how often."""
    rows = [
        Row(
            str(one.severity.value),
            (
                one.place.sheet or "",
                "" if one.place.row is None else str(one.place.row),
                one.place.column or "",
                one.got,
                one.expected,
                one.mend,
                one.times,
            ),
        )
        for one in problems
    ]
    labels = ("sheet", "row", "column", "got", "expected", "mend")
    columns = (*(Column(label, "text") for label in labels), Column("rows", "people"))
    return Table("Problems", "", columns, tuple(rows), (), "roster/problems")


def rejected_table(table: FileTable, rejected: Sequence[int], problems: Sequence[Problem]) -> Table:
    """The rows that are left out for an error, every cell as it stands in the file; beside the first of a kind what is wrong."""
    said = {one.place.row: f"{one.place.column}: got {one.got}; expected {one.expected}" for one in problems}
    at = np.flatnonzero(np.isin(table.row, np.array(rejected, dtype=np.int64)))
    cells = [table.columns[header].take(at).to_list() for header in table.headers]
    rows = [
        Row(str(number), (said.get(number, ""), *row))
        for number, row in zip(table.row[at].tolist(), zip(*cells, strict=True), strict=True)
    ]
    columns = (Column("problem", "text"), *(Column(header, "text") for header in table.headers))
    return Table("Rows left out", "row", columns, tuple(rows), (), "roster/rejected")
