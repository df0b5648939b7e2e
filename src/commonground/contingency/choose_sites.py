"""Choosing the sites: the longest distance as short as can be, then the mean distance for a pupil.

The longest distance is looked for among the distances that occur: below the least one for which the model without whole
numbers has an answer no plan exists; from there the model with whole numbers decides. At that distance pupils times metres are
least. Each step says what it proved. Twice as many candidates are then tried by their bound.
Source: the capacitated p-centre and p-median problems (Daskin, Network and Discrete Location, 2013), lexicographic.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from commonground.contingency.candidate_pairs import candidate_pairs
from commonground.contingency.part_cover import PartCover
from commonground.contingency.site_model import INTEGRAL, SiteModel
from commonground.contingency.site_plan import Checked, SitePlan
from commonground.contingency.siting import Siting
from commonground.values.solver import Ending, Solved, Values, Way

BARELY_OPEN = 1e-6
ANY_PLAN = 1e9  # a gap at which the first plan ends the solve
OF_LOADS = 3  # how many solves' time the loads may take in all
FURTHER = Fraction(1, 100)  # how much further the second distance is that is tried
ROOM = 20  # one site in so many is to spare where a plan is first looked for
LARGE = 5_000  # candidate pairs of a question that whole numbers alone do not decide
WIDER = 8  # candidates up to an eighth beyond the least longest distance are kept, however many they are


@dataclass(frozen=True, slots=True)
class Effort:
    """How long one solve may take, and at which gap of the mean it may end."""

    seconds: float = 120
    gap: Fraction = Fraction(1, 1000)


@dataclass(frozen=True)
class NoPlan:
    """No plan was found: proven that there is none, or stopped before that was known."""

    siting: Siting
    is_proven: bool


def choose_sites(
    siting: Siting, effort: Effort | None = None, told: Callable[[str], None] = lambda _: None
) -> SitePlan | NoPlan:
    """The plan of a question, or that there is none. `told` hears of each step."""
    effort = effort or Effort()
    model = SiteModel(siting, candidate_pairs(siting))
    if _has_lonely_home(model):
        return NoPlan(siting, model.pairs.is_whole)
    if siting.sites is None:
        told("fewest sites")
        fewest = model.solve(Way(seconds=effort.seconds), fewest=True)
        if fewest.values is None:
            return NoPlan(siting, fewest.ending is Ending.IMPOSSIBLE and model.pairs.is_whole)
        return choose_sites(replace(siting, sites=len(model.opened(fewest.values))), effort, told)
    longest = _longest(model, effort, told)
    model = longest.model
    if longest.values is None:
        return NoPlan(siting, longest.is_proven)
    told("mean distance")
    plan = _shortest(model, longest, effort)
    assert plan is not None  # the longest distance came with a plan
    if model.pairs.is_whole:
        return plan
    told(f"{2 * siting.nearest} candidates")
    return replace(plan, checked=_checked(plan, longest.of_all, effort))


@dataclass(frozen=True, eq=False)
class _Longest:
    """What is known of the longest distance; `of_all` is what it is at least by loads of all candidates."""

    model: SiteModel
    metres: int
    at_least: int
    values: Values | None
    is_proven: bool = True
    of_all: int = 0


@dataclass(frozen=True, eq=False)
class _Held:
    """A plan, and the number of the step that is its longest distance."""

    step: int
    values: Values


def _has_lonely_home(model: SiteModel) -> bool:
    return len(np.unique(model.pairs.home)) < len(model.siting.homes)


def _longest(model: SiteModel, effort: Effort, told: Callable[[str], None]) -> _Longest:
    """The shortest longest distance, the least that it can be, and a plan that has it."""
    if not len(model.pairs.metres):  # no home school says nothing of the sites: those asked for must be there to open
        found = _any_plan(model, 0, effort)
        is_proven = found.values is not None or (found.ending is Ending.IMPOSSIBLE and model.pairs.is_whole)
        return _Longest(model, 0, 0, found.values, is_proven)
    told("longest distance: what it is at least")
    until = time.process_time() + OF_LOADS * effort.seconds
    cover = PartCover(model.siting, lambda: time.process_time() > until)
    least = _least_of_loads(cover, effort)
    if least is None:
        return _Longest(model, 0, 0, None)
    model = _widened(model, least)
    steps = [int(each) for each in np.unique(model.pairs.metres)]
    low = _least_possible(model, steps, bisect_left(steps, least), effort)
    if low == len(steps):
        return _Longest(model, steps[-1], steps[-1], None, model.pairs.is_whole)
    by_loads = _by_loads(model, cover, steps, low, effort, told)
    return replace(_between(model, steps, low, effort, told, by_loads), of_all=least)


def _least_of_loads(cover: PartCover, effort: Effort) -> int | None:
    """The least longest distance that loads do not prove impossible, of all candidates; None where they prove all so."""
    siting = cover.siting
    assert siting.sites is not None
    sites = siting.sites
    far = int(siting.metres.max()) + 1 if siting.within is None else siting.within
    may = siting.takes & (siting.metres <= far)
    nearest = np.where(may, siting.metres, far).min(axis=1).max()
    steps = [int(each) for each in np.unique(siting.metres[may])]
    low = trying = bisect_left(steps, int(nearest))
    while trying < len(steps) and cover.at_least(steps[trying], sites) > sites:
        low, trying = trying + 1, bisect_left(steps, steps[trying] + steps[trying] // 4 + 1)
    top = min(trying, len(steps))
    low = _first_possible(steps[:top], low, lambda step: cover.at_least(step, sites) > sites, finely=effort.gap / 8)
    return None if low == len(steps) else steps[low]


def _widened(model: SiteModel, least: int) -> SiteModel:
    """The model with every candidate that is not much further than the least longest distance, where some were left out."""
    siting = replace(model.siting, nearest_within=least + least // WIDER)
    pairs = candidate_pairs(siting)
    return model if len(pairs.home) == len(model.pairs.home) else SiteModel(siting, pairs)


def _least_possible(model: SiteModel, steps: list[int], low: int, effort: Effort) -> int:
    """The first step, from `low` on, for which no bound of all rows says that there is no plan; past the last where all say so."""
    low = _first_possible(steps, low, lambda step: _has_too_few(model, step, effort), is_likely_at_once=True)
    return _first_possible(steps, low, lambda step: _is_impossible(model, step, effort), is_likely_at_once=True)


def _by_loads(
    model: SiteModel, cover: PartCover, steps: list[int], floor: int, effort: Effort, told: Callable[[str], None]
) -> _Held | None:
    """A plan from loads: the furthest step that is near the least possible, further until one is found, then halving."""
    best, failed, further = None, floor - 1, FURTHER
    trying = _roomy(cover, steps, _last_near(steps, floor, effort))
    finely = replace(effort, gap=effort.gap / 4)
    while best is None or not (
        _is_near(steps, floor, best.step, effort) or _is_near(steps, failed + 1, best.step, finely)
    ):
        told(f"longest distance: {steps[trying]:,} m")
        found = _of_loads(model, cover, steps[trying], effort)
        if found is not None:
            best = _Held(bisect_left(steps, _longest_of(model, found)), found)
        else:
            failed = trying
        if best is None and trying == len(steps) - 1:
            return None
        if best is None:
            trying = min(len(steps) - 1, max(trying + 1, bisect_left(steps, int(steps[trying] * (1 + further)))))
            further *= 2
        else:
            trying = (failed + best.step) // 2
    return best


def _roomy(cover: PartCover, steps: list[int], step: int) -> int:
    """From a step on, the first tried at which fewer sites may do than there are: a plan is likely to be found there."""
    sites = cover.siting.sites
    assert sites is not None
    enough, further = sites - sites // ROOM, FURTHER
    while step < len(steps) - 1 and cover.at_least(steps[step], enough) > enough:
        step = min(len(steps) - 1, max(step + 1, bisect_left(steps, int(steps[step] * (1 + further)))))
        further *= 2
    return step


def _last_near(steps: list[int], floor: int, effort: Effort) -> int:
    """The furthest step whose gap to the least possible one is small enough."""
    near = [step for step in range(floor, len(steps)) if _is_near(steps, floor, step, effort)]
    return near[-1]


def _of_loads(model: SiteModel, cover: PartCover, longest: int, effort: Effort) -> Values | None:
    """A plan within a distance from loads, where it keeps the rows that loads do not look at."""
    sites = model.siting.sites
    assert sites is not None
    goes = cover.plan(longest, sites)
    if goes is None:
        return None
    start = model.values_of(goes)
    is_whole = model.site_of(start) == goes  # a pair may not be a candidate of the model
    way = Way(seconds=effort.seconds / 6, gap=ANY_PLAN, start=start if is_whole else None)
    return model.solve(way, longest=longest, only=start[model.open] > INTEGRAL).values


def _has_too_few(model: SiteModel, step: int, effort: Effort) -> bool:
    """Whether the number of sites is proven to be too few to be near enough to every home school."""
    found = model.fewest_within(step, effort.seconds / 24)
    too_few = model.siting.sites is not None and found.at_least > model.siting.sites
    return found.ending is Ending.IMPOSSIBLE or too_few


def _is_impossible(model: SiteModel, step: int, effort: Effort) -> bool:
    """Whether even the model without whole numbers has no plan within a distance."""
    way = Way(is_whole=False, seconds=effort.seconds)
    return model.solve(way, longest=step).ending is Ending.IMPOSSIBLE


def _first_possible(
    steps: list[int],
    low: int,
    is_impossible: Callable[[int], bool],
    *,
    is_likely_at_once: bool = False,
    finely: Fraction = Fraction(0),
) -> int:
    """The first step, from `low` on, that is not proven impossible, or one that is less than a share before it; past the last
    where all are.
    """
    high = len(steps)
    if is_likely_at_once and low < high and not is_impossible(steps[low]):
        return low
    while low < high and (high == len(steps) or steps[high] - steps[low] > finely * steps[high] or not finely):
        middle = (low + high) // 2
        if is_impossible(steps[middle]):
            low = middle + 1
        else:
            high = middle
    return low


def _between(
    model: SiteModel, steps: list[int], floor: int, effort: Effort, told: Callable[[str], None], best: _Held | None
) -> _Longest:
    """The model with whole numbers: the least possible step, an eighth further until there is a plan, then halving."""
    proven, trying, further, is_proven = floor, floor, floor, True
    if best is not None and len(model.pairs.home) > LARGE and not _has_further_rows(model.siting):
        floor = best.step
    while floor < (best.step if best else len(steps)) and not (best and _is_near(steps, floor, best.step, effort)):
        told(f"longest distance: {steps[trying]:,} m")
        found = _any_plan(model, steps[trying], effort)
        if found.values is not None:
            best = _Held(bisect_left(steps, _longest_of(model, found.values)), found.values)
        else:
            is_proven = is_proven and found.ending is Ending.IMPOSSIBLE
            floor = trying + 1
            proven = floor if is_proven else proven
            further = bisect_left(steps, steps[trying] + steps[trying] // 8 + 1)
        trying = (floor + best.step) // 2 if best else min(further, len(steps) - 1)
    if best is None:
        return _Longest(model, steps[-1], steps[-1], None, is_proven and model.pairs.is_whole)
    return _Longest(model, steps[best.step], steps[min(proven, best.step)], best.values)


def _has_further_rows(siting: Siting) -> bool:
    """Whether a plan must keep rows that loads do not look at."""
    return bool(siting.roles or siting.requirements or siting.apart)


def _is_near(steps: list[int], floor: int, best: int, effort: Effort) -> bool:
    return steps[best] - steps[floor] <= effort.gap * steps[best]


def _any_plan(model: SiteModel, longest: int, effort: Effort) -> Solved:
    """Any plan within a distance: the first that the likely sites give, or else all."""
    way = Way(seconds=effort.seconds / 6, gap=ANY_PLAN)
    likely = _of_likely_sites(model, longest, way)
    return likely if likely.values is not None else model.solve(way, model.costs, longest=longest)


def _of_likely_sites(model: SiteModel, longest: int, way: Way) -> Solved:
    """A plan of those sites alone that the model without whole numbers opens at all, and those of the plan it starts from: soon
    found, and proof of nothing.
    """
    plain = model.solve(Way(is_whole=False, seconds=way.seconds), model.costs, longest=longest)
    if plain.values is None:
        return plain
    likely = plain.values[model.open] > BARELY_OPEN
    if way.start is not None:
        likely |= way.start[model.open] > INTEGRAL
    return model.solve(way, model.costs, longest=longest, only=likely)


def _longest_of(model: SiteModel, values: Values) -> int:
    site = model.site_of(values)
    return max((int(model.siting.metres[home, at]) for home, at in enumerate(site)), default=0)


def shortest_mean(siting: Siting, effort: Effort) -> SitePlan | None:
    """The plan of the least mean distance alone, however long the longest is; None where none was found."""
    model = SiteModel(siting, candidate_pairs(siting))
    longest = int(model.pairs.metres.max(initial=0))
    return _shortest(model, _Longest(model, longest, 0, None), effort)


def _shortest(model: SiteModel, longest: _Longest, effort: Effort) -> SitePlan | None:
    """Pupils times metres, least at this longest distance."""
    soon = Way(seconds=effort.seconds / 3, gap=float(effort.gap) / 2, start=longest.values)
    likely = _of_likely_sites(model, longest.metres, soon)
    start = longest.values if likely.values is None else likely.values
    way = Way(seconds=effort.seconds, gap=float(effort.gap), start=start)
    found = model.solve(way, model.costs, longest=longest.metres)
    values = found.values if found.values is not None else start
    if values is None:
        return None
    return SitePlan(model.siting, model.site_of(values), model.opened(values), longest.at_least, found.at_least)


def _checked(plan: SitePlan, least: int, effort: Effort) -> Checked:
    """What twice as many candidates could still win; `least` is what loads of all candidates prove of the longest."""
    wide = SiteModel(plan.siting, candidate_pairs(plan.siting.with_nearest(2 * plan.siting.nearest)))
    steps = [int(each) for each in np.unique(wide.pairs.metres)]
    low = _least_possible(wide, steps, bisect_left(steps, least), effort)
    at_least = min(plan.longest_at_least, steps[low]) if low < len(steps) else plan.longest_at_least
    found = wide.solve(Way(is_whole=False, seconds=effort.seconds), wide.costs, longest=int(plan.longest.value))
    return Checked(2 * plan.siting.nearest, at_least, found.at_least)
