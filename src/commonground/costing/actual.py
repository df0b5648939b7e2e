"""The actual roster: what an agreement costs while people leave and others come in, in expected value, exactly.

Law: a line in a period costs the sum over all holders of jobs of (chance of being there) x (cents by head), as a rational, and is
rounded once, half up, to the cent: by line and period. Nobody vanishes, so with a rate of nothing it is the cast-forward cost.
Breakage = cast-forward cost - actual cost = the sum over replaced jobs of what the leaver would have been paid less what the
replacement is paid, with all that pay drags along. Positions that clauses create are left and filled anew like any other.
Retroactive pay goes to who is there when it is paid, for the days since they came in.
Groups are those of the engine, so a package costs what it costs there, times the years in which newcomers may have come in.
Why it is exact and quick: docs/decisions/0009-exact-expected-rosters.md. Worked example: docs/arithmetic/actual-roster.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Agreement
from commonground.costing.batch import Batch
from commonground.costing.breakdown import Against, total_difference
from commonground.costing.cost import LineCost
from commonground.costing.engine import Engine
from commonground.costing.lines import Line
from commonground.costing.period import Block, Period
from commonground.costing.turned_positions import TurnedPositions
from commonground.costing.views import Series
from commonground.costing.wordings import Wordings
from commonground.values.money import Cents, divide
from commonground.values.shares import largest_remainder
from commonground.workforce.movement import Moved, moved
from commonground.workforce.roster import Roster
from commonground.workforce.turnover import Turnover


@dataclass(frozen=True, eq=False)
class Classes:
    """The heads of a line's groups by class: entry e is `heads[e]` heads of group `group[e]`; class `of[c]` begins at
    `start[c]`."""

    group: npt.NDArray[np.intp]
    heads: npt.NDArray[np.int64]
    start: npt.NDArray[np.intp]
    of: npt.NDArray[np.intp]

    @classmethod
    def in_rows(cls, line: Line, people: Moved, rows: npt.NDArray[np.intp]) -> Classes:
        """Those of some rows of the roster, each in a group of the line."""
        width = len(line.count) + 1
        key, place = np.unique(people.of[rows] * width + line.group[rows], return_inverse=True)
        heads = np.zeros(len(key), dtype=np.int64)
        np.add.at(heads, place, people.roster.numbers["count"][rows])
        of, start = np.unique(key // width, return_index=True)
        return cls(key % width, heads, start, of)

    def expected(self, values: npt.NDArray[np.int64], people: Moved, passed: int) -> Fraction:
        """The expected sum over heads of values by group, in the year that is so many past the base year."""
        if not len(self.heads):
            return Fraction(0)
        by_class = np.add.reduceat(values[self.group] * self.heads, self.start).tolist()
        parts = people.parts[passed]
        total = sum(cents * parts[of] for cents, of in zip(by_class, self.of.tolist(), strict=True))
        return Fraction(total, people.whole[passed])


def cents_of(exact: Fraction) -> int:
    """Expected cents as whole ones: half up, once by line and period."""
    return int(divide(exact.numerator, exact.denominator))


class ActualEngine(Engine):
    """Prices agreements on the actual roster: the same lines and groups, every head weighted by the chance of being there."""

    adds_up_by_group = False  # a line is rounded as a whole

    def __init__(self, engine: Engine, turnover: Turnover, people: Moved | None = None) -> None:
        self.turnover = turnover
        self.people = people or moved(engine.roster, turnover, engine.base, max(p.passed for p in engine.periods))
        super().__init__(self.people.roster, engine.calendar, engine.base, engine.schools, engine.sections)
        self.periods = engine.periods
        self.positions = TurnedPositions(self)
        self._classes: dict[int, Classes] = {}

    def going_on(self, roster: Roster, *, spreads: bool = True) -> Engine:
        """An engine that leaves out what is paid once: of this roster with its chances, of another as it is."""
        if roster is not self.roster:
            return super().going_on(roster, spreads=spreads)
        made = ActualEngine(self, self.turnover, self.people)
        made.pays_once = False
        return made

    def batch(self, wordings: Wordings, block: Block) -> Batch:
        """Agreements that join to the roster alike, to be priced together; nothing of it is kept."""
        return ActualBatch(wordings, block, self, self._timelines, self.calendar.proration)

    def summed(self, line: Line, values: Cents, block: Block) -> tuple[int, ...]:
        """The expected cents of a line in each period of a block."""
        return tuple(
            cents_of(self.expected(line, by_group, period)) + int(by_group[len(line.count) :].sum())
            for by_group, period in zip(values, block, strict=True)
        )

    def expected(self, line: Line, by_group: Cents, period: Period) -> Fraction:
        """The expected cents of all people of a line, by who is there in the period."""
        if line.serial not in self._classes:
            rows = np.flatnonzero(line.group >= 0)
            self._classes[line.serial] = Classes.in_rows(line, self.people, rows)
        return self._classes[line.serial].expected(by_group, self.people, period.passed)

    def expected_of(
        self, line: Line, values: Cents, block: Block, inside: npt.NDArray[np.bool_]
    ) -> tuple[Fraction, ...]:
        """The same, unrounded, of the rows inside, and of nobody in particular nothing."""
        found = Classes.in_rows(line, self.people, np.flatnonzero(inside & (line.group >= 0)))
        pairs = zip(values, block, strict=True)
        return tuple(found.expected(by_group, self.people, period.passed) for by_group, period in pairs)

    def jobs(self, inside: npt.NDArray[np.bool_], passed: int) -> Fraction:
        """The expected full-time jobs of the rows inside, in a year."""
        heads, fte = (self.roster.numbers[name] for name in ("count", "fte"))
        by_class = np.zeros(len(self.people.parts[passed]), dtype=np.int64)
        np.add.at(by_class, self.people.of[inside], (heads * fte)[inside])
        parts = self.people.parts[passed]
        total = sum(jobs * part for jobs, part in zip(by_class.tolist(), parts, strict=True))
        return Fraction(total, self.people.whole[passed] * 10_000)

    def split(self, agreement: Agreement, line: Line, period: Period, column: str) -> dict[str, int]:
        """A line's expected cost in a period by the words of a column; cents by largest remainder, so they sum to the line."""
        if line.is_lump:
            return super().split(agreement, line, period, column)
        provision, total = agreement[line.provision], self.total(agreement, line, period)
        values = np.asarray(self.values(agreement, line, period))
        words = provision.scope.words.get(column, ())
        own = provision.fund if column == "fund" else words[0] if len(words) == 1 else ""
        found = {own: Fraction(int(values[len(line.count) :].sum()))}
        labels = self.roster.labels[column]
        for number, word in enumerate(labels.words):
            inside = labels.codes == number
            named = provision.fund if column == "fund" and not word else word
            exact = self.expected_of(line, values[None], (period,), inside)[0]
            found[named] = found.get(named, Fraction(0)) + exact
        cents = largest_remainder(list(found.values()), total)
        return {word: each for word, each in zip(found, cents, strict=True) if each}


