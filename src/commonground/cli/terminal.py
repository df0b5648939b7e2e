"""The terminal: tables that read well at 80 columns. Money is shown in the largest unit that fits, and the unit is said."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

from commonground.cli.layout import BOLD, DIM, Line, Sort, block, grid, shows_style, terminal_width, unstyled
from commonground.cli.lines import filled, titled
from commonground.report.table import Column, Row, Table, Value
from commonground.report.written import UNITS, written

LABEL_WIDTH, WIDEST = 22, 120
FOLDED, WORD = 10, 20  # letters of a column of text that stand on one line at least; of its longest word, at most
SORTS = {"text": Sort.TEXT, "day": Sort.WHOLE}


def print_tables(tables: Sequence[Table]) -> None:
    """Print tables one under another; a note that several of them carry is printed once, under the last."""
    width = min(terminal_width(), WIDEST)
    lines = []
    for number, table in enumerate(tables):
        later = {note for other in tables[number + 1 :] for note in other.notes}
        lines += [*_printed(table, [note for note in table.notes if note not in later], width), ""]
    sys.stdout.write("\n".join(lines[:-1] if shows_style() else map(unstyled, lines[:-1])) + "\n")


def _printed(table: Table, notes: Sequence[str], width: int) -> Iterator[str]:
    unit, said = _unit(table, width)
    yield from block(titled(table.title, said, width), BOLD)
    for part in _blocks(table, unit, width):
        if _has_heads(table):
            yield ""
        yield from _grid(part, unit, width)
    if notes:
        yield ""
    for note in notes:
        yield from block(filled(note, width, "  "), DIM)


def _has_heads(table: Table) -> bool:
    return any(column.label for column in table.columns)


def _blocks(table: Table, unit: int, width: int) -> list[Table]:
    """The table, or where it is too wide even so, some of its columns at a time."""
    widths = _widths(table, unit)
    blocks: list[list[int]] = [[]]
    for number, figures in enumerate(widths):
        if blocks[-1] and _label_width(table, width) + sum(widths[held] for held in blocks[-1]) + figures + 1 > width:
            blocks.append([])
        blocks[-1].append(number)
    if len(blocks) == 1 or not _has_heads(table):
        return [table]
    return [
        replace(
            table,
            columns=tuple(table.columns[number] for number in block),
            rows=tuple(replace(row, cells=tuple(row.cells[number] for number in block)) for row in table.rows),
        )
        for block in blocks
    ]


def _grid(table: Table, unit: int, width: int) -> list[str]:
    heads = [table.heading, *(column.label for column in table.columns)] if _has_heads(table) else []
    hottest = _hottest(table) if table.name == "scattergram" else 0
    lines = [_line(row, table, unit, hottest) for row in table.rows]
    return grid(lines, width, heads, [Sort.TEXT, *(SORTS.get(column.unit, Sort.FIGURE) for column in table.columns)])


def _line(row: Row, table: Table, unit: int, hottest: int) -> Line:
    texts = [row.label, *(written(value, column, unit) for value, column in zip(row.cells, table.columns, strict=True))]
    if row.is_total or not hottest:
        return Line(texts, BOLD if row.is_total else "", is_apart=row.is_total)
    return Line(texts, styles=["", *(_heat(value, hottest) for value in row.cells[:-1]), ""])


HEAT = ("", "48;5;236", "48;5;238", "48;5;136", "30;48;5;172", "30;48;5;220")


def _hottest(table: Table) -> int:
    return max(
        (value for row in table.rows if not row.is_total for value in row.cells[:-1] if isinstance(value, int)),
        default=0,
    )


def _heat(value: Value, hottest: int) -> str:
    """The background of a cell by its share of the hottest one (terminals without colour show the figures alone)."""
    if not hottest or not isinstance(value, int) or value > hottest:
        return ""
    return HEAT[min(len(HEAT) - 1, value * len(HEAT) // (hottest + 1))]


def _unit(table: Table, width: int) -> tuple[int, str]:
    """The finest unit of money in which the table fits, its longer labels broken in two, and none so large that it says nothing."""
    money = [column.unit == "cents" for column in table.columns]
    if not any(money):
        return 1, ""
    figures = [cell for row in table.rows for cell, is_money in zip(row.cells, money, strict=True) if is_money]
    largest = max((abs(cents) for cents in figures if isinstance(cents, int)), default=0)
    telling = [(unit, said) for unit, said in UNITS if unit == 1 or largest >= 100 * unit]
    label_width = min(_longest_label(table), LABEL_WIDTH)
    for unit, said in telling:
        if label_width + sum(_widths(table, unit)) + _words_room(table) + 1 <= width:
            return unit, said
    return telling[-1]


def _longest_label(table: Table) -> int:
    return max(len(label) for label in (table.heading, *(row.label for row in table.rows)))


def _label_width(table: Table, width: int) -> int:
    """How many letters of a row's label stand on one line at least."""
    return min(_longest_label(table), LABEL_WIDTH, max(10, width * 2 // 5))


def _widths(table: Table, unit: int) -> list[int]:
    """The letters that each column takes, with the two blanks before it."""
    return [_width(table, number, column, unit) for number, column in enumerate(table.columns)]


def _words_room(table: Table) -> int:
    """How many letters more the columns of text want so that none of their words is broken; a very long one may be."""
    wanted = 0
    for number, column in enumerate(table.columns):
        if column.unit == "text":
            words = (word for row in table.rows for word in str(row.cells[number] or "").split())
            wanted += max(0, min(WORD, max(map(len, words), default=0)) - max(len(column.label), FOLDED))
    return wanted


def _width(table: Table, number: int, column: Column, unit: int) -> int:
    widest = max([0, *(len(written(row.cells[number], column, unit)) for row in table.rows)])
    if column.unit == "text":
        return max(len(column.label), min(widest, FOLDED)) + 2
    heading = max(map(len, column.label.split())) if column.unit == "day" and column.label else len(column.label)
    return max(heading, widest) + 2
