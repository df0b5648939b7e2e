"""Pickets: who stands before which school in which shift, who leads there, and where nobody does.

Law: nobody is named in what this counts; people are numbers but for captains, who agreed to be known.
Coverage of a shift is the people signed up against those needed; the gap is never below none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift of the day: its name and hours."""

    id: str
    start: dt.time
    end: dt.time


@dataclass(frozen=True, slots=True)
class PicketSite:
    """A school to be picketed: its name, its captain, its entrances, and how many people each shift needs."""

    school: str
    needed: int
    captain: str = ""
    entrances: int = 1


@dataclass(frozen=True, slots=True)
class Rally:
    """What all go to after the shifts: when and where."""

    day: dt.date
    time: dt.time
    place: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """People signed up for a shift at a school, against those needed."""

    site: PicketSite
    shift: Shift
    signed: int

    @property
    def gap(self) -> int:
        """How many are missing."""
        return max(0, self.site.needed - self.signed)


@dataclass(frozen=True)
class PicketPlan:
    """The sites, the shifts, the sign-ups by school and shift, and the rally afterwards."""

    sites: tuple[PicketSite, ...]
    shifts: tuple[Shift, ...]
    signed: Mapping[tuple[str, str], int]
    rally: Rally | None = None

    def coverage(self) -> tuple[Coverage, ...]:
        """Each school's shifts, in the order of schools and shifts."""
        return tuple(
            Coverage(site, shift, self.signed.get((site.school, shift.id), 0))
            for site in self.sites
            for shift in self.shifts
        )

    def gaps(self) -> tuple[Coverage, ...]:
        """The shifts that lack people, the largest gap first."""
        found = [each for each in self.coverage() if each.gap]
        return tuple(sorted(found, key=lambda each: (-each.gap, each.site.school, each.shift.start)))

    @property
    def without_captain(self) -> tuple[PicketSite, ...]:
        """The schools where nobody leads."""
        return tuple(site for site in self.sites if not site.captain)

    @property
    def at_the_rally(self) -> int:
        """How many can be at the rally if all of the day's last shift go on to it."""
        return _of_shift(self.coverage(), self.shifts[-1]) if self.shifts else 0


def _of_shift(coverage: Iterable[Coverage], shift: Shift) -> int:
    return sum(each.signed for each in coverage if each.shift == shift)
