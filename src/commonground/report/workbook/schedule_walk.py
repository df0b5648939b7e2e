"""The walk along a band's days, watched: each new schedule is written down as formulas on the one before it.

Law: `agreement.walk` decides what happens and when; this only says, cell by cell, how it was reckoned. Cells that pay
the same by the same reckoning share a column, whichever day they come into force.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from commonground.agreement.agreement import Agreement
from commonground.agreement.band import Band, Moment
from commonground.agreement.calendar import Calendar
from commonground.agreement.cells import Grain
from commonground.agreement.kinds.salary_schedule import Build, SalarySchedule, StepAdded
from commonground.agreement.kinds.schedule_raise import Raise
from commonground.agreement.kinds.step_movement import Action
from commonground.agreement.sheet import to_a_whole, to_the_cent
from commonground.agreement.timeline import Timeline, build_timeline
from commonground.agreement.walk import Walk
from commonground.report.workbook.cells import letters
from commonground.report.workbook.pay_formulas import CELL
from commonground.report.workbook.raise_sources import RaiseFormula, RaiseSource, take

Rows = Sequence[str]


@dataclass(eq=False)
class PriceColumn:
    """One schedule as it stands from a day on: a value or a formula for each cell of the band."""

    column: int
    title: str
    percent: tuple[str, float] | None
    values: list[float]
    formulas: list[str]

    def cell(self, number: int, top: int) -> str:
        """The cell of the band's cell `number`, on the sheet that it stands on."""
        return f"{letters(self.column)}{top + number + 1}"


@dataclass(eq=False)
class SideColumn:
    """A column beside the prices: printed increments or indices, or the step to which people move."""

    column: int
    title: str
    values: list[Any]


@dataclass(eq=False)
class BandColumns:
    """All columns of one band. `top` is the row of its first cell; columns are numbered as they are first needed."""

    band: Band
    top: int
    sources: list[RaiseSource]
    formula_of: Callable[[RaiseSource], RaiseFormula]
    differential: Callable[[SalarySchedule, str], str]
    step_added: Callable[[SalarySchedule, StepAdded], tuple[str, str]]
    prices: list[PriceColumn] = field(default_factory=list)
    sides: list[SideColumn] = field(default_factory=list)
    made: dict[Any, Any] = field(default_factory=dict)
    next_column: int = 4

    def price(
        self,
        key: Any,
        title: str,
        percent: tuple[str, float] | None,
        moment: Moment,
        formulas: Callable[[int], list[str]],
    ) -> PriceColumn:
        """The column of a derivation, made when it is first met; `formulas` is given the column's own number."""
        if key not in self.made:
            number = self.next_column
            self.next_column += 1
            values = (moment.cells.approx / 100).tolist()
            self.made[key] = PriceColumn(number, title, percent, values, formulas(number))
            self.prices.append(self.made[key])
        found: PriceColumn = self.made[key]
        return found

    def side(self, key: Any, title: str, values: Callable[[], list[Any]]) -> SideColumn:
        """A column beside the prices, made when it is first needed."""
        if key not in self.made:
            self.made[key] = SideColumn(self.next_column, title, values())
            self.next_column += 1
            self.sides.append(self.made[key])
        found: SideColumn = self.made[key]
        return found

    def jobs(self, raise_: RaiseFormula) -> str:
        """The column of the jobs behind salaries of people's own, where a raise in dollars is scaled by them; else empty."""
        if not (self.band.is_personal and raise_.is_in_dollars):
            return ""
        return letters(self.side("jobs", "jobs", lambda: [float(jobs) for jobs in self.band.jobs]).column)

    def rows(self) -> list[int]:
        """The spreadsheet's numbers of the rows of the band's cells."""
        return list(range(self.top + 1, self.top + 1 + len(self.band.keys)))


class Written(NamedTuple):
    """What is written of a moment: the column in which its cells stand, and the raises given since the snapshot."""

    column: PriceColumn
    raises: tuple[RaiseFormula, ...]


