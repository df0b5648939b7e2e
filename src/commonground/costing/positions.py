"""Positions: what the positions that a clause creates cost, by the rule that its terms state (`agreement.position_price`).

A clause says how many stand in each year; those that are more than stood before are the year's cohort.
Law: by entry, a cohort stands on the entry cell in its year and advances from the next year on; on the mean, it costs what the
people in the clause's scope cost on the mean of their full-time jobs in each year, so it advances as they do; a stated
figure grows by its rates. Where fewer stand, the last cohort goes first. In a part of a year a position costs that share.
Roundings: once for each clause, part (pay, roll-up, health) and stretch of a year, to the cent or the dollar.
Nothing that is paid once is in a price. Worked example: docs/arithmetic/staffing.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Agreement
from commonground.agreement.fields import Terms
from commonground.agreement.leaving import Shares
from commonground.agreement.position_price import EntryPlacement, PositionPrice
from commonground.agreement.provision import Provision, Version
from commonground.costing.bands import NoPlace, in_scope
from commonground.costing.kept import Kept
from commonground.costing.lines import Line
from commonground.costing.period import Block, Period
from commonground.values.labels import Labels
from commonground.values.money import Cents, bounded, divide
from commonground.workforce.roster import FULL_TIME, NUMBERS, STAYS_UNTIL, Roster

if TYPE_CHECKING:
    from commonground.costing.engine import Engine

MOST_MEANS, MOST_WEIGHTS, MOST_COUNTS, MOST_FILLED, MOST_ENTRIES = 5_000, 1_000, 5_000, 5_000, 32
NOTHING = Fraction(0)
PARTS = ("pay", "roll_up", "health")
PART_NAMES = {"pay": "pay", "roll-up": "roll_up", "health": "health"}


@dataclass(frozen=True, slots=True)
class Filled:
    """Positions in a stretch of a period: the version, the share of the year, full-time jobs by the year they date from.

    Years are counted from the base year, which is 0.
    """

    version: Version
    share: Fraction
    cohorts: Mapping[int, Fraction]

    @property
    def price(self) -> PositionPrice:
        """How they are priced."""
        return price_of(self.version.terms)

    @property
    def jobs(self) -> Fraction:
        """Full-time jobs in all."""
        return sum(self.cohorts.values(), start=NOTHING)


@dataclass(frozen=True, slots=True)
class UnitCost:
    """What one full-time position costs in a year, in cents, unrounded: pay, what pay drags along, health."""

    pay: Fraction = NOTHING
    roll_up: Fraction = NOTHING
    health: Fraction = NOTHING


def price_of(terms: Terms) -> PositionPrice:
    """How a clause's positions are priced."""
    price = getattr(terms, "price", None)
    assert isinstance(price, PositionPrice)
    return price


