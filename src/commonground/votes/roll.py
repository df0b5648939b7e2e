"""The roll: how many people may vote, by unit and site, on the record date.

Law: a roll is never edited. A late joiner, a leaver or a mistake makes a further version, adopted with its reason; the
last version counts, and every earlier one stays in the ledger with the hash of its file.
Law: on the roll is who had joined on or before the record date and had not left by it.
Not here: names. A roll's file may hold ids; the ledger and every output hold counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from commonground.votes.carried import VotesCarried
from commonground.votes.rule import Denominator, Electorate


@dataclass(frozen=True, slots=True)
class SiteRoll:
    """How many members, and how many employees where that is known, a unit has at a site.

    `represents` is how many each of them speaks for, where they are delegates whose votes are unequal.
    """

    unit: str
    site: str
    members: int
    employees: int | None = None
    represents: int | None = None


@dataclass(frozen=True)
class Roll:
    """One version of a vote's roll."""

    version: int
    record_date: dt.date
    sites: tuple[SiteRoll, ...]
    file: str = ""
    sha256: str = ""
    reason: str = ""

    def of_unit(self, unit: str) -> tuple[SiteRoll, ...]:
        """A unit's sites, by name."""
        return tuple(sorted((site for site in self.sites if site.unit == unit), key=lambda site: site.site))

    def people(self, unit: str, of: Denominator) -> int | None:
        """A unit's members or employees; None where a site does not say."""
        if of is Denominator.MEMBERS:
            return sum(site.members for site in self.of_unit(unit))
        stated = [site.employees for site in self.of_unit(unit)]
        return None if None in stated else sum(count for count in stated if count is not None)

    def carried(self, unit: str, rule: VotesCarried) -> dict[str, int]:
        """The votes that a ballot of each of a unit's sites carries, where the roll says whom its delegates represent."""
        return {site.site: rule.of(site.represents) for site in self.of_unit(unit) if site.represents is not None}

    def in_votes(self, unit: str, rule: VotesCarried) -> Roll:
        """A unit's roll with votes in the place of people. Raises KeyError where a site does not say whom it represents."""
        carried = self.carried(unit, rule)
        return replace(self, sites=tuple(_times(site, carried[site.site]) for site in self.of_unit(unit)))

    def voters(self, unit: str, site: str, electorate: Electorate) -> int | None:
        """How many may vote at a site; None where the roll does not name it or does not say."""
        found = next((entry for entry in self.sites if (entry.unit, entry.site) == (unit, site)), None)
        if found is None:
            return None
        return found.members if electorate is Electorate.MEMBERS else found.employees


def _times(site: SiteRoll, votes: int) -> SiteRoll:
    employees = None if site.employees is None else site.employees * votes
    return SiteRoll(site.unit, site.site, site.members * votes, employees)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A row of a roll's file: where someone works, whether a member, and since and until when."""

    unit: str
    site: str
    is_member: bool = True
    joined: dt.date | None = None
    left: dt.date | None = None
    represents: int | None = None

    def is_member_on(self, day: dt.date) -> bool:
        """Whether a member on a day: joined on or before it, and not left by it."""
        return self.is_member and (self.joined is None or self.joined <= day) and (self.left is None or self.left > day)


def counted_by_site(people: Iterable[Enrolled], record_date: dt.date, has_employees: bool) -> tuple[SiteRoll, ...]:
    """People on the record date by unit and site. Employees are known where the file also lists who is no member."""
    members: dict[tuple[str, str], int] = {}
    employees: dict[tuple[str, str], int] = {}
    represents: dict[tuple[str, str], int | None] = {}
    for person in people:
        at = (person.unit, person.site)
        members[at] = members.get(at, 0) + person.is_member_on(record_date)
        employees[at] = employees.get(at, 0) + (person.left is None or person.left > record_date)
        represents.setdefault(at, person.represents)
    return tuple(
        SiteRoll(*at, members[at], employees[at] if has_employees else None, represents[at]) for at in sorted(members)
    )
