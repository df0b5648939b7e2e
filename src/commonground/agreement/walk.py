"""A walk along a band's days: people move, ladders change, schedules are printed and built, and each leaves a moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from commonground.agreement.band import Band, Moment
from commonground.agreement.cells import Cells, Index, carried
from commonground.agreement.kinds.salary_schedule import Build, SalarySchedule, StepAdded
from commonground.agreement.kinds.schedule_raise import Raise
from commonground.agreement.kinds.step_ladder import StepLadder
from commonground.agreement.kinds.step_movement import Action, Move
from commonground.agreement.lanes import Lanes
from commonground.agreement.next_schedule import ScheduleInForce
from commonground.agreement.printed import changed, printed, printed_anew, salaries_of
from commonground.agreement.raises import growth_of

Printed = tuple[npt.NDArray[np.bool_], Cells]  # which cells a schedule prints, and what it prints there


class Walk:
    """A walk along a band's days. Its state is the last moment; every event adds one."""

    def __init__(self, band: Band, schedule: SalarySchedule, ladder: Sequence[str] | None, snapshot: dt.date) -> None:
        self.band = band
        self.schedule = schedule
        self.ladder = None if ladder is None else tuple(ladder)
        self.moves: Mapping[str, str] = {}
        self.withheld = self.withheld_before = 0
        self.shift: Index | None = None
        cells, present, self.increments = printed(band, schedule)
        self.now = Moment(snapshot, cells, np.arange(len(band.keys)), present, (), schedule.pay_rounding)
        self.moments = [self.now]
        self.built: dict[Moment, tuple[Raise, ScheduleInForce]] = {}
        self.printed: dict[Moment, Printed] = {}
        self._lanes = Lanes(band, self.ladder, present)

    def add(self, moment: Moment) -> None:
        """Add a moment; of several on one day the last one holds."""
        self.now = moment
        self.moments.append(moment)

    @property
    def lanes(self) -> Lanes:
        """The band's lanes as they now are."""
        if self._lanes.ladder is not self.ladder or self._lanes.present is not self.now.present:
            self._lanes = Lanes(self.band, self.ladder, self.now.present)
        return self._lanes

    def stretch(self, start: dt.date, until: dt.date) -> list[Moment]:
        """The moments from one day to another; the one that holds on the first day begins with it."""
        return [self.opening(start), *(moment for moment in self.moments if start < moment.day < until)]

    def opening(self, day: dt.date) -> Moment:
        """The moment that holds on a day, as one that begins with it."""
        moment = self.on(day)
        return moment if moment.day == day else replace(moment, day=day)

    def on(self, day: dt.date) -> Moment:
        """The moment that holds on a day, from the snapshot's on."""
        return next(moment for moment in reversed(self.moments) if moment.day <= day)

    def move(self, day: dt.date, action: Action) -> None:
        """Move people along the ladder, or withhold it. Who came in later is not given back what was withheld before."""
        if self.band.is_personal:
            return
        stays = day.toordinal() <= self.band.stays_until
        if action.move is Move.FREEZE:
            self.withheld += 1
            self.withheld_before += stays
            return
        restored, missed = (self.withheld, self.withheld_before) if action.move is Move.RESTORE else (0, 0)
        if action.move is Move.RESTORE:
            self.withheld = self.withheld_before = 0
        place = self.now.place
        for number in range(action.steps + restored):
            successor, predecessor = self.lanes.successors(self.moves)
            if not stays and number >= missed:
                place = successor[place]
            self.shift = predecessor
            self.moves = {}
        now = self.now
        self.add(Moment(day, now.cells, place, now.present, now.growths, now.pay_rounding))

    def grow(self, day: dt.date, raise_: Raise) -> None:
        """Build the next schedule by the schedule's own law."""
        if self.schedule.build is Build.TABLE and not self.band.is_personal:
            self.shift = None  # the print holds the raise: a later one builds on it in place
            return
        now, growth, where = self.now, growth_of(raise_), self._where(raise_)
        in_force = ScheduleInForce(self.lanes, self.schedule, self.increments, self.shift)
        cells = in_force.next(now.cells, growth, where)
        self.shift = None
        self.add(Moment(day, cells, now.place, now.present, (*now.growths, (growth, where)), now.pay_rounding))
        self.built[self.now] = raise_, in_force

    def _where(self, raise_: Raise) -> npt.NDArray[np.bool_] | None:
        if raise_.steps is None and raise_.lanes is None:
            return None
        return np.array(
            [
                (raise_.steps is None or key.step in raise_.steps)
                and (raise_.lanes is None or key.lane in raise_.lanes)
                for key in self.band.keys
            ]
        )

    def renumber(self, ladder: StepLadder) -> None:
        """Put a new ladder in force; its moves take people there at the next movement."""
        self.ladder, self.moves = tuple(ladder.steps), ladder.moves

    def print_schedule(self, day: dt.date, schedule: SalarySchedule) -> None:
        """Put a later version of the schedule in force: printed cells where it prints them, else what builds the next ones."""
        before, self.schedule = self.schedule, schedule
        listed, others, anew = salaries_of(schedule), changed(before, schedule), printed_anew(before, schedule)
        now = replace(self.now, day=day, pay_rounding=schedule.pay_rounding)
        cells, has_salary, self.increments = printed(self.band, schedule)
        if self.band.is_personal or not others:
            if schedule.pay_rounding is not self.now.pay_rounding:
                self.add(now)
            return
        is_changed, is_in_print, wanted = (
            np.array(found, dtype=bool)
            for found in zip(
                *(
                    (k.schedule in others, k.schedule in anew, k[2:] in listed.get(k.schedule, {}))
                    for k in self.band.keys
                ),
                strict=True,
            )
        )
        present = np.where(is_changed, np.where(is_in_print, has_salary, wanted), now.present)
        if self.shift is not None:
            self.shift = np.where(is_in_print, -1, self.shift)
        in_print = is_changed & has_salary
        self.add(replace(now, cells=now.cells.put(in_print, cells), present=present))
        self.printed[self.now] = in_print, cells

    def insert_step(self, day: dt.date, added: StepAdded) -> None:
        """Put a step into the schedule, so much above the one before it."""
        if self.band.is_personal:
            return
        exact, present = list(self.now.cells.exact()), self.now.present.copy()
        for key, _ in self.band.columns:
            new, before = key._replace(step=added.step), key._replace(step=added.after)
            wanted = (added.schedules is None or key.schedule in added.schedules) and (
                added.lanes is None or key.lane in added.lanes
            )
            at, under = self.band.index.get(new), self.band.index.get(before)
            if wanted and at is not None and under is not None and present[under] and exact[under]:
                cell = exact[under] * (1 + added.percent) + added.amount * self.schedule.full_time_units
                exact[at] = carried(cell, self.schedule.grain)
                present[at] = True
        if self.ladder is not None and added.step not in self.ladder and added.after in self.ladder:
            place = self.ladder.index(added.after) + 1
            self.ladder = (*self.ladder[:place], added.step, *self.ladder[place:])
        self.add(replace(self.now, day=day, cells=Cells.of(exact), present=present))
