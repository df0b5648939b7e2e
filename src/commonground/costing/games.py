"""Games: what every set of issues is worth, line by line, as a sum of small games of few issues each.

Law: the worth of a set of issues is what the agreement with these issues taken from the second costs. A line costs the sum over its
groups of people, and what a group is paid depends only on the clauses that reach its people: so groups that the same issues reach
are a game of those issues alone, and a line is the sum of such games. The Shapley value of a sum is the sum of the values.
All sets of a game are priced together (`costing.batch`). Issues on which it turns how clauses join to the roster are taken one set
of them after the other, as for each the groups are others.
Not so on the actual roster, where a line is rounded as a whole: there each set is priced by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

import numpy as np
import numpy.typing as npt

from commonground.costing.batch import Batch
from commonground.costing.engine import Engine
from commonground.costing.lines import Line
from commonground.costing.mixtures import Mixtures
from commonground.costing.period import Block
from commonground.costing.price_many import MOST_TOGETHER
from commonground.costing.wordings import Wordings

Cents = npt.NDArray[np.int64]
Players = tuple[int, ...]
Games = Mapping[Players, Cents]
MOST_READ, FEW = 16, 5
WHOLE = frozenset({"heads", "jobs", "schools", "sections", "salaries"})


class TooManyIssues(ValueError):
    """A line has people whose cost depends on more issues than can be enumerated."""

    def __init__(self, line: str, issues: int) -> None:
        self.line, self.issues = line, issues
        super().__init__(f"line {line} depends on {issues} issues")


def games(
    engine: Engine, mixtures: Mixtures, lines: Mapping[str, Players], block: Block, *, few: int = FEW
) -> Mapping[Players, Cents]:
    """The small games of some lines, given the players that each reads: by players, the worth of each set of them by period.

    Row s of a game is the set of the players whose bits are set in s. A line that reads no more than `few` players is one game, as
    each of its sets may have been priced before. Raises `TooManyIssues`.
    """
    apart = {name for name, players in lines.items() if len(players) <= few or not engine.adds_up_by_group}
    found = one_by_one(engine, mixtures, {name: lines[name] for name in lines if name in apart}, block)
    worlds: dict[frozenset[int], _World] = {}
    rest = {name: players for name, players in lines.items() if name not in apart}
    parts = [part for name, players in rest.items() for part in _parts(engine, mixtures, worlds, name, players, block)]
    for part in parts:
        size = 1 << len(part.free)
        game = found.setdefault(
            part.free + part.structural, np.zeros((size << len(part.structural), len(block)), dtype=np.int64)
        )
        game[part.taken * size : (part.taken + 1) * size] += part.world.worth(part.line, part.free)
    return found


@dataclass(frozen=True, eq=False)
class _Part:
    """Groups of a line (a line of their own) that the same free players reach, where `taken` of the structural ones are."""

    world: _World
    line: Line
    free: Players
    structural: Players
    taken: int


def _parts(
    engine: Engine,
    mixtures: Mixtures,
    worlds: dict[frozenset[int], _World],
    name: str,
    players: Players,
    block: Block,
) -> Iterator[_Part]:
    structural = tuple(player for player in players if player in mixtures.structural)
    if len(structural) > MOST_READ:
        raise TooManyIssues(name, len(structural))
    for taken in range(1 << len(structural)):
        chosen = frozenset(subset(structural, taken))
        if chosen not in worlds:
            worlds[chosen] = _World(engine, mixtures, chosen, block)
        world = worlds[chosen]
        line = world.join.lines.get(name)
        for free, part in () if line is None else world.parts(line):
            if len(free) + len(structural) > MOST_READ:
                raise TooManyIssues(name, len(free) + len(structural))
            yield _Part(world, part, free, structural, taken)


class _World:
    """The mixtures in which the structural players are as they are: they join to the roster alike."""

    def __init__(self, engine: Engine, mixtures: Mixtures, chosen: frozenset[int], block: Block) -> None:
        self.engine, self.mixtures, self.chosen, self.block = engine, mixtures, chosen, block
        self.join = engine.join(mixtures.agreement(chosen))
        self._reached: dict[int, tuple[list[frozenset[int]], npt.NDArray[np.intp]]] = {}
        self._batches: dict[Players, list[Batch]] = {}

    def parts(self, line: Line) -> Iterator[tuple[Players, Line]]:
        """The groups of a line by the free players that reach them, as lines of their own."""
        sets, of = self._reach(line)
        for number, free in enumerate(sets):
            groups = np.flatnonzero(of == number)
            if len(groups) or line.is_lump:
                yield tuple(sorted(free)), line if len(sets) == 1 else line.only(groups)

    def worth(self, line: Line, free: Players) -> Cents:
        """What a line costs with each set of the free players, by set and period."""
        if free not in self._batches:
            each = len(self.block) * sum(len(line.heads) for line in self.join.lines.values())
            at_once = max(1, MOST_TOGETHER // max(each, 1))
            sets = [self.mixtures.agreement({*self.chosen, *subset(free, s)}) for s in range(1 << len(free))]
            some = (sets[start : start + at_once] for start in range(0, len(sets), at_once))
            self._batches[free] = [self.engine.batch(Wordings(agreements), self.block) for agreements in some]
        return np.concatenate([batch.totals(line) for batch in self._batches[free]])

    def _reach(self, line: Line) -> tuple[list[frozenset[int]], npt.NDArray[np.intp]]:
        """The sets of free players that reach groups of a line, and which of the sets each group has."""
        if line.serial not in self._reached:
            everything = self.mixtures.among(line.closure) - self.mixtures.structural
            splits = not (line.is_lump or line.is_schedule_pay or line.has_pool or line.rule.owed_back)
            if splits and not WHOLE & {*line.rule.reads} and len(line.count):
                self._reached[line.serial] = self._split(line)
            else:
                self._reached[line.serial] = [everything], np.zeros(len(line.heads), dtype=np.intp)
        return self._reached[line.serial]

    def _split(self, line: Line) -> tuple[list[frozenset[int]], npt.NDArray[np.intp]]:
        """The players of the line's own clause, and those that reach a group on the lines that it builds upon."""
        own = self.mixtures.among([line.provision]) - self.mixtures.structural
        below = []
        for gather in line.gathers:
            sets, of = self._reach(gather.line)
            of = np.append(of, len(sets))[gather.group] if len(of) else np.full(len(line.count), len(sets))
            below.append(([*sets, frozenset()], of))
        if not below:
            return [own], np.zeros(len(line.count), dtype=np.intp)
        rows, place = np.unique(np.stack([of for _, of in below]), axis=1, return_inverse=True)
        unions = [
            own.union(*(sets[at] for (sets, _), at in zip(below, column, strict=True))) for column in rows.T.tolist()
        ]
        number = {each: at for at, each in enumerate(dict.fromkeys(unions))}
        return list(number), np.array([number[each] for each in unions], dtype=np.intp)[place.reshape(-1)]


