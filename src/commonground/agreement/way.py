"""The way of a band: its days and what happens on them, whatever its raises amount to.

Who stands where does not depend on the amounts of raises, so a package that changes only these goes the same way again and
builds the schedules alone.
Law: going a way again gives the timeline that walking it would. The days of raises, and the cells that they reach, belong to
the way, as does what a schedule prints on a day; where a step is put in, whose salary hangs on the raises before it, there is none.
Along a plain way (schedules in whole cents, raised cell by cell by a percent, rounded half up, none printed later) many packages
go together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
import numpy.typing as npt

from commonground.agreement.band import Moment
from commonground.agreement.kinds.salary_schedule import Build
from commonground.agreement.kinds.schedule_raise import Raise
from commonground.agreement.next_schedule import ScheduleInForce
from commonground.agreement.raises import growth_of
from commonground.agreement.walk import Printed, Walk
from commonground.values.money import LARGEST_CENTS, Rounding
from commonground.values.rates import LARGEST_IN_INT64, Rates

Cents = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Stop:
    """A moment of the way; where a raise makes it, the number of the raise and the schedule that it builds upon; where a schedule
    is printed, which cells and what it prints there."""

    moment: Moment
    number: int
    in_force: ScheduleInForce | None
    is_last_of_its_day: bool
    printed: Printed | None = None

    @cached_property
    def unit(self) -> int:
        """The whole cents to which a raise's schedule is carried; 0 where it is not raised cell by cell and rounded half up."""
        if self.printed is not None:
            return 0
        if self.in_force is None:
            return 1
        schedule, is_personal = self.in_force.schedule, self.in_force.band.is_personal
        cents, rounding = schedule.grain_of_own_salaries if is_personal else schedule.grain
        is_plain = (is_personal or schedule.build is Build.SCALE) and rounding is Rounding.HALF_UP
        return int(cents) if is_plain and cents.denominator == 1 else 0


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
            elif stop.printed is not None:
                cells = cells.put(*stop.printed)
            if stop.is_last_of_its_day:
                moments.append(Moment(held.day, cells, held.place, held.present, growths, held.pay_rounding))
        return tuple(moments)

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """The moments as they were when the way was walked first: of each day the last."""
        return tuple(stop.moment for stop in self.stops if stop.is_last_of_its_day)

    @cached_property
    def _first(self) -> Cents | None:
        """The cells of the first stop; None where the way is not plain."""
        whole = self.stops[0].moment.cells.whole
        is_plain = whole is not None and len(whole) and int(whole.min()) >= 0 and all(stop.unit for stop in self.stops)
        return whole if is_plain else None

    def together(self, raises: Sequence[Raise], packages: int) -> Cents | None:
        """The cells of packages, by package, moment and cell, with raises (of several packages, said as one) in the places of
        those that had their days; None where the way is not plain, a raise is more than a percent, or salaries may come near
        the bound."""
        now = self._first
        if now is None:
            return None
        most, found = int(now.max()), np.empty((packages, len(self.moments), len(now)), dtype=np.int64)
        at = 0
        for stop in self.stops:
            if stop.in_force is not None:
                raised = raised_by_percent(now, most, raises[stop.number], stop.unit)
                if raised is None:
                    return None
                where = stop.moment.growths[-1][1]
                now, most = raised[0] if where is None else np.where(where, raised[0], now), max(most, raised[1])
            if stop.is_last_of_its_day:
                found[:, at] = now
                at += 1
        return found


def raised_by_percent(cells: Cents, most: int, raise_: Raise, unit: int) -> tuple[Cents, int] | None:
    """Cells below `most` after a raise by a percent (a row for each package, where it has rates), rounded half up to so many
    cents, and what they are then below; None where it is more than a percent, or where int64 might not hold what is on the way.
    """
    if raise_.flat or raise_.at_least or raise_.at_most is not None:
        return None
    percent: Fraction | Rates = raise_.percent
    if isinstance(percent, Rates):
        whole, parts = percent.whole, [percent.whole + part for part in percent.parts]
        least, greatest = min(parts), max(parts)
    else:
        part, whole = percent.as_integer_ratio()
        least = greatest = part + whole
    after = most * greatest // whole + unit + 1
    if least < 0 or after >= LARGEST_CENTS or 2 * (most * greatest + whole * unit) >= LARGEST_IN_INT64:
        return None
    new = cells * (2 * np.array(parts)[:, None] if isinstance(percent, Rates) else 2 * greatest)
    new += whole * unit
    new //= 2 * unit * whole
    if unit > 1:
        new *= unit
    return new, after


def way_of(walk: Walk, raises: Sequence[Raise]) -> Way | None:
    """The way that a walk went with some raises; None where something else than print changed what cells pay."""
    stops = []
    for number, (moment, after) in enumerate(zip(walk.moments, (*walk.moments[1:], None), strict=True)):
        built, printed = walk.built.get(moment), walk.printed.get(moment)
        if built is None and printed is None and number and moment.cells is not walk.moments[number - 1].cells:
            return None
        at = -1 if built is None else next(n for n, raise_ in enumerate(raises) if raise_ is built[0])
        is_last = after is None or after.day != moment.day
        stops.append(Stop(moment, at, None if built is None else built[1], is_last, printed))
    return Way(tuple(stops))
