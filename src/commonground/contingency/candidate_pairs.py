"""Candidate pairs: each home school with the nearest sites that can take it, so that a large question stays sparse.

Shapes: `home`, `site` and `metres` are arrays of one entry a pair, sorted by home school and then by distance.
Law: a pair is left out where the site is of another level, too far, or has fewer places than the home school sends.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from commonground.contingency.siting import Siting

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class CandidatePairs:
    """The pairs of a question, and whether some home school has further ones that were left out."""

    home: Ints
    site: Ints
    metres: Ints
    is_whole: bool


def candidate_pairs(siting: Siting, *, whatever_fits: bool = False) -> CandidatePairs:
    """The pairs of a question; `whatever_fits` keeps those that a site's places alone forbid.

    The pair of an earlier plan is kept however far it lies in the order.
    """
    pupils = np.array(siting.pupils, dtype=np.int64)
    places = np.array([site.capacity for site in siting.candidates], dtype=np.int64)
    metres, may = siting.metres, siting.takes.copy()
    if not whatever_fits:
        may &= places[None, :] >= pupils[:, None]
    if siting.within is not None:
        may &= metres <= siting.within
    order = np.argsort(np.where(may, metres, np.iinfo(np.int64).max), axis=1, kind="stable")
    is_near = metres <= siting.nearest_within
    np.put_along_axis(is_near, order[:, : siting.nearest], True, axis=1)
    home, site = np.nonzero(may & (is_near | _kept(siting)))
    sorting = np.lexsort((metres[home, site], home))
    home, site = home[sorting], site[sorting]
    return CandidatePairs(home, site, metres[home, site], len(home) == int(may.sum()))


def pairs_within(pairs: CandidatePairs, longest: int) -> CandidatePairs:
    """The pairs that are no longer than so many metres."""
    near = pairs.metres <= longest
    return CandidatePairs(pairs.home[near], pairs.site[near], pairs.metres[near], bool(pairs.is_whole and near.all()))


def _kept(siting: Siting) -> npt.NDArray[np.bool_]:
    """The pairs of the earlier plan."""
    column = {site.id: number for number, site in enumerate(siting.candidates)}
    kept = np.zeros((len(siting.homes), len(siting.candidates)), dtype=bool)
    for row, home in enumerate(siting.homes):
        before = column.get(siting.previous.get(home.id, ""))
        if before is not None:
            kept[row, before] = True
    return kept
