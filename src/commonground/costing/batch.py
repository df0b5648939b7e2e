"""A batch: agreements of one structure priced together, line by line.

Law: what a line costs in each agreement is what the engine says of it alone. A line is worked out once for each distinct
set of clauses in its closure; clauses are told apart as objects, so that nothing needs to be spelled, and nothing is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Agreement
from commonground.agreement.band import Band
from commonground.agreement.timeline import Timeline
from commonground.costing.by_rule import Reading
from commonground.costing.lines import Line
from commonground.costing.period import Block, Period
from commonground.costing.timelines import Timelines
from commonground.costing.wordings import Wordings
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
        wordings: Wordings,
        block: Block,
        alone: PricesAlone,
        timelines: Timelines,
        proration: Proration,
    ) -> None:
        self.wordings, self.agreements, self.block = wordings, wordings.agreements, block
        self.alone, self.timelines, self.proration = alone, timelines, proration
        self._known: dict[int, Variants] = {}

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
        keys = list(zip(*[self.wordings.identities(clause) for clause in clauses], strict=True))
        numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
        if len(numbers) == len(keys):
            return np.arange(len(keys)), list(range(len(keys)))
        firsts = dict(zip(reversed(keys), reversed(range(len(keys))), strict=True))
        return np.array([numbers[key] for key in keys], dtype=np.intp), [firsts[key] for key in numbers]

    def _work_out(self, line: Line, first: Sequence[int]) -> Cents:
        block, agreements = self.block, [self.agreements[at] for at in first]
        if not self.alone.counts(line):
            return np.stack([nothing(line, block)] * len(agreements))
        is_alone = line.rule.owed_back or line.rule.per == "position" or "salaries" in line.rule.reads
        if is_alone or (line.is_lump and line.upstream):
            return np.array([self.alone.block(agreement, line, block) for agreement in agreements])
        lots = self._lots(line, first)
        values: Cents | None = None
        for lot in lots:
            here = [first[variant] for variant in lot]
            worked = self._schedule_pay(line, here) if line.is_schedule_pay else self._by_rule(line, here)
            worked = worked.reshape(len(lot), len(block), *worked.shape[1:])
            if len(lots) == 1:
                return worked
            values = np.empty((len(agreements), *worked.shape[1:]), dtype=np.int64) if values is None else values
            values[lot] = worked
        assert values is not None
        return values

    def _lots(self, line: Line, first: Sequence[int]) -> list[list[int]]:
        """The variants of a line, given by the first agreement of each, that are worked out in one go."""
        if line.rule.own_rates:
            return self.wordings.same(line.provision, first)
        return self.wordings.alike(line.closure if line.is_schedule_pay else (line.provision,), first)

    def _schedule_pay(self, line: Line, here: Sequence[int]) -> Cents:
        """What people are paid on the schedule in some agreements that are alike in all that it depends on."""
        first = self.agreements[here[0]]
        said = {clause: self.wordings.as_one(clause, here) for clause in line.closure}
        as_one = replace(first, provisions={**first.provisions, **said})
        paid = self.timelines.pay_of_several(first, as_one, len(here), line, self.block)
        if paid is None:
            paid = np.concatenate([self.timelines.pay(self.agreements[at], line, self.block) for at in here])
        bounded(paid)
        return paid

    def _by_rule(self, line: Line, here: Sequence[int]) -> Cents:
        """What a line's rule makes of the pay of some agreements that have its clause in common, or can have it said as one."""
        agreement = self.agreements[here[0]]
        clause = agreement[line.provision] if line.rule.own_rates else self.wordings.as_one(line.provision, here)

        def upstream(other: Line) -> Cents:
            found = self.variants(other)
            values = found.values if list(found.first) == here else found.values[found.number[here]]
            rows = len(here) * len(self.block)
            return values.reshape(rows) if other.is_lump else values.reshape(rows, values.shape[-1])

        def timeline(band: Band, period: Period) -> Timeline:
            return self.alone.timeline(agreement, band, period)

        reading = Reading(line, clause, self.block, len(here), upstream, timeline, self.alone.tables)
        return reading.by_rule(self.proration)
