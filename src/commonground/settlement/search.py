"""The search: partial packages (labels) carried from block to block, and what cannot matter is struck on the way.

Struck without loss: what cannot keep a limit whatever follows; what another label matches on both gains while it uses no
more of any limit (a use that can no longer bind counts as none); what cannot reach a corner of what is known. After the
last block the staircase of the labels is exact. Source: G. L. Nemhauser and Z. Ullmann, "Discrete dynamic programming and
capital allocation", 1969. Where a step would keep more labels than the most that is set, the best by their bounds are kept
and the dropped are reported.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from commonground.settlement.multipliers import SCALE, Bounds, Real
from commonground.settlement.program import Program
from commonground.settlement.reach import Reach
from commonground.settlement.staircase import undominated
from commonground.settlement.tables import Whole

CHUNK = 100_000  # labels that are looked at together
STRONG = 32  # labels by which others are struck


@dataclass(frozen=True, eq=False)
class Labels:
    """Partial packages: gains, uses, and from which label and row of the block each was made."""

    gains: Whole
    uses: Whole
    before: npt.NDArray[np.intp]
    row: npt.NDArray[np.intp]

    def taken(self, numbers: npt.NDArray[np.intp] | npt.NDArray[np.bool_]) -> Labels:
        """Some of them."""
        return Labels(self.gains[numbers], self.uses[numbers], self.before[numbers], self.row[numbers])


@dataclass(frozen=True, eq=False)
class Found:
    """What a search came to: the gains of a staircase, the row of each block, and the bounds of what was dropped (or None)."""

    gains: Whole
    rows: Whole
    dropped: Real | None


def search(program: Program, bounds: Bounds, reach: Reach | None, most: int) -> Found:
    """Every pair of gains that no feasible package dominates and that is new beside the corners; most: labels kept at a step."""
    labels = no_label(program)
    history: list[Labels] = []
    dropped: Real | None = None
    for stage in range(len(program.gains)):
        labels, lost = _stage(program, bounds, reach, most, labels, stage)
        if lost is not None:
            dropped = lost if dropped is None else np.maximum(dropped, lost)
        history.append(labels)
    labels = labels.taken(undominated(labels.gains)) if len(labels.gains) else labels
    return Found(labels.gains, _rows(history, labels), dropped)


def no_label(program: Program) -> Labels:
    """The one partial package in which nothing is settled yet."""
    nowhere = np.zeros(1, dtype=np.intp)
    return Labels(np.zeros((1, 2), np.int64), np.zeros((1, len(program.limits)), np.int64), nowhere, nowhere)


def _stage(
    program: Program, bounds: Bounds, reach: Reach | None, most: int, labels: Labels, stage: int
) -> tuple[Labels, Real | None]:
    """The labels after one more block, and the bounds of what was dropped for want of room."""
    later = program.uses[stage + 1 :]
    highest = sum((used.max(axis=0) for used in later), start=np.zeros_like(program.limits))
    rows, is_last = len(program.gains[stage]), stage == len(program.gains) - 1
    dropped: Real | None = None
    kept: list[Labels] = []
    for start in range(0, len(labels.gains), max(1, CHUNK // rows)):
        part = extended(program, labels, stage, slice(start, start + max(1, CHUNK // rows)), start)
        part = Labels(part.gains, np.maximum(part.uses, program.limits - highest), part.before, part.row)
        if reach is not None and not is_last:
            part = part.taken(reach.some(bounds.of(part.gains, part.uses, stage + 1)))
        kept.append(part)
        if sum(len(one.gains) for one in kept) > 2 * max(most, CHUNK):
            joined, lost = _reduced(_joined(kept), bounds, stage, most, is_last)
            kept, dropped = [joined], _highest(dropped, lost)
    if not kept:
        return labels, None
    joined, lost = _reduced(_joined(kept), bounds, stage, most, is_last)
    return joined, _highest(dropped, lost)


def _highest(one: Real | None, other: Real | None) -> Real | None:
    if one is None or other is None:
        return other if one is None else one
    return np.maximum(one, other)


def extended(program: Program, labels: Labels, stage: int, part: slice, start: int) -> Labels:
    """Each label of a part with each row of a block, where the limits can still be kept (later blocks use 0 at least).

    `start` is the number of the part's first label.
    """
    rows = len(program.gains[stage])
    count = len(labels.uses[part]) * rows
    uses = (labels.uses[part, None] + program.uses[stage]).reshape(count, len(program.limits))
    numbers = np.flatnonzero((uses <= program.limits).all(axis=1))
    before, row = numbers // rows, numbers % rows
    gains = labels.gains[part][before] + program.gains[stage][row]
    return Labels(gains, uses[numbers], before + start, row)


def _joined(parts: list[Labels]) -> Labels:
    return Labels(
        np.concatenate([part.gains for part in parts]),
        np.concatenate([part.uses for part in parts]),
        np.concatenate([part.before for part in parts]),
        np.concatenate([part.row for part in parts]),
    )


def _reduced(labels: Labels, bounds: Bounds, stage: int, most: int, is_last: bool) -> tuple[Labels, Real | None]:
    """Labels without what others strike, and no more than the most; the bounds of what had to be dropped."""
    if not len(labels.gains):
        return labels, None
    has_limits = labels.uses.shape[1] and not is_last
    labels = labels.taken(_not_struck(labels) if has_limits else undominated(labels.gains))
    if is_last or len(labels.gains) <= most:
        return labels, None
    bound = bounds.of(labels.gains, labels.uses, stage + 1)
    rank = np.argsort(np.argsort(-bound, axis=0, kind="stable"), axis=0, kind="stable").min(axis=1)
    order = np.argsort(rank, kind="stable")
    return labels.taken(order[:most]), bound[order[most:]].max(axis=0)


def _not_struck(labels: Labels) -> npt.NDArray[np.intp]:
    """The labels that none of the strongest ones strikes; of equal ones the first stays."""
    held = np.concatenate([labels.gains, -labels.uses], axis=1)
    spread = np.maximum(1, held.max(axis=0) - held.min(axis=0))
    order = np.argsort(-((held - held.min(axis=0)) / spread).sum(axis=1), kind="stable")
    held = held[order]
    place = 0
    while place < min(STRONG, len(held)):
        struck = (held[place + 1 :] <= held[place]).all(axis=1)
        if struck.any():
            keep = np.append(np.ones(place + 1, dtype=bool), ~struck)
            held, order = held[keep], order[keep]
        place += 1
    return order


def _rows(history: list[Labels], last: Labels) -> Whole:
    """By label the row of each block, read back from the last to the first."""
    rows = np.zeros((len(last.gains), len(history)), dtype=np.int64)
    labels = last
    for stage in range(len(history) - 1, -1, -1):
        rows[:, stage] = labels.row
        labels = history[stage - 1].taken(labels.before) if stage else labels
    return rows


def short_of(corners: Whole, dropped: Real, bounds: Bounds) -> int:
    """By how much, to both sides at once, a package among the dropped may pass a corner at most; 0 where none can reach one.

    In points of gain; the corners are those of what was found in the end.
    """
    room = (dropped - (corners @ bounds.weights.T) * SCALE) // (bounds.weights.sum(axis=1) * SCALE)
    return max(0, int(room.min(axis=1).max()) + 1)
