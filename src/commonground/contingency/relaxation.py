"""Relaxation: where no plan exists, which limit stands in the way, and by how little it would have to give.

Each limit is relaxed by itself, all others held; then all together, where none is enough by itself. Of a limit it is told
what the least is that would do, and what is proven of that. Law: a limit that must give by something, or that is not enough however
far it gives, proves that there is no plan; one that need not give at all comes with a plan. Not here: which of them should give.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from commonground.contingency.candidate_pairs import candidate_pairs
from commonground.contingency.effort import Effort, Told
from commonground.contingency.site_model import Limit, SiteModel
from commonground.contingency.site_plan import SitePlan
from commonground.contingency.siting import Siting
from commonground.values.solver import Ending, Solved, Way
from commonground.values.wording import counted


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

    @property
    def proves_none(self) -> bool:
        """Whether it shows that no plan keeps every row."""
        return self.is_proven_useless or self.at_least > 0


@dataclass(frozen=True)
class Relaxed:
    """What came of relaxing the limits: each of them, whether these prove that there is no plan, and a plan where one was found
    after all. `is_of_all` says whether every site that could take a home school was a candidate for it, `is_cut_short` whether
    somebody asked to end before every limit was looked at.
    """

    limits: tuple[Relaxation, ...] = ()
    is_of_all: bool = True
    is_cut_short: bool = False
    plan: SitePlan | None = None

    @property
    def proves_none(self) -> bool:
        """Whether some limit shows that no plan of these candidates keeps every row."""
        return any(each.proves_none for each in self.limits)


@dataclass(frozen=True, slots=True)
class Lonely:
    """A home school that no candidate can take, and why; `is_for_places` where more places would do."""

    home: str
    why: str
    is_for_places: bool = False


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
            pupils = counted(siting.pupils[number], "pupil")
            found.append(Lonely(home.id, f"sends {pupils}; no site near has over {counted(places, 'place')}", True))
    return tuple(found)


def relaxations(
    siting: Siting, effort: Effort, told: Told = lambda _: None, is_stopped: Callable[[], bool] = lambda: False
) -> Relaxed:
    """Each limit relaxed by itself, and all together where none is enough; it ends early with a plan, or once `is_stopped`."""
    model = SiteModel(siting, candidate_pairs(siting, whatever_fits=True))
    found: list[Relaxation] = []
    for limits in _in_turn(model, found):
        if is_stopped():
            return Relaxed(tuple(found), model.pairs.is_whole, is_cut_short=True)
        told(f"how far would give: {', '.join(limits)}")
        each, solved = _relaxed(model, limits, effort)
        if each.units == 0 and solved.values is not None:
            plan = SitePlan(siting, model.site_of(solved.values), model.opened(solved.values), 0, 0)
            return Relaxed((), model.pairs.is_whole, plan=plan)
        found.append(each)
    return Relaxed(tuple(found), model.pairs.is_whole)


def _in_turn(model: SiteModel, found: list[Relaxation]) -> Iterator[tuple[Limit, ...]]:
    """The limits one by one; then, where none that was found is enough by itself, all together."""
    limits = tuple(limit for limit in Limit if any(limit is of for of, _ in model.slack.values()))
    yield from ((limit,) for limit in limits)
    if all(each.units is None for each in found) and len(limits) > 1:
        yield limits


def _relaxed(model: SiteModel, limits: tuple[Limit, ...], effort: Effort) -> tuple[Relaxation, Solved]:
    found = model.solve(Way(seconds=effort.seconds / 4), relaxed=dict.fromkeys(limits, 1))
    if found.ending is Ending.IMPOSSIBLE:
        return Relaxation(limits, None, 0, is_proven_useless=True), found
    where = _where(model, found)
    units = None if found.values is None else sum(given for _, given in where)
    return Relaxation(limits, units, found.at_least, where), found


def _where(model: SiteModel, found: Solved) -> tuple[tuple[str, int], ...]:
    if found.values is None:
        return ()
    given = ((what or limit.value, round(float(found.values[c]))) for c, (limit, what) in model.slack.items())
    return tuple((what, units) for what, units in given if units)
