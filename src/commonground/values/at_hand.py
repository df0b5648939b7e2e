"""At hand: what was made of some objects, for as long as they are at hand.

Law: it is looked up by the objects themselves, not by what they say, and holds on to them; so what is found was made of just
these, which must not change.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Made = TypeVar("Made")


class AtHand(Generic[Made]):
    """What was made of some objects, as many as `most`; what was made first is let go first.

    >>> at_hand, word = AtHand(most=2), "BA"
    >>> at_hand.of(len, word), at_hand.of(str.lower, word)  # made once
    (2, 2)
    """

    __slots__ = ("_made", "_most")

    def __init__(self, most: int) -> None:
        self._most = most
        self._made: dict[tuple[int, ...], tuple[tuple[Any, ...], Made]] = {}

    def of(self, make: Callable[..., Made], *objects: Any) -> Made:
        """What was made of these objects; made now where it was not."""
        key = tuple(map(id, objects))
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = objects, make(*objects)
            if len(self._made) > self._most:
                self._made.pop(next(iter(self._made)), None)
        return found[1]
