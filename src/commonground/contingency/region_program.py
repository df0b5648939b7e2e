"""Region program: some home schools chosen anew among the sites near them, all else standing, by loads of the region alone.

Its loads are made as they are wanted: prices of home schools from the loads so far, and for each room the load worth most at these
prices; then the loads made are chosen in whole numbers. Shapes: home schools are numbered within the region.
Law: a room never has more pupils than places; where even the loads without whole numbers cost no less, nothing is chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from commonground.contingency.candidate_pairs import Ints
from commonground.contingency.growing_program import GrowingProgram
from commonground.contingency.loads import best_load
from commonground.values.solver import Rows, Values, Way, solved

LEFT = -1
ONE = 1_000_000  # a unit of cost, in the whole numbers of a price
ROUNDS = 25
NODES, SECONDS = 60, 600
TAKEN = 0.5
SLIGHT = 1e-6


@dataclass(frozen=True, eq=False)
class Room:
    """A site in a region: its places, whether it would be newly opened, and by home school it may take, pupils and cost."""

    site: int
    places: int
    is_new: bool
    homes: Ints
    pupils: Ints
    costs: Ints


@dataclass(frozen=True, eq=False)
class Region:
    """Home schools chosen anew: what each costs where it is left, its rooms, and how many of these may be newly opened."""

    weight: Ints
    rooms: tuple[Room, ...]
    most_new: int


class RegionProgram:
    """The loads of a region, and the least cost of home schools in them or left."""

    def __init__(self, region: Region) -> None:
        self.region = region
        homes, rooms = len(region.weight), len(region.rooms)
        most = [np.inf] * homes + [1.0] * rooms + [region.most_new]
        self._program = GrowingProgram([1.0] * homes + [-np.inf] * (rooms + 1), most)
        self._loads: list[tuple[int, Ints, int]] = []
        self._known: set[tuple[int, bytes]] = set()
        for home, weight in enumerate(region.weight.tolist()):
            self._program.add(weight, [home])

    def add(self, room: int, homes: Ints) -> bool:
        """A load of a room; False where it is known or none."""
        key = (room, homes.tobytes())
        if not len(homes) or key in self._known:
            return False
        self._known.add(key)
        of, first = self.region.rooms[room], len(self.region.weight)
        cost = int(of.costs[np.isin(of.homes, homes)].sum())
        self._loads.append((room, homes, cost))
        count = [first + len(self.region.rooms)] if of.is_new else []
        self._program.add(cost, [*homes.tolist(), first + room, *count])
        return True

    def loads(self) -> Iterable[tuple[int, Ints]]:
        """The loads made: the site and its home schools."""
        return ((self.region.rooms[room].site, homes) for room, homes, _ in self._loads)

    def least(self) -> float:
        """The least cost without whole numbers, of all loads there could be where the rounds sufficed."""
        values, prices = self._program.solve()
        for _ in range(ROUNDS):
            if not self._make(prices):
                break
            values, prices = self._program.solve()
        homes = len(self.region.weight)
        costs = np.array([cost for _, _, cost in self._loads], dtype=float)
        return float(self.region.weight @ values[:homes] + costs @ values[homes:])

    def _make(self, prices: Values) -> int:
        homes, made = len(self.region.weight), 0
        worth = np.rint(np.maximum(prices[:homes], 0) * ONE).astype(np.int64)
        for number, room in enumerate(self.region.rooms):
            most, chosen = best_load(worth[room.homes] - ONE * room.costs, room.pupils, room.places)
            price = -prices[homes + number] - (prices[-1] if room.is_new else 0)
            if most / ONE - price > SLIGHT:
                made += self.add(number, room.homes[chosen])
        return made

    def chosen(self, now: Sequence[tuple[int, Ints]], nodes: int = NODES) -> Ints | None:
        """The site of each home school, or that it is left, at the least cost of the loads made; `now` is where it starts."""
        region, homes = self.region, len(self.region.weight)
        rows, columns = Rows(), homes + len(self._loads)
        holds: list[list[int]] = [[home] for home in range(homes)]
        of_room: list[list[int]] = [[] for _ in region.rooms]
        for column, (room, held, _) in enumerate(self._loads, homes):
            of_room[room].append(column)
            for home in held.tolist():
                holds[home].append(column)
        for each in holds:
            rows.add(each, [1] * len(each), 1, np.inf)
        for each in of_room:
            rows.add(each, [1] * len(each), -np.inf, 1)
        new = [column for room, each in zip(region.rooms, of_room, strict=True) if room.is_new for column in each]
        rows.add(new, [1] * len(new), -np.inf, region.most_new)
        objective = np.concatenate([region.weight, [cost for _, _, cost in self._loads]]).astype(float)
        way = Way(seconds=SECONDS, nodes=nodes, start=self._start(now))
        found = solved(rows, objective, np.zeros(columns), np.ones(columns), way)
        return None if found.values is None else self._goes(found.values)

    def _start(self, now: Sequence[tuple[int, Ints]]) -> Values:
        homes = len(self.region.weight)
        number = {(room, held.tobytes()): column for column, (room, held, _) in enumerate(self._loads, homes)}
        start = np.zeros(homes + len(self._loads))
        start[:homes] = 1
        for room, held in now:
            start[held] = 0
            start[number[room, held.tobytes()]] = 1
        return start

    def _goes(self, values: Values) -> Ints:
        """Each home school to the cheapest of the loads taken that hold it."""
        homes = len(self.region.weight)
        goes = np.full(homes, LEFT, dtype=np.int64)
        least = np.full(homes, np.iinfo(np.int64).max)
        for taken, (number, held, _) in zip(values[homes:] > TAKEN, self._loads, strict=True):
            room = self.region.rooms[number]
            if taken:
                cost = room.costs[np.isin(room.homes, held)]
                cheaper = cost < least[held]
                goes[held[cheaper]], least[held[cheaper]] = room.site, cost[cheaper]
        return goes
