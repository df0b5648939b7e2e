"""Loads: home schools that one site can take together, within a distance and its places.

A plan is a set of loads, one a site, that hold every home school. Shapes: `homes[s]`, `pupils[s]` and `metres[s]` are arrays of one
entry for each home school that site `s` may take. Law: weights and worths are whole numbers, and the best load is exact.
Source: the knapsack problem by dynamic programming (Kellerer, Pferschy and Pisinger, Knapsack Problems, 2004).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from commonground.contingency.candidate_pairs import CandidatePairs, Ints
from commonground.contingency.siting import Siting

Chosen = npt.NDArray[np.bool_]


def best_load(worth: Ints, pupils: Ints, places: int) -> tuple[int, Chosen]:
    """The most that home schools are worth that fit in so many places together, and which they are.

    >>> worth, chosen = best_load(np.array([4, 5, 3]), np.array([30, 40, 30]), 60)
    >>> worth, chosen.tolist()
    (7, [True, False, True])
    """
    chosen = (worth > 0) & (pupils <= places)
    if pupils[chosen].sum() > places:
        chosen[np.nonzero(chosen)[0]] = _fitted(worth[chosen], pupils[chosen], places)
    return int(worth[chosen].sum()), chosen


def _fitted(worth: Ints, pupils: Ints, places: int) -> Chosen:
    most = np.zeros(places + 1, dtype=np.int64)
    is_taken = np.zeros((len(worth), places + 1), dtype=bool)
    for number, (each, size) in enumerate(zip(worth.tolist(), pupils.tolist(), strict=True)):
        taken = most[: places + 1 - size] + each
        is_taken[number, size:] = taken > most[size:]
        most[size:] = np.maximum(most[size:], taken)
    chosen = np.zeros(len(worth), dtype=bool)
    room = places
    for number in reversed(range(len(worth))):
        if is_taken[number, room]:
            chosen[number] = True
            room -= int(pupils[number])
    return chosen


@dataclass(frozen=True, eq=False)
class Reach:
    """What each site may take within a distance, and which home schools and sites hang together (`group`, homes first)."""

    homes: tuple[Ints, ...]
    pupils: tuple[Ints, ...]
    metres: tuple[Ints, ...]
    places: tuple[int, ...]
    group: Ints


def reach_within(siting: Siting, pairs: CandidatePairs, longest: int) -> Reach:
    """The reach of every site, of the pairs that are no longer than so many metres."""
    near = pairs.metres <= longest
    order = np.argsort(pairs.site[near], kind="stable")
    home, site, metres = pairs.home[near][order], pairs.site[near][order], pairs.metres[near][order]
    cuts = np.searchsorted(site, np.arange(1, len(siting.candidates)))
    pupils = np.array(siting.pupils, dtype=np.int64)[home]
    by_site = [tuple(np.split(each, cuts)[: len(siting.candidates)]) for each in (home, pupils, metres)]
    return Reach(
        by_site[0],
        by_site[1],
        by_site[2],
        tuple(each.capacity for each in siting.candidates),
        _groups(home, len(siting.homes) + site, len(siting.homes) + len(siting.candidates)),
    )


def _groups(one: Ints, other: Ints, count: int) -> Ints:
    """By number, the least number that hangs together with it."""
    group = np.arange(count)
    while True:
        before = group.copy()
        least = np.minimum(group[one], group[other])
        np.minimum.at(group, one, least)
        np.minimum.at(group, other, least)
        group = group[group]
        if np.array_equal(group, before):
            return group
