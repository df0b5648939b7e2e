"""A timeline: which salary each cell of a schedule pays, day by day, and on which cell its people stand.

Walking a band's days in order (`agreement.walk`, `agreement.events`) gives its moments; a timeline keeps them, and tells the
stretches of a year apart.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from commonground.agreement.agreement import Agreement
from commonground.agreement.band import Band, Moment
from commonground.agreement.calendar import Calendar
from commonground.agreement.events import IN_TURN, events_of
from commonground.agreement.kinds.salary_schedule import SalarySchedule
from commonground.agreement.kinds.schedule_raise import Raise
from commonground.agreement.kinds.step_ladder import StepLadder
from commonground.agreement.raises import earned_on, raises_of
from commonground.agreement.walk import Walk
from commonground.agreement.way import Way, way_of
from commonground.values.fiscal_year import FiscalYear, Proration

WHOLE_YEAR = Fraction(1)
NewWalk = Callable[[Band, SalarySchedule, Sequence[str] | None, dt.date], Walk]


@dataclass(frozen=True, eq=False)
class Segment:
    """A share of a year with one schedule and one placement in force."""

    share: Fraction
    moment: Moment


@dataclass(frozen=True, eq=False)
class Timeline:
    """The moments of a band in the order of their days; the first is the snapshot's."""

    moments: tuple[Moment, ...]
    proration: Proration

    @cached_property
    def _days(self) -> list[dt.date]:
        return [moment.day for moment in self.moments]

    def on(self, day: dt.date) -> Moment:
        """The moment that holds on a day."""
        return self.moments[max(bisect_right(self._days, day), 1) - 1]

    def throughout(self, first: dt.date, last: dt.date) -> Moment | None:
        """The moment that holds from one day to another, the last one included; None where there are more."""
        later = max(bisect_right(self._days, first), 1)
        return None if bisect_right(self._days, last, later) > later else self.moments[later - 1]

    def segments(self, year: FiscalYear, last: dt.date | None = None) -> tuple[Segment, ...]:
        """The stretches of a year, with the share of the year that each of them is (`last` is the year's last day)."""
        end = last or year.last
        if (only := self.throughout(year.first, end)) is not None:
            return (Segment(WHOLE_YEAR, only),)
        inside = {moment.day: moment for moment in self.moments[1:] if year.first < moment.day <= end}
        starts = [(WHOLE_YEAR, self.on(year.first))]
        starts += [(year.share_from(day, self.proration), moment) for day, moment in inside.items()]
        left = [share for share, _ in starts[1:]] + [Fraction(0)]
        pairs = zip(starts, left, strict=True)
        return tuple(Segment(share - rest, moment) for (share, moment), rest in pairs if share > rest)


def raises_of_band(agreement: Agreement, band: Band) -> list[Raise]:
    """The raises that reach a band, clause by clause."""
    return [r for p in band.raises for r in raises_of(agreement, agreement[p], personal=band.is_personal)]


def build_timeline(
    agreement: Agreement,
    band: Band,
    calendar: Calendar,
    paid_late: Callable[[Raise], bool] = lambda raise_: False,
    new_walk: NewWalk = Walk,
) -> Timeline:
    """Walk a band's days from the snapshot to the end of the last year.

    `paid_late(raise)` says whether a raise holds from the day it reaches the payroll rather than the day it is earned.
    `new_walk` makes the walk, for who wants to watch it.
    Law: on any day the schedule is the one that the raises which hold by then have built, each in the order in which it was
    earned; so the schedule that people are paid on once all have reached the payroll is the one that was agreed.
    """
    raises = raises_of_band(agreement, band)
    late = [raise_ for raise_ in raises if raise_.paid_from is not None and paid_late(raise_)]
    if not late and new_walk is Walk:
        return Timeline(_gone(agreement, band, calendar, raises), calendar.proration)
    days = {r.paid_from for r in late if r.paid_from and calendar.snapshot < r.paid_from <= calendar.last_day}
    turns = [calendar.snapshot, *sorted(days)]
    moments: list[Moment] = []
    for turn, until in zip(turns, [*turns[1:], dt.date.max], strict=True):
        walk = _new_walk(agreement, band, calendar, new_walk)
        not_yet = [r for r in late if r.paid_from and r.paid_from > turn]
        _go(walk, agreement, calendar, [r for r in raises if r not in not_yet] if not_yet else raises, until)
        moments += walk.stretch(turn, until)
    return Timeline(tuple(moments), calendar.proration)


def way_along(agreement: Agreement, band: Band, calendar: Calendar, raises: Sequence[Raise]) -> Way | None:
    """The way of a band whose raises hold as they are earned, gone before or walked now; None where there is none."""
    days = tuple([(earned_on(raise_, calendar), raise_.steps, raise_.lanes) for raise_ in raises])
    said = tuple([agreement.provisions[clause].said for clause in band.besides_raises])
    key = "way", said, days, id(calendar)
    way: Way | None = band.kept(key, lambda: (way_of(_walked(agreement, band, calendar, raises), raises), calendar))[0]
    return way


def _gone(agreement: Agreement, band: Band, calendar: Calendar, raises: Sequence[Raise]) -> tuple[Moment, ...]:
    """The moments of a band whose raises hold as they are earned: along its way, or walked."""
    way = way_along(agreement, band, calendar, raises)
    return tuple(_walked(agreement, band, calendar, raises).moments) if way is None else way.again(raises)


def _walked(agreement: Agreement, band: Band, calendar: Calendar, raises: Sequence[Raise]) -> Walk:
    walk = _new_walk(agreement, band, calendar, Walk)
    _go(walk, agreement, calendar, raises, dt.date.max)
    return walk


def _new_walk(agreement: Agreement, band: Band, calendar: Calendar, new_walk: NewWalk) -> Walk:
    schedule = agreement[band.schedule].standing_on(calendar.snapshot)
    assert schedule is not None
    assert isinstance(schedule.terms, SalarySchedule)
    ladder: Sequence[str] | None = None
    for provision in band.ladders:
        version = agreement[provision].standing_on(calendar.snapshot)
        assert version is not None
        assert isinstance(version.terms, StepLadder)
        ladder = version.terms.steps
    return new_walk(band, schedule.terms, ladder, calendar.snapshot)


def _go(walk: Walk, agreement: Agreement, calendar: Calendar, raises: Sequence[Raise], until: dt.date) -> None:
    """Go along the days up to one, with the raises that hold."""
    snapshot, last = calendar.snapshot, calendar.last_day
    for event in sorted(events_of(agreement, walk.band, calendar, raises), key=IN_TURN):
        if snapshot < event.day <= last and event.day < until:
            event.happen(walk)
