"""Part cover: how few sites hold every home school within a distance, part by part, and a plan of so many.

Law: what each part needs at least is needed together. A small part is answered by the model with whole numbers, the others by
loads; what the small ones do not need is left to the largest, which is planned last.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonground.contingency.candidate_pairs import Ints, candidate_pairs
from commonground.contingency.effort import Work
from commonground.contingency.load_cover import QUICK, LoadCover, Pace
from commonground.contingency.region_program import LEFT
from commonground.contingency.schools import Use
from commonground.contingency.site_model import SiteModel
from commonground.contingency.site_parts import SitePart, site_parts
from commonground.contingency.siting import Siting
from commonground.values.solver import Ending, Solved, Way

SMALL = 120  # home schools that the model with whole numbers can answer
NODES, SECONDS = 300, 600


@dataclass(frozen=True, slots=True)
class _Exact:
    """What the model with whole numbers says of a small part: sites at least, and a plan where it found one."""

    at_least: int
    goes: tuple[int, ...] | None
    sites: int


class PartCover:
    """The parts of a question, each with its loads; the candidates are all there are."""

    def __init__(self, siting: Siting, work: Work) -> None:
        self.siting = siting
        self.parts = site_parts(siting)
        pairs = [candidate_pairs(part.siting.with_nearest(len(siting.schools))) for part in self.parts]
        self._covers = [LoadCover(part.siting, of, work) for part, of in zip(self.parts, pairs, strict=True)]
        self._models = [
            SiteModel(part.siting, of) if len(part.homes) <= SMALL else None
            for part, of in zip(self.parts, pairs, strict=True)
        ]
        self._exact: dict[tuple[int, int], _Exact] = {}

    def at_least(self, longest: int, enough: int) -> int:
        """Sites that any plan within a distance needs; it ends once more than `enough` are proven."""
        return sum(self._needs(longest, enough))

    def plan(
        self, longest: int, sites: int, start: tuple[int, ...] | None = None, pace: Pace = QUICK
    ) -> tuple[int, ...] | None:
        """Each home school's site in a plan of at most so many sites within a distance; None where none was found.

        With `start`, a plan that may have longer ways, what is too long in it is mended, and no plan is made anew.
        """
        needs = self._needs(longest, sites)
        goes = np.zeros(len(self.siting.homes), dtype=np.int64)
        spare = sites - sum(needs)
        for number, part in enumerate(self.parts):
            if spare < 0:
                return None
            found, used = self._planned(number, longest, needs[number] + spare, start, pace)
            if found is None:
                return None
            goes[part.homes] = part.sites[list(found)]
            spare -= used - needs[number]
        return tuple(goes.tolist()) if spare >= 0 else None

    def _needs(self, longest: int, enough: int) -> list[int]:
        """Sites at least by part: by loads first, and where these leave it open by whole numbers for the small ones."""
        needs = [_fixed_open(part) for part in self.parts]
        for number, cover in enumerate(self._covers):
            if not len(self.parts[number].homes):
                continue
            others = sum(needs) - needs[number]
            is_last = number == len(needs) - 1
            found = cover.fewest(longest, enough - others, is_thorough=not is_last).at_least
            needs[number] = max(needs[number], found)
        for number in range(len(needs)):
            if sum(needs) <= enough and self._models[number] is not None and len(self.parts[number].homes):
                needs[number] = max(needs[number], self._answered(number, longest).at_least)
        if sum(needs) <= enough and len(self.parts[-1].homes):
            others = sum(needs[:-1])
            needs[-1] = max(needs[-1], self._covers[-1].fewest(longest, enough - others).at_least)
        return needs

    def _planned(
        self, number: int, longest: int, most: int, start: tuple[int, ...] | None, pace: Pace
    ) -> tuple[tuple[int, ...] | None, int]:
        """A part's plan of at most so many sites, and how many it has."""
        if not len(self.parts[number].homes):
            return (), _fixed_open(self.parts[number])
        if self._models[number] is not None:
            exact = self._answered(number, longest)
            if exact.goes is not None and exact.sites <= most:
                return exact.goes, exact.sites
        cover = self._covers[number]
        goes = (
            cover.plan(longest, most, pace)
            if start is None
            else cover.mended(self._kept(number, longest, start), longest, most)
        )
        return goes, 0 if goes is None else _sites_of(self.parts[number], goes)

    def _kept(self, number: int, longest: int, start: tuple[int, ...]) -> Ints:
        """A part of a plan without the ways that are too long."""
        part = self.parts[number]
        goes = np.searchsorted(part.sites, np.array(start, dtype=np.int64)[part.homes])
        return np.where(part.siting.metres[np.arange(len(goes)), goes] <= longest, goes, LEFT)

    def _answered(self, number: int, longest: int) -> _Exact:
        model = self._models[number]
        assert model is not None
        if (number, longest) not in self._exact:
            found = model.solve(Way(seconds=SECONDS, nodes=NODES), longest=longest, fewest=True)
            self._exact[number, longest] = _exact(self.parts[number], model, found)
        return self._exact[number, longest]


def _exact(part: SitePart, model: SiteModel, found: Solved) -> _Exact:
    if found.ending is Ending.IMPOSSIBLE:
        return _Exact(len(part.sites) + 1, None, 0)
    goes = None if found.values is None else model.site_of(found.values)
    return _Exact(found.at_least, goes, 0 if goes is None else _sites_of(part, goes))


def _sites_of(part: SitePart, goes: tuple[int, ...]) -> int:
    fixed = {number for number, site in enumerate(part.siting.candidates) if site.use is Use.OPEN}
    return len(fixed | {*goes})


def _fixed_open(part: SitePart) -> int:
    return sum(site.use is Use.OPEN for site in part.siting.candidates)
