"""Trades: at one package, what a step on one issue is worth in steps of another.

A trade takes one issue one option further, which one side likes less, and another issue just so far that this side is no
worse off: "one point of raise for sixty nurses". What it does to the other side, and to money, is told beside it. A package of
the frontier has no trade that makes one side better off and neither worse off.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from commonground.settlement.question import Question
from commonground.settlement.tables import Package


@dataclass(frozen=True, slots=True)
class Step:
    """An issue moved from one option to another, by their numbers."""

    issue: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Trade:
    """A step that a side gives, one that makes up for it; the change of both values and of the cost by year; the package."""

    giver: int
    gives: Step
    takes: Step
    values: tuple[int, int]
    cents: tuple[int, ...]
    package: Package

    @property
    def is_better(self) -> bool:
        """Whether it is better for one side and worse for neither."""
        return min(self.values) >= 0 and max(self.values) > 0


def trades(question: Question, package: Package) -> tuple[Trade, ...]:
    """Every feasible trade at a package: the best for the side that does not give first, in the issues' order where alike."""
    found = [trade for giver in (0, 1) for trade in _of(question, package, giver)]
    return tuple(sorted(found, key=lambda trade: -trade.values[1 - trade.giver]))


def _of(question: Question, package: Package, giver: int) -> Iterator[Trade]:
    side = question.sides[giver]
    for gives in _adjacent(question, package):
        loss = side.of(gives.issue, gives.before) - side.of(gives.issue, gives.after)
        if loss <= 0:
            continue
        for issue in range(len(package)):
            if issue != gives.issue:
                step = _making_up(question, package, giver, issue, loss)
                if step is not None and (trade := _trade(question, package, giver, gives, step)) is not None:
                    yield trade


def _adjacent(question: Question, package: Package) -> Iterator[Step]:
    """Each issue moved to the allowed option beside the one that it has."""
    for issue, now in enumerate(package):
        allowed = question.allowed[issue]
        below = [number for number in allowed if number < now]
        above = [number for number in allowed if number > now]
        yield from (Step(issue, now, number) for number in (*below[-1:], *above[:1]))


def _making_up(question: Question, package: Package, giver: int, issue: int, loss: int) -> Step | None:
    """The option of an issue that makes up for a loss with the least to spare, the nearest where several do."""
    side, now = question.sides[giver], package[issue]
    gains = (
        (side.of(issue, number) - side.of(issue, now), abs(number - now), number) for number in question.allowed[issue]
    )
    enough = min((gain for gain in gains if gain[0] >= loss), default=None)
    return None if enough is None else Step(issue, now, enough[2])


def _trade(question: Question, package: Package, giver: int, gives: Step, takes: Step) -> Trade | None:
    moved = list(package)
    moved[gives.issue], moved[takes.issue] = gives.after, takes.after
    after = tuple(moved)
    if not question.is_feasible(after):
        return None
    values = tuple(new - old for new, old in zip(question.values(after), question.values(package), strict=True))
    cents = tuple(new - old for new, old in zip(question.cost(after), question.cost(package), strict=True))
    return Trade(giver, gives, takes, (values[0], values[1]), cents, after)
