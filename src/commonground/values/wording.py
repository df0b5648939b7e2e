"""Wording: numbers with the word for what they count, so that one person is never "1 people"."""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """A number and what it counts; `many` is the word for other than one, by itself the same with an s.

    >>> counted(1, "person", "people"), counted(20_660, "person", "people"), counted(0, "row")
    ('1 person', '20,660 people', '0 rows')
    """
    return f"{number:,} {word(number, one, many)}"


def word(number: int, one: str, many: str = "") -> str:
    """The word for so many, without the number.

    >>> word(2, "clause")
    'clauses'
    """
    return one if number == 1 else many or f"{one}s"
