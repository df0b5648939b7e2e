"""The lanes of a band as the ladder orders them: which step comes after which, and who comes to a cell at a movement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from commonground.agreement.band import Band
from commonground.agreement.cells import Index


@dataclass(frozen=True, eq=False)
class Lanes:
    """A band's lanes: the cells that are `present` (shape: n cells), in the order of the ladder or, without one, of print."""

    band: Band
    ladder: tuple[str, ...] | None
    present: npt.NDArray[np.bool_]

    def ordered(self, numbers: Index) -> list[int]:
        """The present cells of a lane in ladder order."""
        held = [number for number in numbers.tolist() if self.present[number]]
        if self.ladder is None:
            return held
        rank = {step: place for place, step in enumerate(self.ladder)}
        return sorted((n for n in held if self.band.keys[n].step in rank), key=lambda n: rank[self.band.keys[n].step])

    def rungs(self) -> npt.NDArray[np.bool_]:
        """Which cells are on the schedule and on the ladder."""
        if self.ladder is None:
            return self.present
        ladder = frozenset(self.ladder)
        known = self.band.kept(("rungs", ladder), lambda: (np.array([k.step in ladder for k in self.band.keys]),))
        rungs: npt.NDArray[np.bool_] = self.present & known[0]
        return rungs

    def successors(self, moves: Mapping[str, str]) -> tuple[Index, Index]:
        """For each cell the next one on the ladder, and for each cell the one whose people come to it (itself at the foot).

        A label that `moves` does not name goes on along the ladder; where two come to one cell, the one named last counts.
        """
        return self._kept_successors(moves) if moves else self._along_the_ladder

    @cached_property
    def _along_the_ladder(self) -> tuple[Index, Index]:
        return self._kept_successors({})

    def _kept_successors(self, moves: Mapping[str, str]) -> tuple[Index, Index]:
        key = ("successors", self.ladder, tuple(moves.items()), self.present.tobytes())
        successor, predecessor = self.band.kept(key, lambda: self._successors(moves))
        return successor, predecessor

    def _successors(self, moves: Mapping[str, str]) -> tuple[Index, Index]:
        successor = np.arange(len(self.band.keys))
        predecessor = np.full(len(self.band.keys), -1)
        for _, numbers in self.band.columns:
            lane = self.ordered(numbers)
            if not lane:
                continue
            successor[lane[:-1]] = lane[1:]
            named = self._named(lane, numbers, moves) if moves else {}
            for old, new in named.items():
                successor[old] = new
            for old in (*lane, *named):
                if successor[old] != old:
                    predecessor[successor[old]] = old
            if predecessor[lane[0]] < 0:
                predecessor[lane[0]] = lane[0]
        return successor, predecessor

    def _named(self, lane: list[int], numbers: Index, moves: Mapping[str, str]) -> dict[int, int]:
        """The moves of a lane, cell by cell, in the order in which the ladder names them."""
        by_step = {self.band.keys[number].step: number for number in numbers.tolist()}
        listed = {self.band.keys[number].step for number in lane}
        return {by_step[old]: by_step[new] for old, new in moves.items() if old in by_step and new in listed}
