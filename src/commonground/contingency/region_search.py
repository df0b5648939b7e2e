"""Region search: a plan that leaves some home schools without a site is mended region by region.

Around a home school that is left, the nearest open sites and all that they hold are set free and chosen anew, as many sites as
before, so that as little as can be is left; all else stands. A home school that is left again and again weighs more each time, so
that what is left moves on until it finds room. Law: a site never has more pupils than places, no way is longer than the pairs
given, and no more sites are open than asked for. It proves nothing where it finds nothing.
Source: large neighbourhood search (Shaw, 1998) with weights of its own for what is left (Morris's breakout method, 1993).
"""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from commonground.contingency.candidate_pairs import CandidatePairs, Ints
from commonground.contingency.schools import Use
from commonground.contingency.siting import Siting
from commonground.values.solver import Rows, Values, Way, solved

LEFT = -1
WEIGHT, HEAVIER = 2, 1  # what a home school that is left weighs, and how much more each further time
REGION = 14  # open sites set free at once
ROUNDS = 12
MANY = 8  # home schools left that are too many to be mended
NODES, SECONDS = 200, 20
TAKEN = 0.5


class RegionSearch:
    """The search for a plan of at most so many sites, of the pairs given."""

    def __init__(self, siting: Siting, pairs: CandidatePairs, sites: int, is_over: Callable[[], bool]) -> None:
        self.siting, self.sites, self._is_over = siting, sites, is_over
        self._near = np.split(pairs.site, np.searchsorted(pairs.home, np.arange(1, len(siting.homes))))
        self._pupils = np.array(siting.pupils, dtype=np.int64)
        self._places = np.array([site.capacity for site in siting.candidates], dtype=np.int64)
        self._fixed = {number for number, site in enumerate(siting.candidates) if site.use is Use.OPEN}
        self._weight = np.full(len(siting.homes), WEIGHT)
        self._goes = np.zeros(0, dtype=np.int64)

    def mended(self, goes: Ints) -> tuple[int, ...] | None:
        """A plan that leaves no home school, from one that leaves some (`LEFT`); None where none was found."""
        if self._is_over():
            return None
        self._goes = goes.copy()
        self._choose_anew(self._left(), set())
        chance = random.Random(0)
        for _ in range(ROUNDS):
            left = self._left()
            if not len(left):
                return tuple(self._goes.tolist())
            if self._is_over() or len(left) > MANY:
                return None
            self._weight[left] += HEAVIER
            self._mend_around(chance.choice(left.tolist()))
        return None if len(self._left()) else tuple(self._goes.tolist())

    def _left(self) -> Ints:
        return np.nonzero(self._goes == LEFT)[0]

    def _opened(self) -> set[int]:
        return {*self._goes[self._goes != LEFT].tolist()} | self._fixed

    def _mend_around(self, centre: int) -> None:
        """Choose anew for the open sites nearest to a home school, and for all who are left near these."""
        opened = np.array(sorted(self._opened()), dtype=np.int64)
        metres = self.siting.metres[centre]
        inside = opened[np.argsort(metres[opened], kind="stable")[:REGION]]
        are_inside = np.isin(self._goes, inside)
        near = {*inside.tolist(), *self._near[centre].tolist()}
        for home in self._left().tolist():
            are_inside[home] = home == centre or bool(near & {*self._near[home].tolist()})
        self._choose_anew(np.nonzero(are_inside)[0], {*inside.tolist()})

    def _choose_anew(self, homes: Ints, inside: set[int]) -> None:
        """The least weight left of these home schools, with these open sites given up; the others' places stand."""
        stay = self._opened() - inside | self._fixed
        sites = sorted({site for home in homes.tolist() for site in self._near[home].tolist()})
        found = self._least_left(homes, sites, stay)
        if found is not None:
            self._goes[homes] = found

    def _least_left(self, homes: Ints, sites: list[int], stay: set[int]) -> Ints | None:
        """The site of each home school, or that it is left; variables: open by site, goes by pair, left by home school."""
        number = {site: column for column, site in enumerate(sites)}
        pairs = [(home, site) for home in homes.tolist() for site in self._near[home].tolist() if site in number]
        left = len(sites) + len(pairs)
        rows, objective = Rows(), np.zeros(left + len(homes))
        objective[left:] = self._weight[homes]
        of_home: dict[int, list[int]] = {home: [left + n] for n, home in enumerate(homes.tolist())}
        of_site: dict[int, list[tuple[int, int]]] = {site: [] for site in sites}
        for column, (home, site) in enumerate(pairs, len(sites)):
            of_home[home].append(column)
            of_site[site].append((column, int(self._pupils[home])))
            rows.add((column, number[site]), (1, -1), -np.inf, 0)
        for columns in of_home.values():
            rows.add(columns, [1] * len(columns), 1, 1)
        for site, held in of_site.items():
            columns, pupils = [column for column, _ in held], [each for _, each in held]
            rows.add([*columns, number[site]], [*pupils, -self._room(site, homes)], -np.inf, 0)
        new = [number[site] for site in sites if site not in stay]
        rows.add(new, [1] * len(new), -np.inf, self.sites - len(stay))
        values = self._solved(rows, objective, self._as_it_is(homes, pairs, number))
        if values is None:
            return None
        goes = np.full(len(self._goes), LEFT, dtype=np.int64)
        for taken, (home, site) in zip(values[len(sites) : left] > TAKEN, pairs, strict=True):
            if taken:
                goes[home] = site
        return goes[homes]

    def _room(self, site: int, homes: Ints) -> int:
        """The places of a site that other home schools than these leave."""
        there = self._goes == site
        there[homes] = False
        return int(self._places[site] - self._pupils[there].sum())

    def _as_it_is(self, homes: Ints, pairs: list[tuple[int, int]], number: dict[int, int]) -> Values:
        taken: npt.NDArray[np.bool_] = np.array([self._goes[home] == site for home, site in pairs], dtype=bool)
        opened = np.isin(list(number), self._goes[homes])
        return np.concatenate([opened, taken, self._goes[homes] == LEFT]).astype(float)

    @staticmethod
    def _solved(rows: Rows, objective: Values, start: Values) -> Values | None:
        one = np.ones(len(objective))
        way = Way(seconds=SECONDS, nodes=NODES, start=start)
        return solved(rows, objective, np.zeros(len(objective)), one, way).values
