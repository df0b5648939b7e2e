"""Load cover: how few loads hold every home school within a distance, what that is at least, and a plan of so few.

Loads are made as they are wanted: prices of home schools from the loads so far, and for each site the load worth most at these
prices. Law: for any prices no plan has fewer sites than the prices' sum less what each site's best load is worth above one site;
it is reckoned in whole numbers and rounded up for each group that hangs together, and needs no trust in the solver. A plan is
found by settling the load that is used most, and making loads again, until few home schools are left; `region_search` ends it.
Rows that are not places (adults, features, pairs apart) are not looked at.
Source: column generation with stabilised prices (Wentges, 1997); diving (Sadykov et al., 2019).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from commonground.contingency.candidate_pairs import CandidatePairs, Ints, pairs_within
from commonground.contingency.effort import Work
from commonground.contingency.growing_program import GrowingProgram
from commonground.contingency.loads import Reach, best_load, reach_within
from commonground.contingency.region_program import LEFT
from commonground.contingency.region_search import RegionSearch
from commonground.contingency.schools import Use
from commonground.contingency.siting import Siting
from commonground.values.solver import Values

ONE = 1_000_000  # a site, in the whole numbers of the bound
UNHELD = 5  # what a home school in no load costs, in sites
KEPT = 0.7  # how much of the best prices so far is kept in the next
ROUNDS = 200
SEARCHED_AT_ONCE = 80  # home schools that are left to a search without loads
NEARLY = 0.7  # of a load that is settled with however many others
MOST_SETTLED = 100
OVER = 3  # sites over at which settling ends
SLIGHT = 1e-6


@dataclass(frozen=True, slots=True)
class Pace:
    """How loads are settled: one more at once for each so many home schools left, and rounds of making loads after each time."""

    left_each: int
    rounds: int


QUICK, FINE = Pace(30, 1), Pace(150, 3)


@dataclass(frozen=True, slots=True)
class Fewest:
    """Sites that any plan needs at least, and what the loads made so far come to without whole numbers."""

    at_least: int
    so_far: int


@dataclass
class _Loads:
    """The loads made so far: by column, the site, its home schools, and how far the furthest is."""

    site: list[int] = field(default_factory=list)
    homes: list[Ints] = field(default_factory=list)
    furthest: list[int] = field(default_factory=list)
    known: set[tuple[int, bytes]] = field(default_factory=set)


class LoadCover:
    """The loads of a question; those made for one distance serve the next. Once the work is over no plan is looked for."""

    def __init__(self, siting: Siting, pairs: CandidatePairs, work: Work) -> None:
        self.siting, self.pairs, self._work = siting, pairs, work
        homes, sites = len(siting.homes), len(siting.candidates)
        self._program = GrowingProgram([1] * homes + [-np.inf] * sites, [np.inf] * homes + [1] * sites)
        self._is_open = [site.use is Use.OPEN for site in siting.candidates]
        self._loads = _Loads()
        for home in range(homes):
            self._program.add(UNHELD, [home])
        self._first = homes

    def fewest(self, longest: int, enough: int, *, is_thorough: bool = False) -> Fewest:
        """The sites needed within a distance; it ends once more than `enough` are proven, or so few may do."""
        return self._made(self._held_to(longest), enough, is_thorough=is_thorough)

    def plan(self, longest: int, sites: int, pace: Pace = QUICK) -> tuple[int, ...] | None:
        """Each home school's site in a plan of at most so many sites within a distance; None where none was found."""
        reach = self._held_to(longest)
        if self._made(reach, sites, is_thorough=True).at_least > sites:
            return None
        settled = self._settled(reach, sites, pace)
        return None if settled is None else self.mended(self._goes(settled), longest, sites)

    def mended(self, goes: Ints, longest: int, sites: int) -> tuple[int, ...] | None:
        """A whole plan from one that leaves some home schools (`LEFT`); None where none was found."""
        known = zip(self._loads.site, self._loads.homes, self._loads.furthest, strict=True)
        loads = [(site, homes) for site, homes, furthest in known if furthest <= longest]
        search = RegionSearch(self.siting, pairs_within(self.pairs, longest), sites, self._work)
        return search.mended(goes, loads)

    def _settled(self, reach: Reach, sites: int, pace: Pace) -> list[int] | None:
        """Loads settled one after the other until few home schools are left; None where too many sites were needed."""
        settled: list[int] = []
        try:
            while len(self._left(settled)) > SEARCHED_AT_ONCE:
                if self._work.is_over:
                    return None
                self._work.step()
                values, _ = self._program.solve()
                further = self._settle(values, settled, pace)
                if self._count(settled, values) > sites + OVER or not further:
                    return None
                settled += further
                for _ in range(pace.rounds):
                    _, prices = self._program.solve()
                    if not self._make(reach, np.maximum(prices[: self._first], 0), prices, {*self._sites(settled)})[1]:
                        break
        finally:
            for load in settled:
                self._program.bound(self._first + load, 0, np.inf)
        return settled

    def _held_to(self, longest: int) -> Reach:
        """Loads that reach further are not used."""
        for load, furthest in enumerate(self._loads.furthest):
            self._program.bound(self._first + load, 0, np.inf if furthest <= longest else 0)
        return reach_within(self.siting, self.pairs, longest)

    def _made(self, reach: Reach, enough: int, *, is_thorough: bool = False) -> Fewest:
        """Make loads until it is known whether so many sites may do; thoroughly, until no further load is of use."""
        best: tuple[int, Ints, Values] | None = None
        found = Fewest(0, 0)
        for _ in range(ROUNDS):
            if self._work.is_stopped:
                return found
            values, prices = self._program.solve()
            plain = np.maximum(prices[: self._first], 0)
            asked = plain if best is None else KEPT * best[2] + (1 - KEPT) * plain
            bound, made = self._make(reach, asked, prices)
            if best is None or bound.sum() > best[0]:
                best = (int(bound.sum()), bound, asked)
            if not made:
                bound, made = self._make(reach, plain, prices)
                best = max(best, (int(bound.sum()), bound, plain), key=lambda each: each[0])
            found = Fewest(_rounded_up(best[1]), self._so_far(reach, values))
            is_known = found.at_least > enough or (found.so_far <= enough and not is_thorough)
            if is_known or not made:
                return found
        return found

    def _make(self, reach: Reach, prices: Values, now: Values, but: set[int] | None = None) -> tuple[Ints, int]:
        """For each site the load worth most: the bound that these prices prove by group, and how many loads are new."""
        whole = np.rint(prices * ONE).astype(np.int64)
        bound = np.zeros(len(reach.group), dtype=np.int64)
        np.add.at(bound, reach.group[: self._first], whole)
        made = 0
        for site, homes in enumerate(reach.homes):
            worth, chosen = best_load(whole[homes], reach.pupils[site], reach.places[site])
            if self._is_open[site] or worth > ONE:
                bound[reach.group[self._first + site]] += ONE - worth
            if but and site in but:
                continue
            saves = now[homes[chosen]].sum() + min(0, now[self._first + site]) - (not self._is_open[site])
            if saves > SLIGHT:
                made += self._add(site, homes[chosen], int(reach.metres[site][chosen].max()))
        return bound, made

    def _add(self, site: int, homes: Ints, furthest: int) -> bool:
        loads, key = self._loads, (site, homes.tobytes())
        if key in loads.known:
            return False
        loads.known.add(key)
        loads.site.append(site)
        loads.homes.append(homes)
        loads.furthest.append(furthest)
        self._program.add(not self._is_open[site], [*homes.tolist(), self._first + site])
        return True

    def _so_far(self, reach: Reach, values: Values) -> int:
        """The sites of the loads made so far without whole numbers, rounded up for each group."""
        used = np.zeros(len(reach.group))
        np.add.at(used, reach.group[: self._first], UNHELD * values[: self._first])
        sites = np.array(self._loads.site, dtype=np.int64)[: len(values) - self._first]
        costs = np.array([not each for each in self._is_open], dtype=float)
        if len(sites):
            np.add.at(used, reach.group[self._first + sites], (values[self._first :] * costs[sites])[: len(sites)])
        return int(np.ceil(used - SLIGHT).sum()) + sum(self._is_open)

    def _settle(self, values: Values, settled: list[int], pace: Pace) -> list[int]:
        """The loads that are used all but whole, or else those used most, a few at once; no two share a home school or site."""
        free = values[self._first :].copy()
        free[settled] = 0
        few = 1 + len(self._left(settled)) // pace.left_each
        chosen: list[int] = []
        held = np.zeros(self._first, dtype=bool)
        for load in np.argsort(-free, kind="stable")[:MOST_SETTLED].tolist():
            homes, sites = self._loads.homes[load], self._sites(chosen)
            if free[load] <= SLIGHT or (free[load] < NEARLY and len(chosen) >= few):
                break
            if self._loads.site[load] not in sites and not held[homes].any():
                held[homes] = True
                chosen.append(load)
                self._program.bound(self._first + load, 1, 1)
        return chosen

    def _count(self, settled: list[int], values: Values) -> float:
        costs = [not self._is_open[site] for site in self._loads.site]
        used = float((values[self._first :] * np.array(costs, dtype=float)).sum())
        return used + UNHELD * float(values[: self._first].sum()) + sum(self._is_open)

    def _sites(self, loads: list[int]) -> list[int]:
        return [self._loads.site[load] for load in loads]

    def _left(self, settled: list[int]) -> Ints:
        held = np.zeros(self._first, dtype=bool)
        for load in settled:
            held[self._loads.homes[load]] = True
        return np.nonzero(~held)[0]

    def _goes(self, settled: list[int]) -> Ints:
        """Each home school to the nearest of the sites whose settled load holds it; others are left."""
        goes = np.full(self._first, LEFT, dtype=np.int64)
        for load in settled:
            site, homes = self._loads.site[load], self._loads.homes[load]
            before = goes[homes]
            nearer = (before == LEFT) | (self.siting.metres[homes, site] < self.siting.metres[homes, before])
            goes[homes[nearer]] = site
        return goes


def _rounded_up(bound: Ints) -> int:
    return int((-(-bound[bound > 0] // ONE)).sum())
