"""Choosing the sites: the longest distance as short as can be, then the mean distance for a pupil.

The longest distance comes first (`longest_distance`, its bound in `longest_bound`); at that distance pupils times metres are least
(`mean_distance`, its bound in `mean_bound`). Each step says what it proved. Law: once a plan is there, the search ends with a plan.
Source: the capacitated p-centre and p-median problems (Daskin, Network and Discrete Location, 2013), lexicographic.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from commonground.contingency.candidate_pairs import candidate_pairs
from commonground.contingency.effort import Effort, Told, Work
from commonground.contingency.longest_distance import is_decided_by_loads, longest_distance
from commonground.contingency.mean_distance import checked, mean_distance
from commonground.contingency.site_model import SiteModel
from commonground.contingency.site_plan import SitePlan
from commonground.contingency.siting import Siting
from commonground.values.solver import Ending, Way

STEPS_OF_MEAN = 3  # steps for the mean for each that the longest distance has; they are shorter


@dataclass(frozen=True)
class NoPlan:
    """No plan was found: proven that there is none, or stopped before that was known."""

    siting: Siting
    is_proven: bool


def choose_sites(
    siting: Siting,
    effort: Effort | None = None,
    told: Told = lambda _: None,
    is_stopped: Callable[[], bool] = lambda: False,
) -> SitePlan | NoPlan:
    """The plan of a question, or that there is none. `told` hears of each step; once `is_stopped` the best plan so far is given."""
    effort = effort or Effort()
    work = Work(effort.steps, is_stopped)
    model = SiteModel(siting, candidate_pairs(siting))
    if _has_lonely_home(model):
        return NoPlan(siting, model.pairs.is_whole)
    if siting.sites is None:
        told("fewest sites")
        fewest = model.solve(Way(seconds=effort.seconds), fewest=True)
        if fewest.values is None:
            return NoPlan(siting, fewest.ending is Ending.IMPOSSIBLE and model.pairs.is_whole)
        return choose_sites(replace(siting, sites=len(model.opened(fewest.values))), effort, told, is_stopped)
    if siting.sites > len(siting.candidates):
        return NoPlan(siting, is_proven=True)
    longest = longest_distance(model, effort, work, told)
    if longest.goes is None:
        return NoPlan(siting, longest.is_proven)
    told("mean distance")
    plan = mean_distance(longest, effort, Work(STEPS_OF_MEAN * effort.steps, is_stopped))
    if longest.model.pairs.is_whole or is_decided_by_loads(longest.model) or work.is_stopped:
        return plan
    told(f"{2 * siting.nearest} candidates")
    return replace(plan, checked=checked(plan, longest.of_all, effort))


def _has_lonely_home(model: SiteModel) -> bool:
    return len(np.unique(model.pairs.home)) < len(model.siting.homes)
