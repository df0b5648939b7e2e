"""Timelines: each band's, kept by what its clauses say, and what its people are paid in a block of periods.

Law: in a year pay is as it is paid, late raises from the day that they reach the payroll; in a full year of what is in force
on a day it is as it is earned.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Agreement
from commonground.agreement.band import Band
from commonground.agreement.calendar import Calendar
from commonground.agreement.cells import FULL_TIME, pay_block
from commonground.agreement.kinds.schedule_raise import Raise
from commonground.agreement.timeline import Timeline, build_timeline, raises_of_band, way_along
from commonground.agreement.way import Way
from commonground.costing.bands import Standing
from commonground.costing.kept import Kept
from commonground.costing.lines import Line, pays_late
from commonground.costing.period import Block, Period
from commonground.costing.schedule_pay import pay_in
from commonground.values.money import LARGEST_CENTS, divide

Cents = npt.NDArray[np.int64]
MOST_BYTES, MOST_INDICES = 32_000_000, 64


class Timelines:
    """The timelines of one calendar's bands."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self._kept: Kept[Timeline] = Kept(MOST_BYTES, _bytes_of)
        self._indices: Kept[tuple[npt.NDArray[np.intp] | None, int]] = Kept(MOST_INDICES)

    def of(self, agreement: Agreement, band: Band, period: Period) -> Timeline:
        """The band's timeline by which a period is read."""
        return self._of_block(agreement, band, (period,))[0]

    def pay(self, agreements: Sequence[Agreement], line: Line, block: Block) -> Cents:
        """What the people of a line of salaries are paid, in cents by group: the periods of one agreement after another's."""
        parts = [self._pay(agreements, standing, block) for standing in line.standings]
        return parts[0] if len(parts) == 1 else np.concatenate(parts, axis=1)

    def _pay(self, agreements: Sequence[Agreement], standing: Standing, block: Block) -> Cents:
        found = self._along_ways(agreements, standing, block)
        return np.concatenate([self._pay_of(a, standing, block) for a in agreements]) if found is None else found

    def _along_ways(self, agreements: Sequence[Agreement], standing: Standing, block: Block) -> Cents | None:
        """The same for bands whose ways are plain, those of one way together; None where some are not, or a raise is late."""
        going: dict[Way, list[tuple[int, list[Raise]]]] = {}
        for number, agreement in enumerate(agreements):
            raises = raises_of_band(agreement, standing.band)
            paid_from = [raise_.paid_from for raise_ in raises]
            if any(paid_from):
                return None
            way = way_along(agreement, standing.band, self.calendar, raises)
            if way is None:
                return None
            going.setdefault(way, []).append((number, raises))
        paid = [self._along(way, [raises for _, raises in those], standing, block) for way, those in going.items()]
        if len(paid) == 1 or any(each is None for each in paid):
            return paid[0] if len(paid) == 1 else None
        found = np.empty((len(agreements), len(block), len(standing.cell)), dtype=np.int64)
        for those, each in zip(going.values(), paid, strict=True):
            found[[number for number, _ in those]] = each.reshape(len(those), *found.shape[1:])  # type: ignore[union-attr]
        return found.reshape(-1, len(standing.cell))

    def _along(self, way: Way, packages: Sequence[Sequence[Raise]], standing: Standing, block: Block) -> Cents | None:
        index, most = self._places(way, standing, block)
        cells = None if index is None else way.together(packages)
        if index is None or cells is None or int(cells.max()) * most >= FULL_TIME * LARGEST_CENTS:
            return None
        groups = len(standing.cell)
        taken = cells.reshape(len(packages), -1).take(index, axis=1).reshape(-1, groups)
        taken *= standing.fte
        paid: Cents = divide(taken, FULL_TIME, way.moments[0].pay_rounding)
        return paid

    def _places(self, way: Way, standing: Standing, block: Block) -> tuple[npt.NDArray[np.intp] | None, int]:
        """Where each period and group reads in the moments' cells, end to end; and the greatest share of a job.

        None where a period has more moments than one, or pay is not rounded alike throughout.
        """
        key = way, standing, block
        found = self._indices.find(key)
        return self._indices.keep(key, self._index(way, standing, block)) if found is None else found

    def _index(self, way: Way, standing: Standing, block: Block) -> tuple[npt.NDArray[np.intp] | None, int]:
        timeline = Timeline(way.moments, self.calendar.proration)
        moments = [period.moment(timeline) for period in block]
        steady = [moment for moment in moments if moment is not None]
        if len(steady) < len(block) or len({moment.pay_rounding for moment in way.moments}) > 1:
            return None, 0
        cells = len(way.moments[0].place)
        at = {moment: number * cells for number, moment in enumerate(way.moments)}
        rows = [at[moment] + moment.place.take(standing.cell) for moment in steady]
        return np.concatenate(rows), int(standing.fte.max(initial=0))

    def _pay_of(self, agreement: Agreement, standing: Standing, block: Block) -> Cents:
        timelines = self._of_block(agreement, standing.band, block)
        moments = [period.moment(timeline) for period, timeline in zip(block, timelines, strict=True)]
        steady = [moment for moment in moments if moment is not None]
        rounding = steady[0].pay_rounding if steady else None
        if len(steady) < len(block) or any(moment.pay_rounding is not rounding for moment in steady):
            stretches = [period.segments(timeline) for period, timeline in zip(block, timelines, strict=True)]
            return np.array([pay_in(segments, standing) for segments in stretches])
        places = np.array([moment.place for moment in steady]).take(standing.cell, axis=1)
        return pay_block([moment.cells for moment in steady], places, standing.fte, steady[0].pay_rounding)

    def _of_block(self, agreement: Agreement, band: Band, block: Block) -> list[Timeline]:
        paid = self._walked(agreement, band, earned=False)
        if not pays_late(agreement):
            return [paid] * len(block)
        earned = self._walked(agreement, band, earned=True)
        snapshot = self.calendar.snapshot
        return [paid if period.day is None or period.day <= snapshot else earned for period in block]

    def _walked(self, agreement: Agreement, band: Band, *, earned: bool) -> Timeline:
        key = band.serial, earned, agreement.said(band.clauses)
        found = self._kept.find(key)
        if found is None:
            made = build_timeline(agreement, band, self.calendar, lambda raise_: not earned)
            found = self._kept.keep(key, made)
        return found


def _bytes_of(timeline: Timeline) -> int:
    """About how much memory a timeline takes: cells, places and what goes with them."""
    return sum(24 * len(moment.place) + 1_000 for moment in timeline.moments)
