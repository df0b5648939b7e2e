"""Sums over the tables of a menu, compiled by numba where that is installed (the extra `fast`).

Law: the numbers of `MenuCosts.of`, bit for bit; without numba it is `MenuCosts.of` that answers. Numba takes a second and more to
come up, so it is for who asks for tens of millions of packages; nothing else in the program imports it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import numpy.typing as npt

from commonground.costing.menu import Packages
from commonground.costing.packages import MenuCosts

Cents = npt.NDArray[np.int64]
Whole = npt.NDArray[np.int64]


def sums(costs: MenuCosts, packages: Packages) -> Cents:
    """What packages cost, in cents: a row for each package (the numbers of its options), a column for each period."""
    add = compiled()
    if add is None:
        return costs.of(packages)
    found = np.zeros((len(packages), costs.periods), dtype=np.int64)
    for table in costs.tables:
        issues, options = (np.array(numbers, dtype=np.int64) for numbers in (table.issues, table.cents.shape[:-1]))
        add(found, packages, issues, options, np.ascontiguousarray(table.cents).reshape(-1, costs.periods))
    return found


@cache
def compiled() -> Callable[[Cents, Packages, Whole, Whole, Cents], None] | None:
    """The loop below, compiled; None where numba is not installed."""
    try:
        from numba import njit
    except ImportError:
        return None
    made: Callable[[Cents, Packages, Whole, Whole, Cents], None] = njit(cache=True)(add_entries)
    return made


def add_entries(found: Cents, packages: Packages, issues: Whole, options: Whole, entries: Cents) -> None:
    """Add to each package the entry of a table that it chooses: `entries` by choice on the table's issues, and period."""
    for package in range(len(packages)):
        place = 0
        for number in range(len(issues)):
            place = place * options[number] + packages[package, issues[number]]
        for period in range(found.shape[1]):
            found[package, period] += entries[place, period]
