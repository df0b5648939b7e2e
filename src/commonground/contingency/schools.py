"""Schools as places: where each stands, whom it teaches, how many its building takes, and whether it may stay open.

Units: latitude and longitude in millionths of a degree; distances in whole metres along a great circle.
Law: a distance is the same both ways. It is straight, not the way that a family walks or drives.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

EARTH_METRES = 6_371_008.8  # mean radius


class Use(StrEnum):
    """What is decided of a school beforehand."""

    MAY_OPEN = "may open"
    OPEN = "open"
    CLOSED = "closed"
    AS_USUAL = "as usual"


@dataclass(frozen=True, slots=True)
class School:
    """A school: its level, its place, its pupils, the places of its building, and what the building has; `number` is what other
    files call it.
    """

    id: str
    level: str
    latitude: int
    longitude: int
    enrolment: int
    capacity: int
    use: Use = Use.MAY_OPEN
    has: frozenset[str] = frozenset()
    safety: int | None = None
    is_capacity_known: bool = True
    address: str = ""
    number: str = ""


def metres_between(homes: tuple[School, ...], sites: tuple[School, ...]) -> npt.NDArray[np.int64]:
    """The distance from each of m schools to each of n, an array of m rows and n columns.

    >>> north, south = (School(name, "all", latitude, 0, 0, 0) for name, latitude in (("N", 1_000_000), ("S", 0)))
    >>> int(metres_between((north,), (south,))[0, 0])
    111195
    """
    here, there = (np.radians(np.array([[s.latitude, s.longitude] for s in each]) / 1e6) for each in (homes, sites))
    across = np.sin((here[:, None, :] - there[None, :, :]) / 2) ** 2
    share = across[..., 0] + np.cos(here[:, None, 0]) * np.cos(there[None, :, 0]) * across[..., 1]
    return np.rint(2 * EARTH_METRES * np.arcsin(np.sqrt(np.clip(share, 0, 1)))).astype(np.int64)
