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
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Agreement
from commonground.agreement.cells import Cells, Growth, carried
from commonground.agreement.kinds.me_too import MeToo
from commonground.agreement.kinds.salary_schedule import Build, Cell, SalarySchedule, StepAdded
from commonground.agreement.kinds.schedule_raise import Raise, ScheduleRaise
from commonground.agreement.kinds.step_ladder import StepLadder
from commonground.agreement.kinds.step_movement import Action, Move, StepMovement
from commonground.agreement.provision import Provision, Status
from commonground.values.fiscal_year import FiscalYear, Proration
from commonground.values.money import Rounding

Index = npt.NDArray[np.intp]
WHOLE_YEAR = Fraction(1)


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
    _kept: dict[tuple[object, ...], tuple[object, ...]] = field(default_factory=dict)

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

    def kept(self, key: tuple[object, ...], make: Callable[[], tuple[Any, ...]]) -> tuple[Any, ...]:
        """What was worked out under a key, made the first time; the key holds on to whatever it names."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

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
    pay_rounding: Rounding = Rounding.HALF_UP


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

    def segments(self, year: FiscalYear, last: dt.date | None = None) -> tuple[Segment, ...]:
        """The stretches of a year, with the share of the year that each of them is (`last` is the year's last day)."""
        end = last or year.last
        at_first, inside = self.moments[0], {}
        for moment in self.moments[1:]:
            if moment.day <= year.first:
                at_first = moment
            elif moment.day <= end:
                inside[moment.day] = moment
        if not inside:
            return (Segment(WHOLE_YEAR, at_first),)
        starts = [(WHOLE_YEAR, at_first)]
        starts += [(year.share_from(day, self.proration), moment) for day, moment in sorted(inside.items())]
        left = [share for share, _ in starts[1:]] + [Fraction(0)]
        pairs = zip(starts, left, strict=True)
        return tuple(Segment(share - rest, moment) for (share, moment), rest in pairs if share > rest)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens on a day; `order` settles what comes first on the same day."""

    day: dt.date
    order: int
    happen: Callable[[Walk], None]

    def when(self) -> tuple[dt.date, int]:
        """What events are sorted by."""
        return self.day, self.order


class Walk:
    """A walk along a band's days. Its state is the last moment; every event adds one."""

    def __init__(self, band: Band, schedule: SalarySchedule, ladder: Sequence[str] | None, snapshot: dt.date) -> None:
        self.band = band
        self.schedule = schedule
        self.ladder = ladder
        self.moves: Mapping[str, str] = {}
        self.withheld = 0
        self.shift: Index | None = None
        cells, present, self.increments = printed(band, schedule)
        self.now = Moment(snapshot, cells, np.arange(len(band.keys)), present, (), schedule.pay_rounding)
        self.moments = [self.now]

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
        self.add(Moment(day, self.now.cells, place, self.now.present, self.now.growths, self.now.pay_rounding))

    def _successors(self) -> tuple[Index, Index]:
        """For each cell the next one on the ladder, and for each cell the one whose people come to it (itself at the foot).

        A label that `moves` does not name goes on along the ladder; where two come to one cell, the one named last counts.
        """
        ladder = None if self.ladder is None else tuple(self.ladder)
        key = ("successors", ladder, tuple(self.moves.items()), self.now.present.tobytes())
        successor, predecessor = self.band.kept(key, self._work_out_successors)
        return successor, predecessor

    def _work_out_successors(self) -> tuple[Index, Index]:
        successor = np.arange(len(self.band.keys))
        predecessor = np.full(len(self.band.keys), -1)
        for key, numbers in self.band.columns:
            lane = self.ordered(key, numbers, self.now.present)
            if not lane:
                continue
            successor[lane[:-1]] = lane[1:]
            named = self._named(lane, numbers) if self.moves else {}
            for old, new in named.items():
                successor[old] = new
            for old in (*lane, *named):
                if successor[old] != old:
                    predecessor[successor[old]] = old
            if predecessor[lane[0]] < 0:
                predecessor[lane[0]] = lane[0]
        return successor, predecessor

    def _named(self, lane: list[int], numbers: Index) -> dict[int, int]:
        """The moves of a lane, cell by cell, in the order in which the ladder names them."""
        by_step = {self.band.keys[number].step: number for number in numbers.tolist()}
        listed = {self.band.keys[number].step for number in lane}
        return {by_step[old]: by_step[new] for old, new in self.moves.items() if old in by_step and new in listed}

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
            elif build is Build.CARRY_THEN_STEP:
                raised = self._carried_then_stepped(raised)
        self.shift = None
        self.add(Moment(day, raised, self.now.place, self.now.present, growths, self.now.pay_rounding))

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

    def _carried_then_stepped(self, raised: Cells) -> Cells:
        """Cells with what those who come to them had; a cell to which nobody comes is raised in place, as the first step is.

        A step that has no salary yet is the one before it and its increment. A step off the ladder is raised in place.
        """
        own, had, rungs = np.arange(len(self.band.keys)), self.now.cells.approx != 0, self._rungs()
        shift = own if self.shift is None else self.shift
        comes = rungs & (shift >= 0) & (shift != own) & had[shift]
        source, new = np.where(comes, shift, own), rungs & ~comes & ~had
        if self.schedule.never_below_previous_step or new.any():
            stepped = self._in_turn(raised, source, comes, new)
        else:
            stepped = raised.taken(source, self.increments.kept(comes))
        return raised.put(rungs, stepped.carried(self.schedule.carry, self.schedule.rounding))

    def _rungs(self) -> npt.NDArray[np.bool_]:
        """Which cells are on the schedule and on the ladder."""
        if self.ladder is None:
            return self.now.present
        ladder = tuple(self.ladder)
        known = self.band.kept(("rungs", ladder), lambda: (np.array([k.step in set(ladder) for k in self.band.keys]),))
        rungs: npt.NDArray[np.bool_] = self.now.present & known[0]
        return rungs

    def _in_turn(self, raised: Cells, source: Index, comes: npt.NDArray[np.bool_], new: npt.NDArray[np.bool_]) -> Cells:
        """The same, step after step, where a step may stand on the one before it."""
        never_below, before = self.schedule.never_below_previous_step, np.full(len(raised), -1)
        lanes = [self.ordered(key, numbers, self.now.present) for key, numbers in self.band.columns]
        for lane in lanes:
            before[lane[1:]] = lane[:-1]
        new = new & (before >= 0)
        carried, increments = np.where(new, 0.0, raised.approx[source]), self.increments.kept(comes | new)
        built = carried + increments.approx
        for lane in lanes:
            if never_below:
                added = np.cumsum(increments.approx[lane])
                built[lane] = np.maximum.accumulate(built[lane] - added) + added
            else:
                for number in lane:
                    built[number] += built[before[number]] if new[number] else 0.0

        def work_out(cell: int) -> Fraction:
            cents = Fraction(0) if new[cell] else raised.exact_at(int(source[cell]))
            if before[cell] >= 0 and (never_below or new[cell]):
                cents = max(cents, result.exact_at(int(before[cell])))
            return cents + increments.exact_at(cell)

        result = Cells(None, built, work_out)
        return result

    def _indexed(self, raised: Cells) -> Cells:
        """Cells by their indices, from a base that has a salary; one without an index (a step put in) as it stands."""
        indices = {(c.schedule, c.lane, c.step): c.index for c in self.schedule.table}
        ratio = [
            indices.get(key[1:]) if here else None for key, here in zip(self.band.keys, self.now.present, strict=True)
        ]
        exact = raised.exact()
        built, had = list(exact), self.now.cells.approx != 0
        bases: dict[tuple[str, str], int] = {}
        for number, key in enumerate(self.band.keys):
            if ratio[number] is not None and had[number]:
                held = bases.setdefault(key[:2], number)
                bases[key[:2]] = number if ratio[number] == 1 != ratio[held] else held
        for number, key in enumerate(self.band.keys):
            if (index := ratio[number]) is not None and key[:2] in bases:
                base = bases[key[:2]]
                cell = exact[base] * index / (ratio[base] or 1)
                built[number] = carried(cell, self.schedule.carry, self.schedule.rounding)
        return Cells.of(built)

    def _with_differentials(self, raised: Cells) -> Cells:
        """Lanes as the first one and their amounts; a lane that has none, or a step that the first lacks, as it stands."""
        first: dict[str, str] = {}
        for cell in self.schedule.table:
            first.setdefault(cell.schedule, cell.lane)
        amounts, index, present = self.schedule.differentials, self.band.index, self.now.present
        pays = present & (self.now.cells.approx != 0)
        source = np.full(len(self.band.keys), -1)
        for number, key in enumerate(self.band.keys):
            lane = first.get(key.schedule, key.lane)
            there = index.get(key._replace(lane=lane), -1)
            if key.lane != lane and key.lane in amounts and present[number] and there >= 0 and pays[there]:
                source[number] = there
        plus = Cells.of([amounts.get(key.lane, 0) for key in self.band.keys])
        return raised.put(source >= 0, raised.taken(source, plus))

    def renumber(self, ladder: StepLadder) -> None:
        """Put a new ladder in force; its moves take people there at the next movement."""
        self.ladder, self.moves = ladder.steps, ladder.moves

    def print_schedule(self, day: dt.date, schedule: SalarySchedule) -> None:
        """Put a later version of the schedule in force: printed cells where it prints them, else what builds the next ones."""
        before, self.schedule = _salaries(self.schedule), schedule
        after = _salaries(schedule)
        now = replace(self.now, day=day, pay_rounding=schedule.pay_rounding)
        cells, has_salary, self.increments = printed(self.band, schedule)
        if self.band.is_personal or before == after:
            if schedule.pay_rounding is not self.now.pay_rounding:
                self.add(now)
            return
        names = {key.schedule for key in self.band.keys}
        changed = {name for name in names if before.get(name) != after.get(name)}
        in_print = {name for name in changed if any(cents is not None for cents in after.get(name, {}).values())}
        is_changed, is_in_print, wanted = (
            np.array(found, dtype=bool)
            for found in zip(
                *(
                    (k.schedule in changed, k.schedule in in_print, k[2:] in after.get(k.schedule, {}))
                    for k in self.band.keys
                ),
                strict=True,
            )
        )
        present = np.where(is_changed, np.where(is_in_print, has_salary, wanted), now.present)
        if self.shift is not None:
            self.shift = np.where(is_in_print, -1, self.shift)
        self.add(replace(now, cells=now.cells.put(is_changed & has_salary, cells), present=present))

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
                cell = exact[under] * (1 + added.percent) + added.amount
                exact[at] = carried(cell, self.schedule.carry, self.schedule.rounding)
                present[at] = True
        if self.ladder is not None and added.step not in self.ladder and added.after in self.ladder:
            place = list(self.ladder).index(added.after) + 1
            self.ladder = (*self.ladder[:place], added.step, *self.ladder[place:])
        self.add(replace(self.now, day=day, cells=Cells.of(exact), present=present))


def printed(band: Band, schedule: SalarySchedule) -> tuple[Cells, npt.NDArray[np.bool_], Cells]:
    """The cells that a schedule prints for a band, which cells it prints, and their fixed increments; kept by the band."""
    found = band.kept(
        ("printed", id(schedule.table)),
        lambda: (*_printed(band, schedule.table), _increments(band, schedule.table), schedule),
    )
    return found[:3]


def _printed(band: Band, table: Iterable[Cell]) -> tuple[Cells, npt.NDArray[np.bool_]]:
    if band.is_personal:
        return Cells.of(band.personal), np.ones(len(band.personal), dtype=bool)
    salaries = {(cell.schedule, cell.lane, cell.step): cell.salary for cell in table}
    found = [salaries.get(key[1:]) for key in band.keys]
    cells = Cells.of([Fraction(0) if salary is None else salary * 100 for salary in found])
    return cells, np.array([salary is not None for salary in found])


def _salaries(schedule: SalarySchedule) -> dict[str, dict[tuple[str, str], Fraction | None]]:
    """What a version prints, by schedule: a salary or nothing for each lane and step that it lists."""
    found: dict[str, dict[tuple[str, str], Fraction | None]] = {}
    for cell in schedule.table:
        found.setdefault(cell.schedule, {})[cell.lane, cell.step] = cell.salary
    return found


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
    if provision.status is not Status.COSTED:
        return found
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

    `paid_late(raise)` says whether a raise holds from the day it reaches the payroll rather than the day it is earned.
    Law: on any day the schedule is the one that the raises which hold by then have built, each in the order in which it was
    earned; so the schedule that people are paid on once all have reached the payroll is the one that was agreed.
    """
    late = [
        r for p in band.raises for r in raises_of(agreement, agreement[p], personal=band.is_personal) if paid_late(r)
    ]
    days = {r.paid_from for r in late if r.paid_from and calendar.snapshot < r.paid_from <= calendar.last_day}
    if not days:
        return _walked(agreement, band, calendar, [r for r in late if r.paid_from and r.paid_from > calendar.last_day])
    turns = [calendar.snapshot, *sorted(days)]
    moments: list[Moment] = []
    for turn, until in zip(turns, [*turns[1:], dt.date.max], strict=True):
        timeline = _walked(agreement, band, calendar, [r for r in late if r.paid_from and r.paid_from > turn])
        moments.append(replace(timeline.on(turn), day=turn))
        moments += [moment for moment in timeline.moments if turn < moment.day < until]
    return Timeline(tuple(moments), calendar.proration)


def _walked(agreement: Agreement, band: Band, calendar: Calendar, left_out: Sequence[Raise]) -> Timeline:
    """A band's days with some raises left out."""
    schedule = _in_force(agreement[band.schedule], calendar.snapshot)
    assert isinstance(schedule, SalarySchedule)
    ladder: Sequence[str] | None = None
    for provision in band.ladders:
        terms = _in_force(agreement[provision], calendar.snapshot)
        assert isinstance(terms, StepLadder)
        ladder = terms.steps
    walk = Walk(band, schedule, ladder, calendar.snapshot)
    last = calendar.last_day
    for event in sorted(_events(agreement, band, calendar, lambda raise_: False, left_out), key=Event.when):
        if calendar.snapshot < event.day <= last:
            event.happen(walk)
    return Timeline(tuple(walk.moments), calendar.proration)


def _in_force(provision: Provision, day: dt.date) -> object:
    """What a schedule or a ladder says on a day: it stands until another takes its place."""
    started = [version for version in provision.versions if version.start <= day]
    return (started[-1] if started else provision.versions[0]).terms


def _events(
    agreement: Agreement,
    band: Band,
    calendar: Calendar,
    paid_late: Callable[[Raise], bool],
    left_out: Sequence[Raise] = (),
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
        clause = agreement[provision]
        yield from band.kept(("movements", clause.digest, calendar), lambda c=clause: tuple(_movements(c, calendar)))  # type: ignore[misc]
    for provision in band.raises:
        for raise_ in raises_of(agreement, agreement[provision], personal=band.is_personal):
            if raise_ in left_out:
                continue
            day = raise_.paid_from if raise_.paid_from and paid_late(raise_) else earned_on(raise_, calendar)
            yield Event(day, 4, lambda walk, day=day, raise_=raise_: walk.grow(day, raise_))  # type: ignore[misc]


def earned_on(raise_: Raise, calendar: Calendar) -> dt.date:
    """The day from which a raise is earned; one that was earned before the snapshot but not yet paid, the day after it."""
    if raise_.paid_from is not None and raise_.effective <= calendar.snapshot < raise_.paid_from:
        return calendar.snapshot + dt.timedelta(days=1)
    return raise_.effective


def _movements(provision: Provision, calendar: Calendar) -> Iterable[Event]:
    for year in calendar.years:
        version = provision.on(year.first)
        if version is None or not isinstance(version.terms, StepMovement):
            continue
        action = version.terms.action(year.first.year)
        day = action.on or year.first
        yield Event(day, 3, lambda walk, day=day, action=action: walk.move(day, action))  # type: ignore[misc]
