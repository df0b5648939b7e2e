"""A program: blocks as a search takes them, what each row gains on two objectives and what it uses of each limit.

Law: gains and uses are whole numbers, at least 0 in every block (what all rows of a block have in common is taken off the
limits, and added back to the gains at the end). A limit is a cap on cents, or a floor on a value turned about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from commonground.settlement.blocks import Parts
from commonground.settlement.question import Question
from commonground.settlement.tables import Package, Whole


@dataclass(frozen=True, eq=False)
class Program:
    """Rows by block: gains (two columns) and uses (a column for each limit), the limits, and what is gained in any case.

    Blocks stand with the one first whose uses differ most beside the limits. `options` are the rows' option numbers;
    `binding` are the numbers of the limits that may bind, of all caps and the two floors.
    """

    gains: tuple[Whole, ...]
    uses: tuple[Whole, ...]
    limits: Whole
    gained: Whole
    issues: tuple[tuple[int, ...], ...]
    options: tuple[Whole, ...]
    held: tuple[tuple[int, int], ...]
    binding: tuple[int, ...]

    def package(self, rows: Sequence[int]) -> Package:
        """The package of one row of each block."""
        found = dict(self.held)
        for issues, options, row in zip(self.issues, self.options, rows, strict=True):
            found |= zip(issues, options[row].tolist(), strict=True)
        return tuple(found[number] for number in sorted(found))


def program(question: Question, parts: Parts) -> Program | None:
    """The program of a question with its hubs held; None where no row of some block fits the limits."""
    columns = question.caps.columns()
    limits = [cap - _spent(parts.cents, year) for year, cap in columns]
    limits += [int(parts.worth[side]) - least for side, least in enumerate(question.least)]
    uses = []
    for block in parts.blocks:
        spent = [block.cents.sum(axis=1) if year is None else block.cents[:, year] for year, _ in columns]
        uses.append(np.stack([*spent, -block.worth[:, 0], -block.worth[:, 1]], axis=1))
    return _fitted(parts, uses, np.array(limits, dtype=np.int64))


def _spent(cents: Whole, year: int | None) -> int:
    return int(cents.sum() if year is None else cents[year])


def _fitted(parts: Parts, uses: list[Whole], limits: Whole) -> Program | None:
    """Rows that can never fit are struck, limits that can never bind are left out, and blocks are put in their order."""
    common = [used.min(axis=0) for used in uses]
    limits = limits - sum(common, start=np.zeros_like(limits))
    if (limits < 0).any():
        return None
    uses = [used - least for used, least in zip(uses, common, strict=True)]
    fits = [(used <= limits).all(axis=1) for used in uses]
    uses = [used[fit] for used, fit in zip(uses, fits, strict=True)]
    if any(not len(used) for used in uses):
        return None
    binding = sum((used.max(axis=0) for used in uses), start=np.zeros_like(limits)) > limits
    uses = [used[:, binding] for used in uses]
    limits = limits[binding]
    gains = [block.worth[fit] for block, fit in zip(parts.blocks, fits, strict=True)]
    least = [gain.min(axis=0) for gain in gains]
    order = sorted(range(len(gains)), key=lambda number: -_weight(uses[number], limits))
    return Program(
        tuple(gains[n] - least[n] for n in order),
        tuple(uses[n] for n in order),
        limits,
        parts.worth + sum(least, start=np.zeros(2, dtype=np.int64)),
        tuple(parts.blocks[n].issues for n in order),
        tuple(parts.blocks[n].options[fits[n]] for n in order),
        parts.held,
        tuple(np.flatnonzero(binding).tolist()),
    )


def _weight(used: Whole, limits: Whole) -> int:
    """How much of a limit the rows of a block may take, in millionths; blocks without any stand last."""
    return max(
        (int(most) * 1_000_000 // max(1, int(cap)) for most, cap in zip(used.max(axis=0), limits, strict=True)),
        default=0,
    )
