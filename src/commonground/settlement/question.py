"""The question: issues, what packages cost, what they must keep, and what they are worth to two sides.

Law: a package is feasible where each option is within the law and both sides' authority, every rule is kept, and no year's
cost, nor the term's, passes its cap. Costs are told against whatever the tables were made against.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from commonground.settlement.issue import Issue
from commonground.settlement.preference import Preference
from commonground.settlement.tables import CostTable, Package, Rule, Whole
from commonground.values.money import format_cents


@dataclass(frozen=True)
class Caps:
    """The most that a package may cost, in cents: by year (None where a year has no cap), and over all years."""

    years: tuple[int | None, ...] = ()
    term: int | None = None

    def columns(self) -> list[tuple[int | None, int]]:
        """Each cap that is set: the number of its year (None for the term), and its cents."""
        found: list[tuple[int | None, int]] = [(n, cap) for n, cap in enumerate(self.years) if cap is not None]
        return found if self.term is None else [*found, (None, self.term)]


@dataclass(frozen=True)
class Question:
    """What is searched. The two sides come in a fixed order; every pair of values is in it."""

    issues: tuple[Issue, ...]
    sides: tuple[Preference, Preference]
    years: tuple[str, ...] = ()
    tables: tuple[CostTable, ...] = ()
    caps: Caps = Caps()
    rules: tuple[Rule, ...] = ()

    @cached_property
    def allowed(self) -> tuple[tuple[int, ...], ...]:
        """By issue the numbers of the options that the law and both sides' authority leave on the table."""
        return tuple(
            tuple(
                number
                for number, option in enumerate(issue.options)
                if not option.excluded and all(side.may_sign(place, number) for side in self.sides)
            )
            for place, issue in enumerate(self.issues)
        )

    @cached_property
    def worth(self) -> tuple[Whole, ...]:
        """By issue, what each option (row) is worth to each side (column)."""
        return tuple(
            np.array(
                [[side.of(place, number) for side in self.sides] for number in range(len(issue.options))],
                dtype=np.int64,
            ).reshape(-1, 2)
            for place, issue in enumerate(self.issues)
        )

    @property
    def least(self) -> tuple[int, int]:
        """The least that each side settles for."""
        return self.sides[0].least, self.sides[1].least

    @property
    def size(self) -> int:
        """How many packages there are within the law and both sides' authority, feasible or not."""
        found = 1
        for numbers in self.allowed:
            found *= len(numbers)
        return found

    def values(self, package: Sequence[int]) -> tuple[int, int]:
        """What a package is worth to each side."""
        return self.sides[0].value(package), self.sides[1].value(package)

    def cost(self, package: Sequence[int]) -> tuple[int, ...]:
        """What a package costs, in cents by year."""
        total = np.zeros(len(self.years), dtype=np.int64)
        for table in self.tables:
            total += table.of(package)
        return tuple(int(cents) for cents in total)

    def why_not(self, package: Sequence[int]) -> Iterator[str]:
        """Everything that keeps a package from being feasible, in words."""
        for place, (issue, number) in enumerate(zip(self.issues, package, strict=True)):
            option = issue.options[number]
            if option.excluded:
                yield f"{issue.title}, {option.id}: {option.excluded}"
            for side in self.sides:
                if not side.may_sign(place, number):
                    yield f"{issue.title}, {option.id}: beyond the authority of {side.party}"
        for rule in self.rules:
            if not rule.allows(package):
                yield rule.says
        cost = self.cost(package)
        for year, cap in self.caps.columns():
            spent = sum(cost) if year is None else cost[year]
            if spent > cap:
                yield f"{'the term' if year is None else self.years[year]} costs {format_cents(spent - cap)} above its cap"

    def is_feasible(self, package: Sequence[int]) -> bool:
        """Whether nothing keeps a package from being agreed (what it is worth to the sides left aside)."""
        return next(self.why_not(package), None) is None

    def with_least(self, least: tuple[int, int]) -> Question:
        """The same question with other floors."""
        one, other = self.sides
        return replace(self, sides=(replace(one, least=least[0]), replace(other, least=least[1])))

    def named(self, package: Package) -> tuple[str, ...]:
        """The ids of a package's options, issue by issue."""
        return tuple(issue.options[number].id for issue, number in zip(self.issues, package, strict=True))
