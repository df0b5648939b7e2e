"""Retroactive pay: what a raise that came late owes for the days before it reached the payroll.

Law: retroactive pay of a raise = pay as earned - pay as paid, summed over the years up to the one in which it is paid;
where several raises come late, each is taken in the order of its days, given the ones before it. A raise that was earned
before the snapshot and paid after it owes only for the days after the snapshot: what came before is no year's that is costed.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Agreement
from commonground.agreement.band import Band
from commonground.agreement.calendar import Calendar
from commonground.agreement.kinds.schedule_raise import Raise
from commonground.agreement.raises import raises_of
from commonground.agreement.timeline import Timeline, build_timeline
from commonground.costing.bands import Standing
from commonground.costing.period import Period


def late_raises(agreement: Agreement, band: Band, calendar: Calendar) -> list[Raise]:
    """The band's raises that reach the payroll after they are earned, in the order of their days."""
    found = [r for p in band.raises for r in raises_of(agreement, agreement[p], personal=band.is_personal)]
    late = [raise_ for raise_ in found if raise_.paid_from is not None and raise_.paid_from > calendar.snapshot]
    return sorted(late, key=lambda raise_: raise_.effective)


def retroactive_pay(
    agreement: Agreement, standing: Standing, period: Period, periods: Sequence[Period], calendar: Calendar
) -> npt.NDArray[np.int64]:
    """What a band's people are paid in a year for earlier days, in cents by group."""
    paid = np.zeros(len(standing.cell), dtype=np.int64)
    late = late_raises(agreement, standing.band, calendar)
    for number, raise_ in enumerate(late):
        if period.is_annualised or raise_.paid_from is None or raise_.paid_from not in period.year:
            continue
        with_it = _timeline(agreement, standing.band, calendar, late[number + 1 :])
        without = _timeline(agreement, standing.band, calendar, late[number:])
        for earlier in (Period(year.year, year.passed) for year in periods):
            if earlier.year <= period.year:
                paid += _pay(agreement, standing, earlier, with_it) - _pay(agreement, standing, earlier, without)
    return paid


def _timeline(agreement: Agreement, band: Band, calendar: Calendar, late: list[Raise]) -> Timeline:
    return build_timeline(agreement, band, calendar, lambda raise_: raise_ in late)


def _pay(agreement: Agreement, standing: Standing, period: Period, timeline: Timeline) -> npt.NDArray[np.int64]:
    paid = np.zeros(len(standing.cell), dtype=np.int64)
    for segment in period.segments(timeline):
        moment = segment.moment
        paid += moment.cells.pay(moment.place[standing.cell], standing.fte, segment.share, moment.pay_rounding)
    return paid
