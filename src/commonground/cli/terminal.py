"""The terminal: tables that read well at 80 columns. Money is shown in the largest unit that fits, and the unit is said."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from fractions import Fraction

from rich import box
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from commonground.report.table import Column, Table, Value
from commonground.values.money import divide, format_cents
from commonground.values.rate import format_rate

UNITS = ((1, "dollars and cents"), (100, "dollars"), (100_000, "thousands of dollars"), (100_000_000, "millions of dollars"))
LABEL_WIDTH = 22


def print_tables(tables: Sequence[Table], console: Console | None = None) -> None:
    """Print tables one under another; a note that several of them carry is printed once, under the last."""
    to = console or Console(highlight=False)
    for number, table in enumerate(tables):
        later = {note for other in tables[number + 1 :] for note in other.notes}
        _print(table, tuple(note for note in table.notes if note not in later), to)


def _print(table: Table, notes: Sequence[str], console: Console) -> None:
    width = min(console.width, 110)
    unit, said = _unit(table, width)
    heading = f"{table.title}" + (f" ({said})" if said else "")
    console.print(Text(textwrap.fill(heading, width), style="bold"))
    has_heads = any(column.label for column in table.columns)
    grid = Grid(box=box.SIMPLE_HEAD if has_heads else None, pad_edge=False, padding=(0, 1, 0, 0), show_header=has_heads)
    grid.add_column(table.heading, overflow="fold", max_width=max(LABEL_WIDTH, width - _figures_width(table, unit)))
    for column in table.columns:
        grid.add_column(column.label, justify="left" if column.unit == "text" else "right", overflow="fold")
    hottest = _hottest(table) if table.name == "scattergram" else 0
    for row in table.rows:
        cells = [
            Text(written(value, column, unit), style=_heat(value, hottest) if number < len(row.cells) - 1 else "")
            for number, (value, column) in enumerate(zip(row.cells, table.columns, strict=True))
        ]
        if row.is_total:
            grid.add_section()
        grid.add_row(Text(row.label), *cells, style="bold" if row.is_total else None)
    console.print(grid)
    for note in notes:
        console.print(Text(textwrap.fill(note, width), style="dim"))
    if notes:
        console.print()


HEAT = ("", "on grey19", "on grey27", "on dark_goldenrod", "black on orange3", "black on gold1")


def _hottest(table: Table) -> int:
    return max((value for row in table.rows if not row.is_total for value in row.cells[:-1] if isinstance(value, int)), default=0)


def _heat(value: Value, hottest: int) -> str:
    """The background of a cell by its share of the hottest one (terminals without colour show the figures alone)."""
    if not hottest or not isinstance(value, int) or value > hottest:
        return ""
    return HEAT[min(len(HEAT) - 1, value * len(HEAT) // (hottest + 1))]


def _unit(table: Table, width: int) -> tuple[int, str]:
    if not any(column.unit == "cents" for column in table.columns):
        return 1, ""
    for unit, said in UNITS:
        if LABEL_WIDTH + _figures_width(table, unit) <= width:
            return unit, said
    return UNITS[-1]


def _figures_width(table: Table, unit: int) -> int:
    total = 1
    for number, column in enumerate(table.columns):
        shown = [len(written(row.cells[number], column, unit)) for row in table.rows]
        total += max([len(column.label), *shown]) + 1
    return total


def written(value: Value, column: Column, unit: int) -> str:
    """A cell's text; money in a unit of so many cents."""
    if value is None:
        return ""
    if column.unit == "cents" and isinstance(value, int):
        return money(value, unit)
    if column.unit == "people" and isinstance(value, int):
        return f"{value:,}"
    if column.unit == "fte" and isinstance(value, int):
        return f"{divide(value, 1_000) / 10:,.1f}"
    if column.unit == "rate" and isinstance(value, Fraction):
        return format_rate(value, 3)
    return str(value)


def money(cents: int, unit: int) -> str:
    """Cents in a unit of 1, 100, 100,000 or 100,000,000 cents (the last with one decimal)."""
    if unit == 1:
        return format_cents(cents)
    if unit == UNITS[-1][0]:
        tenths = int(divide(abs(cents), unit // 10))
        return f"{'-' if cents < 0 and tenths else ''}{tenths // 10:,}.{tenths % 10}"
    whole = int(divide(abs(cents), unit))
    return f"{'-' if cents < 0 and whole else ''}{whole:,}"
