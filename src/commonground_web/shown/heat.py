"""Heat: how a cell of figures stands beside the largest of its table, in a few steps; a colour, and never alone."""

from __future__ import annotations

from dataclasses import replace

from commonground.report.table import Table
from commonground_web.shown.tables import Shown

STEPS = 6


def heated(shown: Shown, table: Table) -> Shown:
    """A shown table with the heat of each whole number that is not of a total, by its share of the largest."""
    within = [row.cells[:-1] if table.columns[-1].label == "together" else row.cells for row in table.rows]
    held = [
        cell
        for row, cells in zip(table.rows, within, strict=True)
        if not row.is_total
        for cell in cells
        if _counts(cell)
    ]
    most = max(held, default=0)  # type: ignore[type-var]
    lines = []
    for line, row, cells in zip(shown.lines, table.rows, within, strict=True):
        heats = [0 if row.is_total or not _counts(cell) else cell * STEPS // (most + 1) for cell in cells]  # type: ignore[operator]
        heats += [0] * (len(line.cells) - len(heats))
        lines.append(replace(line, cells=tuple(replace(c, heat=h) for c, h in zip(line.cells, heats, strict=True))))
    return replace(shown, lines=tuple(lines))


def _counts(cell: object) -> bool:
    return isinstance(cell, int) and cell > 0
