"""Staffing: the adults and the meals of each site, and who is there to work.

Law: a group that honours the line is counted as not working; whether it does is the folder's statement, not the program's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from commonground.contingency.schools import School
from commonground.contingency.site_plan import SitePlan


@dataclass(frozen=True, slots=True)
class StaffGroup:
    """People of a union, or of none, in a role: how many, and whether they honour the line."""

    group: str
    role: str
    people: int
    union: str = ""
    honours_line: bool = False


@dataclass(frozen=True, slots=True)
class SiteStaffing:
    """A site's pupils, and the adults that it needs by role."""

    site: School
    pupils: int
    adults: tuple[tuple[str, int], ...]


def working(groups: Iterable[StaffGroup], role: str) -> int | None:
    """How many work in a role; None where no group of the role is named.

    >>> groups = (StaffGroup("nurses", "nurse", 40), StaffGroup("school nurses", "nurse", 200, "union", True))
    >>> working(groups, "nurse"), working(groups, "security")
    (40, None)
    """
    of_role = [each for each in groups if each.role == role]
    return sum(each.people for each in of_role if not each.honours_line) if of_role else None


def site_staffing(plan: SitePlan) -> tuple[SiteStaffing, ...]:
    """The adults of each site, in the order of the schools."""
    return tuple(
        SiteStaffing(
            site,
            plan.loads[site.id],
            tuple((role.id, role.needed(plan.loads[site.id])) for role in plan.siting.roles),
        )
        for site in plan.sites
    )
