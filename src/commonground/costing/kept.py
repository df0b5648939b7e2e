"""Kept: results by what they depend on, so that a further package works out only what it changes.

Law: a result is kept under all that it depends on, so keeping it or letting it go never changes a cent.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Kept(Generic[Result]):
    """Results by key, as many as `most` (in all of what `size` says of each); what was kept first is let go first.

    >>> kept = Kept(most=3, size=len)
    >>> kept.keep("a", "xy"), kept.keep("b", "zz")
    ('xy', 'zz')
    >>> kept.find("a"), kept.find("b")
    (None, 'zz')
    """

    __slots__ = ("_held", "_most", "_results", "_size")

    def __init__(self, most: int, size: Callable[[Result], int] = lambda _: 1) -> None:
        self._most, self._size, self._held = most, size, 0
        self._results: OrderedDict[Hashable, Result] = OrderedDict()

    def find(self, key: Hashable) -> Result | None:
        """The result kept under a key; None where there is none."""
        return self._results.get(key)

    def keep(self, key: Hashable, result: Result) -> Result:
        """Keep a result, and give it back."""
        results = self._results
        if key in results:
            self._held -= self._size(results.pop(key))
        results[key] = result
        self._held += self._size(result)
        while self._held > self._most and len(results) > 1:
            _, oldest = results.popitem(last=False)
            self._held -= self._size(oldest)
        return result