def subset(players: Sequence[int], bits: int) -> Iterator[int]:
    """The players whose bits are set."""
    return compress(players, map(int, reversed(f"{bits:b}")))


def one_by_one(engine: Engine, mixtures: Mixtures, lines: Mapping[str, Players], block: Block) -> dict[Players, Cents]:
    """The same games, of all the players that a line reads: a set at a time and a line at a time."""
    found: dict[Players, Cents] = {}
    made, everything = {}, frozenset(range(len(mixtures.groups)))
    for name, players in lines.items():
        if len(players) > MOST_READ:
            raise TooManyIssues(name, len(players))
        worth = []
        for bits in range(1 << len(players)):
            whole = bits + 1 == 1 << len(players)  # a line does not depend on what it does not read
            chosen = everything if whole else frozenset(subset(players, bits))
            if chosen not in made:
                ends = {frozenset(): mixtures.one, everything: mixtures.other}
                agreement = ends.get(chosen) or mixtures.agreement(chosen)
                made[chosen] = agreement, engine.join(agreement)
            agreement, join = made[chosen]
            line = join.lines.get(name)
            worth.append((0,) * len(block) if line is None else engine.totals(agreement, line, block))
        found[players] = found.get(players, 0) + np.array(worth, dtype=np.int64)
    return found
