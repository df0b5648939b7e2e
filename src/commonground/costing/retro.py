"""Retroactive pay: what a raise that came late owes for the days before it reached the payroll.

Law: retroactive pay of a raise = pay as earned - pay as paid, summed over the years up to the one in which it is paid;
where several raises come late, each is taken in the order of its days, given the ones before it. A raise that was earned
before the snapshot and paid after it owes only for the days after the snapshot: what came before is no year's that is costed.
So it is with every line that is read off the schedule itself: salaries, and what those who change lanes are paid more. A
line that builds upon pay builds upon what a year pays, retroactive pay among it, at that year's rates and bounds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from commonground.agreement.agreement import Agreement
from commonground.agreement.band import Band
from commonground.agreement.calendar import Calendar
from commonground.agreement.kinds.schedule_raise import Raise
from commonground.agreement.raises import raises_of
from commonground.agreement.timeline import Timeline, build_timeline
from commonground.costing.lines import Line
from commonground.costing.period import Period
from commonground.costing.schedule_pay import SchedulePay
from commonground.values.money import Cents, bounded, share_of


def late_raises(agreement: Agreement, band: Band, calendar: Calendar) -> list[Raise]:
    """The band's raises that reach the payroll after they are earned, in the order of their days."""
    found = [r for p in band.raises for r in raises_of(agreement, agreement[p], personal=band.is_personal)]
    late = [raise_ for raise_ in found if raise_.paid_from is not None and raise_.paid_from > calendar.snapshot]
    return sorted(late, key=lambda raise_: raise_.effective)


def retroactive_pay(
    agreement: Agreement, line: Line, period: Period, periods: Sequence[Period], calendar: Calendar
) -> Cents:
    """What a line's people are paid in a period for earlier days, in cents by group; in a full year of one day, nothing."""
    owed = np.zeros(len(line.count), dtype=np.int64)
    for late, bands in _alike(agreement, line, calendar):
        for number, raise_ in enumerate(late):
            if period.is_annualised or raise_.paid_from is None or raise_.paid_from not in period.year:
                continue
            with_it = _timelines(agreement, bands, calendar, late[number + 1 :])
            without = _timelines(agreement, bands, calendar, late[number:])
            for earlier in (Period(year.year, year.passed) for year in periods):
                if earlier.year <= period.year:
                    owed += _worth(agreement, line, SchedulePay(line, earlier, _there(with_it, earlier)), calendar)
                    owed -= _worth(agreement, line, SchedulePay(line, earlier, _there(without, earlier)), calendar)
    return owed


def _there(timelines: Mapping[Band, Timeline], period: Period) -> Callable[[Band], Timeline | None]:
    """The timelines of the bands whose people have come in by a year: nobody is owed for days before."""
    last = period.year.last.toordinal()
    return lambda band: timelines.get(band) if band.stays_until <= last else None


def _alike(agreement: Agreement, line: Line, calendar: Calendar) -> Iterator[tuple[Sequence[Raise], list[Band]]]:
    """The bands whose pay a line reads, those together that the same raises reach late.

    A person's bands are all reached by the same raises, so each group of the line is in one of these or in none.
    """
    on_schedule = (line,) if line.standings else [g.line for g in line.gathers if g.line.rule.name == "salary"]
    found: dict[tuple[Raise, ...], list[Band]] = {}
    for band in (standing.band for read in on_schedule for standing in read.standings):
        found.setdefault(tuple(late_raises(agreement, band, calendar)), []).append(band)
    yield from found.items()


def _timelines(
    agreement: Agreement, bands: Sequence[Band], calendar: Calendar, late: Collection[Raise]
) -> Mapping[Band, Timeline]:
    """Each band's timeline where some raises are on the payroll only from the day that they are paid from."""
    return {band: build_timeline(agreement, band, calendar, lambda raise_: raise_ in late) for band in bands}


def _worth(agreement: Agreement, line: Line, pay: SchedulePay, calendar: Calendar) -> Cents:
    """What the line's rule makes of pay in a period, in cents by group."""
    salary = bounded(pay.on_own_lane())
    if line.standings:
        return salary
    period = pay.period
    given: dict[str, Any] = {
        **line.columns,
        "salary": salary,
        "salaries": pay,
        "year": period.year.first.year,
        "passed": line.passed(period.passed),
    }
    arguments = {name: given[name] for name in line.rule.reads}
    worth = np.zeros(len(line.count), dtype=np.int64)
    for version, share in period.versions(agreement[line.provision], calendar.proration, line.rule):
        if line.rule.clause_argument:
            arguments[line.rule.clause_argument] = version.terms
        value = bounded(line.rule.function(**arguments))
        worth += value if share == 1 else share_of(value, share)
    return worth
