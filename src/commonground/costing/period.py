"""A period of a costing: a fiscal year as it is lived, or a full year of what is in force on one day.

The base year and a run-rate are of the second sort: annualised on the snapshot's day, on the term's last day.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from commonground.agreement.band import Moment
from commonground.agreement.calendar import Calendar
from commonground.agreement.kind import Rule
from commonground.agreement.provision import Provision, Version
from commonground.agreement.timeline import Segment, Timeline
from commonground.values.fiscal_year import FiscalYear, Proration

ALL = Fraction(1)
Block = tuple["Period", ...]


@dataclass(frozen=True, eq=False)
class Period:
    """`day` is set where the period is a full year of what is in force on that day. An engine has one of each."""

    year: FiscalYear
    passed: int
    day: dt.date | None = None

    @cached_property
    def last(self) -> dt.date:
        """The last day of the period's fiscal year."""
        return self.year.last

    @property
    def is_annualised(self) -> bool:
        """Whether this is a full year of one day's terms."""
        return self.day is not None

    @property
    def label(self) -> str:
        """The fiscal year's name."""
        return self.year.label

    def moment(self, timeline: Timeline) -> Moment | None:
        """The schedule that is in force throughout the period; None where there are more."""
        if self.day is not None:
            return timeline.on(self.day)
        return timeline.throughout(self.year.first, self.last)

    def segments(self, timeline: Timeline) -> tuple[Segment, ...]:
        """The schedules in force in the period, each with its share of the year."""
        if self.day is not None:
            return (Segment(ALL, timeline.on(self.day)),)
        return timeline.segments(self.year, self.last)

    def versions(self, provision: Provision, proration: Proration, rule: Rule) -> list[tuple[Version, Fraction]]:
        """The versions of a clause in force in the period, each with its share of the year, for one of its rules.

        What is paid once, or is a sum of a fiscal year, is not paid for a share of it: it is paid whole, as the last version of
        the year says.
        """
        if self.day is not None:
            version = provision.on(self.day)
            return [] if version is None else [(version, ALL)]
        found = []
        for version in provision.versions:
            if version.start > self.last or version.until <= self.year.first:
                continue
            if version.start <= self.year.first and version.until > self.last:
                return [(version, ALL)]
            until = self.year.share_from(version.until, proration) if version.until <= self.last else Fraction(0)
            if share := self.year.share_from(version.start, proration) - until:
                found.append((version, share))
        is_whole = rule.of_the_year or (rule.one_time and not rule.owed_back)
        return [(version, ALL) for version, _ in found[-1:]] if is_whole else found


def periods(calendar: Calendar, base: FiscalYear) -> Block:
    """The base year, annualised on the snapshot's day, and the calendar's years."""
    return (
        Period(base, 0, calendar.snapshot),
        *(Period(year, year.first.year - base.first.year) for year in calendar.years),
    )
