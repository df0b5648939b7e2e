"""Events: what happens to a band's schedule and its people, and in which order.

Law: of one day the ladder changes first, then a schedule is printed, a step is put in, people move, and a raise builds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from commonground.agreement.agreement import Agreement
from commonground.agreement.band import Band
from commonground.agreement.calendar import Calendar
from commonground.agreement.kinds.salary_schedule import SalarySchedule
from commonground.agreement.kinds.schedule_raise import Raise
from commonground.agreement.kinds.step_ladder import StepLadder
from commonground.agreement.kinds.step_movement import StepMovement
from commonground.agreement.provision import Provision
from commonground.agreement.raises import earned_on, raises_of
from commonground.agreement.walk import Walk


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens on a day; `order` settles what comes first on the same day."""

    day: dt.date
    order: int
    happen: Callable[[Walk], None]

    def when(self) -> tuple[dt.date, int]:
        """What events are sorted by."""
        return self.day, self.order


def events_of(
    agreement: Agreement,
    band: Band,
    calendar: Calendar,
    left_out: Collection[Raise] = (),
) -> Iterable[Event]:
    """Everything that happens to a band, in no order; raises that are `left_out` do not."""
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
        yield from band.kept(("movements", clause.digest, calendar), lambda c=clause: tuple(_movements(c, calendar)))  # type: ignore[misc]
    for provision in band.raises:
        for raise_ in raises_of(agreement, agreement[provision], personal=band.is_personal):
            if raise_ not in left_out:
                day = earned_on(raise_, calendar)
                yield Event(day, 4, lambda walk, day=day, raise_=raise_: walk.grow(day, raise_))  # type: ignore[misc]


def _movements(provision: Provision, calendar: Calendar) -> Iterable[Event]:
    for year in calendar.years:
        version = provision.on(year.first)
        if version is None or not isinstance(version.terms, StepMovement):
            continue
        action = version.terms.action(year.first.year)
        day = action.on or year.first
        yield Event(day, 3, lambda walk, day=day, action=action: walk.move(day, action))  # type: ignore[misc]


def standing(provision: Provision, day: dt.date) -> object:
    """What a schedule or a ladder says on a day: it stands until another takes its place."""
    started = [version for version in provision.versions if version.start <= day]
    return (started[-1] if started else provision.versions[0]).terms
