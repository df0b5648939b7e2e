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


def merged_neighbours(
    groups: Sequence[Group],
    size: Callable[[Group], int],
    may_be_published: Callable[[Sequence[Group]], bool],
    reach: int = 4,
) -> tuple[tuple[Group, ...], ...]:
    """The same for groups that stand in an order, where like stands beside like: a cell that may not stand alone joins the
    smallest of the cells within reach on either side.

    The smallest such cell goes first, so that large groups stay by themselves where they can.

    >>> merged_neighbours([30, 3, 12, 4, 40], lambda n: n, lambda cell: sum(cell) >= 10)
    ((30,), (3, 4, 12), (40,))
    """
    if not groups or not may_be_published(groups):
        return ()
    cells: list[tuple[Group, ...]] = [(group,) for group in groups]
    sizes, stands = [size(group) for group in groups], [may_be_published(cell) for cell in cells]
    while not all(stands):
        at = min((n for n, may in enumerate(stands) if not may), key=sizes.__getitem__)
        near = [n for n in range(at - reach, at + reach + 1) if 0 <= n < len(cells) and n != at]
        other = min(near, key=lambda n: (sizes[n], abs(n - at)))
        cells[other], sizes[other] = cells[at] + cells[other], sizes[at] + sizes[other]
        stands[other] = may_be_published(cells[other])
        del cells[at], sizes[at], stands[at]
    return tuple(cells)
