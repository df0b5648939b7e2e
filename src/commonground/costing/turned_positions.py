"""Turned positions: positions that clauses create, left and filled anew on the actual roster like any other job.

Law: a position by entry costs, in each year, the sum over the years in which its holder may have come in of (chance) x (cost of
who came in then); one on the mean costs the mean of the people who are there; a stated figure stands whoever holds it.
Not here: what is created, and when (`costing.positions`).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Agreement
from commonground.agreement.leaving import Shares
from commonground.agreement.position_price import EntryPlacement
from commonground.agreement.provision import Provision
from commonground.costing.bands import in_scope
from commonground.costing.lines import Line
from commonground.costing.period import Block
from commonground.costing.positions import PART_NAMES, PARTS, Positions, UnitCost, lines_of_people, part_of
from commonground.workforce.movement import holders

if TYPE_CHECKING:
    from commonground.costing.actual import ActualEngine


class TurnedPositions(Positions):
    """The positions that clauses create on an actual roster."""

    engine: ActualEngine

    def _jobs(self, provision: Provision) -> Fraction:
        """The full-time jobs that a clause counts by: those of the people in its scope on the snapshot's day."""
        return self.engine.jobs(in_scope(provision.scope, self.engine.roster), 0)

    def _jobs_among(self, inside: npt.NDArray[np.bool_], passed: int) -> Fraction:
        return self.engine.jobs(inside, passed)

    def _by_rate(
        self, provision: Provision, line: Line, shares: Shares
    ) -> Iterator[tuple[Fraction, npt.NDArray[np.bool_]]]:
        """The rows of which a share is meant; where a job is, whoever may hold it: row r and those who come in for it."""
        jobs = self.engine.people.jobs
        for rate, meant in super()._by_rate(provision, line, shares):
            yield rate, np.tile(meant[:jobs], len(meant) // jobs) if line.rule.of_jobs else meant

    def _cost_of(
        self, agreement: Agreement, part: str, at: int, block: Block, inside: npt.NDArray[np.bool_]
    ) -> Fraction:
        """What some rows are expected to cost in a period, with nothing that is paid once: one part of it."""
        peers, total = self.peers_engine(agreement), Fraction(0)
        for other in lines_of_people(peers, agreement):
            if part_of(agreement, other) == PART_NAMES[part]:
                values = peers.block(agreement, other, block)[at : at + 1]
                total += self.engine.expected_of(other, values, block[at : at + 1], inside)[0]
        return total

    def _worked_out(self, agreement: Agreement, line: Line, block: Block) -> tuple[UnitCost, ...]:
        peers = self.peers_engine(agreement)
        inside = in_scope(agreement[line.provision].scope, peers.roster)
        jobs = [self.engine.jobs(inside, period.passed) for period in block]
        sums = {part: [Fraction(0)] * len(block) for part in PARTS}
        for other in lines_of_people(peers, agreement):
            values = peers.block(agreement, other, block)
            part = part_of(agreement, other)
            found = self.engine.expected_of(other, values, block, inside)
            sums[part] = [held + more for held, more in zip(sums[part], found, strict=True)]
        return tuple(
            UnitCost(*(sums[part][at] / jobs[at] for part in PARTS)) if jobs[at] else UnitCost()
            for at in range(len(block))
        )

    def _entry(
        self, agreement: Agreement, entry: EntryPlacement, cohort: int, at: int, block: Block
    ) -> tuple[Fraction, Fraction]:
        """Expected pay, and what it drags along, of whoever holds a position that was created in a year."""
        since = block[at].passed - cohort
        pay, roll_up = Fraction(0), Fraction(0)
        for came, chance in enumerate(self._holders(entry, since)):
            if chance:
                each = super()._entry(agreement, entry, cohort + came, at, block)
                pay, roll_up = pay + chance * each[0], roll_up + chance * each[1]
        return pay, roll_up

    def _holders(self, entry: EntryPlacement, since: int) -> list[Fraction]:
        """The chances of who holds a position so many years after it was created."""
        rate = self.engine.turnover.rate_of(self._newcomers(entry))
        return holders(rate, 0, since)[since]
