"""The way of a band: its days and what happens on them, whatever its raises amount to.

Who stands where does not depend on the amounts of raises, so a package that changes only these goes the same way again and
builds the schedules alone.
Law: going a way again gives the timeline that walking it would. The days of raises, and the cells that they reach, belong to
the way; where something else than a raise changes what cells pay (a schedule is printed, a step put in) there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commonground.agreement.band import Moment
from commonground.agreement.kinds.schedule_raise import Raise
from commonground.agreement.next_schedule import ScheduleInForce
from commonground.agreement.raises import growth_of
from commonground.agreement.walk import Walk


@dataclass(frozen=True, eq=False)
class Stop:
    """A moment of the way; where a raise makes it, the number of the raise and the schedule that it builds upon."""

    moment: Moment
    number: int
    in_force: ScheduleInForce | None
    is_last_of_its_day: bool


@dataclass(frozen=True, eq=False)
class Way:
    """A band's stops in the order of their days; the first is the snapshot's."""

    stops: tuple[Stop, ...]

    def again(self, raises: Sequence[Raise]) -> tuple[Moment, ...]:
        """The moments with raises of other amounts, each in the place of the one that had its day."""
        moments, cells, growths = [], self.stops[0].moment.cells, self.stops[0].moment.growths
        for stop in self.stops:
            held = stop.moment
            if stop.in_force is not None:
                growth, where = growth_of(raises[stop.number]), held.growths[-1][1]
                cells, growths = stop.in_force.next(cells, growth, where), (*growths, (growth, where))
            if stop.is_last_of_its_day:
                moments.append(Moment(held.day, cells, held.place, held.present, growths, held.pay_rounding))
        return tuple(moments)


def way_of(walk: Walk, raises: Sequence[Raise]) -> Way | None:
    """The way that a walk went with some raises; None where something else changed what cells pay."""
    stops = []
    for number, (moment, after) in enumerate(zip(walk.moments, (*walk.moments[1:], None), strict=True)):
        built = walk.built.get(moment)
        if built is None and number and moment.cells is not walk.moments[number - 1].cells:
            return None
        at = -1 if built is None else next(n for n, raise_ in enumerate(raises) if raise_ is built[0])
        is_last = after is None or after.day != moment.day
        stops.append(Stop(moment, at, None if built is None else built[1], is_last))
    return Way(tuple(stops))
