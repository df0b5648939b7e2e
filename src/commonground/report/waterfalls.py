"""Waterfalls: where each bar of a picture from one total, step by step, to another begins and ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Span = tuple[int, int]


def spans(rows: Iterable[tuple[int, bool]]) -> list[Span]:
    """Where each bar begins and ends: a total begins at nothing, a step where the bar before it ended.

    >>> spans([(38, True), (76, False), (-14, False), (100, True)])
    [(0, 38), (38, 114), (114, 100), (0, 100)]
    """
    found: list[Span] = []
    reached = 0
    for change, is_total in rows:
        start = 0 if is_total else reached
        reached = start + change
        found.append((start, reached))
    return found


def reach(found: Sequence[Span]) -> Span:
    """The least and the most that any bar reaches, nothing among them.

    >>> reach([(0, 38), (38, -5)])
    (-5, 38)
    """
    return min(0, *map(min, found)), max(0, *map(max, found))
