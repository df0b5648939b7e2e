"""The zone of agreement: whether any feasible package gives both sides their least; if none does, what stands in its way.

Each thing that can give is relaxed by itself, all others held: a side's least, its authority, a cap, a rule; and some alike:
both leasts by the same share of their scales, every cap by the same sum. Where no single thing is enough, two together: the
first by the least that does while the second gives wholly, then the second by the least that does beside it. What the law
excludes does not give. The least is told exactly.
Not here: which of them should give.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from commonground.settlement.frontier import first_found
from commonground.settlement.question import Question
from commonground.settlement.relaxation import BothLeasts, EveryCap, OneCap, OneLeast, OneRule, Relaxation, Signing
from commonground.settlement.tables import Package


class Way(StrEnum):
    """How an opening came about: one thing by itself, several alike, or two, the first of them as little as can be."""

    ALONE = "alone"
    ALIKE = "alike"
    TWO = "two"


@dataclass(frozen=True, slots=True)
class Given:
    """What gives, and by how much at least; None for what gives wholly or not at all."""

    what: Relaxation
    by: int | None


@dataclass(frozen=True, slots=True)
class Opening:
    """What would have to give, and a package that is then open; None where it is not enough however far it gives.

    `is_proven` says that less would not do (without a package: that nothing would).
    """

    way: Way
    gives: tuple[Given, ...]
    package: Package | None
    is_proven: bool = True


def openings(question: Question, told: Callable[[str], None] | None = None) -> tuple[Opening, ...]:
    """For a question without a zone of agreement: what alone, alike, and where that is not enough what two things open one."""
    single = (
        *OneLeast.all_of(question),
        *Signing.all_of(question),
        *OneCap.all_of(question),
        *OneRule.all_of(question),
    )
    several = (*BothLeasts.all_of(question), *EveryCap.all_of(question))
    alone = [_opening(question, Way.ALONE, one) for one in single]
    found = [*alone, *(_opening(question, Way.ALIKE, one) for one in several)]
    if all(one.package is None for one in alone):
        barred = [one.gives[0].what for one in found if one.package is None]
        found += _by_two(question, barred, told)
    return tuple(found)


def _opening(question: Question, way: Way, what: Relaxation) -> Opening:
    by, package, is_proven = _least(question, what)
    return Opening(way, (Given(what, by),), package, is_proven)


def _by_two(question: Question, each: Sequence[Relaxation], told: Callable[[str], None] | None) -> Iterator[Opening]:
    """Every two things that together open a zone, each of them once the one that gives as little as can be."""
    for first, second in itertools.combinations(each, 2):
        if first.sort == second.sort and isinstance(second, BothLeasts | EveryCap):
            continue
        if told is not None:
            told(f"{first.name} and {second.name}")
        if first_found(second.relaxed(first.relaxed(question, None), None)).points:
            one, other = _two(question, first, second), _two(question, second, first)
            yield one
            if set(one.gives) != set(other.gives):
                yield other


def _two(question: Question, first: Relaxation, second: Relaxation) -> Opening:
    by, _, is_proven = _least(second.relaxed(question, None), first)
    then, package, is_proven_too = _least(first.relaxed(question, by), second)
    return Opening(Way.TWO, (Given(first, by), Given(second, then)), package, is_proven and is_proven_too)


def _least(question: Question, what: Relaxation) -> tuple[int | None, Package | None, bool]:
    """The least by which something must give, a package that is then open, and whether that is proven.

    By halves between what is not enough and what is; None with a package where it gives wholly, or where nothing is needed.
    """
    found = first_found(what.relaxed(question, None))
    if not found.points:
        return None, None, found.is_proven
    package, is_proven = found.points[0].package, True
    high, low = what.needed(question, package), -1
    if high is None:
        return None, package, True
    while high - low > 1:
        middle = (low + high) // 2
        found = first_found(what.relaxed(question, middle))
        if found.points:
            package = found.points[0].package
            high = what.needed(question, package) or 0
        else:
            low, is_proven = middle, is_proven and found.is_proven
    return high, package, is_proven
