"""Grouping: rows that are alike in some columns, numbered.

The columns of a row are the digits of one whole number, its key.
Law: groups are numbered in the order of their columns, the first column before the second, as sorting would; without a sort
where there may be few enough keys to be ticked off.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Groups = npt.NDArray[np.intp]
Key = npt.NDArray[np.int64]
MOST_TICKED = 1 << 20  # keys, however few the rows are
LARGEST_KEY = 1 << 62


def group_rows(columns: Sequence[npt.NDArray[Any]], rows: int) -> tuple[Groups, Groups]:
    """Each row's group, and the first row of each group; whole-number columns of so many rows.

    >>> group_rows([np.array([7, 5, 7]), np.array([-1, 0, -1])], 3)
    (array([1, 0, 1]), array([1, 0]))
    """
    key, keys = np.zeros(rows, dtype=np.int64), 1
    for column in columns:
        digit, digits = _digits(column)
        if keys * digits >= LARGEST_KEY:
            key, keys = _numbered(key, keys)
        if keys * digits >= LARGEST_KEY:
            digit, digits = _numbered(digit, digits)
        key, keys = (key * digits + digit, keys * digits) if keys > 1 else (digit, digits)
    group, groups = _numbered(key, keys)
    first = np.empty(groups, dtype=np.intp)
    first[group[::-1]] = np.arange(rows - 1, -1, -1)
    return group, first


def _digits(column: npt.NDArray[Any]) -> tuple[Key, int]:
    """A column as digits from 0 on, and how many there may be."""
    if not len(column):
        return column.astype(np.int64), 1
    least, most = int(column.min()), int(column.max())
    return column.astype(np.int64) - least, most - least + 1


def _numbered(key: Key, keys: int) -> tuple[Groups, int]:
    """The place of each row's key among the distinct ones in order, and how many those are; of so many that there may be."""
    if keys > max(MOST_TICKED, 32 * len(key)):
        distinct, place = np.unique(key, return_inverse=True)
        return place.reshape(-1), len(distinct)
    is_there = np.zeros(keys, dtype=bool)
    is_there[key] = True
    found = np.flatnonzero(is_there)
    places = np.empty(keys, dtype=np.int32)
    places[found] = np.arange(len(found), dtype=np.int32)
    return places[key].astype(np.intp), len(found)