class ActualBatch(Batch):
    """Agreements of one structure priced together on the actual roster."""

    alone: ActualEngine

    def summed(self, line: Line, values: Cents) -> Cents:
        """The expected cents of a line, by variant and period."""
        return np.array([self.alone.summed(line, each, self.block) for each in values], dtype=np.int64)


@dataclass(frozen=True)
class Breakage:
    """What turnover makes of a cost: `pay` less is paid, and `roll_up` less of what pay drags along; cents by period."""

    pay: Series
    roll_up: Series

    @property
    def whole(self) -> Series:
        """Both together."""
        return self.pay + self.roll_up


def breakage_by_line(engine: Engine, actual: ActualEngine, agreement: Agreement) -> list[tuple[LineCost, Series]]:
    """What each line costs less on the actual roster than on the cast-forward one."""
    there = {line.id: line for line in actual.price(agreement).lines}
    return [(line, _series(line) - _series(there[line.id])) for line in engine.price(agreement).lines]


def _series(line: LineCost) -> Series:
    return Series(line.totals, line.run_rate)


def breakage(engine: Engine, actual: ActualEngine, agreement: Agreement) -> Breakage:
    """What an agreement costs less on the actual roster than on the cast-forward one."""
    found = {True: Series.nothing(len(engine.periods)), False: Series.nothing(len(engine.periods))}
    for line, less in breakage_by_line(engine, actual, agreement):
        found[line.rule.is_pay] += less
    return Breakage(found[True], found[False])


def breakage_difference(engine: Engine, actual: ActualEngine, agreement: Agreement, against: Against) -> Series:
    """What breakage takes off a cost against a reference: cast-forward difference less actual difference."""
    return total_difference(engine, agreement, against) - total_difference(actual, agreement, against)
