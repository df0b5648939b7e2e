"""Longest distance: a plan whose longest way is as short as can be found, and the least that it can be.

A plan is looked for where sites are likely to be to spare, and stands from then on; then nearer, halving what lies between it and
what is proven impossible: its ways that are too long are mended, and where that fails a plan is made anew, more finely than
the first. A question that is small, or whose rows loads do not see, is decided by the model with whole numbers. Law: what was found
stands whenever the search ends.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from commonground.contingency.candidate_pairs import candidate_pairs
from commonground.contingency.effort import Effort, Told, Work
from commonground.contingency.likely_sites import plan_of_likely_sites
from commonground.contingency.load_cover import FINE, QUICK
from commonground.contingency.longest_bound import least_near_enough, least_of_loads, least_possible
from commonground.contingency.part_cover import PartCover
from commonground.contingency.schools import metres_between
from commonground.contingency.site_model import INTEGRAL, SiteModel
from commonground.values.solver import Ending, Solved, Way

ANY_PLAN = 1e9  # a gap at which the first plan ends the solve
FURTHER = Fraction(1, 100)  # how much further the second distance is that is tried
AT_ONCE = Fraction(1, 100)  # how much of a longest distance is taken off at once at least,
OF_GAP = Fraction(1, 4)  # or this share of its gap, where that is more
ROOM = 20  # one site in so many is to spare where a plan is first looked for
LARGE = 5_000  # candidate pairs of a question that whole numbers alone do not decide
BESIDE = 3  # candidates beside each site of a plan from loads that does not keep every row
WIDER = 8  # candidates up to an eighth beyond the least longest distance are kept, however many they are


@dataclass(frozen=True, eq=False)
class Longest:
    """What is known of the longest distance; `of_all` is what it is at least by loads of all candidates."""

    model: SiteModel
    metres: int
    at_least: int
    goes: tuple[int, ...] | None
    is_proven: bool = True
    of_all: int = 0


@dataclass(frozen=True, eq=False)
class _Held:
    """A plan, and the number of the step that is its longest distance."""

    step: int
    goes: tuple[int, ...]


def longest_distance(model: SiteModel, effort: Effort, work: Work, told: Told) -> Longest:
    """The shortest longest distance, the least that it can be, and a plan that has it."""
    if not len(model.pairs.metres):  # no home school says nothing of the sites: those asked for must be there to open
        found = _any_plan(model, 0, effort)
        is_proven = found.values is not None or (found.ending is Ending.IMPOSSIBLE and model.pairs.is_whole)
        return Longest(model, 0, 0, None if found.values is None else (), is_proven)
    cover = PartCover(model.siting, work)
    least = least_of_loads(cover, effort, told)
    if least is None:
        return Longest(model, 0, 0, None)
    model = widened(model, least + least // WIDER)
    return replace(_Search(model, cover, effort, work, told).found(least), of_all=least)


def widened(model: SiteModel, metres: int) -> SiteModel:
    """The model with every candidate within so many metres, where some were left out."""
    siting = replace(model.siting, nearest_within=max(metres, model.siting.nearest_within))
    pairs = candidate_pairs(siting)
    return model if len(pairs.home) == len(model.pairs.home) else SiteModel(siting, pairs)


def is_decided_by_loads(model: SiteModel) -> bool:
    """Whether a question is too large for whole numbers alone, and has no rows but those that loads look at."""
    siting = model.siting
    return len(model.pairs.home) > LARGE and not (siting.roles or siting.requirements or siting.apart)


class _Search:
    """The steps are the distances that occur; `_floor` is the first that is not proven impossible, `_best` the plan so far."""

    def __init__(self, model: SiteModel, cover: PartCover, effort: Effort, work: Work, told: Told) -> None:
        self.model, self.cover, self.effort, self.work, self._told = model, cover, effort, work, told
        self.steps = [int(each) for each in np.unique(np.maximum(model.pairs.metres, model.siting.near_enough))]
        self.is_large = is_decided_by_loads(model)
        self._floor, self._is_proven = 0, True
        self._best: _Held | None = None

    def found(self, least: int) -> Longest:
        """What is known of the longest distance, of which loads say that it is at least so much."""
        self._floor = bisect_left(self.steps, least)
        least_of = least_near_enough if self.is_large else least_possible
        self._floor = least_of(self.model, self.steps, self._floor, self.effort)
        if self._floor == len(self.steps):
            return Longest(self.model, self.steps[-1], self.steps[-1], None, self.model.pairs.is_whole)
        self._by_loads()
        if self._best is None or not self.is_large:
            self._by_whole_numbers()
        if self._best is None:
            return Longest(
                self.model, self.steps[-1], self.steps[-1], None, self._is_proven and self.model.pairs.is_whole
            )
        metres = self.steps[self._best.step]
        proven = min(self._floor, self._best.step)
        at_least = self.steps[proven] if proven or not self.model.siting.near_enough else least
        return Longest(widened(self.model, metres), metres, at_least, self._best.goes)

    def _by_loads(self) -> None:
        """A plan from loads: where sites are to spare, further until one is found, then halving."""
        failed, further = self._floor - 1, FURTHER
        trying = self._roomy(self._last_near())
        while not self._is_near(self._floor, self.effort.gap) and not self._is_near(failed + 1, self.effort.gap / 4):
            found = None if self.work.is_over else self._of_loads(self.steps[trying])
            if found is not None:
                self._hold(found)
            else:
                failed = max(failed, trying)
            if self.work.is_over or (self._best is None and trying == len(self.steps) - 1):
                return
            if self._best is None:
                trying = self._beyond(trying, further)
                further *= 2
            else:
                trying = self._nearer(failed, self._best.step)

    def _nearer(self, failed: int, best: int) -> int:
        """The next step tried: half of what lies between, but no more nearer at once than mending is likely to reach, and none
        nearer than is near enough.
        """
        at_once = max(AT_ONCE, self._gap(self._floor, best) * OF_GAP)
        reached = bisect_left(self.steps, int(self.steps[best] * (1 - at_once)))
        middle, near = max((failed + best) // 2, min(reached, best - 1)), self._last_near()
        return max(middle, near) if failed < near < best else middle

    def _roomy(self, step: int) -> int:
        """From a step on, the first tried at which fewer sites may do than there are: a plan is likely to be found there."""
        sites = self.model.siting.sites
        assert sites is not None
        enough, further = sites - sites // ROOM, FURTHER
        while step < len(self.steps) - 1 and self.cover.at_least(self.steps[step], enough) > enough:
            step = self._beyond(step, further)
            further *= 2
        return step

    def _beyond(self, step: int, further: Fraction) -> int:
        beyond = bisect_left(self.steps, int(self.steps[step] * (1 + further)))
        return min(len(self.steps) - 1, max(step + 1, beyond))

    def _last_near(self) -> int:
        """The furthest step whose gap to the least possible one is small enough."""
        far = range(self._floor, len(self.steps))
        return next(step for step in reversed(far) if self._gap(self._floor, step) <= self.effort.gap)

    def _gap(self, floor: int, step: int) -> Fraction:
        return Fraction(self.steps[step] - self.steps[floor], self.steps[step] or 1)

    def _is_near(self, floor: int, gap: Fraction) -> bool:
        return self._best is not None and (floor >= self._best.step or self._gap(floor, self._best.step) <= gap)

    def _hold(self, goes: tuple[int, ...]) -> None:
        metres = max(int(self.model.siting.metres[home, site]) for home, site in enumerate(goes))
        self._best = _Held(bisect_left(self.steps, metres), goes)
        least = self.steps[min(self._floor, self._best.step)]
        self._told(f"longest distance: a plan of {metres:,} m, at least {least:,} m")

    def _of_loads(self, longest: int) -> tuple[int, ...] | None:
        """A plan within a distance from loads, where it keeps the rows that loads do not look at."""
        self._told(f"longest distance: {longest:,} m")
        sites = self.model.siting.sites
        assert sites is not None
        goes = self.cover.plan(longest, sites, self._best.goes) if self._best is not None else None
        pace = QUICK if self._best is None else FINE
        goes = self.cover.plan(longest, sites, pace=pace) if goes is None else goes
        return goes if goes is None or self.is_large else self._kept_to(longest, goes)

    def _kept_to(self, longest: int, goes: tuple[int, ...]) -> tuple[int, ...] | None:
        """A plan that keeps every row: of the sites of another, or of these and the candidates beside each."""
        start = self.model.values_of(goes)
        is_whole = self.model.site_of(start) == goes  # a pair may not be a candidate of the model
        way = Way(seconds=self.effort.seconds / 6, gap=ANY_PLAN, start=start if is_whole else None)
        only = start[self.model.open] > INTEGRAL
        found = self.model.solve(way, longest=longest, only=only)
        if found.values is None:  # a row of features may want other sites than loads took
            found = self.model.solve(replace(way, start=None), longest=longest, only=self._beside(only))
        return None if found.values is None else self.model.site_of(found.values)

    def _beside(self, only: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Candidates, and for each of them the nearest others of its level."""
        sites = self.model.siting.candidates
        metres = metres_between(sites, sites)
        level = np.array([site.level for site in sites])
        order = np.argsort(np.where(level[:, None] == level[None, :], metres, metres.max() + 1), axis=1, kind="stable")
        beside = only.copy()
        beside[order[only][:, : BESIDE + 1]] = True
        return beside

    def _by_whole_numbers(self) -> None:
        """The model with whole numbers: the least possible step, an eighth further until there is a plan, then halving."""
        floor = trying = further = self._floor
        while floor < (self._best.step if self._best else len(self.steps)) and not self._is_near(
            floor, self.effort.gap
        ):
            if self.work.is_stopped:
                self._is_proven = False
                return
            self._told(f"longest distance: {self.steps[trying]:,} m")
            found = _any_plan(self.model, self.steps[trying], self.effort)
            if found.values is not None:
                self._hold(self.model.site_of(found.values))
            else:
                self._is_proven = self._is_proven and found.ending is Ending.IMPOSSIBLE
                floor = trying + 1
                self._floor = floor if self._is_proven else self._floor
                further = bisect_left(self.steps, self.steps[trying] + self.steps[trying] // 8 + 1)
            trying = (floor + self._best.step) // 2 if self._best else min(further, len(self.steps) - 1)


def _any_plan(model: SiteModel, longest: int, effort: Effort) -> Solved:
    """Any plan within a distance: the first that the likely sites give, or else all."""
    way = Way(seconds=effort.seconds / 6, gap=ANY_PLAN)
    likely = plan_of_likely_sites(model, longest, way)
    return likely if likely.values is not None else model.solve(way, model.costs, longest=longest)
