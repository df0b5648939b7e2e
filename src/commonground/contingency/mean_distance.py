"""Mean distance: pupils times metres, least within a longest distance, and what they come to at least.

A large question starts from the plan of the longest distance and is made shorter region by region; its bound is that of loads, of
all candidates. Where these two leave a gap, where loads do not see every row, or where the question is small, the model with whole
numbers decides.
"""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from commonground.contingency.candidate_pairs import candidate_pairs, pairs_within
from commonground.contingency.effort import Effort, Work
from commonground.contingency.likely_sites import plan_of_likely_sites
from commonground.contingency.longest_bound import least_possible
from commonground.contingency.longest_distance import Longest, is_decided_by_loads
from commonground.contingency.mean_bound import MeanBound
from commonground.contingency.region_search import RegionSearch
from commonground.contingency.site_model import SiteModel
from commonground.contingency.site_plan import Checked, SitePlan
from commonground.contingency.siting import Siting
from commonground.values.solver import Solved, Values, Way


def shortest_mean(siting: Siting, effort: Effort) -> SitePlan | None:
    """The plan of the least mean distance alone, however long the longest is; None where none was found."""
    model = SiteModel(siting, candidate_pairs(siting))
    return _by_whole_numbers(model, int(model.pairs.metres.max(initial=0)), 0, None, effort)


def mean_distance(longest: Longest, effort: Effort, work: Work) -> SitePlan:
    """The plan of the least mean distance within the longest distance of a plan that is there."""
    assert longest.goes is not None
    model, start = longest.model, longest.model.values_of(longest.goes)
    if is_decided_by_loads(model):
        return _by_regions(longest, longest.goes, effort, work)
    if not work.is_stopped:
        plan = _by_whole_numbers(model, longest.metres, longest.at_least, start, effort)
        assert plan is not None  # the longest distance came with a plan
        return plan
    return SitePlan(model.siting, longest.goes, model.opened(start), longest.at_least, 0)


def _by_regions(longest: Longest, goes: tuple[int, ...], effort: Effort, work: Work) -> SitePlan:
    model, siting = longest.model, longest.model.siting
    assert siting.sites is not None
    every = candidate_pairs(siting.with_nearest(len(siting.schools)))
    pairs = pairs_within(every, longest.metres)
    search = RegionSearch(siting, pairs, siting.sites, work, siting.costs)
    goes = search.shortened(np.array(goes, dtype=np.int64))
    at_least = MeanBound(siting, pairs, work).at_least(_cost(siting, goes), float(effort.gap), search.loads())
    if _cost(siting, goes) * (1 - effort.gap) > at_least and not work.is_stopped:
        way = Way(seconds=effort.seconds, gap=float(effort.gap) / 2, start=model.values_of(goes))
        found = model.solve(way, model.costs, longest=longest.metres)  # it has every pair within that distance
        goes, at_least = _better(model, goes, found), max(at_least, found.at_least)
    opened = model.opened(model.values_of(goes))
    return SitePlan(siting, goes, opened, longest.at_least, at_least)


def _better(model: SiteModel, goes: tuple[int, ...], found: Solved) -> tuple[int, ...]:
    """The shorter of a plan and what was found."""
    if found.values is None:
        return goes
    return min(goes, model.site_of(found.values), key=lambda each: _cost(model.siting, each))


def _cost(siting: Siting, goes: tuple[int, ...]) -> int:
    return int(siting.costs[np.arange(len(goes)), list(goes)].sum())


def _by_whole_numbers(
    model: SiteModel, longest: int, at_least: int, start: Values | None, effort: Effort
) -> SitePlan | None:
    soon = Way(seconds=effort.seconds / 3, gap=float(effort.gap) / 2, start=start)
    likely = plan_of_likely_sites(model, longest, soon)
    start = start if likely.values is None else likely.values
    way = Way(seconds=effort.seconds, gap=float(effort.gap), start=start)
    found = model.solve(way, model.costs, longest=longest)
    values = found.values if found.values is not None else start
    if values is None:
        return None
    return SitePlan(model.siting, model.site_of(values), model.opened(values), at_least, found.at_least)


def checked(plan: SitePlan, least: int, effort: Effort) -> Checked:
    """What twice as many candidates could still win; `least` is what loads of all candidates prove of the longest."""
    wide = SiteModel(plan.siting, candidate_pairs(plan.siting.with_nearest(2 * plan.siting.nearest)))
    steps = [int(each) for each in np.unique(wide.pairs.metres)]
    low = least_possible(wide, steps, bisect_left(steps, least), effort)
    at_least = min(plan.longest_at_least, steps[low]) if low < len(steps) else plan.longest_at_least
    found = wide.solve(Way(is_whole=False, seconds=effort.seconds), wide.costs, longest=int(plan.longest.value))
    return Checked(2 * plan.siting.nearest, at_least, found.at_least)
