"""The engine: joins kinds to a roster and prices agreements on it.

Law: the cost of an agreement depends on the agreement, the roster and the calendar, and on nothing that was priced before.
Results are kept by line and by what the provisions in the line's closure say, so the next package works out only what it
changes. The periods of a costing are worked out together, as a block of period by group, where a rule does not tell
years apart: a rule is elementwise, so the block is the same numbers as period by period.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Hashable, Mapping
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Agreement
from commonground.agreement.band import Band
from commonground.agreement.calendar import Calendar
from commonground.agreement.provision import Provision
from commonground.agreement.timeline import Timeline
from commonground.costing.batch import Batch, nothing
from commonground.costing.by_rule import Reading
from commonground.costing.cost import Costing, LineCost
from commonground.costing.kept import Kept
from commonground.costing.lines import Join, Line
from commonground.costing.period import Block, Period, periods
from commonground.costing.positions import Positions
from commonground.costing.reads import Reads
from commonground.costing.retro import retroactive_pay
from commonground.costing.structure import structure_of
from commonground.costing.timelines import Timelines
from commonground.costing.wordings import Wordings
from commonground.schools.schools import Schools
from commonground.schools.sections import Sections
from commonground.schools.table import YearTable
from commonground.values.at_hand import AtHand
from commonground.values.fiscal_year import FiscalYear
from commonground.values.money import bounded, naming
from commonground.workforce.roster import Roster

Cents = npt.NDArray[np.int64]
MOST_JOINS, MOST_LINES, MOST_TOTALS, MOST_STRUCTURES = 64, 1_000, 20_000, 2_000
MOST_BLOCKS = 64_000_000  # bytes


class Engine:
    """Prices agreements on one roster and one calendar; clauses that count pupils, on these schools and sections."""

    pays_once = True
    adds_up_by_group = True  # what a line costs is the sum of what its groups cost

    def __init__(
        self,
        roster: Roster,
        calendar: Calendar,
        base: FiscalYear,
        schools: Schools | None = None,
        sections: Sections | None = None,
        *,
        spreads: bool = True,
    ) -> None:
        self.roster, self.calendar, self.base, self.spreads = roster, calendar, base, spreads
        self.schools = Schools.none() if schools is None else schools
        self.sections = Sections.none() if sections is None else sections
        self.tables: Mapping[str, YearTable] = {"schools": self.schools, "sections": self.sections}
        self.periods = periods(calendar, base)
        self.positions = Positions(self)
        self._last_day = calendar.last_day
        self._full_years: dict[dt.date, Period] = {}
        self._timelines = Timelines(calendar)
        self._joins: Kept[Join] = Kept(MOST_JOINS)
        self._reads: AtHand[Reads] = AtHand(MOST_JOINS)
        self._lines: Kept[Line] = Kept(MOST_LINES)
        self._structures: Kept[int] = Kept(MOST_STRUCTURES)  # a number for each, never given twice
        self._structure_of: Kept[tuple[Provision, int]] = Kept(
            MOST_STRUCTURES
        )  # by identity, which lasts as long as it
        self._numbers = itertools.count()
        self._wordings: Kept[int] = Kept(
            MOST_TOTALS
        )  # a number for each line and what its clauses say, never given twice
        self._totals: Kept[tuple[int, ...]] = Kept(MOST_TOTALS)
        self._blocks: Kept[Cents] = Kept(MOST_BLOCKS, lambda cents: cents.nbytes)
        self._years: Kept[Block] = Kept(MOST_TOTALS)  # the block with which a line's years were worked out

    def going_on(self, roster: Roster, *, spreads: bool = True) -> Engine:
        """An engine for another roster in the same periods that leaves out what is paid once.

        One that does not spread leaves out, too, what a number of people among those of a clause are paid: it knows only some.
        """
        made = Engine(roster, self.calendar, self.base, self.schools, self.sections, spreads=spreads)
        made.periods, made.pays_once = self.periods, False
        return made

    def price(self, agreement: Agreement) -> Costing:
        """The cost of an agreement by line and period, and its run-rate."""
        run_rate = self.run_rate_period(agreement)
        wanted = (*self.periods, run_rate)
        costs = [
            LineCost(line.id, agreement[line.provision], line.rule, totals[:-1], totals[-1])
            for line in self.join(agreement).of_employer
            for totals in (self.totals(agreement, line, wanted),)
        ]
        return Costing(agreement, self.periods, run_rate, tuple(costs))

    def batch(self, wordings: Wordings, block: Block) -> Batch:
        """Agreements that join to the roster alike, to be priced together; nothing of it is kept."""
        return Batch(wordings, block, self, self._timelines, self.calendar.proration)

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

    def join(self, agreement: Agreement, *, late: bool = False) -> Join:
        """The agreement's rules joined to the roster; kept by the structure of its clauses, not by their figures.

        `late`: with the lines of retroactive pay that it has where another agreement's late raise is mixed into it.
        """
        key = late, *map(self._structure, agreement)
        join = self._joins.find(key)
        if join is None:
            join = self._joins.keep(key, Join(agreement, self.roster, self._structure, self._lines, late=late))
        return join

    def reads(self, *joins: Join) -> Reads:
        """What each line and clause reads in any of some agreements so joined; found once for the same joins."""
        return self._reads.of(Reads.between, *joins)

    def _structure(self, provision: Provision) -> int:
        """The number of a clause's structure, which stands for it in keys."""
        found = self._structure_of.find(id(provision))
        if found is None:
            structure = structure_of(provision)
            number = self._structures.find(structure)
            if number is None:
                number = self._structures.keep(structure, next(self._numbers))
            found = self._structure_of.keep(id(provision), (provision, number))
        return found[1]

    def total(self, agreement: Agreement, line: Line, period: Period) -> int:
        """What a line costs in a period."""
        block = self.around(period)
        return self.totals(agreement, line, block)[block.index(period)]

    def totals(self, agreement: Agreement, line: Line, block: Block) -> tuple[int, ...]:
        """What a line costs in each period of a block."""
        key = self._wording(agreement, line), block
        found = self._totals.find(key)
        if found is None:
            values = self.block(agreement, line, block)
            found = self._totals.keep(key, tuple(values.tolist()) if line.is_lump else self.summed(line, values, block))
        return found

    def _wording(self, agreement: Agreement, line: Line) -> int:
        """The number that stands, in keys, for a line and all that it depends on."""
        said = line.serial, agreement.said(line.closure)
        found = self._wordings.find(said)
        return self._wordings.keep(said, next(self._numbers)) if found is None else found

    def summed(self, line: Line, values: Cents, block: Block) -> tuple[int, ...]:
        """What all heads of a line come to in each period of a block."""
        return tuple((values @ line.heads).tolist())

    def expected(self, line: Line, by_group: Cents, period: Period) -> Fraction:
        """What all people of a line come to in a period, where one of each group comes to so many cents; unrounded."""
        return Fraction(int(line.count @ by_group[: len(line.count)]))

    def values(self, agreement: Agreement, line: Line, period: Period) -> Any:
        """Cents by group (and one more for pay that belongs to no person, where there is some); one number for a lump."""
        block = self.around(period)
        values = self.block(agreement, line, block)[block.index(period)]
        return int(values) if line.is_lump else values

    def around(self, period: Period) -> Block:
        """The periods that are worked out together with one: the base year and the years, or a full year alone."""
        return self.periods if period in self.periods else (period,)

    def block(self, agreement: Agreement, line: Line, block: Block) -> Cents:
        """Cents by period and group; of a lump by period. Raises `BeyondBounds`, with the clause, past what is counted."""
        key = wording, _ = self._wording(agreement, line), block
        found = self._blocks.find(key)
        if found is None:
            years = self._known_years(wording, block)
            with naming(line.provision):
                if not self.counts(line):
                    values = nothing(line, block)
                elif years is None:
                    values = self._work_out(agreement, line, block)
                elif len(years) == len(block):
                    values = years
                else:
                    values = np.concatenate([years, self.block(agreement, line, block[len(years) :])])
            found = self._blocks.keep(key, values)
        return found

    def _known_years(self, wording: int, block: Block) -> Cents | None:
        """The years of a block as they were worked out with another run-rate; None where they are to be worked out."""
        if block[: len(self.periods)] != self.periods:
            return None
        with_them = self._years.find(wording)
        if with_them is None:
            self._years.keep(wording, block)
            return None
        known = self._blocks.find((wording, with_them))
        return None if known is None else known[: len(self.periods)]

    def counts(self, line: Line) -> bool:
        """Whether a line costs anything here; one that is paid once, or spread over a clause's people, may not."""
        return (self.pays_once or not line.rule.one_time) and (self.spreads or "heads" not in line.rule.reads)

    def remembered(
        self, agreement: Agreement, line: Line, asked: tuple[Hashable, ...], make: Callable[[], Cents]
    ) -> Cents:
        """What somebody reads off a line besides its cost, kept beside the costs; `asked` says what, and of which periods."""
        key = self._wording(agreement, line), asked
        found = self._blocks.find(key)
        return self._blocks.keep(key, make()) if found is None else found

    def _work_out(self, agreement: Agreement, line: Line, block: Block) -> Cents:
        if line.rule.per == "position":
            return self.positions.cost(agreement, line, block)
        if line.rule.owed_back:
            owed = [retroactive_pay(agreement, line, p, self.periods, self.calendar) for p in block]
            return bounded(np.array(owed))
        if line.is_schedule_pay:
            return bounded(self._timelines.pay(agreement, line, block))
        upstream, timeline = partial(self._block_of, agreement, block), partial(self.timeline, agreement)
        reading = Reading(line, agreement[line.provision], block, 1, upstream, timeline, self.tables)
        return reading.by_rule(self.calendar.proration)

    def _block_of(self, agreement: Agreement, block: Block, line: Line) -> Cents:
        return self.block(agreement, line, block)

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
