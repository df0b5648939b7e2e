"""Proof: that no feasible package beats a given one, by a method that shares nothing with the search that found it.

Every package is followed issue by issue. A beginning is left only where one of three sums shows that none of its packages is
feasible, worth at least as much to both sides as the given one, and more to one: what the rest could add at most for a side;
the least that a capped year could cost; and, for stated weights and prices, what all could be worth at most beside the caps.
The weights and prices need no trust: the sums hold for any that are not negative; good ones leave fewer beginnings to follow.
Its cost is the number of beginnings that were looked at. Where more than the most would be, nothing is proven.
Law (Lagrange): w.values + p.(caps - costs) of a feasible package is at least w.values.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from commonground.settlement.question import Question
from commonground.settlement.tables import CostTable, Package, Whole

MOST_BEGINNINGS = 50_000_000
AT_ONCE = 50_000
MOST_COUNTED = 1 << 60
MOST_CELLS = 200_000  # of tables that are joined, so that their sums are told more closely


@dataclass(frozen=True, slots=True)
class Price:
    """Whole weights on both sides' values, and prices on the caps, each for every 2**shift cents; none is negative."""

    weights: tuple[int, int]
    prices: tuple[int, ...]
    shifts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of it: a package that beats the given one or None, whether all were followed, and how many beginnings."""

    beaten_by: Package | None
    is_whole: bool
    beginnings: int


class Term:
    """A sum over some issues, and the most that it can come to once the first so many issues are settled."""

    def __init__(self, issues: tuple[int, ...], cells: Whole) -> None:
        self.issues = issues
        self._most = [cells]
        for _ in issues:
            self._most.append(self._most[-1].max(axis=len(issues) - len(self._most)))

    def most(self, beginnings: Whole, settled: int) -> Whole:
        """By beginning (row; columns are the first issues, `settled` of them) and column of the cells."""
        known = [issue for issue in self.issues if issue < settled]
        held = self._most[len(self.issues) - len(known)]
        found: Whole = held[tuple(beginnings[:, issue] for issue in known)]
        return found


def proof(question: Question, package: Package, prices: Sequence[Price], most: int = MOST_BEGINNINGS) -> Proof:
    """Follow every package that could beat a given one."""
    order = _order(question)
    turned = _Turned(question, order)
    prices = [price for price in prices if turned.is_counted_exactly(price)]
    terms = turned.terms(prices)
    floor, ceiling = turned.needed(question.values(package), prices)
    waiting: list[Whole] = [np.zeros((1, 0), dtype=np.int64)]
    looked_at = 0
    while waiting:
        part = waiting.pop()
        settled = part.shape[1]
        if settled == len(order):
            for row in part.tolist():
                other = tuple(option for _, option in sorted(zip(order, row, strict=True)))
                if _beats(question, other, package):
                    return Proof(other, True, looked_at)
            continue
        allowed = np.array(question.allowed[order[settled]], dtype=np.int64)
        longer = np.concatenate([np.repeat(part, len(allowed), axis=0), np.tile(allowed, len(part))[:, None]], axis=1)
        looked_at += len(longer)
        if looked_at > most:
            return Proof(None, False, looked_at)
        sums = sum((term.most(longer, settled + 1) for term in terms), start=np.zeros((1, len(floor)), dtype=np.int64))
        longer = longer[(sums + ceiling >= floor).all(axis=1)]
        longer = longer[turned.keeps_rules(longer)]
        waiting += [longer[at : at + AT_ONCE] for at in range(0, len(longer), AT_ONCE)]
    return Proof(None, True, looked_at)


def _beats(question: Question, other: Package, package: Package) -> bool:
    new, old = question.values(other), question.values(package)
    return new != old and all(a >= b for a, b in zip(new, old, strict=True)) and question.is_feasible(other)


def _order(question: Question) -> list[int]:
    """The issues, those in most tables first: once they are settled the other sums are close."""
    count = [sum(number in table.issues for table in question.tables) for number in range(len(question.issues))]
    return sorted(range(len(question.issues)), key=lambda number: -count[number])


class _Turned:
    """A question in the order in which its issues are followed."""

    def __init__(self, question: Question, order: Sequence[int]) -> None:
        self.question, self.order = question, order
        self.place = {issue: place for place, issue in enumerate(order)}
        self.columns = question.caps.columns()

    def terms(self, prices: Sequence[Price]) -> list[Term]:
        """The sums: a column for each side, for each cap (turned about), and for each price."""
        joined = self._joined(self.columns)
        found = []
        for issues, cents in joined.items():
            shape = cents.shape[:-1]
            worth = np.zeros((*shape, 2), dtype=np.int64)
            for axis, place in enumerate(issues):
                if place not in self._valued(joined)[issues]:
                    continue
                column = self.question.worth[self.order[place]]
                worth += column.reshape([-1 if a == axis else 1 for a in range(len(issues))] + [2])
            priced = [
                worth @ np.array(price.weights)
                - (cents >> np.array(price.shifts, dtype=np.int64)) @ np.array(price.prices, dtype=np.int64)
                for price in prices
            ]
            cells = np.concatenate([worth, -cents, *(one[..., None] for one in priced)], axis=-1)
            found.append(Term(issues, self._barred(issues, cells)))
        return found

    def _joined(self, columns: Sequence[tuple[int | None, int]]) -> dict[tuple[int, ...], Whole]:
        """Cents by capped column, tables joined that end with the same issue as long as they stay small; every issue has one."""
        found: dict[tuple[int, ...], Whole] = {(place,): self._none((place,)) for place in range(len(self.order))}
        for table in self.question.tables:
            issues, cents = self._capped(table, columns)
            last = issues[-1:] or (0,)
            at = next(
                (held for held in found if held[-1:] == last and self._cells({*held, *issues}) <= MOST_CELLS), None
            )
            if at is None:
                found[issues] = found.get(issues, self._none(issues)) + cents
                continue
            both = tuple(sorted({*at, *issues}))
            held = found.pop(at)
            found[both] = found.get(both, self._none(both)) + _spread(held, at, both) + _spread(cents, issues, both)
        return found

    def _capped(self, table: CostTable, columns: Sequence[tuple[int | None, int]]) -> tuple[tuple[int, ...], Whole]:
        """A table with its issues by place in the order, and a column for each cap."""
        places = [self.place[issue] for issue in table.issues]
        axes = sorted(range(len(places)), key=places.__getitem__)
        cents = table.cents.transpose([*axes, len(places)])
        chosen = [cents.sum(axis=-1) if year is None else cents[..., year] for year, _ in columns]
        empty = np.zeros((*cents.shape[:-1], 0), dtype=np.int64)
        return tuple(sorted(places)), np.concatenate([empty, *(one[..., None] for one in chosen)], axis=-1)

    def _valued(self, joined: dict[tuple[int, ...], Whole]) -> dict[tuple[int, ...], set[int]]:
        """In which sum each issue's value is counted: the first that ends with it."""
        found: dict[tuple[int, ...], set[int]] = {issues: set() for issues in joined}
        for place in range(len(self.order)):
            found[next(issues for issues in joined if issues[-1:] == (place,))].add(place)
        return found

    def _barred(self, issues: tuple[int, ...], cells: Whole) -> Whole:
        """Cells with options that are off the table so low that no beginning with them is followed."""
        for axis, place in enumerate(issues):
            allowed = self.question.allowed[self.order[place]]
            barred = [n for n in range(cells.shape[axis]) if n not in allowed]
            cells[(slice(None),) * axis + (barred,)] = -(1 << 58)
        return cells

    def _none(self, places: Sequence[int]) -> Whole:
        shape = [len(self.question.issues[self.order[place]].options) for place in places]
        return np.zeros((*shape, len(self.columns)), dtype=np.int64)

    def _cells(self, places: set[int]) -> int:
        return math.prod(len(self.question.issues[self.order[place]].options) for place in places)

    def is_counted_exactly(self, price: Price) -> bool:
        """Whether no sum with a price can pass what whole numbers of 64 bits hold; another price is not used."""
        worth = sum(weight * side.most for weight, side in zip(price.weights, self.question.sides, strict=True))
        spent = 0
        for (year, cap), each, shift in zip(self.columns, price.prices, price.shifts, strict=True):
            most = abs(cap)
            for table in self.question.tables:
                cents = table.cents.sum(axis=-1) if year is None else table.cents[..., year]
                most += int(np.abs(cents).max(initial=0))
            spent += each * ((most >> shift) + len(self.question.tables) + 1)
        return worth + spent < MOST_COUNTED and min(*price.weights, *price.prices, *price.shifts, 0) == 0

    def keeps_rules(self, beginnings: Whole) -> npt.NDArray[np.bool_]:
        """Which beginnings keep every rule whose last issue they have just settled."""
        settled = beginnings.shape[1]
        keep = np.ones(len(beginnings), dtype=bool)
        for rule in self.question.rules:
            places = [self.place[issue] for issue in rule.issues]
            if max(places, default=-1) == settled - 1:
                keep &= rule.allowed[tuple(beginnings[:, place] for place in places)]
        return keep

    def needed(self, values: tuple[int, int], prices: Sequence[Price]) -> tuple[Whole, Whole]:
        """What each sum must come to at least, and what the caps add to it."""
        caps = [cap for _, cap in self.columns]
        slack = [
            sum(price * (cap >> shift) for price, cap, shift in zip(one.prices, caps, one.shifts, strict=True))
            for one in prices
        ]
        more = [sum(w * v for w, v in zip(one.weights, values, strict=True)) + min(one.weights) for one in prices]
        floor = np.array([*values, *(0 for _ in caps), *more], dtype=np.int64)
        ceiling = np.array([0, 0, *caps, *slack], dtype=np.int64)
        return floor, ceiling


def _spread(cells: Whole, issues: Sequence[int], over: Sequence[int]) -> npt.NDArray[np.int64]:
    """Cells over some issues, shaped for more of them."""
    shape = [cells.shape[issues.index(place)] if place in issues else 1 for place in over]
    return cells.reshape([*shape, cells.shape[-1]])
