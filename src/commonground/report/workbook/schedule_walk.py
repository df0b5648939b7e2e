"""The walk along a band's days, watched: each new schedule is written down as formulas on the one before it.

Law: `agreement.timeline` decides what happens and when; this only says, cell by cell, how it was reckoned. Cells that pay
the same by the same reckoning share a column, whichever day they come into force.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from commonground.agreement.agreement import Agreement
from commonground.agreement.cells import Carry
from commonground.agreement.kinds.salary_schedule import Build, SalarySchedule, StepAdded
from commonground.agreement.kinds.schedule_raise import Raise
from commonground.agreement.kinds.step_ladder import StepLadder
from commonground.agreement.kinds.step_movement import Action
from commonground.agreement.sheet import to_a_whole, to_the_cent
from commonground.agreement.timeline import Band, Calendar, Moment, Timeline, Walk, _events, _in_force
from commonground.report.workbook.cells import letters
from commonground.report.workbook.raise_sources import RaiseFormula, RaiseSource, take
from commonground.values.money import Rounding

Rows = Sequence[str]


@dataclass(eq=False)
class PriceColumn:
    """One schedule as it stands from a day on: a value or a formula for each cell of the band."""

    column: int
    title: str
    percent: str
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

    def price(self, key: Any, title: str, percent: str, moment: Moment, formulas: Callable[[int], list[str]]) -> PriceColumn:
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

    def rows(self) -> list[int]:
        """The spreadsheet's numbers of the rows of the band's cells."""
        return list(range(self.top + 1, self.top + 1 + len(self.band.keys)))


class WatchedWalk(Walk):
    """A walk that keeps, for each moment, the column in which its cells stand."""

    def __init__(
        self, columns: BandColumns, schedule: SalarySchedule, ladder: Sequence[str] | None, snapshot: dt.date, shows_moves: bool
    ) -> None:
        super().__init__(columns.band, schedule, ladder, snapshot)
        self.columns, self.shows_moves = columns, shows_moves
        self.waiting = list(columns.sources)
        self.column = self._printed(snapshot)
        self.column_of = {id(self.now): self.column}

    def add(self, moment: Moment) -> None:
        """Add a moment; its cells stand where the last ones do until something builds new ones."""
        super().add(moment)
        self.column_of[id(moment)] = self.column

    def _stands_in(self, column: PriceColumn) -> None:
        self.column = column
        self.column_of[id(self.now)] = column

    def _printed(self, day: dt.date) -> PriceColumn:
        title = f"as printed, {day}" if not self.band.is_personal else f"own salaries, {day}"
        key = ("printed", self.now.cells.approx.tobytes())
        return self.columns.price(key, title, "", self.now, lambda _: [""] * len(self.band.keys))

    def print_schedule(self, day: dt.date, schedule: SalarySchedule) -> None:
        """Put a later version in force; where it prints cells they are a column of values."""
        before = self.now.cells
        super().print_schedule(day, schedule)
        if self.now.cells is not before:
            self._stands_in(self._printed(day))

    def move(self, day: dt.date, action: Action) -> None:
        """Move people; the step that each cell's people come to is written beside the prices."""
        before = self.now
        super().move(day, action)
        if self.shows_moves and self.now is not before:
            place = self.now.place.tolist()
            keys = self.band.keys
            self.columns.side(("moves", day), f"people of this row stand on step, {day}", lambda: [keys[n].step for n in place])

    def grow(self, day: dt.date, raise_: Raise) -> None:
        """Build the next schedule; each of its cells is a formula on the one before."""
        before, shift, held = self.now, self.shift, self.column
        source = take(self.waiting, raise_)
        super().grow(day, raise_)
        if self.now is before:
            return
        formula = self.columns.formula_of(source)
        built = _Built(self, before, shift, held, formula)
        shifted = None if shift is None else shift.tobytes()
        key = ("raised", held.column, formula, shifted, id(self.schedule), self.now.present.tobytes())
        title = f"with the raise of {raise_.effective}"
        self._stands_in(self.columns.price(key, title, formula.percent, self.now, built.formulas))

    def insert_step(self, day: dt.date, added: StepAdded) -> None:
        """Put a step in; its cells are formulas on the step below."""
        before, held = self.now, self.column
        super().insert_step(day, added)
        if self.now is before:
            return
        percent, amount = self.columns.step_added(self.schedule, added)
        now, index, top = self.now, self.band.index, self.columns.top
        old, new = before.cells.approx, now.cells.approx

        def formulas(_: int) -> list[str]:
            found = []
            for number, key in enumerate(self.band.keys):
                own = held.cell(number, top)
                if now.present[number] and not before.present[number]:
                    under = held.cell(index[key._replace(step=added.after)], top)
                    own = self.carried(f"({under}*(1+{percent})+{amount})")
                elif old[number] != new[number]:
                    own = self.carried(own)
                found.append(own if new[number] else "")
            return found

        key = ("step", held.column, added)
        self._stands_in(self.columns.price(key, f"with step {added.step}, {day}", "", now, formulas))

    def carried(self, amount: str) -> str:
        """An amount as the next schedule is built on it."""
        carry, rounding = self.schedule.carry, self.schedule.rounding
        if carry is Carry.EXACT:
            return amount
        return to_a_whole(amount, rounding) if carry is Carry.DOLLAR else to_the_cent(amount, rounding)


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
        elif build is Build.CARRY_THEN_STEP and self.shift is not None:
            found = self._carried_then_stepped(column)
        else:
            found = self._raised()
        present = walk.now.cells.approx.tolist()
        return [formula if value else "" for formula, value in zip(found, present, strict=True)]

    def _raised(self) -> list[str]:
        """Each cell raised in place, and carried."""
        walk, growth_where = self.walk, self.walk.now.growths[-1][1]
        keeps = self.before.cells.whole is not None and walk.schedule.carry is not Carry.EXACT
        found = []
        for number in range(len(walk.band.keys)):
            own = self.held.cell(number, walk.columns.top)
            if growth_where is None or growth_where[number]:
                own = walk.carried(f"({self.raise_.of(own)})")
            elif not keeps:
                own = walk.carried(own)
            found.append(own)
        return found

    def _indexed(self, column: int) -> list[str]:
        walk, keys, top = self.walk, self.walk.band.keys, self.walk.columns.top
        indices = {(cell.schedule, cell.lane, cell.step): float(cell.index or 0) for cell in walk.schedule.table}
        ratio = [indices[key[1:]] for key in keys]
        side = walk.columns.side(("index", id(walk.schedule)), "index", lambda: ratio)
        raised, base_of = self._raised(), {}
        for number, key in enumerate(keys):
            held = base_of.setdefault(key[:2], number)
            if ratio[held] != 1 and ratio[number] == 1:
                base_of[key[:2]] = number
        here, index = letters(column), letters(side.column)
        found = []
        for number, key in enumerate(keys):
            base = base_of[key[:2]]
            is_base = number == base
            of_base = f"({here}{top + base + 1}*{index}{top + number + 1}/{index}{top + base + 1})"
            found.append(raised[number] if is_base else walk.carried(of_base))
        return found

    def _with_differentials(self, column: int) -> list[str]:
        walk, keys, top = self.walk, self.walk.band.keys, self.walk.columns.top
        first: dict[tuple[str, str], str] = {}
        for key in keys:
            first.setdefault((key.unit, key.schedule), key.lane)
        raised, found = self._raised(), []
        for number, key in enumerate(keys):
            lane = first[key.unit, key.schedule]
            source = walk.band.index.get(key._replace(lane=lane))
            if key.lane == lane or source is None:
                found.append(raised[number])
                continue
            of_first = f"{letters(column)}{top + source + 1}"
            more = key.lane in walk.schedule.differentials
            found.append(f"{of_first}+{walk.columns.differential(walk.schedule, key.lane)}" if more else of_first)
        return found

    def _carried_then_stepped(self, column: int) -> list[str]:
        walk, top = self.walk, self.walk.columns.top
        values = walk.increments.approx / 100
        side = walk.columns.side(("increment", values.tobytes()), "increment", values.tolist)
        raised = self._raised()
        foot = self.shift == np.arange(len(self.shift))

        def plus(number: int) -> str:
            return "" if foot[number] or not values[number] else f"+{letters(side.column)}{top + number + 1}"

        if not walk.schedule.never_below_previous_step:
            from_self = [number if source < 0 else source for number, source in enumerate(self.shift.tolist())]
            return [self._step(raised[source], plus(number)) for number, source in enumerate(from_self)]
        found = [""] * len(raised)
        for key, numbers in walk.band.columns:
            under = ""
            for number in walk.ordered(key, numbers, walk.now.present):
                source = int(self.shift[number])
                carried = raised[source] if source >= 0 else "0"
                floor = f"MAX({carried},{under})" if under else carried
                found[number] = self._step(floor, plus(number))
                under = f"{letters(column)}{top + number + 1}"
        return found

    def _step(self, carried: str, plus: str) -> str:
        return self.walk.carried(f"({carried}{plus})") if plus else carried


