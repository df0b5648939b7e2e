"""Simulated: what an agreement costs when chance decides, head by head, who leaves; many times over, from one seed.

Law: numbers are drawn for a seed and a district, draw by draw, year by year and head by head, so the same seed gives the same
cents on every machine, and its first draws are the same however many there are. A head leaves where a drawn whole number of
63 bits is below its rate times 2**63.
Law: positions that clauses create, and what belongs to no person, stand at their expected value in every draw.
The mean of many draws comes near the expected value, which is exact and needs none (`costing.actual`); what a simulation adds
is how far a year may lie from it.
Shapes: d draws by p periods, cents.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Agreement
from commonground.costing.actual import ActualEngine
from commonground.costing.period import Block
from commonground.values.money import Cents, divide

MOST_AT_ONCE = 4_000_000  # numbers drawn
BITS = 63
LEAST, MOST = Fraction(1, 20), Fraction(19, 20)


@dataclass(frozen=True, eq=False)
class Simulated:
    """The totals of every draw by period; how they spread."""

    totals: Cents

    def between(self, low: Fraction = LEAST, high: Fraction = MOST) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """By period, the total that a share of the draws do not pass, and another; of 20 draws the first and the nineteenth."""
        ordered = np.sort(self.totals, axis=0)
        at = [max(0, -(-len(ordered) * share.numerator // share.denominator) - 1) for share in (low, high)]
        return tuple(ordered[at[0]].tolist()), tuple(ordered[at[1]].tolist())

    @property
    def mean(self) -> tuple[int, ...]:
        """By period, the mean of the draws, half up."""
        return tuple(int(divide(int(total), len(self.totals))) for total in self.totals.sum(axis=0))


def simulated(actual: ActualEngine, agreement: Agreement, seed: int, draws: int, district: str = "") -> Simulated:
    """What an agreement costs in so many draws, by period (the base year first)."""
    by_row, standing = _by_row(actual, agreement, actual.periods)
    people = actual.people
    job = np.repeat(np.arange(people.jobs), people.roster.numbers["count"][: people.jobs])
    chance = _numbers(seed, district)
    years = len(people.leave)
    at_once = max(1, MOST_AT_ONCE // max(1, len(job) * years))
    found = np.empty((draws, len(actual.periods)), dtype=np.int64)
    for first in range(0, draws, at_once):
        here = found[first : first + at_once]
        drawn = chance.random_raw(len(here) * years * len(job)) >> np.uint64(64 - BITS)
        for at, held in _held(actual, job, drawn.reshape(len(here), years, len(job))):
            here[:, at] = by_row[at][held].sum(axis=1) + standing[at]
    return Simulated(found)


def _by_row(actual: ActualEngine, agreement: Agreement, block: Block) -> tuple[Cents, Cents]:
    """Cents by period of one head of each row, and of what stands whoever is there."""
    by_row = np.zeros((len(block), len(actual.roster)), dtype=np.int64)
    standing = np.zeros(len(block), dtype=np.int64)
    for line in actual.join(agreement).of_employer:
        values = actual.block(agreement, line, block)
        if line.is_lump:
            standing += values
            continue
        inside = line.group >= 0
        by_row[:, inside] += values[:, line.group[inside]]
        standing += values[:, len(line.count) :].sum(axis=1)
    return by_row, standing


def _held(
    actual: ActualEngine, job: npt.NDArray[np.intp], drawn: npt.NDArray[np.uint64]
) -> Iterator[tuple[int, npt.NDArray[np.intp]]]:
    """Period by period, which row each head's job is held by in each draw; `drawn` are numbers by draw, year and head."""
    people, last = actual.people, 0
    held = np.broadcast_to(job, (len(drawn), len(job))).copy()
    for at, period in enumerate(actual.periods):
        for year in range(last, period.passed):
            threshold = np.array([int(rate * 2**BITS) for rate in people.leave[year]], dtype=np.uint64)
            leaves = drawn[:, year] < threshold[people.of[held]]
            held = np.where(leaves, job + (year + 1) * people.jobs, held)
        last = period.passed
        yield at, held


def _numbers(seed: int, district: str) -> np.random.Philox:
    """The stream of numbers that belongs to a seed and a district: Philox, whose raw numbers are the same everywhere."""
    digest = hashlib.sha256(f"{seed}\n{district}".encode()).digest()
    return np.random.Philox(key=np.frombuffer(digest[:16], dtype="<u8"))
