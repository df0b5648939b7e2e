"""Printable: a text without what would steer a terminal or turn the order of its letters."""

from __future__ import annotations

import unicodedata


def printable(text: str) -> str:
    """A text of one line without what would steer the terminal or turn the order of its letters.

    >>> printable("wages\\x1b[2J")
    'wages␣[2J'
    """
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() or unicodedata.category(one) == "Zs" else "␣" for one in text)


def printable_lines(text: str) -> str:
    """The same of a text of several lines, which stay apart."""
    return text if text.isprintable() else "\n".join(map(printable, text.split("\n")))
