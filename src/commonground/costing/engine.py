"""The engine: joins kinds to a roster and prices agreements on it.

Law: the cost of an agreement depends on the agreement, the roster and the calendar, and on nothing that was priced before.
Results are kept by line and by what the provisions in the line's closure say, so the next package works out only what it
changes. The periods of a costing are worked out together, as a block of period by group, where a rule does not tell
years apart: a rule is elementwise, so the block is the same numbers as period by period.
"""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Agreement
from commonground.agreement.band import Band
from commonground.agreement.calendar import Calendar
from commonground.agreement.cells import pay_block
from commonground.agreement.kind import COLUMN, Rule
from commonground.agreement.kinds import KINDS
from commonground.agreement.kinds.salary_schedule import SalarySchedule
from commonground.agreement.kinds.schedule_raise import ScheduleRaise
from commonground.agreement.provision import BEGINNING, NEVER, Provision, Status, Version
from commonground.agreement.timeline import Timeline, build_timeline
from commonground.costing.cost import Costing, LineCost
from commonground.costing.lines import Join, Line, base_of
from commonground.costing.period import ALL, Period, periods
from commonground.costing.retro import late_raises, retroactive_pay
from commonground.costing.schedule_pay import SchedulePay, pay_in
from commonground.values.fiscal_year import FiscalYear, Proration
from commonground.values.labels import Labels
from commonground.values.money import share_of
from commonground.workforce.roster import NO_SALARY, Roster

Cents = npt.NDArray[np.int64]
Block = tuple[Period, ...]
KEPT = 20_000


