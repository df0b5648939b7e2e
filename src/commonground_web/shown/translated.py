"""What the library says, in the language of the page: tables, units and messages, by the catalogue.

A word or sentence of the library is looked up as it stands; one with names or figures in it fits one of `PATTERNS`, whose parts are
looked up in turn. What the catalogue does not have is the folder's own word, and stays as it was written.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from commonground.report.table import Table
from commonground_web.shown.library_words import PATTERNS
from commonground_web.shown.tables import Shown, shown

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
PART = re.compile(r"%\((\w+)\)s")


def said(text: str) -> str:
    """A text of the library in the language of the page."""
    if not text or get_language() == "en":
        return text
    if (found := gettext(text)) != text:
        return found
    for pattern in PATTERNS:
        if fits := _matcher(pattern).fullmatch(text):
            return gettext(pattern) % {name: said(part) for name, part in fits.groupdict().items()}
    return text


def translated(table: Table) -> Table:
    """A table with its title, headings, labels, words and notes in the language of the page."""
    return replace(
        table,
        title=said(table.title),
        heading=said(table.heading),
        columns=tuple(replace(column, label=said(column.label)) for column in table.columns),
        rows=tuple(
            replace(
                row,
                label=said(row.label),
                cells=tuple(
                    said(cell) if isinstance(cell, str) and column.unit == "text" else cell
                    for cell, column in zip(row.cells, table.columns, strict=True)
                ),
            )
            for row in table.rows
        ),
        notes=tuple(map(said, table.notes)),
    )


def shown_translated(tables: Sequence[Table], *, opens: bool = False) -> list[Shown]:
    """Translated tables as a page shows them, their units too. What `opens` does so in English only."""
    opens = opens and get_language() == "en"
    return [replace(one, unit=said(one.unit)) for one in shown([_to_read(table, opens) for table in tables])]


def _to_read(table: Table, opens: bool) -> Table:
    """A table whose days are in the words of the page's language; a file has them as they are written down."""
    columns = tuple(replace(column, unit="text") if column.unit == "day" else column for column in table.columns)
    rows = tuple(
        replace(
            row,
            label=_day(row.label) if ISO_DAY.fullmatch(row.label) else row.label,
            addresses=row.addresses if opens else (),
            cells=tuple(
                _day(cell) if isinstance(cell, str) and column.unit == "day" else cell
                for cell, column in zip(row.cells, table.columns, strict=True)
            ),
        )
        for row in table.rows
    )
    return replace(table, columns=columns, rows=rows)


def _day(iso: str) -> str:
    """A day with its weekday, in the words of the page's language."""
    return date_format(dt.date.fromisoformat(iso), gettext("D, M j, Y"))


@cache
def _matcher(pattern: str) -> re.Pattern[str]:
    """What texts a pattern has made: each of its parts is any words."""
    pieces = PART.split(pattern)
    found = [re.escape(piece) if at % 2 == 0 else f"(?P<{piece}>.+?)" for at, piece in enumerate(pieces)]
    return re.compile("".join(found), re.DOTALL)
