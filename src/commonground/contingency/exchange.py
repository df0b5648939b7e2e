"""Exchange: a closed school opened in place of one site, every home school at the nearest of the sites that are left.

Law: places and other rows are not counted, so any plan with these sites has a longest distance and a mean at least as long.
Not here: one more site (`SitePlan.saved_by`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonground.contingency.schools import School, Use
from commonground.contingency.site_plan import SitePlan

NO_SITE = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Exchange:
    """The site that closes, the longest distance in metres, and pupils times metres: the least of any plan with these sites."""

    site: School
    longest: int
    way: int


def best_exchange(plan: SitePlan, school: School) -> Exchange | None:
    """The exchange of one site for a closed candidate whose longest distance, then mean, is least; None where no site can close."""
    siting = plan.siting
    opened = [number for number in plan.opened if siting.candidates[number].use is not Use.OPEN]
    metres = np.where(siting.takes, siting.metres, NO_SITE)
    if not opened or not siting.homes:
        return None
    others = np.sort(metres[:, list(plan.opened)], axis=1)
    first, second = others[:, 0], others[:, 1] if others.shape[1] > 1 else np.full(len(others), NO_SITE)
    there = metres[:, siting.candidates.index(school)]
    pupils = np.array(siting.pupils, dtype=np.int64)
    found = []
    for number in opened:
        nearest = np.minimum(there, np.where(metres[:, number] == first, second, first))
        if nearest.max() < NO_SITE:
            found.append((int(nearest.max()), int((pupils * nearest).sum()), number))
    if not found:
        return None
    longest, way, number = min(found)
    return Exchange(siting.candidates[number], longest, way)
