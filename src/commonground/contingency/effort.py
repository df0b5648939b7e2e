"""Effort: how much a search may do, counted in steps, so that the same question has the same answer on every machine.

A step is one region chosen anew, or one round in which loads are settled. Law: a limit of steps is the same limit whatever the
machine does beside. Whoever watches may ask to end sooner; what was found until then stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Effort:
    """How many steps the search for the longest distance may take, and three times as many that for the mean; how long one solve
    of the whole model may take; at which gap it may end.
    """

    seconds: float = 120
    gap: Fraction = Fraction(1, 1000)
    steps: int = 120


class Work:
    """The steps that are left, and whether somebody asked to end.

    >>> work = Work(1)
    >>> work.step()
    >>> work.is_over
    True
    """

    def __init__(self, steps: int, is_stopped: Callable[[], bool] = lambda: False) -> None:
        self._left, self._is_stopped = steps, is_stopped

    def step(self) -> None:
        """A step more is done."""
        self._left -= 1

    @property
    def is_stopped(self) -> bool:
        """Whether somebody asked to end."""
        return self._is_stopped()

    @property
    def is_over(self) -> bool:
        """Whether no step is left, or somebody asked to end."""
        return self._left <= 0 or self._is_stopped()
