"""Grouping: rows that are alike in some columns, numbered.

Law: groups are numbered in the order of their columns, the first column before the second, as sorting would; without a sort
where the columns together have few enough possible values to be ticked off.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Groups = npt.NDArray[np.intp]
MOST_TICKED = 1 << 23


def group_rows(columns: Sequence[npt.NDArray[Any]], rows: int) -> tuple[Groups, Groups]:
    """Each row's group, and the first row of each group; whole-number columns of so many rows.

    >>> group_rows([np.array([7, 5, 7]), np.array([-1, 0, -1])], 3)
    (array([1, 0, 1]), array([1, 0]))
    """
    group, groups = np.zeros(rows, dtype=np.intp), min(rows, 1)
    for column in columns:
        value, values = _numbered(column.astype(np.intp, copy=False))
        if values > 1:
            group, groups = _numbered(group * values + value) if groups > 1 else (value, values)
    first = np.empty(groups, dtype=np.intp)
    first[group[::-1]] = np.arange(rows - 1, -1, -1)
    return group, first


def _numbered(value: Groups) -> tuple[Groups, int]:
    """The place of each value among the distinct ones in order, and how many there are."""
    if not len(value):
        return value, 0
    least, most = int(value.min()), int(value.max())
    if most - least >= max(MOST_TICKED, 4 * len(value)):
        distinct, place = np.unique(value, return_inverse=True)
        return place.reshape(-1), len(distinct)
    is_there = np.zeros(most - least + 1, dtype=bool)
    is_there[value - least] = True
    found = np.flatnonzero(is_there)
    if len(found) == len(is_there):
        return (value - least if least else value), len(found)
    place = np.empty(len(is_there), dtype=np.intp)
    place[found] = np.arange(len(found))
    return place[value - least], len(found)