class WatchedWalk(Walk):
    """A walk that keeps, for each moment, what is written of it."""

    def __init__(
        self,
        columns: BandColumns,
        written: dict[Moment, Written],
        schedule: SalarySchedule,
        ladder: Sequence[str] | None,
        snapshot: dt.date,
        shows_moves: bool,
    ) -> None:
        super().__init__(columns.band, schedule, ladder, snapshot)
        self.columns, self.written, self.shows_moves = columns, written, shows_moves
        self.waiting = list(columns.sources)
        self.raises: tuple[RaiseFormula, ...] = ()
        self._stands_in(self._printed(snapshot))

    def add(self, moment: Moment) -> None:
        """Add a moment; its cells stand where the last ones do until something builds new ones."""
        super().add(moment)
        self.written[moment] = Written(self.column, self.raises)

    def opening(self, day: dt.date) -> Moment:
        """The moment that holds on a day, as one that begins with it; its cells stand where they did."""
        opening = super().opening(day)
        self.written[opening] = self.written[self.on(day)]
        return opening

    def _stands_in(self, column: PriceColumn) -> None:
        self.column = column
        self.written[self.now] = Written(column, self.raises)

    def _printed(self, day: dt.date, held: PriceColumn | None = None, old: Moment | None = None) -> PriceColumn:
        """The column of a printed schedule; what it does not print is what it was."""
        title = f"as printed,\n{day}" if not self.band.is_personal else f"own salaries,\n{day}"
        now, top = self.now.cells.approx, self.columns.top

        def formulas(_: int) -> list[str]:
            if held is None or old is None:
                return [""] * len(now)
            stays = (now == old.cells.approx) & (now != 0)
            return [held.cell(number, top) if stay else "" for number, stay in enumerate(stays.tolist())]

        key = ("printed", None if held is None else held.column, now.tobytes())
        return self.columns.price(key, title, None, self.now, formulas)

    def print_schedule(self, day: dt.date, schedule: SalarySchedule) -> None:
        """Put a later version in force; where it prints cells they are a column of values."""
        old, held = self.now, self.column
        super().print_schedule(day, schedule)
        if (self.now.cells.approx != old.cells.approx).any():
            self._stands_in(self._printed(day, held, old))

    def move(self, day: dt.date, action: Action) -> None:
        """Move people; the step that each cell's people come to is written beside the prices."""
        before = self.now
        super().move(day, action)
        if self.shows_moves and self.now is not before:
            place = self.now.place.tolist()
            keys = self.band.keys
            self.columns.side(("moves", day), f"people are on step,\n{day}", lambda: [keys[n].step for n in place])

    def grow(self, day: dt.date, raise_: Raise) -> None:
        """Build the next schedule; each of its cells is a formula on the one before."""
        before, shift, held = self.now, self.shift, self.column
        source = take(self.waiting, raise_)
        super().grow(day, raise_)
        if self.now is before:
            return
        formula = self.columns.formula_of(source)
        self.raises = (*self.raises, formula)
        built = _Built(self, before, shift, held, formula)
        shifted = None if shift is None else shift.tobytes()
        key = ("raised", held.column, formula, shifted, id(self.schedule), self.now.present.tobytes())
        title = f"with the raise of\n{raise_.effective}"
        self._stands_in(
            self.columns.price(key, title, (formula.percent, float(raise_.percent)), self.now, built.formulas)
        )

    def insert_step(self, day: dt.date, added: StepAdded) -> None:
        """Put a step in; its cells are formulas on the step below."""
        before, held = self.now, self.column
        super().insert_step(day, added)
        if self.now is before:
            return
        percent, amount = self.columns.step_added(self.schedule, added)
        now, index, top = self.now, self.band.index, self.columns.top
        pays, carry = before.present & (before.cells.approx != 0), self.carry()

        def formulas(_: int) -> list[str]:
            found = []
            for number, key in enumerate(self.band.keys):
                under = index.get(key._replace(step=added.after))
                wanted = (added.schedules is None or key.schedule in added.schedules) and (
                    added.lanes is None or key.lane in added.lanes
                )
                own = held.cell(number, top)
                if key.step == added.step and wanted and under is not None and pays[under]:
                    own = carry(f"({held.cell(under, top)}*(1+{percent})+{amount}{times_units(self.schedule)})")
                found.append(own if now.cells.approx[number] else "")
            return found

        key = ("step", held.column, added)
        self._stands_in(self.columns.price(key, f"with step {added.step},\n{day}", None, now, formulas))

    def carry(self) -> Callable[[str], str]:
        """What writes an amount as the next schedule is built on it."""
        schedule = self.schedule
        return partial(carried, schedule.grain_of_own_salaries if self.band.is_personal else schedule.grain)


