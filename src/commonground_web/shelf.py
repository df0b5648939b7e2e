"""The shelf: what was worked out for earlier pages, as much as fits; what was asked for longest ago goes first.

Law: several may look at once. What two work out at the same moment is the same, and one of the two stays.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Shelf:
    """Results by key, together no larger than `most`: so many, or so many bytes where `keep` is told the size of each.

    >>> shelf = Shelf(2)
    >>> shelf.keep("a", 1), shelf.keep("b", 2), shelf.find("a"), shelf.keep("c", 3)
    (1, 2, 1, 3)
    >>> shelf.find("a"), shelf.find("b"), shelf.find("c")
    (1, None, 3)
    """

    def __init__(self, most: int) -> None:
        self._most, self._held = most, 0
        self._alone = threading.Lock()
        self._results: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()

    def find(self, key: Hashable) -> Any:
        """The result under a key; None where there is none."""
        with self._alone:
            found = self._results.get(key)
            if found is None:
                return None
            self._results.move_to_end(key)
            return found[0]

    def keep(self, key: Hashable, result: T, size: int = 1) -> T:
        """Keep a result, and give it back; one that is larger than the shelf is only given back."""
        with self._alone:
            self._held += size - self._results.pop(key, (None, 0))[1]
            self._results[key] = result, size
            while self._held > self._most:
                self._held -= self._results.popitem(last=False)[1][1]
        return result

    def kept(self, key: Hashable, made: Callable[[], T]) -> T:
        """The result under a key, made where there is none."""
        found: T | None = self.find(key)
        return self.keep(key, made()) if found is None else found
