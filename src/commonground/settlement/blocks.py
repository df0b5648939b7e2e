"""Blocks: the issues cut into parts that do not act on one another once the hub issues are held.

A raise multiplies the cost of every position and every benefit on pay: it is a hub. Hold the hubs at one option each, and
what is left falls into blocks; a package's cost is then the sum over its blocks, exactly. Two issues act on one another
where a rule names both, or where some table's cents with both moved differ from the sum of either moved alone.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from commonground.settlement.question import Question
from commonground.settlement.tables import CostTable, Whole

MOST_ROWS = 1_000_000  # of one block
MOST_HELD = 20_000  # ways in which the hubs may be held
Cell = TypeVar("Cell", np.int64, np.bool_)
RUN = 20_000  # what one search among blocks costs beside their rows, roughly
MOST_WORK = 1_000_000_000  # of all ways of holding the hubs, on that scale: some ten seconds without caps; a walk is quicker then


class TooEntangled(ValueError):
    """Too many issues act on one another at once: for merging their frontiers, or even for integer programs."""

    def __init__(self, issues: Sequence[str]) -> None:
        self.issues = tuple(issues)
        super().__init__(
            f"{', '.join(issues)} act on one another in more ways than can be searched;"
            " take options off some of them, or settle one of them first"
        )


@dataclass(frozen=True, eq=False)
class Block:
    """Some issues and their rows: option numbers, what a row is worth to each side, and its cents by year."""

    issues: tuple[int, ...]
    options: Whole
    worth: Whole
    cents: Whole


@dataclass(frozen=True, eq=False)
class Parts:
    """Hubs held at one option each: the blocks of all other issues, what the hubs are worth, and the cents of hubs alone."""

    held: tuple[tuple[int, int], ...]
    blocks: tuple[Block, ...]
    worth: Whole
    cents: Whole


def parts(question: Question, with_costs: bool) -> Iterator[Parts]:
    """The question once for each way of holding its hubs. Raises `TooEntangled`."""
    tables = [table for table in question.tables if with_costs]
    hubs, components = structure(question, tables)
    grids = [_grid(question, component) for component in components]
    for options in itertools.product(*(question.allowed[hub] for hub in hubs)):
        held = tuple(zip(hubs, options, strict=True))
        made = _held(question, tables, held, components, grids)
        if made is not None:
            yield made


def structure(question: Question, tables: Sequence[CostTable]) -> tuple[tuple[int, ...], list[tuple[int, ...]]]:
    """The hubs whose holding makes the least work, and the issues that still act on one another then."""
    sizes = [len(numbers) for numbers in question.allowed]
    many = [number for number, size in enumerate(sizes) if size != 1]
    edges = _edges(question, tables)
    touched = sorted({issue for edge in edges for issue in edge})
    best: tuple[float, tuple[int, ...]] = (math.inf, ())
    for count in range(min(4, len(touched) + 1)):
        for hubs in itertools.combinations(touched, count):
            best = min(best, (_work(hubs, many, edges, sizes), hubs))
    while len(best[1]) >= 3:
        more = min(
            ((_work((*best[1], hub), many, edges, sizes), (*best[1], hub)) for hub in touched if hub not in best[1]),
            default=best,
        )
        if more >= best:
            break
        best = more
    if best[0] > MOST_WORK:
        raise TooEntangled([question.issues[number].title for number in touched])
    hubs = tuple(sorted(best[1]))
    single = tuple(number for number, size in enumerate(sizes) if size == 1)
    return hubs, [*([single] if single else []), *_components(hubs, many, edges)]


def _edges(question: Question, tables: Sequence[CostTable]) -> set[tuple[int, int]]:
    found = {
        pair
        for rule in question.rules
        for pair in itertools.combinations([n for n in rule.issues if len(question.allowed[n]) > 1], 2)
    }
    for table in tables:
        cents = table.cents[np.ix_(*(question.allowed[n] for n in table.issues), range(table.cents.shape[-1]))]
        for one, other in itertools.combinations(range(len(table.issues)), 2):
            pair = table.issues[one], table.issues[other]
            if pair not in found and min(cents.shape[one], cents.shape[other]) > 1 and _is_mixed(cents, one, other):
                found.add(pair)
    return found


def _is_mixed(cents: Whole, one: int, other: int) -> bool:
    """Whether the cents with two issues moved differ anywhere from the sum of either moved alone."""
    moved = cents - cents.take([0], axis=one)
    return bool((moved - moved.take([0], axis=other)).any())


def _components(hubs: Sequence[int], issues: Sequence[int], edges: set[tuple[int, int]]) -> list[tuple[int, ...]]:
    left = [number for number in issues if number not in hubs]
    home = {number: number for number in left}
    for one, other in edges:
        if one in home and other in home and home[one] != home[other]:
            old, new = home[other], home[one]
            home = {number: new if at == old else at for number, at in home.items()}
    groups: dict[int, list[int]] = {}
    for number, at in home.items():
        groups.setdefault(at, []).append(number)
    return [tuple(group) for group in groups.values()]


def _work(hubs: Sequence[int], issues: Sequence[int], edges: set[tuple[int, int]], sizes: Sequence[int]) -> float:
    held = math.prod(sizes[hub] for hub in hubs)
    rows = [math.prod(sizes[number] for number in group) for group in _components(hubs, issues, edges)]
    if held > MOST_HELD or any(count > MOST_ROWS for count in rows):
        return math.inf
    return held * (RUN + sum(rows) + sum(count * count / 100 for count in rows))


def _grid(question: Question, issues: Sequence[int]) -> Whole:
    """Every way of settling some issues, a row each."""
    axes = np.meshgrid(*(np.array(question.allowed[n], dtype=np.int64) for n in issues), indexing="ij")
    return np.stack([axis.reshape(-1) for axis in axes], axis=1)


def _held(
    question: Question,
    tables: Sequence[CostTable],
    held: tuple[tuple[int, int], ...],
    components: Sequence[tuple[int, ...]],
    grids: Sequence[Whole],
) -> Parts | None:
    """The question with its hubs held; None where a rule forbids it."""
    fixed = dict(held)
    base = [fixed.get(number, allowed[0] if allowed else 0) for number, allowed in enumerate(question.allowed)]
    free = {n for n, allowed in enumerate(question.allowed) if len(allowed) > 1} - fixed.keys()
    if not all(rule.allows(base) for rule in question.rules if free.isdisjoint(rule.issues)):
        return None
    years = len(question.years)
    alone = sum((table.of(base) for table in tables), start=np.zeros(years, dtype=np.int64))
    blocks = []
    for issues, grid in zip(components, grids, strict=True):
        rows = grid[_kept(question, issues, free, grid, base)]
        if not len(rows):
            return None
        worth = sum((question.worth[n][rows[:, at]] for at, n in enumerate(issues)), start=np.zeros((1, 2), np.int64))
        cents = np.zeros((len(rows), years), dtype=np.int64)
        for table in tables:
            if not set(issues).isdisjoint(table.issues):
                cents += _looked_up(table.cents, table.issues, issues, rows, base) - table.of(base)
        blocks.append(Block(issues, rows, worth, cents))
    hubs_worth = sum((question.worth[n][option] for n, option in held), start=np.zeros(2, dtype=np.int64))
    return Parts(held, tuple(blocks), hubs_worth, alone)


def _kept(
    question: Question, issues: Sequence[int], free: set[int], grid: Whole, base: Sequence[int]
) -> npt.NDArray[np.bool_]:
    """The rows that keep every rule about these issues; of what a rule is about, all that is free stands in one block."""
    keep = np.ones(len(grid), dtype=bool)
    for rule in question.rules:
        if not free.intersection(issues).isdisjoint(rule.issues):
            keep &= _looked_up(rule.allowed, rule.issues, issues, grid, base)
    return keep


def _looked_up(
    held: npt.NDArray[Cell], axes: Sequence[int], issues: Sequence[int], rows: Whole, base: Sequence[int]
) -> npt.NDArray[Cell]:
    """A table's cells where some issues are as in the rows and all others at the base."""
    where = {number: rows[:, at] for at, number in enumerate(issues)}
    found: npt.NDArray[Cell] = held[tuple(where.get(n, np.full(len(rows), base[n])) for n in axes)]
    return found
