"""Why no plan was found: proven that there is none, proven of the candidates alone, or only not found.

Law: what is told of a limit never contradicts what is told of the whole. A limit that must give, or a home school that no site can
take, proves that there is no plan. Not here: the search (`choose_sites`) and the limits one by one (`relaxation`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from commonground.contingency.choose_sites import NoPlan, choose_sites
from commonground.contingency.effort import Effort, Told
from commonground.contingency.relaxation import Lonely, Relaxed, lonely_homes, relaxations
from commonground.contingency.site_plan import SitePlan
from commonground.contingency.siting import Siting


class Certainty(StrEnum):
    """How sure it is that there is no plan."""

    PROVEN = "proven"
    OF_CANDIDATES = "proven of the candidates"
    NOT_FOUND = "not found"


@dataclass(frozen=True)
class WhyNone:
    """Home schools that no site can take, what each limit would have to give, and the longest distance that would do (None
    where none is set, or none was found).
    """

    siting: Siting
    certainty: Certainty
    lonely: tuple[Lonely, ...]
    relaxed: Relaxed
    longest: int | None = None


def why_none(
    none: NoPlan, effort: Effort, told: Told = lambda _: None, is_stopped: Callable[[], bool] = lambda: False
) -> WhyNone | SitePlan:
    """Why there is no plan, as far as it is known; a plan where looking at the limits came upon one."""
    siting = none.siting
    lonely = lonely_homes(siting)
    may_help = all(each.is_for_places for each in lonely)
    relaxed = relaxations(siting, effort, told, is_stopped) if may_help else Relaxed()
    if relaxed.plan is not None:
        return relaxed.plan
    return WhyNone(
        siting,
        _certainty(none, lonely, relaxed),
        lonely,
        relaxed,
        _longest_needed(siting, effort, told, is_stopped),
    )


def _certainty(none: NoPlan, lonely: tuple[Lonely, ...], relaxed: Relaxed) -> Certainty:
    if none.is_proven or lonely or (relaxed.proves_none and relaxed.is_of_all):
        return Certainty.PROVEN
    return Certainty.OF_CANDIDATES if relaxed.proves_none else Certainty.NOT_FOUND


def _longest_needed(siting: Siting, effort: Effort, told: Told, is_stopped: Callable[[], bool]) -> int | None:
    """The longest distance that would do, where one is set."""
    if siting.within is None or is_stopped():
        return None
    wider = replace(siting, within=None, sites=siting.sites or len(siting.candidates))
    found = choose_sites(wider, effort, told, is_stopped)
    return int(found.longest.value) if isinstance(found, SitePlan) else None