class Positions:
    """The positions that clauses create on one engine's roster, schools and calendar."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._going_on: Engine | None = None
        self._means: Kept[tuple[UnitCost, ...]] = Kept(MOST_MEANS)
        self._weights: Kept[npt.NDArray[np.int64]] = Kept(MOST_WEIGHTS)
        self._counts: Kept[Fraction] = Kept(MOST_COUNTS)
        self._filled: Kept[tuple[Filled, ...]] = Kept(MOST_FILLED)
        self._entries: Kept[Engine] = Kept(MOST_ENTRIES)

    def cost(self, agreement: Agreement, line: Line, block: Block) -> Cents:
        """What a line of positions costs in each period of a block, in cents."""
        return np.array([self._in_period(agreement, line, at, block) for at in range(len(block))], dtype=np.int64)

    def _in_period(self, agreement: Agreement, line: Line, at: int, block: Block) -> int:
        if line.rule.leavers:
            return self._taken_away(agreement, line, at, block)
        total, period = 0, block[at]
        for filled in self.filled(agreement[line.provision], line, period):
            if filled.jobs:
                total += self._stretch(agreement, line, filled, at, block)
        return int(bounded(total))

    def is_empty(self, provision: Provision, line: Line, block: Block) -> bool:
        """Whether a line's clause creates no position in any period of a block: then it costs nothing, whatever people are paid."""
        return not any(filled.jobs for period in block for filled in self.filled(provision, line, period))

    def filled(self, provision: Provision, line: Line, period: Period) -> tuple[Filled, ...]:
        """The positions of a line's clause in a period, stretch by stretch; no other clause is read."""
        key = provision.said, line.rule.name, period
        found = self._filled.find(key)
        return self._filled.keep(key, tuple(self._counted(provision, line, period))) if found is None else found

    def _counted(self, provision: Provision, line: Line, period: Period) -> Iterator[Filled]:
        standing: dict[int, Fraction] = {}
        for earlier in self.engine.periods:
            if earlier.passed < period.passed:
                list(self._stretches(provision, line, earlier, standing))
        if period.is_annualised and period.passed:
            lived = Period(period.year, period.passed)
            until = [v for v, _ in self._versions(provision, line, lived) if period.day and v.start <= period.day]
            for version in until:
                self._stand(standing, period.passed, self._count(provision, line, version, period))
        yield from self._stretches(provision, line, period, standing)

    def _stretches(
        self, provision: Provision, line: Line, period: Period, standing: dict[int, Fraction]
    ) -> Iterator[Filled]:
        """A period's stretches, one after the other; `standing` is carried on. Without a version nobody stands."""
        versions = self._versions(provision, line, period)
        if not versions:
            standing.clear()
        for version, share in versions:
            self._stand(standing, period.passed, self._count(provision, line, version, period))
            yield Filled(version, share, dict(standing))

    def _versions(self, provision: Provision, line: Line, period: Period) -> list[tuple[Version, Fraction]]:
        return period.versions(provision, self.engine.calendar.proration, line.rule)

    def _stand(self, standing: dict[int, Fraction], year: int, jobs: Fraction) -> None:
        """So many jobs stand now: what is more dates from this year; what is less goes, the last cohort first."""
        more = jobs - sum(standing.values(), start=NOTHING)
        if more > 0:
            standing[year] = standing.get(year, NOTHING) + more
        for cohort in sorted(standing, reverse=True):
            if more < 0:
                gone = min(standing[cohort], -more)
                standing[cohort] -= gone
                more += gone
        for cohort in [cohort for cohort, jobs in standing.items() if not jobs]:
            del standing[cohort]

    def _count(self, provision: Provision, line: Line, version: Version, period: Period) -> Fraction:
        """How many full-time positions a version of a clause makes in a year."""
        rule, year = line.rule, period.year.first.year
        key = provision.said, version.start, rule.name, year
        found = self._counts.find(key)
        if found is None:
            made = self.made(provision, line, version, period)
            if isinstance(made, Shares):
                by_rate = self._by_rate(provision, line, made)
                made = sum((rate * self._jobs_among(rows, period.passed) for rate, rows in by_rate), start=NOTHING)
            found = self._counts.keep(key, made)
        return found

    def made(self, provision: Provision, line: Line, version: Version, period: Period) -> Fraction | Shares:
        """What the rule of a line makes of a version in a year: full-time jobs, or the share of each person's job."""
        rule, year, roster = line.rule, period.year.first.year, self.engine.roster
        given: dict[str, Any] = {name: table.in_year(year) for name, table in self.engine.tables.items()}
        given |= {"year": year, "passed": period.passed, "jobs": self._jobs(provision)}
        rows = np.flatnonzero(in_scope(provision.scope, roster))
        for name in rule.columns:
            given[name] = roster.labels[name].take(rows) if name in roster.labels else roster.numbers[name][rows]
        if "service" in given:
            given["service"] = given["service"] + period.passed
        if "heads" in rule.reads:
            given["heads"] = roster.on_snapshot[rows]
        arguments = {name: given[name] for name in rule.reads}
        if rule.clause_argument:
            arguments[rule.clause_argument] = version.terms
        made: Fraction | Shares = rule.function(**arguments)
        return made

    def _by_rate(
        self, provision: Provision, line: Line, shares: Shares
    ) -> Iterator[tuple[Fraction, npt.NDArray[np.bool_]]]:
        """The rows of the roster of which a share is meant, by that share; those of which nothing is are left out."""
        rows = np.flatnonzero(in_scope(provision.scope, self.engine.roster))
        for number, rate in enumerate(shares.rates):
            if rate:
                meant = np.zeros(len(self.engine.roster), dtype=np.bool_)
                meant[rows[shares.which == number]] = True
                yield rate, meant

    def _jobs_among(self, inside: npt.NDArray[np.bool_], passed: int) -> Fraction:
        """The full-time jobs of some rows, in the year that is so many past the base year."""
        roster = self.engine.roster
        return Fraction(int(roster.numbers["count"][inside] @ roster.numbers["fte"][inside]), FULL_TIME)

    def _taken_away(self, agreement: Agreement, line: Line, at: int, block: Block) -> int:
        """What is no longer paid for people who are gone, by their shares: one part of it, each stretch rounded once."""
        provision, total = agreement[line.provision], 0
        for version, share in self._versions(provision, line, block[at]):
            made, exact = self.made(provision, line, version, block[at]), NOTHING
            assert isinstance(made, Shares)
            for rate, rows in self._by_rate(provision, line, made):
                exact -= rate * share * self._cost_of(agreement, line.rule.part, at, block, rows)
            total += int(divide(exact.numerator, exact.denominator))
        return int(bounded(total))

    def _cost_of(
        self, agreement: Agreement, part: str, at: int, block: Block, inside: npt.NDArray[np.bool_]
    ) -> Fraction:
        """What some rows cost in a period, with nothing that is paid once: one part of it."""
        peers, total = self.peers_engine(agreement), 0
        for other in lines_of_people(peers, agreement):
            if part_of(agreement, other) == PART_NAMES[part]:
                rows = np.flatnonzero(inside & (other.group >= 0))
                by_group = peers.block(agreement, other, block)[at]
                total += int(by_group[other.group[rows]] @ self.engine.roster.numbers["count"][rows])
        return Fraction(total)

    def _jobs(self, provision: Provision) -> Fraction:
        """The full-time jobs of the people whom a clause is about."""
        return self._jobs_among(in_scope(provision.scope, self.engine.roster), 0)

    def _stretch(self, agreement: Agreement, line: Line, filled: Filled, at: int, block: Block) -> int:
        """What positions cost in a stretch: the line's part of it, or the sum of all; each part rounded once."""
        price = filled.price
        cohorts = filled.cohorts if price.entry is not None else {at: filled.jobs}  # else one costs what another does
        units = {cohort: self.unit(agreement, line, price, cohort, at, block) for cohort in cohorts}

        def rounded(exact: Fraction) -> int:
            grain = price.rounded_to.cents
            return int(divide(exact.numerator, exact.denominator * grain)) * grain

        def part(name: str) -> int:
            if name == "roll_up" and price.benefits is not None:
                return rounded(part("pay") * price.benefits)
            each = (jobs * getattr(units[cohort], name) for cohort, jobs in cohorts.items())
            return rounded(filled.share * sum(each, start=NOTHING))

        return sum(map(part, PARTS)) if line.rule.part == "whole" else part(PART_NAMES[line.rule.part])

    def unit(
        self, agreement: Agreement, line: Line, price: PositionPrice, cohort: int, at: int, block: Block
    ) -> UnitCost:
        """What one full-time position of a cohort costs in a period: the one of this number in a block."""
        period = block[at]
        if price.by == "stated" and price.benefits is not None:
            return UnitCost(price.stated_in(period.year.first.year))
        mean = self._means_of(agreement, line, block)[at]
        health = mean.health if price.benefits is None else NOTHING
        if price.by == "stated":
            salary = price.stated_in(period.year.first.year)
            return UnitCost(salary, salary * mean.roll_up / mean.pay if mean.pay else NOTHING, health)
        if price.entry is not None:
            pay, roll_up = self._entry(agreement, price.entry, cohort, at, block)
            return UnitCost(pay, roll_up, health)
        return UnitCost(mean.pay, mean.roll_up, health)

    def _means_of(self, agreement: Agreement, line: Line, block: Block) -> tuple[UnitCost, ...]:
        """By period, the mean of a full-time job of the people in the clause's scope; nothing where nobody is."""
        key = agreement[line.provision].scope.spelled(), agreement.said(line.closure[1:]), block
        found = self._means.find(key)
        return self._means.keep(key, self._worked_out(agreement, line, block)) if found is None else found

    def _worked_out(self, agreement: Agreement, line: Line, block: Block) -> tuple[UnitCost, ...]:
        peers, provision = self.peers_engine(agreement), agreement[line.provision]
        inside = in_scope(provision.scope, peers.roster)
        jobs = self._jobs(provision)
        if not jobs:
            return (UnitCost(),) * len(block)
        sums = {part: np.zeros(len(block), dtype=np.int64) for part in PARTS}
        for other in lines_of_people(peers, agreement):
            weights = self._weights_of(provision, other, inside)
            if weights.any():
                sums[part_of(agreement, other)] += peers.block(agreement, other, block)[:, : len(weights)] @ weights
        by_period = zip(*(sums[part].tolist() for part in PARTS), strict=True)
        return tuple(UnitCost(*(cents / jobs for cents in parts)) for parts in by_period)

    def peers_engine(self, agreement: Agreement) -> Engine:
        """What prices the people in scope: this engine, or one without what is paid once, where anything is."""
        if not any(line.rule.one_time for line in self.engine.join(agreement).lines.values()):
            return self.engine
        if self._going_on is None:
            self._going_on = self.engine.going_on(self.engine.roster)
        return self._going_on

    def _weights_of(self, provision: Provision, line: Line, inside: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
        """How many heads of each group of a line are in the clause's scope."""
        key = line.serial, *provision.scope.spelled()
        found = self._weights.find(key)
        if found is None:
            rows = np.flatnonzero(inside & (line.group >= 0))
            found = np.zeros(len(line.count), dtype=np.int64)
            np.add.at(found, line.group[rows], self.engine.roster.numbers["count"][rows])
            self._weights.keep(key, found)
        return found

    def _entry(
        self, agreement: Agreement, entry: EntryPlacement, cohort: int, at: int, block: Block
    ) -> tuple[Fraction, Fraction]:
        """Pay, and what it drags along, of somebody who came in on a cell; nothing where there is no such cell."""
        newcomers = self._entries.find(entry)
        if newcomers is None:
            roster = self._newcomers(entry)
            newcomers = self._entries.keep(entry, self.engine.going_on(roster, spreads=False))
        sums = dict.fromkeys(PARTS, 0)
        try:
            lines = lines_of_people(newcomers, agreement)
        except NoPlace:
            return NOTHING, NOTHING
        for line in lines:
            group = int(line.group[cohort])
            if group >= 0 and agreement[line.provision].kind != "lane_movement":
                sums[part_of(agreement, line)] += int(newcomers.block(agreement, line, block)[at, group])
        return Fraction(sums["pay"]), Fraction(sums["roll_up"])

    def _newcomers(self, entry: EntryPlacement) -> Roster:
        """A roster of one newcomer for the base year and one for each year after it."""
        years, known = [period.year for period in self.engine.periods], self.engine.roster
        words = {**dict.fromkeys(known.labels, ""), **dict(entry)}
        labels = {name: Labels.constant(word, len(years)) for name, word in words.items()}
        numbers = {
            **{name: np.zeros(len(years), dtype=np.int64) for name in known.numbers if name not in NUMBERS},
            "service": -np.arange(len(years)),
            "hired": np.array([year.first.toordinal() for year in years]),
            STAYS_UNTIL: np.array([0, *(year.last.toordinal() for year in years[1:])]),
        }
        return Roster(labels, numbers, np.arange(len(years)))


def lines_of_people(engine: Engine, agreement: Agreement) -> Sequence[Line]:
    """The lines that say what a person costs the employer, year for year."""
    return [
        line
        for line in engine.join(agreement).lines.values()
        if line.rule.payer == "employer" and not line.is_lump and not line.rule.one_time
    ]


def part_of(agreement: Agreement, line: Line) -> str:
    """Which part of what a position costs a line is."""
    if line.rule.is_pay:
        return "pay"
    return "health" if agreement[line.provision].kind == "health" else "roll_up"
