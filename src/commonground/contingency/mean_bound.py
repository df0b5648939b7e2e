"""Mean bound: what pupils times metres come to at least in any plan within a distance, by loads of all candidates.

Prices of home schools come from the loads made so far; for any prices no plan costs less than their sum less what the best loads of
so many sites are worth above their cost. Law: that is reckoned in whole numbers for the prices as they are, and needs no trust in
the solver. Rows that are not places (adults, features, pairs apart) are not looked at; they can only cost more.
Source: the Lagrangean bound of the capacitated p-median problem by loads (Ceselli and Righini, 2005), its prices stabilised
(Wentges, 1997).
"""

from __future__ import annotations

import numpy as np

from commonground.contingency.candidate_pairs import CandidatePairs, Ints
from commonground.contingency.effort import Work
from commonground.contingency.growing_program import GrowingProgram
from commonground.contingency.loads import best_load, reach_within
from commonground.contingency.region_search import Loads
from commonground.contingency.schools import Use
from commonground.contingency.siting import Siting
from commonground.values.solver import Values

ONE = 1_000  # a pupil-metre, in the whole numbers of the bound
KEPT = 0.7  # how much of the best prices so far is kept in the next
ROUNDS = 120
SLIGHT = 1e-6


class MeanBound:
    """The bound of a question of so many sites, of the pairs given."""

    def __init__(self, siting: Siting, pairs: CandidatePairs, work: Work) -> None:
        assert siting.sites is not None
        self.siting, self._work = siting, work
        self._reach = reach_within(siting, pairs, int(pairs.metres.max(initial=0)))
        self._is_open = np.array([site.use is Use.OPEN for site in siting.candidates], dtype=bool)
        self._further = siting.sites - int(self._is_open.sum())
        self._homes, sites = len(siting.homes), len(siting.candidates)
        self._program = GrowingProgram(
            [1.0] * self._homes + [-np.inf] * (sites + 1), [np.inf] * self._homes + [1.0] * sites + [self._further]
        )
        self._known: set[tuple[int, bytes]] = set()
        for home in range(self._homes):
            dearest = int(siting.costs[home].max(initial=0))
            self._program.add(dearest * 2 + 1, [home])

    def at_least(self, cost: int, gap: float, loads: Loads) -> int:
        """The least that any plan costs; it ends once less than the gap of a plan's cost is left. `loads` may be of use."""
        for site, homes in loads:
            self._add(site, homes)
        best, asked = 0, None
        for _ in range(ROUNDS):
            if self._work.is_stopped:
                break
            _, prices = self._program.solve()
            plain = np.maximum(prices[: self._homes], 0)
            trying = plain if asked is None else KEPT * asked + (1 - KEPT) * plain
            bound, made = self._make(trying, prices)
            if bound > best:
                best, asked = bound, trying
            if not made:
                bound, made = self._make(plain, prices)
                if bound > best:
                    best, asked = bound, plain
            if not made or cost - best <= gap * cost:
                break
        return best

    def _make(self, prices: Values, now: Values) -> tuple[int, int]:
        """For each site the load worth most: the bound that these prices prove, and how many loads are new."""
        whole = np.rint(prices * ONE).astype(np.int64)
        worth, made = np.zeros(len(self._is_open), dtype=np.int64), 0
        for site, homes in enumerate(self._reach.homes):
            costs = self.siting.costs[homes, site]
            worth[site], chosen = best_load(
                whole[homes] - ONE * costs, self._reach.pupils[site], self._reach.places[site]
            )
            price = now[self._homes + site] + (0 if self._is_open[site] else now[-1])
            if now[homes[chosen]].sum() - costs[chosen].sum() + price > SLIGHT:
                made += self._add(site, homes[chosen])
        dearest = np.sort(worth[~self._is_open])[::-1][: self._further]
        bound = int(whole.sum() - worth[self._is_open].sum() - dearest.sum())
        return -(-bound // ONE), made

    def _add(self, site: int, homes: Ints) -> bool:
        key = (site, homes.tobytes())
        if not len(homes) or key in self._known:
            return False
        self._known.add(key)
        count = [] if self._is_open[site] else [self._homes + len(self._is_open)]
        cost = int(self.siting.costs[homes, site].sum())
        self._program.add(cost, [*homes.tolist(), self._homes + site, *count])
        return True
