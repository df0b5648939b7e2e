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

    def pay(self, agreement: Agreement, line: Line, block: Block) -> Cents:
        """What the people of a line of salaries are paid, in cents by period and group."""
        parts = [self._pay(agreement, standing, block) for standing in line.standings]
        return parts[0] if len(parts) == 1 else np.concatenate(parts, axis=1)

    def pay_of_several(
        self, first: Agreement, said: Agreement, packages: int, line: Line, block: Block
    ) -> Cents | None:
        """The same for several agreements that are said as one, the periods of each after those of another; the first of them
        shows the way. None where they must go one by one."""
        parts = []
        for standing in line.standings:
            paid = self._along_way(first, standing, block, raises_of_band(said, standing.band), packages)
            if paid is None:
                return None
            parts.append(paid)
        return parts[0] if len(parts) == 1 else np.concatenate(parts, axis=1)

    def _pay(self, agreement: Agreement, standing: Standing, block: Block) -> Cents:
        raises = raises_of_band(agreement, standing.band)
        found = self._along_way(agreement, standing, block, raises, 1)
        return self._pay_of(agreement, standing, block) if found is None else found

    def _along_way(
        self, agreement: Agreement, standing: Standing, block: Block, raises: Sequence[Raise], packages: int
    ) -> Cents | None:
        """Pay of packages along a band's way with their raises; None where the way is not plain, or a raise is late."""
        if any([raise_.paid_from for raise_ in raises]):  # noqa: C419 (quicker)
            return None
        own = raises if packages == 1 else raises_of_band(agreement, standing.band)
        way = way_along(agreement, standing.band, self.calendar, own)
        index, most = (None, 0) if way is None else self._places(way, standing, block)
        cells = None if way is None or index is None else way.together(raises, packages)
        if way is None or index is None or cells is None or int(cells.max()) * most >= FULL_TIME * LARGEST_CENTS:
            return None
        taken = cells.reshape(packages, -1).take(index, axis=1).reshape(-1, len(standing.cell))
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
