"""An issue: something on the table that is settled in one of several ways, its options.

A range of numbers on a grid, a menu, a schedule by year and a clause that is in or out are all options in an order.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """One way of settling an issue; `excluded` says why the law keeps it off the table, where it does."""

    id: str
    excluded: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue and its options, in the order in which they are written."""

    id: str
    title: str
    options: tuple[Option, ...]

    def number(self, option: str) -> int:
        """The place of an option by its id. Raises `KeyError`."""
        for number, each in enumerate(self.options):
            if each.id == option:
                return number
        raise KeyError(option)
