"""Place exchange: home schools change sites, and sites give way to others, until those that were left find places together.

Where places are short, each site has a few to spare and none has enough for a further home school. A home school goes to another
open site, two change places, or an open site gives all it holds to a closed one. That is done where it leaves fewer pupils or
brings what is to spare together (the sum of the squares of spare places grows), and, less and less often, where it does not.
Law: no site has more pupils than places, no way is longer than the reach given, and no more sites are open than before.
Source: threshold accepting (Dueck and Scheuer, 1990), its random numbers of one seed.
"""

from __future__ import annotations

import random
from collections.abc import Collection

from commonground.contingency.candidate_pairs import Ints
from commonground.contingency.loads import Reach
from commonground.contingency.region_program import LEFT

EACH = 2_000  # trials for each home school
OF_SITES, OF_LEFT = 0.1, 0.2  # of all trials, one in ten moves a site, and one in ten a home school that is left
WORTH = 2_000  # squares that a pupil who is not left is worth
LOOSE = 60_000  # squares by which a trial may be worse at first; in the end none


class PlaceExchange:
    """The home schools of a plan that leaves some; `stay` are sites that stay open."""

    def __init__(self, reach: Reach, pupils: Ints, goes: Ints, stay: Collection[int], seed: int) -> None:
        self._chance = random.Random(seed).random
        self._pupils, self._goes, self._places = pupils.tolist(), goes.tolist(), reach.places
        self._stay, self._of_site = stay, [homes.tolist() for homes in reach.homes]
        self._within = [{*homes} for homes in self._of_site]
        self._held: dict[int, list[int]] = {site: [] for site in sorted({*self._goes, *stay} - {LEFT})}
        self._left: list[int] = []
        for home, site in enumerate(self._goes):
            (self._left if site == LEFT else self._held[site]).append(home)
        self._spare = {
            site: self._places[site] - sum(self._pupils[home] for home in held) for site, held in self._held.items()
        }
        self._near: list[list[int]] = [[] for _ in self._goes]
        for site, homes in enumerate(self._of_site):
            for home in homes:
                self._near[home].append(site)
        self._near_open = [[site for site in near if site in self._held] for near in self._near]
        self._best, self._is_changed = self._goes.copy(), False  # whether others are left than before the last trial

    def fewest_left(self) -> list[int]:
        """The site of each home school, or that it is left, where the fewest pupils were."""
        trials, least = EACH * len(self._goes), self._pupils_left()
        for trial in range(trials):
            if not self._left:
                return self._goes
            self._try(LOOSE * (1 - trial / trials) * self._chance())
            if self._is_changed and (left := self._pupils_left()) < least:
                least, self._best = left, self._goes.copy()
        return self._best

    def _try(self, worse: float) -> None:
        """One trial, which may be worse by so much."""
        self._is_changed = False
        kind = self._chance()
        if kind < OF_SITES:
            self._move_site(worse)
        elif kind < OF_LEFT:
            self._move_home(self._left[int(self._chance() * len(self._left))], worse)
        else:
            self._move_home(int(self._chance() * len(self._goes)), worse)

    def _pupils_left(self) -> int:
        return sum(self._pupils[home] for home in self._left)

    def _move_home(self, home: int, worse: float) -> None:
        """A home school goes to another site, or changes places with one there."""
        before, near = self._goes[home], self._near_open[home]
        if not near or (site := near[int(self._chance() * len(near))]) == before:
            return
        other = LEFT
        if self._spare[site] < self._pupils[home]:
            held = self._held[site]
            if not held:
                return
            other = held[int(self._chance() * len(held))]
            if before != LEFT and other not in self._within[before]:
                return
        more = self._pupils[home] - (self._pupils[other] if other != LEFT else 0)
        if self._spare[site] < more or not self._is_good(before, site, more, worse):
            return
        self._put(home, before, site)
        if other != LEFT:
            self._put(other, site, before)
        self._is_changed = before == LEFT

    def _is_good(self, before: int, site: int, more: int, worse: float) -> bool:
        """Whether so many pupils more at a site, and fewer where they were before, are worth it."""
        spare = self._spare[site]
        loss = spare * spare - (spare - more) * (spare - more)
        if before == LEFT:
            return loss - WORTH * more <= worse
        spare = self._spare[before]
        return spare + more >= 0 and loss + spare * spare - (spare + more) * (spare + more) <= worse

    def _put(self, home: int, before: int, site: int) -> None:
        (self._left if before == LEFT else self._held[before]).remove(home)
        (self._left if site == LEFT else self._held[site]).append(home)
        if before != LEFT:
            self._spare[before] += self._pupils[home]
        if site != LEFT:
            self._spare[site] -= self._pupils[home]
        self._goes[home] = site

    def _move_site(self, worse: float) -> None:
        """A site that holds any gives all that it holds to a closed one that can take them."""
        home = int(self._chance() * len(self._goes))
        before, near = self._goes[home], self._near[home]
        site = near[int(self._chance() * len(near))] if near else LEFT
        if before == LEFT or before in self._stay or site in self._held:
            return
        held, spare = self._held[before], self._spare[before]
        now = self._places[site] - self._places[before] + spare
        if now < 0 or spare * spare - now * now > worse or not self._within[site].issuperset(held):
            return
        self._held[site], self._spare[site] = self._held.pop(before), now
        del self._spare[before]
        for each in held:
            self._goes[each] = site
        for each in self._of_site[before]:
            self._near_open[each].remove(before)
        for each in self._of_site[site]:
            self._near_open[each].append(site)