def carried(grain: Grain, amount: str) -> str:
    """An amount of dollars as a schedule carries it: exact, or to a multiple of a cent or more."""
    if not grain.cents:
        return amount
    if grain.cents == 1:
        return to_the_cent(amount, grain.rounding)
    dollars, part = (Fraction(grain.cents) / 100).as_integer_ratio()
    if dollars == part == 1:
        return to_a_whole(amount, grain.rounding)
    return f"{to_a_whole(f'{amount}*{part}/{dollars}', grain.rounding)}*{dollars}/{part}"


def times_units(schedule: SalarySchedule) -> str:
    """What makes of dollars of the rate dollars of a full-time year; empty where the schedule prints years."""
    units, parts = schedule.full_time_units.as_integer_ratio()
    return "" if units == parts == 1 else f"*{units}/{parts}"


@dataclass(eq=False)
class _Built:
    """One raise, cell by cell."""

    walk: WatchedWalk
    before: Moment
    shift: Any
    held: PriceColumn
    raise_: RaiseFormula

    def formulas(self, column: int) -> list[str]:
        """The formula of each cell; an absent cell has none."""
        walk = self.walk
        build = Build.SCALE if walk.band.is_personal else walk.schedule.build
        if build is Build.INDEX:
            found = self._indexed(column)
        elif build is Build.DIFFERENTIAL:
            found = self._with_differentials(column)
        elif build is Build.CARRY_THEN_STEP:
            found = self._carried_then_stepped(column)
        else:
            found = self._raised()
        present = walk.now.cells.approx.tolist()
        return [formula if value else "" for formula, value in zip(found, present, strict=True)]

    def _raised(self, grain: Grain | None = None) -> list[str]:
        """Each cell raised in place, and carried as the schedule is, or otherwise."""
        walk, where, top = self.walk, self.walk.now.growths[-1][1], self.walk.columns.top
        carry = walk.carry() if grain is None else partial(carried, grain)
        jobs, own = walk.columns.jobs(self.raise_), f"{letters(self.held.column)}{CELL}"
        raised = carry(f"({self.raise_.of(own, jobs and f'{jobs}{CELL}')})")
        return [
            (raised if where is None or where[number] else own).replace(CELL, str(top + number + 1))
            for number in range(len(walk.band.keys))
        ]

    def _indexed(self, column: int) -> list[str]:
        """The base raised, and every other cell by its index of it; where the base is not raised, all stay as they are."""
        walk, keys, top = self.walk, self.walk.band.keys, self.walk.columns.top
        indices = {(cell.schedule, cell.lane, cell.step): cell.index for cell in walk.schedule.table}
        pairs = zip(keys, self.before.present.tolist(), strict=True)
        ratio = [indices.get(key[1:]) if here else None for key, here in pairs]
        shown = [None if index is None else float(index) for index in ratio]
        side = walk.columns.side(("index", id(walk.schedule)), "index", lambda: shown)
        found, of_base = self._raised(), self._raised(walk.schedule.base_grain)
        had, where, carry = self.before.cells.approx != 0, walk.now.growths[-1][1], walk.carry()
        bases: dict[tuple[str, str], int] = {}
        for number, key in enumerate(keys):
            if ratio[number] is not None and had[number]:
                held = bases.setdefault(key[:2], number)
                bases[key[:2]] = number if ratio[number] == 1 != ratio[held] else held
        here, index = letters(column), letters(side.column)
        for number, key in enumerate(keys):
            if ratio[number] is None or key[:2] not in bases:
                continue
            base = bases[key[:2]]
            if where is not None and not where[base]:
                found[number] = self.held.cell(number, top)
            elif base == number:
                found[number] = of_base[number]
            else:
                found[number] = carry(f"({here}{top + base + 1}*{index}{top + number + 1}/{index}{top + base + 1})")
        return found

    def _with_differentials(self, column: int) -> list[str]:
        walk, top, schedule = self.walk, self.walk.columns.top, self.walk.schedule
        present, index, found = self.before.present, walk.band.index, self._raised()
        pays, where = present & (self.before.cells.approx != 0), walk.now.growths[-1][1]
        first: dict[str, str] = {}
        for cell in schedule.table:
            first.setdefault(cell.schedule, cell.lane)
        for number, key in enumerate(walk.band.keys):
            lane = first.get(key.schedule, key.lane)
            there = index.get(key._replace(lane=lane), -1)
            if (
                key.lane != lane
                and key.lane in schedule.differentials
                and present[number]
                and there >= 0
                and pays[there]
            ):
                plus = f"{walk.columns.differential(schedule, key.lane)}{times_units(schedule)}"
                is_raised = where is None or where[there]
                found[number] = (
                    f"{letters(column)}{top + there + 1}+{plus}" if is_raised else self.held.cell(number, top)
                )
        return found

    def _carried_then_stepped(self, column: int) -> list[str]:
        """What those who come to a cell had, raised, and its increment; other cells raised in place."""
        walk, lanes, top = self.walk, self.walk.lanes, self.walk.columns.top
        increments = (walk.increments.approx / 100).tolist()
        side = walk.columns.side(("increment", walk.increments.approx.tobytes()), "increment", lambda: increments)
        own, had, rungs = np.arange(len(walk.band.keys)), self.before.cells.approx != 0, lanes.rungs()
        shift = own if self.shift is None else self.shift
        comes = rungs & (shift >= 0) & (shift != own) & had[shift]
        raised, never_below, carry = self._raised(), walk.schedule.never_below_previous_step, walk.carry()
        found, floors, is_whole = list(raised), dict[int, str](), self._steps_in_whole()
        is_on_top = never_below is True
        for _, numbers in walk.band.columns:
            under = -1
            for number in lanes.ordered(numbers):
                is_new = not comes[number] and not had[number] and under >= 0
                carried = raised[int(shift[number])] if comes[number] else raised[number]
                if is_new:
                    carried = floors[under]
                elif is_on_top and under >= 0:
                    carried = f"MAX({carried},{floors[under]})"
                plus = (comes[number] or is_new) and increments[number]
                stepped = f"({carried}+{letters(side.column)}{top + number + 1})" if plus else carried
                if never_below and not is_on_top and not is_new and under >= 0:
                    stepped = f"MAX({stepped},{floors[under]})"
                is_carried = stepped == raised[number] and stepped != self.held.cell(number, top)
                found[number] = stepped if is_carried else carry(stepped)
                is_cell = is_whole or found[number] == stepped
                floors[number] = f"{letters(column)}{top + number + 1}" if is_cell else stepped
                under = number
        return found

    def _steps_in_whole(self) -> bool:
        """Whether a cell is the same before it is carried: every one is raised, and increments are whole as it is carried."""
        walk, unit = self.walk, self.walk.schedule.grain.cents or 1
        return walk.now.growths[-1][1] is None and walk.increments.are_multiples_of(unit)


@dataclass(frozen=True, eq=False)
class WatchedTimeline:
    """A band's timeline, and what is written of each of its moments."""

    timeline: Timeline
    written: Mapping[Moment, Written]


def watched(
    agreement: Agreement,
    columns: BandColumns,
    calendar: Calendar,
    paid_late: Callable[[Raise], bool],
    *,
    shows_moves: bool,
) -> WatchedTimeline:
    """The timeline that `build_timeline` makes, with what is written of each moment."""
    written: dict[Moment, Written] = {}

    def watch(_: Band, schedule: SalarySchedule, ladder: Sequence[str] | None, snapshot: dt.date) -> Walk:
        return WatchedWalk(columns, written, schedule, ladder, snapshot, shows_moves)

    return WatchedTimeline(build_timeline(agreement, columns.band, calendar, paid_late, watch), written)
