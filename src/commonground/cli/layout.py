"""Layout: texts side by side in columns, at a width, with what style the terminal has.

Law: no line is wider than the width, unless a figure alone is; a figure is never broken.
Not here: which figures, and in which unit (`terminal`).
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Sequence
from enum import Enum, auto
from itertools import zip_longest
from typing import NamedTuple

from commonground.cli.lines import broken
from commonground.values.printable import printable

BOLD, DIM = "1", "2"
STYLE = re.compile(r"\x1b\[[\d;]+m")
NARROWEST = 8


class Sort(Enum):
    """What stands in a column: a text that may be broken, what stays whole (a day), or a figure, to the right and whole."""

    TEXT = auto()
    WHOLE = auto()
    FIGURE = auto()


class Line(NamedTuple):
    """A row of a grid: its texts, a style for all of it or one for each text, and whether a blank line goes before it."""

    texts: Sequence[str]
    style: str = ""
    styles: Sequence[str] = ()
    is_apart: bool = False


def terminal_width() -> int:
    """The letters on a line: COLUMNS where it is set, else the terminal's, else 80."""
    return shutil.get_terminal_size().columns


def shows_style() -> bool:
    """Whether the result is read on a terminal that shows bold and colour (FORCE_COLOR and NO_COLOR are heeded)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") in ("dumb", "unknown"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def styled(text: str, style: str) -> str:
    """A text in a style (the numbers of an ANSI sequence); as it is where the style is empty.

    >>> styled("total", ""), styled("total", BOLD)
    ('total', '\\x1b[1mtotal\\x1b[0m')
    """
    return f"\x1b[{style}m{text}\x1b[0m" if style and text else text


def unstyled(line: str) -> str:
    """A line without its styles, for a file or a terminal that shows none."""
    return STYLE.sub("", line).rstrip()


def block(text: str, style: str) -> list[str]:
    """The lines of a text in a style."""
    return [styled(printable(line), style) for line in text.split("\n")]


def grid(lines: Sequence[Line], width: int, heads: Sequence[str], sorts: Sequence[Sort]) -> list[str]:
    """Lines of texts under their heads (without heads: the first text is a label, and nothing stands above).

    What room the figures leave, the texts share, and are broken at their words.
    """
    margin, gap = (" ", "  ") if heads else ("", " ")
    printed = [line._replace(texts=[printable(text) for text in line.texts]) for line in lines]
    room = width - len(margin) - len(gap) * (len(sorts) - 1)
    widths = _shared(room, _asked([line.texts for line in printed], heads, sorts), sorts)
    found = []
    if heads:
        found += _row(Line([printable(head) for head in heads], BOLD), widths, sorts, margin, gap)
        found.append(f"{margin}{'─' * (sum(widths) + len(gap) * (len(widths) - 1))}")
    for line in printed:
        found += [""] if line.is_apart and heads else []
        found += _row(line, widths, sorts, margin, gap)
    return found


def _asked(rows: Sequence[Sequence[str]], heads: Sequence[str], sorts: Sequence[Sort]) -> list[int]:
    """The widths at which nothing is broken but the heads of days."""
    whole = [
        max(head.split() or [""], key=_width) if sort is Sort.WHOLE else head
        for head, sort in zip(heads, sorts, strict=False)
    ]
    return [max(map(_width, column)) for column in zip(*([whole] if heads else []), *rows, strict=True)]


def _shared(room: int, widths: list[int], sorts: Sequence[Sort]) -> list[int]:
    """The widths that fit the room: the widest text gives way first."""
    texts = [at for at, sort in enumerate(sorts) if sort is Sort.TEXT]
    while sum(widths) > room:
        widest = max(texts, key=widths.__getitem__)
        if widths[widest] <= NARROWEST:
            break
        widths[widest] -= 1
    return widths


def _row(line: Line, widths: Sequence[int], sorts: Sequence[Sort], margin: str, gap: str) -> list[str]:
    """A line as it is printed, on as many lines as its longest text needs."""
    parts = [
        [text] if sort is Sort.FIGURE or _width(text) <= width else broken(text, width)
        for text, width, sort in zip(line.texts, widths, sorts, strict=True)
    ]
    styles = line.styles or [line.style] * len(widths)
    return [
        margin + gap.join(map(_placed, texts, widths, sorts, styles)) for texts in zip_longest(*parts, fillvalue="")
    ]


def _placed(text: str, width: int, sort: Sort, style: str) -> str:
    blanks = " " * (width - _width(text))
    return styled(blanks + text if sort is Sort.FIGURE else text + blanks, style)


def _width(text: str) -> int:
    """The letters' places: Chinese, Japanese and Korean ones take two, accents that stand over another letter none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )
