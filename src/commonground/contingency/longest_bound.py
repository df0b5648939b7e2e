"""Longest bound: below which longest distance no plan exists, of the distances that occur.

By loads of all candidates first, part by part; then by the model's rows: the fewest sites near enough, and all rows without whole
numbers. `steps` are the distances that occur, in order, and a step is the number of one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from fractions import Fraction

import numpy as np

from commonground.contingency.effort import Effort, Told
from commonground.contingency.part_cover import PartCover
from commonground.contingency.site_model import SiteModel
from commonground.values.solver import Ending, Way


def least_of_loads(cover: PartCover, effort: Effort, told: Told) -> int | None:
    """The least longest distance that loads do not prove impossible, of all candidates; None where they prove all so."""

    def is_impossible(metres: int) -> bool:
        told(f"longest distance: could it be {metres:,} m?")
        return cover.at_least(metres, sites) > sites

    siting = cover.siting
    assert siting.sites is not None
    sites = siting.sites
    far = int(siting.metres.max()) + 1 if siting.within is None else siting.within
    may = siting.takes & (siting.metres <= far)
    nearest = np.where(may, siting.metres, far).min(axis=1).max()
    steps = [int(each) for each in np.unique(siting.metres[may])]
    low = trying = bisect_left(steps, int(nearest))
    while trying < len(steps) and is_impossible(steps[trying]):
        low, trying = trying + 1, bisect_left(steps, steps[trying] + steps[trying] // 4 + 1)
    top = min(trying, len(steps))
    low = _first_possible(steps[:top], low, is_impossible, finely=effort.gap / 8)
    return None if low == len(steps) else steps[low]


def least_near_enough(model: SiteModel, steps: list[int], low: int, effort: Effort) -> int:
    """The first step, from `low` on, for which the sites are not proven to be too few to be near enough; past the last where
    they are for all.
    """
    return _first_possible(steps, low, lambda step: _has_too_few(model, step, effort), is_likely_at_once=True)


def least_possible(model: SiteModel, steps: list[int], low: int, effort: Effort) -> int:
    """The first step, from `low` on, for which no bound of all rows says that there is no plan; past the last where all say so."""
    low = least_near_enough(model, steps, low, effort)
    return _first_possible(steps, low, lambda step: _is_impossible(model, step, effort), is_likely_at_once=True)


def _has_too_few(model: SiteModel, step: int, effort: Effort) -> bool:
    """Whether the number of sites is proven to be too few to be near enough to every home school."""
    found = model.fewest_within(step, effort.seconds)
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
