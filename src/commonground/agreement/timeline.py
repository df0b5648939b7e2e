"""A timeline: which salary each cell of a schedule pays, day by day, and on which cell its people stand.

A band is one unit's people on the schedules of one salary-schedule provision who share every clause that shapes their
salary: schedule, ladder, raises, movement. Walking the band's days in order gives moments; two moments of the same day
come in the order of DESIGN: the ladder changes, people step, then the year's schedule is built and holds.

Shapes: a band has n cells; `place[c]` is the cell on which somebody who stood on cell c on the snapshot's day stands now.
Law: `carry_then_step` moves a cohort's pay with the cohort, so it shifts once for each movement; where nobody moved since
the last raise (a freeze, a second raise in the year) it raises each cell in place.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Agreement
from commonground.agreement.cells import Cells, Growth
from commonground.agreement.kinds.me_too import MeToo
from commonground.agreement.kinds.salary_schedule import Build, Cell, SalarySchedule, StepAdded
from commonground.agreement.kinds.schedule_raise import Raise, ScheduleRaise
from commonground.agreement.kinds.step_ladder import StepLadder
from commonground.agreement.kinds.step_movement import Action, Move, StepMovement
from commonground.agreement.provision import Provision
from commonground.values.fiscal_year import FiscalYear, Proration

Index = npt.NDArray[np.intp]


class CellKey(NamedTuple):
    """Where a cell stands: whose it is, on which schedule, in which lane, at which step."""

    unit: str
    schedule: str
    lane: str
    step: str


@dataclass(frozen=True, eq=False)
class Band:
    """The cells that move together, and the provisions (by id) that shape them."""

    schedule: str
    keys: tuple[CellKey, ...]
    personal: tuple[Fraction, ...]
    ladders: tuple[str, ...] = ()
    raises: tuple[str, ...] = ()
    movements: tuple[str, ...] = ()
    serial: int = field(default_factory=itertools.count().__next__)

    @cached_property
    def index(self) -> Mapping[CellKey, int]:
        """The number of each cell."""
        return {key: number for number, key in enumerate(self.keys)}

    @cached_property
    def columns(self) -> tuple[tuple[CellKey, npt.NDArray[np.intp]], ...]:
        """The cells of each unit, schedule and lane (its key with an empty step)."""
        found: dict[CellKey, list[int]] = {}
        for number, key in enumerate(self.keys):
            found.setdefault(key._replace(step=""), []).append(number)
        return tuple((key, np.array(numbers, dtype=np.intp)) for key, numbers in found.items())

    @property
    def is_personal(self) -> bool:
        """Whether these are salaries that stand on no schedule, each a cell of its own."""
        return bool(self.personal)


@dataclass(frozen=True, eq=False)
class Moment:
    """From a day on: what the cells pay, on which cell people stand, and how cells grew in place since the start."""

    day: dt.date
    cells: Cells
    place: Index
    present: npt.NDArray[np.bool_]
    growths: tuple[tuple[Growth, npt.NDArray[np.bool_] | None], ...] = ()


@dataclass(frozen=True, eq=False)
class Segment:
    """A share of a year with one schedule and one placement in force."""

    share: Fraction
    moment: Moment


@dataclass(frozen=True, slots=True)
class Calendar:
    """The snapshot's day, the years that are costed, and how parts of a year are counted."""

    snapshot: dt.date
    years: tuple[FiscalYear, ...]
    proration: Proration = Proration.MONTHS

    @property
    def last_day(self) -> dt.date:
        """The last day of the last year."""
        return self.years[-1].last if self.years else self.snapshot


@dataclass(frozen=True, eq=False)
class Timeline:
    """The moments of a band in the order of their days; the first is the snapshot's."""

    moments: tuple[Moment, ...]
    proration: Proration

    def on(self, day: dt.date) -> Moment:
        """The moment that holds on a day."""
        return next((moment for moment in reversed(self.moments) if moment.day <= day), self.moments[0])

    def segments(self, year: FiscalYear) -> tuple[Segment, ...]:
        """The stretches of a year, with the share of the year that each of them is."""
        inside = [moment for moment in self.moments if year.first < moment.day <= year.last]
        by_day = {moment.day: moment for moment in inside}
        starts = [(Fraction(1), self.on(year.first))]
        starts += [(year.share_from(day, self.proration), moment) for day, moment in sorted(by_day.items())]
        left = [share for share, _ in starts[1:]] + [Fraction(0)]
        pairs = zip(starts, left, strict=True)
        return tuple(Segment(share - rest, moment) for (share, moment), rest in pairs if share > rest)


