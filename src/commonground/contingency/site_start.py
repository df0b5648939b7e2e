"""A first plan by hand's rules: sites added one by one, swapped while that shortens the way, then filled by places.

It is only where the solver starts; what is proven does not rest on it. None where these rules find no plan.
Shapes: m home schools (rows), n candidates (columns); a pair that may not be is dearer than any plan.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from commonground.contingency.candidate_pairs import CandidatePairs
from commonground.contingency.schools import Use
from commonground.contingency.siting import Siting

Ints = npt.NDArray[np.int64]
MOST_SWAPS = 400
MOST_MOVES = 20_000


def first_plan(siting: Siting, pairs: CandidatePairs, costs: Ints, longest: int | None) -> tuple[int, ...] | None:
    """Each home school's candidate in a plan that keeps levels, distance, places, number and fixed sites."""
    if siting.sites is None or not siting.homes or siting.sites > len(siting.candidates):
        return None
    pupils = np.array(siting.pupils, dtype=np.int64)
    places = np.array([site.capacity for site in siting.candidates], dtype=np.int64)
    allowed = np.ones(len(pairs.home), dtype=bool) if longest is None else pairs.metres <= longest
    dear = int(costs.max(initial=0)) * 4 + 1
    cost = np.full((len(pupils), len(places)), dear, dtype=np.int64)
    cost[pairs.home[allowed], pairs.site[allowed]] = costs[allowed]
    fixed = [number for number, site in enumerate(siting.candidates) if site.use is Use.OPEN]
    if len(fixed) > siting.sites:
        return None
    opened = _swapped(cost, _added(cost, siting.sites, fixed), fixed, pupils, places)
    goes = _filled(cost, opened, pupils, places, dear)
    return None if goes is None else tuple(int(each) for each in goes)


def _added(cost: Ints, count: int, fixed: list[int]) -> list[int]:
    """Sites added one by one, each the one that shortens the way most."""
    opened = list(fixed)
    nearest = cost[:, opened].min(axis=1) if opened else np.full(len(cost), int(cost.max()) * 2, dtype=np.int64)
    while len(opened) < count:
        gain = np.maximum(nearest[:, None] - cost, 0).sum(axis=0)
        gain[opened] = -1
        best = int(gain.argmax())
        opened.append(best)
        nearest = np.minimum(nearest, cost[:, best])
    return opened


def _swapped(cost: Ints, opened: list[int], fixed: list[int], pupils: Ints, places: Ints) -> list[int]:
    """Sites swapped one for one while that shortens the way, by the best swap each time; places count as a price."""
    rows = np.arange(len(cost))
    for _ in range(MOST_SWAPS):
        here = cost[:, opened]
        first = here.argmin(axis=1)
        least = here[rows, first]
        here = here.copy()
        here[rows, first] = np.iinfo(np.int64).max // 4
        second = here.min(axis=1)
        gained = np.maximum(least[:, None] - cost, 0).sum(axis=0)
        lost = np.zeros((len(opened), cost.shape[1]), dtype=np.int64)
        np.add.at(lost, first, np.minimum(cost, second[:, None]) - np.minimum(cost, least[:, None]))
        change = lost - gained[None, :]
        change[:, opened] = 1
        change[[place for place, site in enumerate(opened) if site in fixed]] = 1
        out, come = np.unravel_index(int(change.argmin()), change.shape)
        if change[out, come] >= 0 or places[opened].sum() - places[opened[out]] + places[come] < pupils.sum():
            break
        opened[int(out)] = int(come)
    return opened


def _filled(cost: Ints, opened: list[int], pupils: Ints, places: Ints, dear: int) -> Ints | None:
    """Home schools sent to open sites with room, those with most to lose first; then moved and exchanged to mend."""
    sites = np.array(opened)
    here, free = cost[:, sites], places[sites].astype(np.int64)
    goes = np.full(len(cost), -1, dtype=np.int64)
    order = np.sort(here, axis=1)
    regret = (order[:, 1] - order[:, 0] if len(sites) > 1 else order[:, 0]) + (order[:, 0] == 0)
    for home in np.argsort(-regret, kind="stable"):
        may = (free >= pupils[home]) & (here[home] < dear)
        if not may.any():
            if not _made_room(int(home), goes, here, free, pupils, dear):
                return None
            continue
        site = int(np.where(may, here[home], dear).argmin())
        goes[home], free[site] = site, free[site] - pupils[home]
    _moved(goes, here, free, pupils, dear)
    return sites[goes]


def _made_room(home: int, goes: Ints, here: Ints, free: Ints, pupils: Ints, dear: int) -> bool:
    """Send another home school elsewhere so that this one fits; the cheapest such pair of moves."""
    best: tuple[int, int, int, int] | None = None
    for site in np.nonzero(here[home] < dear)[0]:
        for other in np.nonzero(goes == site)[0]:
            if free[site] + pupils[other] < pupils[home]:
                continue
            may = (free >= pupils[other]) & (here[other] < dear)
            may[site] = False
            if may.any():
                to = int(np.where(may, here[other], dear).argmin())
                price = int(here[home, site] + here[other, to] - here[other, site])
                if best is None or price < best[0]:
                    best = (price, int(site), int(other), to)
    if best is None:
        return False
    _, here_now, moved, there = best
    free[there] -= pupils[moved]
    free[here_now] += pupils[moved] - pupils[home]
    goes[moved], goes[home] = there, here_now
    return True


def _moved(goes: Ints, here: Ints, free: Ints, pupils: Ints, dear: int) -> None:
    """Move home schools to nearer sites with room, and exchange two where that is shorter, until neither helps."""
    for _ in range(MOST_MOVES):
        now = here[np.arange(len(goes)), goes]
        shorter = np.where((free[None, :] >= pupils[:, None]) & (here < dear), now[:, None] - here, 0)
        home, to = np.unravel_index(int(shorter.argmax()), shorter.shape)
        if shorter[home, to] > 0:
            free[goes[home]] += pupils[home]
            free[to] -= pupils[home]
            goes[home] = to
            continue
        if not _exchanged(goes, here, free, pupils):
            return


def _exchanged(goes: Ints, here: Ints, free: Ints, pupils: Ints) -> bool:
    rows = np.arange(len(goes))
    now = here[rows, goes]
    swapped = here[:, goes]
    change = swapped + swapped.T - now[:, None] - now[None, :]
    room = free[goes][:, None] + pupils[:, None] >= pupils[None, :]
    change = np.where(room & room.T, change, 0)
    one, other = np.unravel_index(int(change.argmin()), change.shape)
    if change[one, other] >= 0:
        return False
    free[goes[one]] += pupils[one] - pupils[other]
    free[goes[other]] += pupils[other] - pupils[one]
    goes[one], goes[other] = goes[other], goes[one]
    return True
