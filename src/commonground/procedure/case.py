"""A case: one negotiation under a rule pack. What has happened, the days that the rules count from, and the alarms to keep.

Law: an event is a step of the pack on a day; of several events of one step the last one counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from commonground.procedure.counting import Days
from commonground.procedure.holidays import Holidays
from commonground.procedure.pack import Pack
from commonground.values.school_calendar import SchoolCalendar


@dataclass(frozen=True, slots=True)
class Event:
    """A step that was taken: which, on which day, by whom where that is known, and a word about it."""

    step: str
    on: dt.date
    by: str = ""
    note: str = ""
    is_supposed: bool = False


@dataclass(frozen=True, slots=True)
class Alarm:
    """A day of the agreement itself to be kept in mind: a reopener, a notice. Its window may open on an earlier day."""

    title: str
    who: str
    last: dt.date
    first: dt.date | None = None
    cite: str = ""
    is_done: bool = False


@dataclass(frozen=True)
class Case:
    """A pack, the events in the order of their days, and the days that the pack's anchors stand for in this negotiation."""

    pack: Pack
    events: tuple[Event, ...] = ()
    anchors: Mapping[str, dt.date] = field(default_factory=dict)
    alarms: tuple[Alarm, ...] = ()
    school: SchoolCalendar | None = None
    further_holidays: Mapping[dt.date, str] = field(default_factory=dict)
    title: str = ""

    @cached_property
    def days(self) -> Days:
        """What days are counted with."""
        return Days(Holidays(self.pack.holidays, self.further_holidays), self.school)

    @cached_property
    def happened(self) -> dict[str, Event]:
        """The last event of each step."""
        return {event.step: event for event in sorted(self.events, key=lambda event: event.on)}

    def day_of(self, id: str) -> dt.date | None:
        """The day of a step that was taken, or of an anchor; None where neither is known."""
        event = self.happened.get(id)
        return event.on if event else self.anchors.get(id)

    def as_of(self, day: dt.date) -> Case:
        """The case as it was known on a day: later events are left out, but for those that are only supposed."""
        return replace(self, events=tuple(event for event in self.events if event.on <= day or event.is_supposed))

    def supposing(self, events: Iterable[Event]) -> Case:
        """The case as it would be if further steps were taken; a step that was taken already is taken on the new day instead."""
        supposed = tuple(replace(event, is_supposed=True) for event in events)
        steps = {event.step for event in supposed}
        kept = tuple(event for event in self.events if event.step not in steps)
        return replace(self, events=tuple(sorted((*kept, *supposed), key=lambda event: event.on)))
