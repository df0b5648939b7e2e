"""Relaxation: where no plan exists, which limit stands in the way, and by how little it would have to give.

Each limit is relaxed by itself, all others held; then all together, where none is enough by itself. Of a limit it is told
what the least is that would do, and what is proven of that. Not here: which of them should give.
"""

from __future__ import annotations

from dataclasses import dataclass

from commonground.contingency.candidate_pairs import candidate_pairs
from commonground.contingency.effort import Effort
from commonground.contingency.site_model import Limit, SiteModel
from commonground.contingency.siting import Siting
from commonground.values.solver import Ending, Solved, Way


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A limit and the least by which it gives: `units` were found, at least `at_least` are needed; `where` tells of what.

    `units` is None where none was found; `is_proven_useless` where the limit is not enough however far it gives.
    """

    limits: tuple[Limit, ...]
    units: int | None
    at_least: int
    where: tuple[tuple[str, int], ...] = ()
    is_proven_useless: bool = False


@dataclass(frozen=True, slots=True)
class Lonely:
    """A home school that no candidate can take, and why."""

    home: str
    why: str


def lonely_homes(siting: Siting) -> tuple[Lonely, ...]:
    """The home schools that no site can take, whatever the others do."""
    found = []
    for number, home in enumerate(siting.homes):
        takes = siting.takes[number]
        if not takes.any():
            found.append(Lonely(home.id, f"no school that may open takes {home.level}"))
            continue
        near = takes & (siting.metres[number] <= siting.within) if siting.within is not None else takes
        if not near.any():
            metres = int(siting.metres[number][takes].min())
            found.append(Lonely(home.id, f"the nearest that takes {home.level} is {metres:,} m away"))
            continue
        places = max(site.capacity for site, is_near in zip(siting.candidates, near, strict=True) if is_near)
        if places < siting.pupils[number]:
            found.append(
                Lonely(home.id, f"sends {siting.pupils[number]:,} pupils; no site near has over {places:,} places")
            )
    return tuple(found)


def relaxations(siting: Siting, effort: Effort) -> tuple[Relaxation, ...]:
    """Each limit relaxed by itself, and all together where none is enough."""
    model = SiteModel(siting, candidate_pairs(siting, whatever_fits=True))
    limits = [limit for limit in Limit if any(limit is of for of, _ in model.slack.values())]
    alone = tuple(_relaxed(model, (limit,), effort) for limit in limits)
    if any(each.units is not None for each in alone):
        return alone
    return (*alone, _relaxed(model, tuple(limits), effort))


def _relaxed(model: SiteModel, limits: tuple[Limit, ...], effort: Effort) -> Relaxation:
    found = model.solve(Way(seconds=effort.seconds / 4), relaxed=dict.fromkeys(limits, 1))
    if found.ending is Ending.IMPOSSIBLE:
        return Relaxation(limits, None, 0, is_proven_useless=True)
    where = _where(model, found)
    units = None if found.values is None else sum(given for _, given in where)
    return Relaxation(limits, units, found.at_least, where)


def _where(model: SiteModel, found: Solved) -> tuple[tuple[str, int], ...]:
    if found.values is None:
        return ()
    given = ((what or limit.value, round(float(found.values[c]))) for c, (limit, what) in model.slack.items())
    return tuple((what, units) for what, units in given if units)
