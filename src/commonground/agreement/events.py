"""Events: what happens to a band's schedule and its people, and in which order.

Law: of one day the ladder changes first, then a schedule is printed, a step is put in, people move, and a raise builds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter

from commonground.agreement.agreement import Agreement
from commonground.agreement.band import Band
from commonground.agreement.calendar import Calendar
from commonground.agreement.kinds.salary_schedule import SalarySchedule
from commonground.agreement.kinds.schedule_raise import Raise
from commonground.agreement.kinds.step_ladder import StepLadder
from commonground.agreement.kinds.step_movement import StepMovement
from commonground.agreement.provision import Provision
from commonground.agreement.raises import earned_on
from commonground.agreement.walk import Walk


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens on a day; `order` settles what comes first on the same day."""

    day: dt.date
    order: int
    happen: Callable[[Walk], None]


IN_TURN = attrgetter("day", "order")


def events_of(agreement: Agreement, band: Band, calendar: Calendar, raises: Iterable[Raise]) -> Iterable[Event]:
    """Everything that happens to a band if these raises hold, in no order; `IN_TURN` is the key to sort it by."""
    for provision in band.ladders:
        for version in agreement[provision].versions:
            if isinstance(ladder := version.terms, StepLadder):
                yield Event(version.start, 0, lambda walk, ladder=ladder: walk.renumber(ladder))  # type: ignore[misc]
    for version in agreement[band.schedule].versions:
        terms = version.terms
        assert isinstance(terms, SalarySchedule)
        yield Event(version.start, 1, lambda walk, v=version, t=terms: walk.print_schedule(v.start, t))  # type: ignore[misc]
        for added in terms.steps_added:
            if not version.holds_on(added.effective):
                continue
            yield Event(added.effective, 2, lambda walk, added=added: walk.insert_step(added.effective, added))  # type: ignore[misc]
    for provision in band.movements:
        clause = agreement[provision]
        key = ("movements", clause.said, id(calendar))
        movements, _ = band.kept(key, lambda c=clause: (tuple(_movements(c, calendar)), calendar))  # type: ignore[misc]
        yield from movements
    for raise_ in raises:
        day = earned_on(raise_, calendar)
        yield Event(day, 4, lambda walk, day=day, raise_=raise_: walk.grow(day, raise_))  # type: ignore[misc]


def _movements(provision: Provision, calendar: Calendar) -> Iterable[Event]:
    for year in calendar.years:
        version = provision.on(year.first)
        if version is None or not isinstance(version.terms, StepMovement):
            continue
        action = version.terms.action(year.first.year)
        day = action.on or year.first
        if day < version.start:
            continue
        yield Event(day, 3, lambda walk, day=day, action=action: walk.move(day, action))  # type: ignore[misc]
