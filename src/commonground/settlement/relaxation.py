"""Relaxations: the things in a question that can give, and by how much a package needs each of them to.

A side's least gives in points of value, a cap in cents; authority and a rule give wholly or not at all.
Law: a package that needs so much of a relaxation is open, as far as this thing goes, where it is relaxed by that or more.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from commonground.settlement.question import Caps, Question
from commonground.settlement.tables import Package, Rule

PARTS = 10_000  # of a scale, in which two leasts give alike


class Sort(StrEnum):
    """What can give: a side's least value, its authority, a cap on money, a rule."""

    LEAST = "least"
    AUTHORITY = "authority"
    CAP = "cap"
    RULE = "rule"


class Relaxation(ABC):
    """Something that can give."""

    name: str
    sort: ClassVar[Sort]

    @abstractmethod
    def relaxed(self, question: Question, by: int | None) -> Question:
        """The question with this thing relaxed by so much; None: wholly."""

    def needed(self, question: Question, package: Package) -> int | None:
        """By how much at least it must give for a package; None where it gives wholly or not at all."""
        return None


@dataclass(frozen=True)
class OneLeast(Relaxation):
    """The least of one side, in points of value."""

    sort: ClassVar[Sort] = Sort.LEAST
    side: int
    name: str

    @classmethod
    def all_of(cls, question: Question) -> Iterator[OneLeast]:
        """That of each side which has one."""
        yield from (cls(n, side.party) for n, side in enumerate(question.sides) if side.least > 0)

    def relaxed(self, question: Question, by: int | None) -> Question:
        """See `Relaxation`."""
        least = list(question.least)
        least[self.side] = 0 if by is None else max(0, least[self.side] - by)
        return question.with_least((least[0], least[1]))

    def needed(self, question: Question, package: Package) -> int:
        """See `Relaxation`."""
        return max(0, question.least[self.side] - question.values(package)[self.side])


@dataclass(frozen=True)
class Signing(Relaxation):
    """What the negotiators of one side may sign."""

    sort: ClassVar[Sort] = Sort.AUTHORITY
    side: int
    name: str

    @classmethod
    def all_of(cls, question: Question) -> Iterator[Signing]:
        """That of each side whose negotiators may not sign everything."""
        yield from (cls(n, side.party) for n, side in enumerate(question.sides) if any(side.beyond))

    def relaxed(self, question: Question, by: int | None) -> Question:
        """See `Relaxation`."""
        sides = list(question.sides)
        sides[self.side] = replace(sides[self.side], beyond=())
        return replace(question, sides=(sides[0], sides[1]))


@dataclass(frozen=True)
class OneCap(Relaxation):
    """The cap of a year, or of the term (None), in cents."""

    sort: ClassVar[Sort] = Sort.CAP
    year: int | None
    name: str

    @classmethod
    def all_of(cls, question: Question) -> Iterator[OneCap]:
        """Each that is set."""
        for year, _ in question.caps.columns():
            yield cls(year, "the term" if year is None else question.years[year])

    def relaxed(self, question: Question, by: int | None) -> Question:
        """See `Relaxation`."""
        return _raised(question, [self.year], by)

    def needed(self, question: Question, package: Package) -> int:
        """See `Relaxation`."""
        return _over(question, package, self.year)


@dataclass(frozen=True)
class OneRule(Relaxation):
    """A rule on which options go together."""

    sort: ClassVar[Sort] = Sort.RULE
    rule: Rule
    name: str

    @classmethod
    def all_of(cls, question: Question) -> Iterator[OneRule]:
        """Each of them."""
        yield from (cls(rule, rule.says) for rule in question.rules)

    def relaxed(self, question: Question, by: int | None) -> Question:
        """See `Relaxation`."""
        return replace(question, rules=tuple(rule for rule in question.rules if rule is not self.rule))


@dataclass(frozen=True)
class BothLeasts(Relaxation):
    """Both sides' leasts, by the same share of their scales, in PARTS."""

    sort: ClassVar[Sort] = Sort.LEAST
    name: str = "both sides"

    @classmethod
    def all_of(cls, question: Question) -> Iterator[BothLeasts]:
        """This one, where both sides have a least."""
        if all(least > 0 for least in question.least):
            yield cls()

    def relaxed(self, question: Question, by: int | None) -> Question:
        """See `Relaxation`."""
        share = PARTS if by is None else by
        one, other = (max(0, side.least - side.most * share // PARTS) for side in question.sides)
        return question.with_least((one, other))

    def needed(self, question: Question, package: Package) -> int:
        """See `Relaxation`."""
        short = (side.least - side.value(package) for side in question.sides)
        return max(0, *(-(-one * PARTS // side.most) for one, side in zip(short, question.sides, strict=True)))


@dataclass(frozen=True)
class EveryCap(Relaxation):
    """Every cap that is set, each by the same sum, in cents."""

    sort: ClassVar[Sort] = Sort.CAP
    name: str = "every cap"

    @classmethod
    def all_of(cls, question: Question) -> Iterator[EveryCap]:
        """This one, where more than one is set."""
        if len(question.caps.columns()) > 1:
            yield cls()

    def relaxed(self, question: Question, by: int | None) -> Question:
        """See `Relaxation`."""
        return _raised(question, [year for year, _ in question.caps.columns()], by)

    def needed(self, question: Question, package: Package) -> int:
        """See `Relaxation`."""
        return max(_over(question, package, year) for year, _ in question.caps.columns())


def _raised(question: Question, years: Sequence[int | None], by: int | None) -> Question:
    """The caps of some years (None: the term) raised by so much, or taken off."""

    def raised(year: int | None, cap: int | None) -> int | None:
        return cap if year not in years or cap is None else None if by is None else cap + by

    caps = question.caps
    return replace(question, caps=Caps(tuple(map(raised, range(len(caps.years)), caps.years)), raised(None, caps.term)))


def _over(question: Question, package: Package, year: int | None) -> int:
    """By how many cents a package passes a cap."""
    cap = question.caps.term if year is None else question.caps.years[year]
    cost = question.cost(package)
    return 0 if cap is None else max(0, (sum(cost) if year is None else cost[year]) - cap)