@dataclass(frozen=True, eq=False)
class WatchedTimeline:
    """A band's timeline, and the column in which each of its moments stands."""

    timeline: Timeline
    column_of: dict[int, PriceColumn]

    def column(self, moment: Moment) -> PriceColumn:
        """The column in which a moment's cells stand."""
        return self.column_of[id(moment)]


def watched(
    agreement: Agreement, columns: BandColumns, calendar: Calendar, paid_late: Callable[[Raise], bool], *, shows_moves: bool
) -> WatchedTimeline:
    """Walk a band's days as `build_timeline` does, and write down how each schedule is built."""
    band = columns.band
    schedule = _in_force(agreement[band.schedule], calendar.snapshot)
    assert isinstance(schedule, SalarySchedule)
    ladder: Sequence[str] | None = None
    for provision in band.ladders:
        terms = _in_force(agreement[provision], calendar.snapshot)
        assert isinstance(terms, StepLadder)
        ladder = terms.steps
    walk = WatchedWalk(columns, schedule, ladder, calendar.snapshot, shows_moves)
    for event in sorted(_events(agreement, band, calendar, paid_late)):
        if calendar.snapshot < event.day <= calendar.last_day:
            event.happen(walk)
    return WatchedTimeline(Timeline(tuple(walk.moments), calendar.proration), walk.column_of)


def rounding_of(agreement: Agreement, provision: str) -> Rounding:
    """The rounding of pay that a salary schedule names."""
    terms = agreement[provision].versions[0].terms
    assert isinstance(terms, SalarySchedule)
    return terms.pay_rounding
