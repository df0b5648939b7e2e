"""Timelines: each band's, kept by what its clauses say, and what its people are paid in a block of periods.

Law: in a year pay is as it is paid, late raises from the day that they reach the payroll; in a full year of what is in force
on a day it is as it is earned.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Agreement
from commonground.agreement.band import Band
from commonground.agreement.calendar import Calendar
from commonground.agreement.cells import pay_block
from commonground.agreement.timeline import Timeline, build_timeline
from commonground.costing.bands import Standing
from commonground.costing.kept import Kept
from commonground.costing.lines import Line, pays_late
from commonground.costing.period import Block, Period
from commonground.costing.schedule_pay import pay_in

Cents = npt.NDArray[np.int64]
MOST_BYTES = 32_000_000


class Timelines:
    """The timelines of one calendar's bands."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self._kept: Kept[Timeline] = Kept(MOST_BYTES, _bytes_of)

    def of(self, agreement: Agreement, band: Band, period: Period) -> Timeline:
        """The band's timeline by which a period is read."""
        return self._of_block(agreement, band, (period,))[0]

    def pay(self, agreement: Agreement, line: Line, block: Block) -> Cents:
        """What the people of a line of salaries are paid, in cents by period and group."""
        parts = [self._pay(agreement, standing, block) for standing in line.standings]
        return parts[0] if len(parts) == 1 else np.concatenate(parts, axis=1)

    def _pay(self, agreement: Agreement, standing: Standing, block: Block) -> Cents:
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
