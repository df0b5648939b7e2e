"""Region search: a plan is made better region by region: mended where it leaves home schools without a site, or made shorter.

Around a home school, the nearest open sites and all that they hold are set free and chosen anew (`region_program`), as many sites
as before; all else stands. Where places are short, those who are left first look for some by `place_exchange`. A home school that
is left again and again weighs more each time, so that what is left moves on until it finds room. Law: a site never has more pupils
than places, no way is longer than the pairs given, no more sites are open than asked for, and no region comes out worse. It proves
nothing where it finds nothing.
Source: large neighbourhood search (Shaw, 1998) with weights of its own for what is left (Morris's breakout method, 1993).
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from itertools import count

import numpy as np
import numpy.typing as npt

from commonground.contingency.candidate_pairs import CandidatePairs, Ints
from commonground.contingency.effort import Work
from commonground.contingency.loads import reach_within
from commonground.contingency.place_exchange import PlaceExchange
from commonground.contingency.region_program import LEFT, Region, RegionProgram, Room
from commonground.contingency.schools import Use
from commonground.contingency.siting import Siting

WEIGHT, HEAVIER = 2, 1  # what a home school that is left weighs, and how much more each further time
REGION = 14  # open sites set free at once
PATIENCE = 20  # regions looked at without fewer being left, after which no plan is looked for any more
CENTRES = 3  # every so manieth open site is the centre of a region that is made shorter
SWEEPS = 12
SHORT = 10  # places are short where less than one in so many is to spare
POOL = 40  # loads of a site that are handed from region to region

Loads = Iterable[tuple[int, Ints]]


class RegionSearch:
    """The search for a plan of at most so many sites, of the pairs given; `costs` by home school and site, none is 0."""

    def __init__(
        self, siting: Siting, pairs: CandidatePairs, sites: int, work: Work, costs: npt.NDArray[np.int64] | None = None
    ) -> None:
        self.siting, self.sites, self._work, self._costs = siting, sites, work, costs
        self._reach = reach_within(siting, pairs, int(pairs.metres.max(initial=0)))
        self._near = np.split(pairs.site, np.searchsorted(pairs.home, np.arange(1, len(siting.homes))))
        self._pupils = np.array(siting.pupils, dtype=np.int64)
        self._fixed = {number for number, site in enumerate(siting.candidates) if site.use is Use.OPEN}
        self._weight = np.full(len(siting.homes), WEIGHT)
        self._goes = np.zeros(0, dtype=np.int64)
        self._pool: dict[int, dict[bytes, Ints]] = {}

    def mended(self, goes: Ints, loads: Loads = ()) -> tuple[int, ...] | None:
        """A plan that leaves no home school, from one that leaves some (`LEFT`); None where none was found."""
        if self._work.is_over:
            return None
        self._goes = goes.copy()
        self._keep(loads)
        self._close_those_over()
        self._choose(self._left(), self._opened(), self._weight)
        chance, least, patience = random.Random(0), len(self._left()), PATIENCE
        for seed in count():
            self._exchange(seed)
            if not len(left := self._left()):
                break
            patience, least = PATIENCE if len(left) < least else patience - 1, min(least, len(left))
            if not patience or self._work.is_over:
                return None
            self._weight[left] += HEAVIER
            centre = chance.choice(left.tolist())
            self._choose_around(self.siting.metres[centre], {*self._near[centre].tolist()}, self._weight)
        return tuple(self._goes.tolist())

    def shortened(self, goes: Ints) -> tuple[int, ...]:
        """A whole plan made less costly, as far as regions go."""
        self._goes = goes.copy()
        assert self._costs is not None
        dear = np.full(len(goes), int(self._costs.max()) * len(goes) + 1)
        chance = random.Random(0)
        for sweep in range(SWEEPS):
            before = self._cost()
            for centre in sorted(self._opened())[sweep % CENTRES :: CENTRES]:
                if self._work.is_over:
                    return tuple(self._goes.tolist())
                metres = self._from_site(centre)
                if sweep:  # a site may then move from one half of the region to the other
                    metres = np.minimum(metres, self._from_site(chance.choice(sorted(self._opened()))))
                self._choose_around(metres, set(), dear)
            if sweep and self._cost() == before:
                break
        return tuple(self._goes.tolist())

    def loads(self) -> list[tuple[int, Ints]]:
        """The loads that were of use in some region, those of the plan itself among them."""
        kept = [(site, load) for site, held in self._pool.items() for load in held.values()]
        return kept + [(site, np.nonzero(self._goes == site)[0]) for site in sorted(self._opened())]

    def _from_site(self, site: int) -> Ints:
        """The distance of each candidate from one."""
        nearest = int(self.siting.metres[:, site].argmin())
        return self.siting.metres[nearest]

    def _cost(self) -> int:
        assert self._costs is not None
        return int(self._costs[np.arange(len(self._goes)), self._goes].sum())

    def _keep(self, loads: Loads) -> None:
        """Remember loads, the newest of each site."""
        for site, homes in loads:
            held = self._pool.setdefault(site, {})
            held[homes.tobytes()] = homes
            if len(held) > POOL:
                held.pop(next(iter(held)))

    def _close_those_over(self) -> None:
        """Where more sites are open than asked for, those with the fewest home schools are closed."""
        while len(self._opened()) > self.sites:
            counts = np.bincount(self._goes[self._goes != LEFT], minlength=len(self.siting.candidates))
            fewest = min(sorted(self._opened() - self._fixed), key=lambda site: int(counts[site]))
            self._goes[self._goes == fewest] = LEFT

    def _exchange(self, seed: int) -> None:
        """Where places are short, those who are left find some by exchange where they can."""
        places = sum(self._reach.places[site] for site in self._opened())
        if places - self._pupils.sum() > places // SHORT:
            return
        exchange = PlaceExchange(self._reach, self._pupils, self._goes, self._fixed, seed)
        self._goes = np.array(exchange.fewest_left(), dtype=np.int64)

    def _left(self) -> Ints:
        return np.nonzero(self._goes == LEFT)[0]

    def _opened(self) -> set[int]:
        return {*self._goes[self._goes != LEFT].tolist()} | self._fixed

    def _choose_around(self, metres: Ints, near: set[int], weight: Ints) -> None:
        """Choose anew for the nearest open sites, and for all who are left near these or such further ones."""
        opened = np.array(sorted(self._opened()), dtype=np.int64)
        inside = {*opened[np.argsort(metres[opened], kind="stable")[:REGION]].tolist()}
        is_inside = np.isin(self._goes, list(inside))
        for home in self._left().tolist():
            is_inside[home] = bool((inside | near) & {*self._near[home].tolist()})
        self._choose(np.nonzero(is_inside)[0], self._opened() - inside | self._fixed, weight)

    def _choose(self, homes: Ints, stay: set[int], weight: Ints) -> None:
        """Choose anew for these home schools, where that is better, with these sites staying open."""
        if not len(homes):
            return
        found = self._chosen(homes, self._region(homes, stay, weight))
        self._work.step()
        if found is not None:
            self._goes[homes] = found

    def _region(self, homes: Ints, stay: set[int], weight: Ints) -> Region:
        number = np.full(len(self._goes), LEFT, dtype=np.int64)
        number[homes] = np.arange(len(homes))
        sites = sorted({site for home in homes.tolist() for site in self._near[home].tolist()})
        rooms = tuple(self._room(site, number, is_new=site not in stay) for site in sites)
        return Region(weight[homes], rooms, self.sites - len(stay))

    def _room(self, site: int, number: Ints, *, is_new: bool) -> Room:
        """What a site could take of the region: its places less the pupils from outside."""
        held = self._reach.homes[site][number[self._reach.homes[site]] != LEFT]
        outside = self._pupils[(self._goes == site) & (number == LEFT)].sum()
        costs = np.zeros(len(held), dtype=np.int64) if self._costs is None else self._costs[held, site]
        return Room(site, int(self._reach.places[site] - outside), is_new, number[held], self._pupils[held], costs)

    def _chosen(self, homes: Ints, region: Region) -> Ints | None:
        """The sites of a region's home schools where another choice is better; None where none is."""
        program, number = RegionProgram(region), np.full(len(self._goes), LEFT, dtype=np.int64)
        number[homes] = np.arange(len(homes))
        goes, now, cost = self._goes[homes], [], 0
        for room, of in enumerate(region.rooms):
            held = np.nonzero(goes == of.site)[0]
            if len(held):
                program.add(room, held)
                now.append((room, held))
                cost += int(of.costs[np.isin(of.homes, held)].sum())
            for load in self._pool.get(of.site, {}).values():
                inside = number[load][number[load] != LEFT]
                if self._pupils[homes[inside]].sum() <= of.places:
                    program.add(room, inside)
        cost += int(region.weight[goes == LEFT].sum())
        if program.least() > cost - 1 + 1e-6 * max(1, cost):
            return None
        found = program.chosen(now)
        self._keep((site, homes[load]) for site, load in program.loads())
        return found