@dataclass(order=True)
class Event:
    """Something that happens on a day; `order` settles what comes first on the same day."""

    day: dt.date
    order: int
    happen: Callable[[Walk], None] = field(compare=False)


class Walk:
    """A walk along a band's days. Its state is the last moment; every event adds one."""

    def __init__(self, band: Band, schedule: SalarySchedule, ladder: Sequence[str] | None, snapshot: dt.date) -> None:
        self.band = band
        self.schedule = schedule
        self.ladder = ladder
        self.moves: Mapping[str, str] = {}
        self.withheld = 0
        self.shift: Index | None = None
        cells, present = _printed(band, schedule.table)
        self.now = Moment(snapshot, cells, np.arange(len(band.keys)), present)
        self.moments = [self.now]
        self.increments = _increments(band, schedule.table)

    def add(self, moment: Moment) -> None:
        """Add a moment; of several on one day the last one holds."""
        self.now = moment
        self.moments.append(moment)

    def ordered(self, key: CellKey, numbers: Index, present: npt.NDArray[np.bool_]) -> list[int]:
        """The present cells of a lane in ladder order."""
        held = [number for number in numbers.tolist() if present[number]]
        if self.ladder is None:
            return held
        rank = {step: place for place, step in enumerate(self.ladder)}
        return sorted((n for n in held if self.band.keys[n].step in rank), key=lambda n: rank[self.band.keys[n].step])

    def move(self, day: dt.date, action: Action) -> None:
        """Move people along the ladder, or withhold it."""
        if self.band.is_personal:
            return
        if action.move is Move.FREEZE:
            self.withheld += 1
            return
        steps = action.steps + (self.withheld if action.move is Move.RESTORE else 0)
        if action.move is Move.RESTORE:
            self.withheld = 0
        place = self.now.place
        for _ in range(steps):
            successor, predecessor = self._successors()
            place = successor[place]
            self.shift = predecessor
            self.moves = {}
        self.add(replace(self.now, day=day, place=place))

    def _successors(self) -> tuple[Index, Index]:
        """For each cell the next one on the ladder, and for each cell the one whose people come to it (itself at the foot)."""
        successor = np.arange(len(self.band.keys))
        predecessor = np.full(len(self.band.keys), -1)
        for key, numbers in self.band.columns:
            lane = self.ordered(key, numbers, self.now.present)
            if not lane:
                continue
            if self.moves:
                by_step = {self.band.keys[number].step: number for number in numbers.tolist()}
                lane_steps = {self.band.keys[number].step for number in lane}
                predecessor[lane[0]] = lane[0]
                for old, new in self.moves.items():
                    if old in by_step and new in lane_steps:
                        successor[by_step[old]] = by_step[new]
                        predecessor[by_step[new]] = by_step[old]
                continue
            successor[lane[:-1]] = lane[1:]
            predecessor[lane[1:]] = lane[:-1]
            predecessor[lane[0]] = lane[0]
        return successor, predecessor

    def grow(self, day: dt.date, raise_: Raise) -> None:
        """Build the next schedule by the schedule's own law."""
        build = self.schedule.build
        if build is Build.TABLE and not self.band.is_personal:
            return
        growth = Growth(raise_.percent, raise_.flat, raise_.at_least)
        where = self._where(raise_)
        growths = (*self.now.growths, (growth, where))
        carry, rounding = self.schedule.carry, self.schedule.rounding
        raised = self.now.cells.raised(growth, where, carry, rounding)
        if not self.band.is_personal:
            if build is Build.INDEX:
                raised = self._indexed(raised)
            elif build is Build.DIFFERENTIAL:
                raised = self._with_differentials(raised)
            elif build is Build.CARRY_THEN_STEP and self.shift is not None:
                raised = self._carried_then_stepped(growth, where)
        self.shift = None
        self.add(replace(self.now, day=day, cells=raised, growths=growths))

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

    def _carried_then_stepped(self, growth: Growth, where: npt.NDArray[np.bool_] | None) -> Cells:
        assert self.shift is not None
        raised = self.now.cells.raised(growth, where, self.schedule.carry, self.schedule.rounding)
        foot = self.shift == np.arange(len(self.shift))
        increments = self.increments.kept(~foot)
        if self.schedule.never_below_previous_step:
            carried = self._never_below(raised, increments)
        else:
            missing = (self.shift < 0) & self.now.present
            source = np.where(missing, np.arange(len(self.shift)), self.shift)
            carried = raised.taken(np.where(self.now.present, source, -1), increments)
        return carried.carried(self.schedule.carry, self.schedule.rounding)

    def _never_below(self, raised: Cells, increments: Cells) -> Cells:
        assert self.shift is not None
        exact, added = raised.exact(), increments.exact()
        built = [Fraction(0)] * len(exact)
        for key, numbers in self.band.columns:
            before = Fraction(0)
            for number in self.ordered(key, numbers, self.now.present):
                source = int(self.shift[number])
                carried = exact[source] if source >= 0 else Fraction(0)
                before = built[number] = max(carried, before) + added[number]
        return Cells.of(built)

    def _indexed(self, raised: Cells) -> Cells:
        indices = {(c.schedule, c.lane, c.step): c.index for c in self.schedule.table}
        exact = raised.exact()
        built = [Fraction(0)] * len(exact)
        for unit_schedule in dict.fromkeys((key.unit, key.schedule) for key in self.band.keys):
            numbers = [n for n, key in enumerate(self.band.keys) if key[:2] == unit_schedule]
            ratio = {n: indices[self.band.keys[n][1:]] or Fraction(0) for n in numbers}
            base = min(numbers, key=lambda n: (ratio[n] != 1, n))
            for number in numbers:
                built[number] = exact[base] * ratio[number] / ratio[base]
        return Cells.of(built).carried(self.schedule.carry, self.schedule.rounding)

    def _with_differentials(self, raised: Cells) -> Cells:
        first: dict[tuple[str, str], str] = {}
        for key in self.band.keys:
            first.setdefault((key.unit, key.schedule), key.lane)
        source = np.array([self.band.index.get(k._replace(lane=first[k[:2]]), -1) for k in self.band.keys])
        plus = Cells.of(
            [0 if k.lane == first[k[:2]] else self.schedule.differentials.get(k.lane, 0) for k in self.band.keys]
        )
        return raised.taken(np.where(self.now.present, source, -1), plus)

    def renumber(self, ladder: StepLadder) -> None:
        """Put a new ladder in force; its moves take people there at the next movement."""
        self.ladder, self.moves = ladder.steps, ladder.moves

    def print_schedule(self, day: dt.date, schedule: SalarySchedule) -> None:
        """Put a later version of the schedule in force: printed cells where it prints them, else what builds the next ones."""
        is_reprinted = schedule.table != self.schedule.table
        self.schedule = schedule
        if self.band.is_personal or not is_reprinted:
            return
        self.increments = _increments(self.band, schedule.table)
        cells, printed = _printed(self.band, schedule.table)
        if printed.any():
            self.shift = None
            self.add(replace(self.now, day=day, cells=cells, present=printed))
            return
        wanted = {(cell.schedule, cell.lane, cell.step) for cell in schedule.table}
        present = np.array([key[1:] in wanted for key in self.band.keys])
        self.add(replace(self.now, day=day, present=present))

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
            if wanted and new in self.band.index and present[self.band.index[before]]:
                exact[self.band.index[new]] = exact[self.band.index[before]] * (1 + added.percent) + added.amount
                present[self.band.index[new]] = True
        if self.ladder is not None and added.step not in self.ladder:
            at = list(self.ladder).index(added.after) + 1
            self.ladder = (*self.ladder[:at], added.step, *self.ladder[at:])
        cells = Cells.of(exact).carried(self.schedule.carry, self.schedule.rounding)
        self.add(replace(self.now, day=day, cells=cells, present=present))


