"""Reprints: later versions of a salary schedule that print less than what is in force on the day before, or are raised at once.

A printed table holds as it is printed from its day on, whatever raises came before it. So a version that prints a schedule
again for the sake of one changed salary takes back every raise since the last print, if the others are copied from that
one. And a raise of the very day comes on top of the print, which often holds it already. Either may be meant; whoever
reads the agreement should know.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from commonground.agreement.agreement import Agreement
from commonground.agreement.band import Band, CellKey
from commonground.agreement.kinds.salary_schedule import Build, SalarySchedule
from commonground.agreement.printed import printed, printed_anew
from commonground.agreement.provision import Provision
from commonground.agreement.raises import earned_on, raises_of
from commonground.agreement.timeline import Timeline, build_timeline
from commonground.costing.engine import Engine

A_DOLLAR = 100  # what printing in whole dollars may take off a salary is no cut


@dataclass(frozen=True)
class LowerReprint:
    """A version of a schedule that prints cells a dollar or more below those in force on the day before.

    Amounts are full-time cents, rounded, of the cell that loses most.
    """

    schedule: str
    day: dt.date
    cells: int
    most: CellKey
    was: int
    now: int


@dataclass(frozen=True)
class RaisedReprint:
    """A raise (of a clause) from the very day on which a version of a schedule prints other salaries."""

    schedule: str
    clause: str
    day: dt.date


def raised_reprints(engine: Engine, agreement: Agreement) -> Iterator[RaisedReprint]:
    """The raises of a schedule that people stand on which come on top of salaries printed for the same day, each once."""
    calendar, seen = engine.calendar, set()
    for line in engine.join(agreement).lines.values():
        for standing in line.standings if line.rule.name == "salary" else ():
            band = standing.band
            days = set() if band.is_personal else set(_days_of_print(agreement[band.schedule], band))
            for clause in band.raises:
                for raise_ in raises_of(agreement, agreement[clause]):
                    day = earned_on(raise_, calendar)
                    found = RaisedReprint(band.schedule, clause, day)
                    if day in days and calendar.snapshot < day <= calendar.last_day and found not in seen:
                        seen.add(found)
                        yield found


def _days_of_print(provision: Provision, band: Band) -> Iterator[dt.date]:
    """The first days of the later versions that print salaries of a band's schedules, and build on what they print."""
    names = {key.schedule for key in band.keys}
    for before, after in itertools.pairwise(provision.versions):
        assert isinstance(before.terms, SalarySchedule)
        assert isinstance(after.terms, SalarySchedule)
        if after.terms.build is not Build.TABLE and printed_anew(before.terms, after.terms) & names:
            yield after.start


def lower_reprints(engine: Engine, agreement: Agreement) -> Iterator[LowerReprint]:
    """The versions of each salary schedule that print less than is in force, for the schedules that somebody stands on."""
    calendar = engine.calendar
    for line in engine.join(agreement).lines.values():
        provision = agreement[line.provision]
        if line.rule.name != "salary":
            continue
        bands = [standing.band for standing in line.standings if not standing.band.is_personal]
        timelines = [(band, build_timeline(agreement, band, calendar)) for band in bands]
        for number in range(1, len(provision.versions)):
            if calendar.snapshot < provision.versions[number].start <= calendar.last_day:
                found = dict(cut for band, timeline in timelines for cut in _cuts(provision, number, band, timeline))
                if found:
                    most = max(found, key=lambda key: found[key][0] - found[key][1])
                    day = provision.versions[number].start
                    yield LowerReprint(provision.id, day, len(found), most, *found[most])


def _cuts(
    provision: Provision, number: int, band: Band, timeline: Timeline
) -> Iterator[tuple[CellKey, tuple[int, int]]]:
    """The cells that a version prints below what they were, without their unit: what they were and what they are, in cents."""
    before, after = provision.versions[number - 1].terms, provision.versions[number].terms
    assert isinstance(before, SalarySchedule)
    assert isinstance(after, SalarySchedule)
    names = printed_anew(before, after)
    was = timeline.on(provision.versions[number].start - dt.timedelta(days=1)).cells.approx
    cells, has_salary, _ = printed(band, after)
    for cell in np.flatnonzero(has_salary & (was - cells.approx >= A_DOLLAR)).tolist():
        if band.keys[cell].schedule in names:
            yield band.keys[cell]._replace(unit=""), (round(was[cell]), round(cells.approx[cell]))
