"""A site plan: which schools stay open, to which each home school goes, how good that is proven to be, and what binds.

Units: metres, pupils, adults; the mean is a fraction of metres for a pupil. Law: all figures are counted again from the plan
itself in whole numbers; of the solver only its bounds are taken over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from commonground.contingency.schools import School, Use
from commonground.contingency.siting import Role, Siting


@dataclass(frozen=True, slots=True)
class Proven:
    """A figure of a plan and what it is at least in any plan."""

    value: Fraction
    at_least: Fraction

    @property
    def gap(self) -> Fraction:
        """How much of the figure is not proven to be needed, as a share of it."""
        return (self.value - self.at_least) / self.value if self.value else Fraction(0)


@dataclass(frozen=True, slots=True)
class Checked:
    """What twice as many candidates could still win: the longest and the mean are at least these."""

    nearest: int
    longest_at_least: int
    cost_at_least: int


class Binding(StrEnum):
    """Why a home school does not go to the nearest open site of its level."""

    PLACES = "no room"
    APART = "kept apart"
    OTHERS = "shorter for others"


@dataclass(frozen=True, slots=True)
class Assigned:
    """A home school, its site, the distance, and the pupils expected."""

    home: School
    site: School
    metres: int
    pupils: int


@dataclass(frozen=True, slots=True)
class RoleCount:
    """Adults of a role: needed by a plan, and how many work."""

    role: Role
    needed: int

    @property
    def spare(self) -> int | None:
        """How many are over; below none where they run short; None where their number is not stated."""
        return None if self.role.available is None else self.role.available - self.needed


@dataclass(frozen=True)
class SitePlan:
    """The answer to a question of siting; `goes` holds each home school's candidate, by number."""

    siting: Siting
    goes: tuple[int, ...]
    opened: tuple[int, ...]
    longest_at_least: int
    cost_at_least: int
    checked: Checked | None = None

    @cached_property
    def assigned(self) -> tuple[Assigned, ...]:
        """Each home school's site, in the order of the schools."""
        siting = self.siting
        return tuple(
            Assigned(home, siting.candidates[site], int(siting.metres[number, site]), siting.pupils[number])
            for number, (home, site) in enumerate(zip(siting.homes, self.goes, strict=True))
        )

    @cached_property
    def sites(self) -> tuple[School, ...]:
        """The schools that stay open."""
        return tuple(self.siting.candidates[number] for number in self.opened)

    @cached_property
    def of_site(self) -> Mapping[str, tuple[Assigned, ...]]:
        """The home schools of each site, the nearest first."""
        found: dict[str, list[Assigned]] = {site.id: [] for site in self.sites}
        for each in sorted(self.assigned, key=lambda each: (each.metres, each.home.id)):
            found[each.site.id].append(each)
        return {site: tuple(each) for site, each in found.items()}

    @cached_property
    def loads(self) -> Mapping[str, int]:
        """The pupils expected at each site."""
        return {site: sum(each.pupils for each in homes) for site, homes in self.of_site.items()}

    @property
    def pupils(self) -> int:
        """All pupils expected."""
        return sum(self.siting.pupils)

    @property
    def way(self) -> int:
        """Pupils times metres, summed."""
        return sum(each.pupils * each.metres for each in self.assigned)

    @property
    def changed(self) -> tuple[Assigned, ...]:
        """The home schools that go to another site than in the earlier plan."""
        before = self.siting.previous
        return tuple(each for each in self.assigned if before.get(each.home.id, each.site.id) != each.site.id)

    @property
    def cost(self) -> int:
        """What the plan was chosen by: pupils times metres, with each pupil's change of site counted as further metres."""
        return self.way + self.siting.change * sum(each.pupils for each in self.changed)

    @cached_property
    def longest(self) -> Proven:
        """The longest distance, and what it is at least."""
        value = max((each.metres for each in self.assigned), default=0)
        return Proven(Fraction(value), Fraction(min(self.longest_at_least, value)))

    @cached_property
    def mean(self) -> Proven:
        """The cost for a pupil, and what it is at least at this longest distance."""
        pupils = max(1, self.pupils)
        return Proven(Fraction(self.cost, pupils), Fraction(min(self.cost_at_least, self.cost), pupils))

    def adults(self, loads: Mapping[str, int] | None = None) -> tuple[RoleCount, ...]:
        """The adults that the plan needs by role."""
        held = self.loads if loads is None else loads
        return tuple(RoleCount(role, sum(role.needed(load) for load in held.values())) for role in self.siting.roles)

    def loads_at(self, turnout: Fraction) -> Mapping[str, int]:
        """The pupils at each site under another turnout."""
        found = dict.fromkeys(self.loads, 0)
        for each, pupils in zip(self.assigned, self.siting.pupils_at(turnout), strict=True):
            found[each.site.id] += pupils
        return found

    def over_at(self, turnout: Fraction) -> Mapping[str, int]:
        """The sites that would have more pupils than places under another turnout, and how many more."""
        places = {site.id: site.capacity for site in self.sites}
        loads = self.loads_at(turnout)
        return {site: load - places[site] for site, load in loads.items() if load > places[site]}

    def nearest_open(self, each: Assigned) -> tuple[School, int]:
        """The nearest open site that takes a home school's level, and how far it is."""
        number = self.siting.homes.index(each.home)
        levels = [site for site in self.opened if self.siting.takes[number, site]]
        nearest = min(levels, key=lambda site: (int(self.siting.metres[number, site]), site != self.goes[number]))
        return self.siting.candidates[nearest], int(self.siting.metres[number, nearest])

    def why_not_nearest(self, each: Assigned) -> Binding | None:
        """Why a home school does not go to the nearest open site; None where it does."""
        nearest, metres = self.nearest_open(each)
        if metres >= each.metres:
            return None
        if self.loads[nearest.id] + each.pupils > nearest.capacity:
            return Binding.PLACES
        there = {other.home.id for other in self.of_site[nearest.id]}
        apart = {a if b == each.home.id else b for a, b in self.siting.apart if each.home.id in (a, b)}
        return Binding.APART if apart & there else Binding.OTHERS

    @cached_property
    def full(self) -> tuple[School, ...]:
        """The sites that some home school would be nearer to, and that have no room for it."""
        found = {
            self.nearest_open(each)[0].id for each in self.assigned if self.why_not_nearest(each) is Binding.PLACES
        }
        return tuple(site for site in self.sites if site.id in found)

    def saved_by(self, school: School) -> tuple[int, int]:
        """A closed candidate: how many home schools would be nearer to it than to their site, and the metres times
        pupils that this comes to, its places not counted.
        """
        site = self.siting.candidates.index(school)
        saved = [
            each.pupils * (each.metres - int(self.siting.metres[home, site]))
            for home, each in enumerate(self.assigned)
            if self.siting.takes[home, site] and self.siting.metres[home, site] < each.metres
        ]
        return len(saved), sum(saved)

    def lost_without(self, school: School) -> int | None:
        """An open site: the metres times pupils that its home schools would go further to the next open site, places not
        counted; None where no other takes them.
        """
        if school.use is Use.OPEN and not self.of_site[school.id]:
            return 0
        lost = 0
        for home, each in enumerate(self.assigned):
            if each.site.id != school.id:
                continue
            others = [
                int(self.siting.metres[home, other])
                for other in self.opened
                if self.siting.candidates[other].id != school.id and self.siting.takes[home, other]
            ]
            if not others:
                return None
            lost += each.pupils * (min(others) - each.metres)
        return lost
