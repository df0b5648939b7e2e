"""Pay on the schedule: what people who stand on cells are paid in a period, on their own lane or on another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from commonground.agreement.band import Band, Moment
from commonground.agreement.cells import Index
from commonground.agreement.timeline import Segment, Timeline
from commonground.costing.bands import Standing
from commonground.costing.lines import Line
from commonground.costing.period import Period
from commonground.values.money import Cents

PlaceOf = Callable[[Moment], Index]


def pay_in(segments: Sequence[Segment], standing: Standing, place_of: PlaceOf = lambda moment: moment.place) -> Cents:
    """What a band's people are paid in a period, each stretch of it rounded on its own; cents by row of the standing.

    `place_of(moment)` is the cell on which somebody who stood on each cell at the snapshot is paid: the one they stand on.
    """
    paid = np.zeros(len(standing.cell), dtype=np.int64)
    for segment in segments:
        moment = segment.moment
        paid += moment.cells.pay(place_of(moment)[standing.cell], standing.fte, segment.share, moment.pay_rounding)
    return paid


@dataclass(frozen=True, eq=False)
class SchedulePay:
    """What the groups of a line are paid on the schedules that it reads, in a period, along each band's timeline.

    Bands for which `timeline_of` gives None are paid nothing.
    """

    line: Line
    period: Period
    timeline_of: Callable[[Band], Timeline | None]

    def on_own_lane(self) -> Cents:
        """Pay of each group where it stands."""
        return self._paid(lambda standing: pay_in(self._segments(standing), standing))

    def in_lane(self, lane: str) -> Cents:
        """Pay of each group if it stood in this lane on its own step; where there is no such cell, its own pay."""

        def paid(standing: Standing) -> Cents:
            there = _lane_of(standing.band, lane)
            return pay_in(self._segments(standing), standing, lambda moment: _other(moment, there)[moment.place])

        return self._paid(paid)

    def _segments(self, standing: Standing) -> Sequence[Segment]:
        timeline = self.timeline_of(standing.band)
        return () if timeline is None else self.period.segments(timeline)

    def _paid(self, of: Callable[[Standing], Cents]) -> Cents:
        if self.line.standings:
            return _by_row(self.line, of)
        paid = np.zeros(len(self.line.count), dtype=np.int64)
        for gather in self.line.gathers:
            if gather.line.rule.name == "salary" and len(gather.line.count):
                paid += gather.of(_by_row(gather.line, of)[None])[0]
        return paid


def _by_row(line: Line, of: Callable[[Standing], Cents]) -> Cents:
    paid = np.zeros(len(line.count), dtype=np.int64)
    for standing in line.standings:
        paid[standing.rows] = of(standing)
    return paid


def _lane_of(band: Band, lane: str) -> Index:
    """For each cell the one of another lane on its step; itself where there is none, as for a salary of one's own."""

    def work_out() -> tuple[Index]:
        index = {} if band.is_personal else band.index
        found = [index.get(key._replace(lane=lane), number) for number, key in enumerate(band.keys)]
        return (np.array(found, dtype=np.intp),)

    there: Index = band.kept(("lane", lane), work_out)[0]
    return there


def _other(moment: Moment, there: Index) -> Index:
    """The same, on a day: itself where the schedule in force does not list the other."""
    listed: npt.NDArray[np.bool_] = moment.present[there]
    return np.where(listed, there, np.arange(len(there)))