class Engine:
    """Prices agreements on one roster and one calendar."""

    def __init__(self, roster: Roster, calendar: Calendar, base: FiscalYear) -> None:
        self.roster, self.calendar, self.base = roster, calendar, base
        self.periods = periods(calendar, base)
        self._joins: OrderedDict[tuple[Any, ...], Join] = OrderedDict()
        self._structures: dict[str, int] = {}
        self._numbers: dict[tuple[Any, ...], int] = {}
        self._full_years: dict[dt.date, Period] = {}
        self._values: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
        self._timelines: OrderedDict[tuple[Any, ...], Timeline] = OrderedDict()

    def price(self, agreement: Agreement) -> Costing:
        """The cost of an agreement by line and period, and its run-rate."""
        run_rate = self.run_rate_period(agreement)
        wanted = (*self.periods, run_rate)
        costs = []
        for line in self.join(agreement).lines.values():
            if line.rule.payer == "employer":
                totals = self.totals(agreement, line, wanted)
                costs.append(LineCost(line.id, agreement[line.provision], line.rule, totals[:-1], totals[-1]))
        return Costing(agreement, self.periods, run_rate, tuple(costs))

    def run_rate_period(self, agreement: Agreement) -> Period:
        """A full year of what is in force on the last day of the agreement's term (or of the calendar)."""
        last = agreement.term.last if agreement.term else self.calendar.last_day
        day = min(max(last, self.calendar.snapshot), self.calendar.last_day)
        return self.full_year_on(day)

    def full_year_on(self, day: dt.date) -> Period:
        """A full year of what is in force on a day."""
        if day not in self._full_years:
            year = next((period.year for period in self.periods if day in period.year), self.base)
            self._full_years[day] = Period(year, year.first.year - self.base.first.year, day)
        return self._full_years[day]

    def join(self, agreement: Agreement) -> Join:
        """The agreement's rules joined to the roster; kept by the structure of its clauses, not by their figures."""
        key = tuple(self._structure(provision) for provision in agreement)
        join: Join = _kept(self._joins, key, lambda: Join(agreement, self.roster), 64)
        return join

    def _structure(self, provision: Provision) -> int:
        """A number for the structure of a clause: the same for clauses that differ in figures only."""
        if provision.digest not in self._structures:
            number = self._numbers.setdefault(_structure(provision), len(self._numbers))
            self._structures[provision.digest] = number
        return self._structures[provision.digest]

    def total(self, agreement: Agreement, line: Line, period: Period) -> int:
        """What a line costs in a period."""
        block = self._around(period)
        return self.totals(agreement, line, block)[block.index(period)]

    def totals(self, agreement: Agreement, line: Line, block: Block) -> tuple[int, ...]:
        """What a line costs in each period of a block."""
        key = (line.serial, block, agreement.said(line.closure), "total")
        return _kept(self._values, key, lambda: self._add_up(agreement, line, block), KEPT)

    def _add_up(self, agreement: Agreement, line: Line, block: Block) -> tuple[int, ...]:
        values = self.block(agreement, line, block)
        if line.is_lump:
            return tuple(values.tolist())
        heads = np.append(line.count, 1) if line.has_pool else line.count
        return tuple((values @ heads).tolist())

    def values(self, agreement: Agreement, line: Line, period: Period) -> Any:
        """Cents by group (and one more for pay that belongs to no person, where there is some); one number for a lump."""
        block = self._around(period)
        values = self.block(agreement, line, block)[block.index(period)]
        return int(values) if line.is_lump else values

    def _around(self, period: Period) -> Block:
        """The periods that are worked out together with one: the base year and the years, or a full year alone."""
        return self.periods if period in self.periods else (period,)

    def block(self, agreement: Agreement, line: Line, block: Block) -> Cents:
        """Cents by period and group; of a lump by period."""
        key = (line.serial, block, agreement.said(line.closure))
        return _kept(self._values, key, lambda: self._work_out(agreement, line, block), KEPT)

    def _work_out(self, agreement: Agreement, line: Line, block: Block) -> Cents:
        if line.rule.owed_back:
            return np.stack([retroactive_pay(agreement, line, period, self.periods, self.calendar) for period in block])
        if line.is_schedule_pay:
            return self._schedule_pay(agreement, line, block)
        provision = agreement[line.provision]
        shape = (len(block),) if line.is_lump else (len(block), len(line.count) + line.has_pool)
        result = np.zeros(shape, dtype=np.int64)
        bases: dict[tuple[str, ...], Cents] = {}
        for version, share, chosen in _stretches(provision, line, block, self.calendar.proration):
            is_all = len(chosen) == len(block)
            arguments = self._arguments(agreement, line, version.terms, [block[number] for number in chosen])
            if line.rule.pay_reads:
                named = base_of(version.terms)
                if named not in bases:
                    bases[named] = self._base(agreement, line, block, named)
                base = bases[named]
                arguments |= dict.fromkeys(line.rule.pay_reads, base if is_all else base[chosen])
            value = line.rule.function(**arguments)
            if line.has_pool:
                value = np.concatenate([value[..., :-2], value[..., -2:-1] - value[..., -1:]], axis=-1)
            if share != 1:
                value = share_of(value, share)
            if is_all:
                result += value
            else:
                result[chosen] += value
        return result

    def _arguments(self, agreement: Agreement, line: Line, terms: Any, periods: list[Period]) -> dict[str, Any]:
        """What a rule reads besides its base, in a stretch of periods; a rule that tells years apart is given one."""
        arguments: dict[str, Any] = {}
        if line.rule.clause_argument:
            arguments[line.rule.clause_argument] = terms
        for name in line.rule.reads:
            if name == "year":
                arguments[name] = periods[0].year.first.year
            elif name == "years":
                arguments[name] = [period.year.first.year for period in periods]
            elif name == "salaries":
                arguments[name] = SchedulePay(line, periods[0], partial(self.timeline, agreement, period=periods[0]))
            elif name == "passed":
                arguments[name] = periods[0].passed
            elif name not in ("base", "salary"):
                column = line.columns[name]
                if name == "service":
                    column = column + np.array([[period.passed] for period in periods])
                arguments[name] = _with_pool(column) if line.has_pool else column
        return arguments

    def _base(self, agreement: Agreement, line: Line, block: Block, named: tuple[str, ...]) -> Cents:
        """The pay that a line builds upon under a version that names this base, by period and group.

        Where some pay belongs to no person there are two groups more: that pay, and none. What a rule makes of the one less
        what it makes of the other is what that pay adds, so no sum by head is paid to nobody.
        """
        is_of = line.parts[named].__contains__ if "base" in line.rule.reads else lambda found: True
        columns = [column for column in line.base_columns if is_of(COLUMN + column)]
        parts = [np.broadcast_to(_as_pay(line, column), (len(block), len(line.count))) for column in columns]
        for upstream, gather, is_whole in zip(line.persons, line.gathers, line.gathers_all, strict=True):
            if is_of(upstream.id) and len(upstream.count):
                values = self.block(agreement, upstream, block).take(gather, axis=1)
                parts.append(values if is_whole else np.where(gather >= 0, values, 0))
        base = sum(parts[1:], start=parts[0]) if parts else np.zeros((len(block), len(line.count)), dtype=np.int64)
        if line.has_pool:
            pooled = np.zeros(len(block), dtype=np.int64)
            for upstream in (upstream for upstream in line.upstream if is_of(upstream.id)):
                values = self.block(agreement, upstream, block)
                pooled += values if upstream.is_lump else values[:, len(upstream.count) :].sum(axis=1)
            base = np.concatenate([base, pooled[:, None], np.zeros((len(block), 1), dtype=np.int64)], axis=1)
        return base

    def timeline(self, agreement: Agreement, band: Band, period: Period | None = None) -> Timeline:
        """The band's timeline as pay is paid: late raises from the day that they reach the payroll.

        For a full year of what is in force on a day (a run-rate) it is the timeline as pay is earned.
        """
        earned = period is not None and self._is_later_full_year(period)
        earned = earned and bool(late_raises(agreement, band, self.calendar))
        key = (band.serial, agreement.said(clauses_of(agreement, band)), earned)
        return _kept(
            self._timelines, key, lambda: build_timeline(agreement, band, self.calendar, lambda raise_: not earned), 512
        )

    def _timelines_of(self, agreement: Agreement, band: Band, block: Block) -> list[Timeline]:
        """The timeline by which each period of a block is read."""
        paid = self.timeline(agreement, band)
        return [self.timeline(agreement, band, p) if self._is_later_full_year(p) else paid for p in block]

    def _is_later_full_year(self, period: Period) -> bool:
        """Whether this is a full year of what is in force on a day after the snapshot's: a run-rate."""
        return period.day is not None and period.day > self.calendar.snapshot

    def _schedule_pay(self, agreement: Agreement, line: Line, block: Block) -> Cents:
        paid = np.zeros((len(block), len(line.count)), dtype=np.int64)
        for standing in line.standings:
            timelines = self._timelines_of(agreement, standing.band, block)
            stretches = [period.segments(timeline) for period, timeline in zip(block, timelines, strict=True)]
            moments = [segments[0].moment for segments in stretches]
            roundings = {moment.pay_rounding for moment in moments}
            if len(roundings) == 1 and all(len(segments) == 1 for segments in stretches):
                places = np.stack([moment.place for moment in moments])[:, standing.cell]
                cells = [moment.cells for moment in moments]
                paid[:, standing.rows] = pay_block(cells, places, standing.fte, *roundings)
                continue
            for number, segments in enumerate(stretches):
                paid[number, standing.rows] = pay_in(segments, standing)
        return paid

    def split(self, agreement: Agreement, line: Line, period: Period, column: str) -> dict[str, int]:
        """A line's cost in a period by the words of a roster column (unit, school, fund); lumps under the provision's own."""
        provision = agreement[line.provision]
        values = self.values(agreement, line, period)
        own = provision.fund if column == "fund" else "".join(provision.scope.words.get(column, ())[:1])
        if line.is_lump:
            return {own: int(values)}
        labels = self.roster.labels[column]
        rows = np.flatnonzero(line.group >= 0)
        sums = np.zeros(len(labels.words), dtype=np.int64)
        np.add.at(sums, labels.codes[rows], values[line.group[rows]] * self.roster.numbers["count"][rows])
        found = {word: int(total) for word, total in zip(labels.words, sums, strict=True)}
        if pooled := int(values[len(line.count) :].sum()):
            found[own] = found.get(own, 0) + pooled
        if column == "fund" and provision.fund:
            found[provision.fund] = found.get(provision.fund, 0) + found.pop("", 0)
        return found


