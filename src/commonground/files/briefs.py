"""A brief as a PDF that a screen reader can read: pictures with words for them, tables with heads, notes."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from commonground.files.brief_charts import bars_by_year, lines_by_year, steps
from commonground.files.pdf import write_pdf
from commonground.report.briefs import Brief, described
from commonground.report.issues import AS_IT_STANDS
from commonground.report.table import Column, Row, Table, Value
from commonground.values.money import divide, format_cents

HEATS = 6
WORDS = ("status quo", "state")


def write_brief(brief: Brief, path: Path) -> None:
    """Typeset a brief. Raises OSError where the file cannot be written."""
    write_pdf(path, "brief", brief_document(brief))


def brief_document(brief: Brief) -> dict[str, Any]:
    """What the template is given: words, figures as words, pictures."""
    totals = [row for row in brief.totals.rows if not row.is_total][:2]
    named = [(row.label, [int(cell or 0) for cell in row.cells]) for row in totals]
    gap = [(row.label, int(row.cells[0] or 0), row.is_total) for row in brief.gap.rows]
    pay = [(row.label, [int(cell or 0) for cell in row.cells]) for row in brief.member.rows]
    years = [column.label for column in brief.member.columns]
    return {
        "title": brief.title,
        "says": brief.says,
        "totals": _table(brief.totals),
        "years": {"svg": bars_by_year(brief.years, named), "alt": described(brief.totals, totals)},
        "gap": _table(brief.gap),
        "steps": {"svg": steps(gap), "alt": described(brief.gap)},
        "issues": _table(_for_paper(brief.issues)),
        "grid": None if brief.grid is None else {**_table(brief.grid.table), "heat": _heat(brief.grid.people)},
        "member": _table(brief.member),
        "pay": {"svg": lines_by_year(years, pay), "alt": described(brief.member)},
        "where": brief.where,
    }


def _table(table: Table) -> dict[str, Any]:
    """A table as words; of money whole dollars."""
    return {
        "title": table.title,
        "heads": [table.heading, *(column.label for column in table.columns)],
        "figures": [column.unit not in ("text", "day") for column in table.columns],
        "rows": [[row.label, *map(_written, row.cells, table.columns)] for row in table.rows],
        "totals": [row.is_total for row in table.rows],
        "notes": list(table.notes),
    }


def _written(value: Value, column: Column) -> str:
    if value is None:
        return ""
    if column.unit == "cents" and isinstance(value, int):
        return format_cents(value, dollars=True)
    if column.unit == "fte" and isinstance(value, int):
        return f"{divide(value, 1_000) / 10:,.1f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _for_paper(table: Table) -> Table:
    """The issues on which either offer says something or costs something, without the words of the status quo, for which a
    page is too narrow; the others by name."""
    kept = [at for at, column in enumerate(table.columns) if column.label not in WORDS]
    rows = [Row(row.label, tuple(row.cells[at] for at in kept), is_total=row.is_total) for row in table.rows]
    told = [row for row in rows if any(cell not in (AS_IT_STANDS, 0) for cell in row.cells[1:])]
    others = [row.label for row in rows if row not in told]
    notes = (*table.notes, f"As it stands in both: {', '.join(others)}.") if others else table.notes
    return Table(table.title, table.heading, tuple(table.columns[at] for at in kept), tuple(told), notes)


def _heat(people: Sequence[Sequence[Fraction]]) -> list[list[int]]:
    """How each place stands beside the fullest, in a few steps."""
    most = max((held for row in people for held in row), default=Fraction(0))
    return [[int(held * HEATS / (most + 1)) for held in row] for row in people]
