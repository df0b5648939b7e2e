"""The engine: joins kinds to a roster and prices agreements on it.

Law: the cost of an agreement depends on the agreement, the roster and the calendar, and on nothing that was priced before.
Results are kept by line, period and what the provisions in the line's closure say, so the next package works out only
what it changes.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Agreement
from commonground.agreement.kinds.salary_schedule import SalarySchedule
from commonground.agreement.provision import Provision
from commonground.agreement.timeline import Band, Calendar, Moment, Timeline, build_timeline
from commonground.costing.cost import Costing, LineCost
from commonground.agreement.kinds import KINDS
from commonground.costing.lines import Join, Line, base_of, pays_late
from commonground.costing.period import Period, periods
from commonground.costing.retro import retroactive_pay
from commonground.values.fiscal_year import FiscalYear
from commonground.values.labels import Labels
from commonground.values.money import Rounding, share_of
from commonground.workforce.roster import Roster

Cents = npt.NDArray[np.int64]
KEPT = 20_000


class Engine:
    """Prices agreements on one roster and one calendar."""

    def __init__(self, roster: Roster, calendar: Calendar, base: FiscalYear) -> None:
        self.roster, self.calendar, self.base = roster, calendar, base
        self.periods = periods(calendar, base)
        self._joins: OrderedDict[tuple[Any, ...], Join] = OrderedDict()
        self._structures: dict[str, int] = {}
        self._numbers: dict[tuple[Any, ...], int] = {}
        self._values: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
        self._timelines: OrderedDict[tuple[Any, ...], Timeline] = OrderedDict()

    def price(self, agreement: Agreement) -> Costing:
        """The cost of an agreement by line and period, and its run-rate."""
        join = self.join(agreement)
        wanted = (*self.periods, self.run_rate_period(agreement))
        costs = tuple(
            self._line_cost(agreement, line, [self.total(agreement, line, period) for period in wanted])
            for line in join.lines.values()
            if line.rule.payer == "employer"
        )
        return Costing(agreement, self.periods, wanted[-1], costs)

    def run_rate_period(self, agreement: Agreement) -> Period:
        """A full year of what is in force on the last day of the agreement's term (or of the calendar)."""
        last = agreement.term.last if agreement.term else self.calendar.last_day
        day = min(max(last, self.calendar.snapshot), self.calendar.last_day)
        year = next((period.year for period in self.periods if day in period.year), self.base)
        return Period(year, year.first.year - self.base.first.year, day)

    def join(self, agreement: Agreement) -> Join:
        """The agreement's rules joined to the roster; kept by the structure of its clauses, not by their figures."""
        key = (pays_late(agreement), *(self._structure(provision) for provision in agreement))
        return _kept(self._joins, key, lambda: Join(agreement, self.roster), 64)

    def _structure(self, provision: Provision) -> int:
        """A number for the structure of a clause: the same for clauses that differ in figures only."""
        if provision.digest not in self._structures:
            number = self._numbers.setdefault(_structure(provision), len(self._numbers))
            self._structures[provision.digest] = number
        return self._structures[provision.digest]

    def total(self, agreement: Agreement, line: Line, period: Period) -> int:
        """What a line costs in a period."""
        values = self.values(agreement, line, period)
        if line.is_lump:
            return int(values)
        total = int(line.count @ values[: len(line.count)])
        return total + int(values[len(line.count) :].sum())

    def values(self, agreement: Agreement, line: Line, period: Period) -> Any:
        """Cents by group (and one more for pay that belongs to no person, where there is some); one number for a lump."""
        key = (line.serial, period, agreement.said(line.closure))
        return _kept(self._values, key, lambda: self._work_out(agreement, line, period), KEPT)

    def _work_out(self, agreement: Agreement, line: Line, period: Period) -> Any:
        if period.is_annualised and line.rule.one_time:
            return 0 if line.is_lump else np.zeros(len(line.count), dtype=np.int64)
        if line.is_schedule_pay or line.rule.name == "retroactive_pay":
            return self._schedule_pay(agreement, line, period)
        provision = agreement[line.provision]
        shared = period.versions(provision, self.calendar.proration)
        result: Any = 0
        for version, share in shared:
            value = line.rule.function(**self._arguments(agreement, line, period, version.terms))
            result = result + (value if share == 1 else share_of(value, share))
        if line.is_lump:
            return int(result)
        return result if shared else np.zeros(self._length(line), dtype=np.int64)

    def _length(self, line: Line) -> int:
        return len(line.count) + line.has_pool

    def _arguments(self, agreement: Agreement, line: Line, period: Period, terms: Any) -> dict[str, Any]:
        arguments: dict[str, Any] = {}
        if line.rule.clause_argument:
            arguments[line.rule.clause_argument] = terms
        for name in line.rule.reads:
            if name == "year":
                arguments[name] = period.year.first.year
            elif name in ("base", "salary"):
                arguments[name] = self._base(agreement, line, period)
            elif name == "salaries":
                arguments[name] = _Elsewhere(self, agreement, line, period)
            else:
                column = line.columns[name]
                arguments[name] = _with_pool(column) if line.has_pool else column
                if name == "service":
                    arguments[name] = arguments[name] + period.passed
        return arguments

    def _base(self, agreement: Agreement, line: Line, period: Period) -> Cents:
        parts = [line.columns[column] for column in line.base_columns]
        for upstream, gather, is_whole in zip(line.persons, line.gathers, line.gathers_all, strict=True):
            values = self.values(agreement, upstream, period)
            parts.append(values[gather] if is_whole else np.where(gather >= 0, values[gather], 0))
        base = sum(parts[1:], start=parts[0]) if parts else np.zeros(len(line.count), dtype=np.int64)
        if line.has_pool:
            pooled = sum(int(self.values(agreement, lump, period)) for lump in line.lumps)
            pooled += sum(int(self.values(agreement, up, period)[len(up.count) :].sum()) for up in line.persons)
            base = np.append(base, pooled)
        return base

    def timeline(self, agreement: Agreement, band: Band) -> Timeline:
        """The band's timeline as pay is paid: late raises from the day that they reach the payroll."""
        key = (band.serial, agreement.said(clauses_of(agreement, band)))
        return _kept(
            self._timelines, key, lambda: build_timeline(agreement, band, self.calendar, lambda raise_: True), 512
        )

    def _schedule_pay(self, agreement: Agreement, line: Line, period: Period) -> Cents:
        paid = np.zeros(len(line.count), dtype=np.int64)
        for standing in line.standings:
            if line.rule.name == "retroactive_pay":
                paid[standing.rows] = retroactive_pay(agreement, standing, period, self.periods, self.calendar)
                continue
            timeline = self.timeline(agreement, standing.band)
            rounding = pay_rounding(agreement, line.provision)
            segments = period.segments(timeline)
            paid[standing.rows] = sum(
                segment.moment.cells.pay(segment.moment.place[standing.cell], standing.fte, segment.share, rounding)
                for segment in segments
            )
        return paid

    def _line_cost(self, agreement: Agreement, line: Line, totals: list[int]) -> LineCost:
        provision = agreement[line.provision]
        return LineCost(line.id, provision, line.rule, tuple(totals[:-1]), totals[-1])

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


