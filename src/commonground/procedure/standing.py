"""Standing: where a case is on a day, what each side may and must do next and by when, and what was missed.

Law: a step that was taken implies the steps that it cannot be without; their days may be unknown.
Law: a step is open when everything that it needs is there and every wait has run out; it is missed when its last day is past.
Not here: the earliest day of a strike (`strike`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from commonground.procedure.case import Alarm, Case, Event
from commonground.procedure.pack import Due, Step, Subject, Wait, in_force
from commonground.procedure.reckoning import Reckoned, earliest, last_of, latest


class State(StrEnum):
    """Where a step that was not taken stands."""

    OPEN = "open"
    WAITING = "waiting"
    NEEDS = "needs"
    OVERDUE = "overdue"


class AlarmState(StrEnum):
    """Where an alarm of the agreement stands."""

    AHEAD = "ahead"
    OPEN = "open"
    MISSED = "missed"
    DONE = "done"


@dataclass(frozen=True)
class Next:
    """A step that was not taken: its state, from when it is open, by when it is due, and what it still needs."""

    step: Step
    state: State
    opens: Reckoned | None = None
    due: Reckoned | None = None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Missed:
    """A window that closed: the step, its last day, and the day on which it was taken after all."""

    step: Step
    due: Reckoned
    taken: dt.date | None


@dataclass(frozen=True)
class Standing:
    """A case on a day."""

    case: Case
    on: dt.date
    events: tuple[Event, ...]
    is_ended: bool
    next: tuple[Next, ...]
    missed: tuple[Missed, ...]
    alarms: tuple[tuple[Alarm, AlarmState], ...]
    subjects: tuple[Subject, ...]


def stand(case: Case, on: dt.date) -> Standing:
    """Where a case stands on a day; events of later days are left out unless they are supposed. Raises `CountRunsOut`."""
    known = case.as_of(on)
    is_ended = any(known.pack.step(event.step).ends for event in known.events)
    done = implied(known, on)
    open_steps = [] if is_ended else [step for step in known.pack.steps if not _is_settled(step, done)]
    following = [_next(known, step, done, on) for step in open_steps]
    return Standing(
        known,
        on,
        tuple(sorted(known.events, key=lambda event: event.on)),
        is_ended,
        tuple(sorted(following, key=_by_day)),
        tuple(_missed(known, done, on, is_ended)),
        tuple((alarm, _alarm_state(alarm, on)) for alarm in sorted(case.alarms, key=lambda alarm: alarm.last)),
        in_force(case.pack.subjects, on),
    )


def waits_of(case: Case, step: Step, on: dt.date) -> tuple[Wait, ...]:
    """The waits of a step that hold: those in force when what they count from happened, else on the day asked for."""
    return tuple(wait for wait in step.waits if wait.clause.in_force(_start(case, wait.after) or on))


def dues_of(case: Case, step: Step, on: dt.date) -> tuple[Due, ...]:
    """The dues of a step that hold."""
    return tuple(due for due in step.dues if due.clause.in_force(case.day_of(due.of) or on))


def _start(case: Case, ids: tuple[str, ...]) -> dt.date | None:
    return min((day for id in ids if (day := case.day_of(id))), default=None)


def started(case: Case, wait: Wait) -> tuple[str, dt.date] | None:
    """Which of the steps that a wait counts from happened, and when; the first of several."""
    found = [(day, id) for id in wait.after if (day := case.day_of(id))]
    return min(found)[::-1] if found else None


def implied(case: Case, on: dt.date) -> frozenset[str]:
    """The steps that were taken, and those that the taken ones cannot be without."""
    done: set[str] = set()
    waiting = list(case.happened)
    while waiting:
        id = waiting.pop()
        if id in done or id not in case.pack.by_id:
            continue
        done.add(id)
        waiting += [wait.after[0] for wait in waits_of(case, case.pack.step(id), on) if len(wait.after) == 1]
    return frozenset(done)


def _is_settled(step: Step, done: frozenset[str]) -> bool:
    return step.id in done or any(other in done for other in step.instead)


def _next(case: Case, step: Step, done: frozenset[str], on: dt.date) -> Next:
    opens, needs = [], []
    for wait in waits_of(case, step, on):
        if (begun := started(case, wait)) is not None:
            opens.append(earliest(case, wait, *begun))
        elif wait.is_before:
            continue
        elif not any(id in done for id in wait.after) or wait.days:
            needs.append(" or ".join(case.pack.title_of(id) for id in wait.after))
    first, due = last_of(opens), _due(case, step, on)
    return Next(step, _state(first, due, needs, on), first, due, tuple(needs))


def _state(first: Reckoned | None, due: Reckoned | None, needs: list[str], on: dt.date) -> State:
    if due is not None and due.day < on:
        return State.OVERDUE
    if needs:
        return State.NEEDS
    return State.WAITING if first is not None and first.day > on else State.OPEN


def _due(case: Case, step: Step, on: dt.date) -> Reckoned | None:
    """The day by which a step is due: the first of several."""
    found = (latest(case, due, start) for due in dues_of(case, step, on) if (start := case.day_of(due.of)) is not None)
    return min(found, key=lambda each: each.day, default=None)


def _missed(case: Case, done: frozenset[str], on: dt.date, is_ended: bool) -> Iterator[Missed]:
    for step in case.pack.steps:
        due = _due(case, step, on)
        if due is None:
            continue
        event = case.happened.get(step.id)
        if event is not None and event.on > due.day:
            yield Missed(step, due, event.on)
        elif due.day < on and not is_ended and not _is_settled(step, done):
            yield Missed(step, due, None)


def _by_day(found: Next) -> tuple[dt.date, str]:
    reckoned = found.due or found.opens
    return (reckoned.day if reckoned and found.state is not State.NEEDS else dt.date.max, "")


def _alarm_state(alarm: Alarm, on: dt.date) -> AlarmState:
    if alarm.is_done:
        return AlarmState.DONE
    if alarm.last < on:
        return AlarmState.MISSED
    return AlarmState.OPEN if alarm.first is None or alarm.first <= on else AlarmState.AHEAD
