"""The engine: joins kinds to a roster and prices agreements on it.

Law: the cost of an agreement depends on the agreement, the roster and the calendar, and on nothing that was priced before.
Results are kept by line and by what the provisions in the line's closure say, so the next package works out only what it
changes. The periods of a costing are worked out together, as a block of period by group, where a rule does not tell
years apart: a rule is elementwise, so the block is the same numbers as period by period.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Agreement
from commonground.agreement.band import Band
from commonground.agreement.calendar import Calendar
from commonground.agreement.fields import Said, Terms
from commonground.agreement.kind import COLUMN
from commonground.agreement.provision import Provision
from commonground.agreement.timeline import Timeline
from commonground.costing.cost import Costing, LineCost
from commonground.costing.kept import Kept
from commonground.costing.lines import Join, Line, base_of, with_pool
from commonground.costing.period import Block, Period, periods
from commonground.costing.retro import retroactive_pay
from commonground.costing.schedule_pay import SchedulePay
from commonground.costing.stretches import Stretch, stretches_of
from commonground.costing.structure import structure_of
from commonground.costing.timelines import Timelines
from commonground.values.fiscal_year import FiscalYear
from commonground.values.labels import Labels
from commonground.values.money import BeyondBounds, bounded, share_of
from commonground.workforce.roster import NO_SALARY, Roster

Cents = npt.NDArray[np.int64]
MOST_JOINS, MOST_LINES, MOST_TOTALS, MOST_STRUCTURES = 64, 1_000, 20_000, 5_000
MOST_BLOCKS = 64_000_000  # bytes


class Engine:
    """Prices agreements on one roster and one calendar."""

    def __init__(self, roster: Roster, calendar: Calendar, base: FiscalYear) -> None:
        self.roster, self.calendar, self.base = roster, calendar, base
        self.periods = periods(calendar, base)
        self._last_day = calendar.last_day
        self._full_years: dict[dt.date, Period] = {}
        self._timelines = Timelines(calendar)
        self._joins: Kept[Join] = Kept(MOST_JOINS)
        self._lines: Kept[Line] = Kept(MOST_LINES)
        self._structures: Kept[Said] = Kept(MOST_STRUCTURES)
        self._totals: Kept[tuple[int, ...]] = Kept(MOST_TOTALS)
        self._blocks: Kept[Cents] = Kept(MOST_BLOCKS, lambda cents: cents.nbytes)

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
        last = agreement.term.last if agreement.term else self._last_day
        return self.full_year_on(min(max(last, self.calendar.snapshot), self._last_day))

    def full_year_on(self, day: dt.date) -> Period:
        """A full year of what is in force on a day."""
        if day not in self._full_years:
            year = next((period.year for period in self.periods if day in period.year), self.base)
            self._full_years[day] = Period(year, year.first.year - self.base.first.year, day)
        return self._full_years[day]

    def join(self, agreement: Agreement) -> Join:
        """The agreement's rules joined to the roster; kept by the structure of its clauses, not by their figures."""
        key = tuple([self._structure(provision) for provision in agreement])
        join = self._joins.find(key)
        if join is None:
            join = self._joins.keep(key, Join(agreement, self.roster, self._structure, self._lines))
        return join

    def _structure(self, provision: Provision) -> Said:
        found = self._structures.find(provision.said)
        return self._structures.keep(provision.said, structure_of(provision)) if found is None else found

    def total(self, agreement: Agreement, line: Line, period: Period) -> int:
        """What a line costs in a period."""
        block = self._around(period)
        return self.totals(agreement, line, block)[block.index(period)]

    def totals(self, agreement: Agreement, line: Line, block: Block) -> tuple[int, ...]:
        """What a line costs in each period of a block."""
        key = line.serial, block, agreement.said(line.closure)
        found = self._totals.find(key)
        if found is None:
            values = self.block(agreement, line, block)
            found = self._totals.keep(key, tuple((values if line.is_lump else values @ line.heads).tolist()))
        return found

    def values(self, agreement: Agreement, line: Line, period: Period) -> Any:
        """Cents by group (and one more for pay that belongs to no person, where there is some); one number for a lump."""
        block = self._around(period)
        values = self.block(agreement, line, block)[block.index(period)]
        return int(values) if line.is_lump else values

    def _around(self, period: Period) -> Block:
        """The periods that are worked out together with one: the base year and the years, or a full year alone."""
        return self.periods if period in self.periods else (period,)

    def block(self, agreement: Agreement, line: Line, block: Block) -> Cents:
        """Cents by period and group; of a lump by period. Raises `BeyondBounds`, with the clause, past what is counted."""
        key = line.serial, block, agreement.said(line.closure)
        found = self._blocks.find(key)
        if found is None:
            try:
                values = bounded(self._work_out(agreement, line, block))
            except BeyondBounds as reason:
                raise BeyondBounds(reason.clause or line.provision) from reason
            found = self._blocks.keep(key, values)
        return found

    def remembered(
        self, agreement: Agreement, line: Line, asked: tuple[Hashable, ...], make: Callable[[], Cents]
    ) -> Cents:
        """What somebody reads off a line besides its cost, kept beside the costs; `asked` says what, and of which periods."""
        key = line.serial, asked, agreement.said(line.closure)
        found = self._blocks.find(key)
        return self._blocks.keep(key, make()) if found is None else found

    def _work_out(self, agreement: Agreement, line: Line, block: Block) -> Cents:
        if line.rule.owed_back:
            return np.array([retroactive_pay(agreement, line, p, self.periods, self.calendar) for p in block])
        return (self._timelines.pay if line.is_schedule_pay else self._by_rule)(agreement, line, block)

    def _by_rule(self, agreement: Agreement, line: Line, block: Block) -> Cents:
        """What a line's rule makes of it, stretch by stretch; a stretch that is the whole block is the block."""
        shape = (len(block),) if line.is_lump else (len(block), len(line.heads))
        result: Cents | None = None
        bases: dict[tuple[str, ...], Cents] = {}
        for stretch in stretches_of(agreement[line.provision], line, block, self.calendar.proration):
            terms = stretch.version.terms
            named = base_of(terms)
            if line.rule.pay_reads and named not in bases:
                bases[named] = self._base(agreement, line, block, named)
            value = self._in_stretch(agreement, line, block, stretch, bases.get(named))
            if len(stretch.numbers) == len(block) and np.shape(value) == shape:
                result = value if result is None else result + value
            else:
                result = np.zeros(shape, dtype=np.int64) if result is None else result
                result[stretch.rows] += value
        return np.zeros(shape, dtype=np.int64) if result is None else result

    def _in_stretch(self, agreement: Agreement, line: Line, block: Block, stretch: Stretch, base: Cents | None) -> Any:
        """What a line's rule makes of its base in the periods of a stretch: cents by period and group, or of a lump."""
        periods = block if len(stretch.numbers) == len(block) else tuple(block[number] for number in stretch.numbers)
        arguments = self._arguments(agreement, line, stretch.version.terms, periods)
        if base is not None:
            arguments |= dict.fromkeys(line.rule.pay_reads, base if periods is block else base[stretch.rows])
        value = bounded(line.rule.function(**arguments))
        if line.has_pool:
            value = np.concatenate([value[..., :-2], value[..., -2:-1] - value[..., -1:]], axis=-1)
        return value if stretch.share == 1 else share_of(value, stretch.share)

    def _arguments(self, agreement: Agreement, line: Line, terms: Terms, periods: Block) -> dict[str, Any]:
        """What a rule reads besides its base, in a stretch of periods; a rule that tells years apart is given one."""
        arguments: dict[str, Any] = dict(line.arguments)
        if line.rule.clause_argument:
            arguments[line.rule.clause_argument] = terms
        for name in line.rule.reads:
            if name == "year":
                arguments[name] = periods[0].year.first.year
            elif name == "years":
                arguments[name] = [period.year.first.year for period in periods]
            elif name == "passed":
                arguments[name] = periods[0].passed
            elif name == "salaries":
                arguments[name] = SchedulePay(line, periods[0], partial(self.timeline, agreement, period=periods[0]))
            elif name == "service":
                passed = np.array([[period.passed] for period in periods])
                arguments[name] = with_pool(line.columns[name] + passed, line)
        return arguments

    def _base(self, agreement: Agreement, line: Line, block: Block, named: tuple[str, ...]) -> Cents:
        """The pay that a line builds upon under a version that names this base, by period and group.

        Where some pay belongs to no person there are two groups more: that pay, and none. What a rule makes of the one less
        what it makes of the other is what that pay adds, so no sum by head is paid to nobody.
        """
        is_of = line.parts[named].__contains__ if "base" in line.rule.reads else lambda found: True
        columns = [column for column in line.base_columns if is_of(COLUMN + column)]
        parts = [np.broadcast_to(_as_pay(line, column), (len(block), len(line.count))) for column in columns]
        for gather in line.gathers:
            if is_of(gather.line.id) and len(gather.line.count):
                parts.append(gather.of(self.block(agreement, gather.line, block)))
        base = sum(parts[1:], start=parts[0]) if parts else np.zeros((len(block), len(line.count)), dtype=np.int64)
        if line.has_pool:
            pooled = np.zeros(len(block), dtype=np.int64)
            for upstream in (pool for pool in line.pools if is_of(pool.id)):
                values = self.block(agreement, upstream, block)
                pooled += values if upstream.is_lump else values[:, len(upstream.count) :].sum(axis=1)
            base = np.concatenate([base, pooled[:, None], np.zeros((len(block), 1), dtype=np.int64)], axis=1)
        return bounded(base)

    def timeline(self, agreement: Agreement, band: Band, period: Period) -> Timeline:
        """The band's timeline by which a period is read."""
        return self._timelines.of(agreement, band, period)

    def split(self, agreement: Agreement, line: Line, period: Period, column: str) -> dict[str, int]:
        """A line's cost in a period by the words of a roster column (unit, school, fund); lumps under the provision's own."""
        provision = agreement[line.provision]
        values = self.values(agreement, line, period)
        words = provision.scope.words.get(column, ())
        own = provision.fund if column == "fund" else words[0] if len(words) == 1 else ""
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


def _as_pay(line: Line, column: str) -> Cents:
    """A number of the roster as pay; who has no salary of their own has none to build upon."""
    numbers = line.columns[column]
    assert not isinstance(numbers, Labels)
    return np.where(numbers == NO_SALARY, 0, numbers) if column == "salary" else numbers