def _printed(band: Band, table: Iterable[Cell]) -> tuple[Cells, npt.NDArray[np.bool_]]:
    if band.is_personal:
        return Cells.of(band.personal), np.ones(len(band.personal), dtype=bool)
    salaries = {(cell.schedule, cell.lane, cell.step): cell.salary for cell in table}
    found = [salaries.get(key[1:]) for key in band.keys]
    cells = Cells.of([Fraction(0) if salary is None else salary * 100 for salary in found])
    return cells, np.array([salary is not None for salary in found])


def _increments(band: Band, table: Iterable[Cell]) -> Cells:
    increments = {(cell.schedule, cell.lane, cell.step): cell.increment or Fraction(0) for cell in table}
    return Cells.of([increments.get(key[1:], Fraction(0)) * 100 for key in band.keys])


def raises_of(
    agreement: Agreement, provision: Provision, *, personal: bool = False, chain: tuple[str, ...] = ()
) -> list[Raise]:
    """The raises that a clause brings: its own, or those that it follows in another unit's clause.

    `personal` asks for those that reach salaries which stand on no schedule.

    Raises `CyclicMeToo` where the chain of clauses leads back to itself.
    """
    if provision.id in chain:
        raise CyclicMeToo((*chain, provision.id))
    found: list[Raise] = []
    for version in provision.versions:
        terms = version.terms
        if isinstance(terms, ScheduleRaise) and (terms.personal_salaries or not personal):
            found += [raise_ for raise_ in terms.raises if version.holds_on(raise_.effective)]
        elif isinstance(terms, MeToo):
            followed = raises_of(agreement, agreement[terms.follows], personal=personal, chain=(*chain, provision.id))
            found += [
                raise_.model_copy(update={"percent": raise_.percent + terms.more})
                for raise_ in followed
                if version.holds_on(raise_.effective) and (terms.from_day is None or raise_.effective >= terms.from_day)
            ]
    return sorted(found, key=lambda raise_: raise_.effective)