def pay_rounding(agreement: Agreement, provision: str) -> Rounding:
    """The rounding of pay that the salary schedule names."""
    terms = agreement[provision].versions[0].terms
    assert isinstance(terms, SalarySchedule)
    return terms.pay_rounding


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


class _Elsewhere:
    """What a line's groups would be paid in another lane, in one period."""

    def __init__(self, engine: Engine, agreement: Agreement, line: Line, period: Period) -> None:
        self.engine, self.agreement, self.line, self.period = engine, agreement, line, period

    def in_lane(self, lane: str) -> Cents:
        paid = np.zeros(len(self.line.count), dtype=np.int64)
        for upstream, gather in zip(self.line.persons, self.line.gathers, strict=True):
            if upstream.rule.name != "salary":
                continue
            values = self.engine.values(self.agreement, upstream, self.period).copy()
            for standing in upstream.standings:
                timeline = self.engine.timeline(self.agreement, standing.band)
                rounding = pay_rounding(self.agreement, upstream.provision)
                values[standing.rows] = sum(
                    segment.moment.cells.pay(
                        _other_lane(standing.band, segment.moment, lane)[standing.cell],
                        standing.fte,
                        segment.share,
                        rounding,
                    )
                    for segment in self.period.segments(timeline)
                )
            paid += np.where(gather >= 0, values[gather], 0)
        return paid


def _other_lane(band: Band, moment: Moment, lane: str) -> npt.NDArray[np.intp]:
    """For each cell of the snapshot: the cell of another lane on the step where its people stand now, or their own."""
    there = np.arange(len(band.keys))
    for number, key in enumerate(band.keys):
        other = band.index.get(key._replace(lane=lane), number)
        there[number] = other if moment.present[other] else number
    result: npt.NDArray[np.intp] = there[moment.place]
    return result


def _with_pool(column: npt.NDArray[np.int64] | Labels) -> npt.NDArray[np.int64] | Labels:
    """A column with one more entry for pay that belongs to no person: no FTE, no service, no words."""
    if isinstance(column, Labels):
        return Labels((*column.words, ""), np.append(column.codes, np.int32(len(column.words))))
    return np.append(column, 0)


def _structure(provision: Provision) -> tuple[Any, ...]:
    """What decides how a clause's rules join to rows: whom it covers, what it builds upon, which cells it prints."""
    shape: list[Any] = []
    for version in provision.versions:
        terms = version.terms
        if isinstance(terms, SalarySchedule):
            shape.append(tuple((cell.schedule, cell.lane, cell.step) for cell in terms.table))
            shape.append(tuple((added.step, added.after) for added in terms.steps_added))
        else:
            shape.append((base_of(terms), getattr(terms, "follows", None)))
        shape.append(tuple(rule.when is None or rule.when(terms) for rule in KINDS[provision.kind].rules))
    scope = provision.scope
    whom = (tuple(scope.words.items()), scope.fte_from, scope.hired_from, scope.hired_until)
    return (provision.id, provision.kind, provision.status.is_gap, whom, tuple(shape))


def _kept(store: OrderedDict[tuple[Any, ...], Any], key: tuple[Any, ...], make: Any, most: int) -> Any:
    """The value kept under a key, made if there is none; the oldest are let go past `most`."""
    if key in store:
        return store[key]
    value = make()
    store[key] = value
    if len(store) > most:
        store.popitem(last=False)
    return value
