"""The statutory calendar as events for a calendar program: what happened, what opens, what is due, the earliest strike day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from commonground.files.ics import DayEvent
from commonground.procedure.case import Alarm, Case
from commonground.procedure.pack import UNVERIFIED
from commonground.procedure.reckoning import Reckoned, written
from commonground.procedure.standing import AlarmState, State, stand
from commonground.procedure.strike import strike_day

REMINDS = 7  # days before a last day on which a calendar program says so
COUNSEL = "Counsel decides; this is no legal advice."


def calendar_events(case: Case, on: dt.date) -> Iterator[DayEvent]:
    """Every day of a case's calendar on a day. Raises `CountRunsOut`."""
    standing = stand(case, on)
    for event in standing.events:
        title = case.pack.title_of(event.step)
        said = f"{title} (supposed)" if event.is_supposed else title
        yield DayEvent(f"event {event.step}", event.on, said, event.note, event.is_supposed)
    for found in standing.next:
        if found.state is State.NEEDS:
            continue
        if found.opens is not None and found.opens.day >= on:
            yield _reckoned(f"opens {found.step.id}", f"Open from today: {found.step.title}", found.opens)
        if found.due is not None:
            last = f"{found.step.who.value.capitalize()}: last day for {found.step.title}"
            yield replace(_reckoned(f"due {found.step.id}", last, found.due), reminds=REMINDS)
    if not standing.is_ended:
        strike = strike_day(standing.case, on)
        if strike.no_before is not None and strike.rests_on_a_step:
            yield _reckoned("strike", "Earliest lawful strike day, by what has happened", strike.no_before)
    for alarm, state in standing.alarms:
        if state is not AlarmState.DONE:
            yield from _of_alarm(alarm)


def _of_alarm(alarm: Alarm) -> Iterator[DayEvent]:
    """The first day of an alarm's window, where one is known, and its last."""
    who = f"{alarm.who}: " if alarm.who else ""
    if alarm.first is not None and alarm.first < alarm.last:
        closes = f"until {written(alarm.last)}"
        said = "\n".join(filter(None, (alarm.cite, closes)))
        yield DayEvent(f"alarm opens {alarm.title}", alarm.first, f"{who}open from today: {alarm.title}", said)
    yield DayEvent(f"alarm {alarm.title}", alarm.last, f"{who}last day: {alarm.title}", alarm.cite, reminds=REMINDS)


def _reckoned(about: str, summary: str, reckoned: Reckoned) -> DayEvent:
    said = summary if reckoned.is_verified else f"{summary} [{UNVERIFIED}]"
    return DayEvent(about, reckoned.day, said, "\n".join((*reckoned.chain, COUNSEL)))
