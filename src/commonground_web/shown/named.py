"""Offers and claims by what people call them: a title, the words that were said. In a file their ids stay, to ask by.

Law: only words that are shown change; an address still opens what it opened.
Not here: the public pages, whose words both sides have agreed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from commonground.agreement.offer import Offer
from commonground.claims.claim import Claim
from commonground.report.table import Row, Table, Value


def titles_of(offers: Mapping[str, Offer]) -> dict[str, str]:
    """Each offer's title by its id; its day with it where another one has the same title."""
    titles = [offer.title for offer in offers.values()]
    return {
        name: f"{offer.title} ({offer.passed_on})" if titles.count(offer.title) > 1 else offer.title
        for name, offer in offers.items()
    }


def quoted(claim: Claim) -> str:
    """A claim by its words and who said them."""
    return f"“{claim.quotation}” ({claim.who})"


def named(tables: Sequence[Table], titles: Mapping[str, str], labels: Mapping[str, str] | None = None) -> list[Table]:
    """Tables in which an offer is called by its title wherever it stands, and a row whose label is an id as `labels` says."""
    said = _said(titles)
    return [_named(table, said, labels or {}) for table in tables]


def _said(titles: Mapping[str, str]) -> Callable[[str], str]:
    """Words with titles in place of ids.

    An id that stands in a longer one is none; one of letters alone may be an ordinary word ("board", "raise"), so it is called by
    its title only where it stands by itself.
    """
    in_prose = sorted((name for name in titles if not name.isalpha()), key=len, reverse=True)
    if not in_prose:
        return lambda words: titles.get(words, words)
    whole = re.compile(rf"(?<![\w/-])(?:{'|'.join(map(re.escape, in_prose))})(?![\w-])")
    return lambda words: titles.get(words) or whole.sub(lambda match: titles[match[0]], words)


def _named(table: Table, said: Callable[[str], str], labels: Mapping[str, str]) -> Table:
    def cell(value: Value) -> Value:
        return said(value) if isinstance(value, str) else value

    def row(one: Row) -> Row:
        return replace(one, label=labels.get(one.label) or said(one.label), cells=tuple(map(cell, one.cells)))

    columns = tuple(replace(column, label=said(column.label)) for column in table.columns)
    return replace(
        table,
        title=said(table.title),
        columns=columns,
        rows=tuple(map(row, table.rows)),
        notes=tuple(map(said, table.notes)),
    )