def clauses_of(agreement: Agreement, band: Band) -> tuple[str, ...]:
    """The clauses that shape a band's pay, with those that they follow in other units."""
    return (band.schedule, *band.ladders, *band.movements, *band.raises, *_followed(agreement, band.raises))


def _followed(agreement: Agreement, raises: tuple[str, ...]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    waiting = list(raises)
    while waiting:
        for version in agreement[waiting.pop()].versions:
            follows = getattr(version.terms, "follows", None)
            if follows is not None and follows not in found:
                found[follows] = None
                waiting.append(follows)
    return tuple(found)


def _with_pool(column: npt.NDArray[np.int64] | Labels) -> npt.NDArray[np.int64] | Labels:
    """A column with two more entries for pay that belongs to no person: no FTE, no service, no words."""
    if isinstance(column, Labels):
        return Labels((*column.words, ""), np.append(column.codes, np.full(2, len(column.words), dtype=np.int32)))
    return np.concatenate([column, np.zeros((*column.shape[:-1], 2), dtype=np.int64)], axis=-1)


def _as_pay(line: Line, column: str) -> Cents:
    """A number of the roster as pay; who has no salary of their own has none to build upon."""
    numbers = line.columns[column]
    assert not isinstance(numbers, Labels)
    return np.where(numbers == NO_SALARY, 0, numbers) if column == "salary" else numbers


def _structure(provision: Provision) -> tuple[Any, ...]:
    """What decides how a clause's rules join to rows: whom it covers, what it builds upon, which cells it prints."""
    shape: list[Any] = []
    for version in provision.versions:
        terms = version.terms
        if isinstance(terms, SalarySchedule):
            shape.append(tuple((cell.schedule, cell.lane, cell.step) for cell in terms.table))
            in_order = sorted(terms.steps_added, key=lambda added: added.effective)
            shape.append(tuple((added.step, added.after) for added in in_order))
        else:
            shape.append((base_of(terms), getattr(terms, "follows", None)))
        if isinstance(terms, ScheduleRaise):
            shape.append(any(raise_.paid_from for raise_ in terms.raises))
        shape.append(tuple(rule.when is None or rule.when(terms) for rule in KINDS[provision.kind].rules))
    scope = provision.scope
    whom = (tuple(scope.words.items()), scope.fte_from, scope.hired_from, scope.hired_until)
    return (provision.id, provision.kind, provision.status is Status.COSTED, whom, tuple(shape))


def _stretches(
    provision: Provision, line: Line, block: Block, proration: Proration
) -> Iterator[tuple[Version, Fraction, list[int]]]:
    """The versions of a clause, each with its share of a year and the numbers of the periods in which it holds so.

    Periods go together where the rule does not tell years apart. A one-time line has nothing in a full year of one day.
    """
    if len(provision.versions) == 1 and not line.is_lump and not line.rule.one_time:
        only = provision.versions[0]
        if only.start == BEGINNING and only.until == NEVER and not tells_years_apart(line.rule, only.terms):
            yield only, ALL, list(range(len(block)))
            return
    together: dict[tuple[int, Fraction], tuple[Version, list[int]]] = {}
    for number, period in enumerate(block):
        if period.is_annualised and line.rule.one_time:
            continue
        for version, share in period.versions(provision, proration):
            if line.is_lump or tells_years_apart(line.rule, version.terms):
                yield version, share, [number]
            else:
                together.setdefault((id(version), share), (version, []))[1].append(number)
    for (_, share), (version, numbers) in together.items():
        yield version, share, numbers


def tells_years_apart(rule: Rule, terms: Any) -> bool:
    """Whether a rule gives another result for the same pay in another year, under the same terms."""
    if "salaries" in rule.reads:
        return True
    return "year" in rule.reads and bool(getattr(terms, "differs_by_year", True))


def _kept(store: OrderedDict[tuple[Any, ...], Any], key: tuple[Any, ...], make: Any, most: int) -> Any:
    """The value kept under a key, made if there is none; the oldest are let go past `most`."""
    if key in store:
        return store[key]
    value = make()
    store[key] = value
    if len(store) > most:
        store.popitem(last=False)
    return value
