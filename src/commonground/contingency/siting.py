"""Siting: the question of which schools stay open, and to which of them each home school's pupils go.

Law: every home school goes to one site of a level that takes its own. Pupils expected are the turnout of the enrolment,
rounded up. Nothing here chooses; `choose_sites` does.
Not here: schools that run as usual. They are neither home schools nor sites.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

import numpy as np
import numpy.typing as npt

from commonground.contingency.schools import School, Use, metres_between

NO_NEED = 0


@dataclass(frozen=True, slots=True)
class Role:
    """Adults of one kind at a site: one for so many pupils, at least so many, and how many will work in all."""

    id: str
    pupils_each: int = NO_NEED
    per_site: int = 0
    available: int | None = None

    def needed(self, pupils: int) -> int:
        """How many a site with so many pupils needs.

        >>> Role("supervision", pupils_each=25, per_site=2).needed(51)
        3
        """
        return max(self.per_site, -(-pupils // self.pupils_each) if self.pupils_each else 0)


@dataclass(frozen=True, slots=True)
class SiteRequirement:
    """A feature that a share of the sites must have, or one of them within so many metres of each home school."""

    what: str
    share: Fraction = Fraction(0)
    within: int | None = None


@dataclass(frozen=True)
class Siting:
    """The question: schools, levels, turnout, how many sites, and every row that a plan must keep.

    `goes_to` says for each level which levels' sites take its pupils; `sites` is None where the fewest are to be found;
    `within` is the longest distance allowed, in metres; `previous` is an earlier plan's site by home school, and
    `change` how many metres a pupil's change of site counts as; `nearest` is how many candidates each home school has, and
    those within `nearest_within` metres beside. A longest distance of `near_enough` metres is short enough: none shorter is
    looked for, and the mean is least within it.
    """

    schools: tuple[School, ...]
    goes_to: Mapping[str, tuple[str, ...]]
    turnout: Fraction
    sites: int | None = None
    within: int | None = None
    roles: tuple[Role, ...] = ()
    requirements: tuple[SiteRequirement, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    least_safety: int | None = None
    previous: Mapping[str, str] = field(default_factory=dict)
    change: int = 0
    nearest: int = 50
    nearest_within: int = -1
    near_enough: int = 0

    @cached_property
    def homes(self) -> tuple[School, ...]:
        """The schools whose pupils need a site."""
        return tuple(school for school in self.schools if school.use is not Use.AS_USUAL and school.enrolment)

    @cached_property
    def candidates(self) -> tuple[School, ...]:
        """The schools that may be sites; one that must be open is one whatever its safety."""
        return tuple(school for school in self.schools if self.why_no_candidate(school) is None)

    def why_no_candidate(self, school: School) -> str | None:
        """Why a school cannot be a site; None where it can."""
        if school.use is Use.OPEN:
            return None
        if school.use is Use.AS_USUAL:
            return "runs as usual"
        if school.use is Use.CLOSED:
            return "fixed closed"
        if school.safety is not None and self.least_safety is not None and school.safety < self.least_safety:
            return f"safety {school.safety} is below {self.least_safety}"
        return None

    @cached_property
    def pupils(self) -> tuple[int, ...]:
        """The pupils expected from each home school."""
        return self.pupils_at(self.turnout)

    def pupils_at(self, turnout: Fraction) -> tuple[int, ...]:
        """The pupils expected from each home school at a turnout, rounded up."""
        return tuple(math.ceil(school.enrolment * turnout) for school in self.homes)

    @cached_property
    def metres(self) -> npt.NDArray[np.int64]:
        """The distance of each home school (row) from each candidate (column)."""
        if not self.homes or not self.candidates:
            return np.zeros((len(self.homes), len(self.candidates)), dtype=np.int64)
        return metres_between(self.homes, self.candidates)

    @cached_property
    def costs(self) -> npt.NDArray[np.int64]:
        """What each home school (row) costs at each candidate (column): its pupils times the metres, a change of site counted as
        so many metres more.
        """
        before = [self.previous.get(home.id) for home in self.homes]
        changes = [[was is not None and site.id != was for site in self.candidates] for was in before]
        is_changed = np.array(changes, dtype=bool).reshape(self.metres.shape)
        return np.array(self.pupils, dtype=np.int64)[:, None] * (self.metres + self.change * is_changed)

    @cached_property
    def takes(self) -> npt.NDArray[np.bool_]:
        """Whether each candidate (column) is of a level that takes each home school's pupils (row)."""
        levels = [set(self.goes_to.get(home.level, (home.level,))) for home in self.homes]
        return np.array([[site.level in of for site in self.candidates] for of in levels], dtype=bool).reshape(
            len(self.homes), len(self.candidates)
        )

    def with_nearest(self, nearest: int) -> Siting:
        """The same question with more or fewer candidates for each home school."""
        return replace(self, nearest=nearest)
