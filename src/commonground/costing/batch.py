"""A batch: agreements of one structure priced together, line by line.

Law: what a line costs in each agreement is what the engine says of it alone. A line is worked out once for each distinct
set of clauses in its closure; clauses are told apart as objects, so that nothing needs to be spelled, and nothing is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Agreement
from commonground.agreement.alike import said_as_one
from commonground.agreement.band import Band
from commonground.agreement.provision import Provision
from commonground.agreement.timeline import Timeline
from commonground.costing.by_rule import Reading
from commonground.costing.lines import Line
from commonground.costing.period import Block, Period
from commonground.costing.timelines import Timelines
from commonground.schools.table import YearTable
from commonground.values.fiscal_year import Proration
from commonground.values.money import bounded, naming

Cents = npt.NDArray[np.int64]


def nothing(line: Line, block: Block) -> Cents:
    """A line that costs nothing: cents by period and group; of a lump by period."""
    return np.zeros((len(block),) if line.is_lump else (len(block), len(line.heads)), dtype=np.int64)


class PricesAlone(Protocol):
    """What prices one agreement, for lines that cannot be worked out together; and the schools and classes that it knows."""

    tables: Mapping[str, YearTable]

    def counts(self, line: Line) -> bool:
        """Whether a line costs anything here."""

    def block(self, agreement: Agreement, line: Line, block: Block) -> Cents:
        """Cents by period and group; of a lump by period."""

    def timeline(self, agreement: Agreement, band: Band, period: Period) -> Timeline:
        """The band's timeline by which a period is read."""


@dataclass(frozen=True, eq=False)
class Variants:
    """What a line comes to: `number[a]` is agreement a's variant, `first[v]` the first agreement of each; `values` their
    cents by variant, period and group (of a lump by variant and period)."""

    number: npt.NDArray[np.intp]
    first: Sequence[int]
    values: Cents


class Batch:
    """Agreements whose clauses join to the roster alike, and the periods that are asked for."""

    def __init__(
        self,
        agreements: Sequence[Agreement],
        block: Block,
        alone: PricesAlone,
        timelines: Timelines,
        proration: Proration,
    ) -> None:
        self.agreements, self.block = agreements, block
        self.alone, self.timelines, self.proration = alone, timelines, proration
        self._known: dict[int, Variants] = {}
        self._clauses: dict[str, list[int]] = {}

    def totals(self, line: Line) -> Cents:
        """What a line costs, by agreement and period."""
        found = self.variants(line)
        totals: Cents = (found.values if line.is_lump else self.summed(line, found.values))[found.number]
        return totals

    def summed(self, line: Line, values: Cents) -> Cents:
        """What all heads of a line come to, by variant and period."""
        return values @ line.heads

    def variants(self, line: Line) -> Variants:
        """The distinct variants of a line among the agreements. Raises `BeyondBounds`, with the clause."""
        if line.serial not in self._known:
            number, first = self._told_apart(line.closure)
            with naming(line.provision):
                values = self._work_out(line, first)
            self._known[line.serial] = Variants(number, first, values)
        return self._known[line.serial]

    def _told_apart(self, clauses: tuple[str, ...]) -> tuple[npt.NDArray[np.intp], list[int]]:
        """Each agreement's number among those that differ in some clauses, and the first agreement of each number."""
        keys = list(zip(*[self._identities(clause) for clause in clauses], strict=True))
        firsts: dict[tuple[int, ...], int] = {}
        for at, key in enumerate(keys):
            firsts.setdefault(key, at)
        numbers = {key: number for number, key in enumerate(firsts)}
        return np.array([numbers[key] for key in keys], dtype=np.intp), list(firsts.values())

    def _identities(self, clause: str) -> list[int]:
        """Which object each agreement's clause is."""
        if clause not in self._clauses:
            self._clauses[clause] = [id(agreement.provisions[clause]) for agreement in self.agreements]
        return self._clauses[clause]

    def _work_out(self, line: Line, first: Sequence[int]) -> Cents:
        block, agreements = self.block, [self.agreements[at] for at in first]
        if not self.alone.counts(line):
            return np.stack([nothing(line, block)] * len(agreements))
        is_alone = line.rule.owed_back or line.rule.per == "position" or "salaries" in line.rule.reads
        if is_alone or (line.is_lump and line.upstream):
            return np.array([self.alone.block(agreement, line, block) for agreement in agreements])
        if line.is_schedule_pay:
            paid = bounded(self.timelines.pay(agreements, line, block))
            return paid.reshape(len(agreements), len(block), len(line.heads))
        shape = (len(block),) if line.is_lump else (len(block), len(line.heads))
        values = np.empty((len(agreements), *shape), dtype=np.int64)
        for here, clause in self._of_one_clause(line, agreements):
            worked = self._by_rule(line, clause, [first[variant] for variant in here]).reshape(len(here), *shape)
            if len(here) == len(agreements):
                return worked
            values[here if len(here) > 1 else slice(here[0], here[0] + 1)] = worked
        return values

    def _of_one_clause(self, line: Line, agreements: Sequence[Agreement]) -> list[tuple[list[int], Provision]]:
        """The agreements, by number, that have a line's clause in common, or can have it said as one; and that clause."""
        clauses = [agreement.provisions[line.provision] for agreement in agreements]
        found: dict[int, tuple[list[int], Provision]] = {}
        for number, clause in enumerate(clauses):
            found.setdefault(id(clause), ([], clause))[0].append(number)
        return said_as_one(clauses, line.rule) if line.rule.rates and len(found) > 1 else list(found.values())

    def _by_rule(self, line: Line, clause: Provision, here: Sequence[int]) -> Cents:
        """What a line's rule makes of the pay of some agreements that have its clause in common."""

        def upstream(other: Line) -> Cents:
            found = self.variants(other)
            values = found.values if found.first == here else found.values[found.number[here]]
            rows = len(here) * len(self.block)
            return values.reshape(rows) if other.is_lump else values.reshape(rows, values.shape[-1])

        agreement = self.agreements[here[0]]

        def timeline(band: Band, period: Period) -> Timeline:
            return self.alone.timeline(agreement, band, period)

        reading = Reading(line, clause, self.block, len(here), upstream, timeline, self.alone.tables)
        return reading.by_rule(self.proration)