class CyclicMeToo(ValueError):
    """Clauses follow one another in a circle."""

    def __init__(self, chain: Sequence[str]) -> None:
        self.chain = tuple(chain)
        super().__init__(f"{' follows '.join(chain)}: a circle, so none of them has a raise of its own")


def build_timeline(
    agreement: Agreement, band: Band, calendar: Calendar, paid_late: Callable[[Raise], bool] = lambda raise_: False
) -> Timeline:
    """Walk a band's days from the snapshot to the end of the last year.

    `paid_late(raise)` says whether a raise is taken on the day it reaches the payroll rather than the day it is earned.
    """
    schedule_provision = agreement[band.schedule]
    schedule = _in_force(schedule_provision, calendar.snapshot)
    assert isinstance(schedule, SalarySchedule)
    ladder: Sequence[str] | None = None
    for provision in band.ladders:
        terms = _in_force(agreement[provision], calendar.snapshot)
        assert isinstance(terms, StepLadder)
        ladder = terms.steps
    walk = Walk(band, schedule, ladder, calendar.snapshot)
    for event in sorted(_events(agreement, band, calendar, paid_late)):
        if calendar.snapshot < event.day <= calendar.last_day:
            event.happen(walk)
    return Timeline(tuple(walk.moments), calendar.proration)


def _in_force(provision: Provision, day: dt.date) -> object:
    version = provision.on(day) or provision.versions[0]
    return version.terms


def _events(
    agreement: Agreement, band: Band, calendar: Calendar, paid_late: Callable[[Raise], bool]
) -> Iterable[Event]:
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
        yield from _movements(agreement[provision], calendar)
    for provision in band.raises:
        for raise_ in raises_of(agreement, agreement[provision], personal=band.is_personal):
            day = raise_.paid_from if raise_.paid_from and paid_late(raise_) else raise_.effective
            yield Event(day, 4, lambda walk, day=day, raise_=raise_: walk.grow(day, raise_))  # type: ignore[misc]


def _movements(provision: Provision, calendar: Calendar) -> Iterable[Event]:
    for year in calendar.years:
        version = provision.on(year.first)
        if version is None or not isinstance(version.terms, StepMovement):
            continue
        action = version.terms.action(year.first.year)
        day = action.on or year.first
        yield Event(day, 3, lambda walk, day=day, action=action: walk.move(day, action))  # type: ignore[misc]
