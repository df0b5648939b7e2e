"""Suppression: what may be published of many small groups without saying what one person did.

Law: groups are merged until every published cell may be published; the cells are disjoint and sum to the whole, so no
subtraction of published cells from a published total leaves a cell that may not (complementary suppression).
Where not even the whole may be published, nothing is.
Not here: what makes a cell publishable; the caller says, by its own law.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Group = TypeVar("Group")


def merged(
    groups: Sequence[Group], size: Callable[[Group], int], may_be_published: Callable[[Sequence[Group]], bool]
) -> tuple[tuple[Group, ...], ...]:
    """The cells to publish, each of one or more groups; none where the whole may not be published.

    Groups that may stand alone do; the others are merged, smallest first; what is left over at the end joins the
    smallest cells there are.

    >>> merged([3, 40, 5, 60, 4], lambda n: n, lambda cell: sum(cell) >= 10)
    ((40,), (60,), (3, 4, 5))
    """
    if not groups or not may_be_published(groups):
        return ()
    cells: list[tuple[Group, ...]] = [(group,) for group in groups if may_be_published((group,))]
    waiting: tuple[Group, ...] = ()
    for group in sorted((group for group in groups if not may_be_published((group,))), key=size):
        waiting = (*waiting, group)
        if may_be_published(waiting):
            cells.append(waiting)
            waiting = ()
    while waiting and not may_be_published(waiting):
        nearest = min(cells, key=lambda cell: sum(map(size, cell)))
        cells.remove(nearest)
        waiting = (*nearest, *waiting)
    return tuple(cells) if not waiting else (*cells, waiting)
