"""The earliest day of a strike: every condition that the law sets, when each is met, and what is still needed.

Law: no strike is lawful before the last day that any condition leads to. A condition that is still open moves the day, never
forward in law: what is known gives the day before which there can be none, what is supposed to be done gives a later one.
Law: a day that is lawful may be no school day; the first school day from then is told beside it, never instead of it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property

from commonground.procedure.case import Case
from commonground.procedure.pack import Lawful, Wait
from commonground.procedure.reckoning import Reckoned, earliest, last_of, latest
from commonground.procedure.standing import dues_of, implied, started, waits_of


@dataclass(frozen=True)
class Condition:
    """One condition of a strike: what must have happened, the day that it leads to, or what is still missing.

    `keep` is the last day on which the missing step leaves the earliest day as it is.
    """

    wait: Wait
    names: tuple[str, ...]
    reckoned: Reckoned | None
    is_met_without_day: bool = False
    keep: dt.date | None = None

    @property
    def is_missing(self) -> bool:
        """Whether what the condition asks for has not happened, or its day is not known."""
        return self.reckoned is None and not self.is_met_without_day


@dataclass(frozen=True)
class Reached:
    """The earliest day on a way of steps that are not taken yet, and the reckoning that decides it, where one does."""

    day: dt.date
    by: Reckoned | None


@dataclass(frozen=True)
class StrikeDay:
    """The earliest day of a strike.

    `no_before` follows from what has happened alone. `at_once` is the earliest day if everything that is missing were done as
    soon as it can be, from the day asked about on; `at_last` if every step waited for its own last day, where it has one.
    A day that the pack counts from and that nobody stated is taken as past. `first_school_day` gives the school day of each.
    """

    case: Case
    is_ever_lawful: bool
    conditions: tuple[Condition, ...] = ()
    no_before: Reckoned | None = None
    at_once: Reached | None = None
    at_last: Reached | None = None
    began: dt.date | None = None

    @property
    def missing(self) -> tuple[Condition, ...]:
        """The conditions that are still open."""
        return tuple(condition for condition in self.conditions if condition.is_missing)

    @property
    def rests_on_a_step(self) -> bool:
        """Whether a step that was taken leads to the day: one that starts a wait, or any where nothing is missing."""
        steps = self.case.pack.by_id
        led = (found for found in self.conditions if found.reckoned and any(id in steps for id in found.wait.after))
        return any(found.wait.days or not self.missing for found in led)

    def is_within_reach(self, on: dt.date) -> bool:
        """Whether everything that is missing could still be there in time for `no_before`, done on a day or later."""
        return all(found.keep is None or found.keep >= on for found in self.missing)

    def first_school_day(self, day: dt.date) -> dt.date | None:
        """The first school day from a day on; without a school calendar the first business day; None beyond the calendar."""
        return self.case.days.first_school_day(day)

    @property
    def days_early(self) -> int:
        """By how many days a strike that began was earlier than the conditions allow; 0 where it was not."""
        if self.began is None or self.no_before is None:
            return 0
        return max(0, (self.no_before.day - self.began).days)


def strike_day(case: Case, on: dt.date) -> StrikeDay:
    """The earliest day of a strike as it looks on a day. Raises `CountRunsOut`."""
    began = case.day_of(case.pack.strike)
    if case.pack.lawful is Lawful.NEVER:
        return StrikeDay(case, False, began=began)
    waits = waits_of(case, case.pack.step(case.pack.strike), on)
    no_before = last_of(_reckoned(case, waits))
    done = implied(case, on)
    conditions = tuple(_condition(case, wait, done, no_before) for wait in waits)
    at_once, at_last = (_Path(case, on, waits_for_last_days).reached() for waits_for_last_days in (False, True))
    return StrikeDay(case, True, conditions, no_before, at_once, at_last, began)


def _reckoned(case: Case, waits: tuple[Wait, ...]) -> list[Reckoned]:
    return [earliest(case, wait, *begun) for wait in waits if (begun := started(case, wait)) is not None]


def _condition(case: Case, wait: Wait, done: frozenset[str], no_before: Reckoned | None) -> Condition:
    names = tuple(case.pack.title_of(id) for id in wait.after)
    begun = started(case, wait)
    if begun is not None:
        return Condition(wait, names, earliest(case, wait, *begun))
    if not wait.days and any(id in done for id in wait.after):
        return Condition(wait, names, None, is_met_without_day=True)
    is_step = any(id in case.pack.by_id for id in wait.after)
    keep = case.days.before(no_before.day, wait.days, wait.kind) if no_before and is_step else None
    return Condition(wait, names, None, keep=keep)


@dataclass(frozen=True)
class _Path:
    """A way to a strike from a day on: every step that was not taken is taken at once, or on its last day where it has one."""

    case: Case
    on: dt.date
    waits_for_last_days: bool

    def reached(self) -> Reached | None:
        """The day of the strike on this way, and what decides it."""
        day = self.day_of(self.case.pack.strike)
        return None if day is None else Reached(day, self._deciding.get(day))

    @cached_property
    def _deciding(self) -> dict[dt.date, Reckoned]:
        """The day that each of the strike's conditions leads to on this way."""
        found: dict[dt.date, Reckoned] = {}
        for wait in waits_of(self.case, self.case.pack.step(self.case.pack.strike), self.on):
            for other in wait.after:
                if (
                    start := self.day_of(other) if other in self.case.pack.by_id else self.case.day_of(other)
                ) is not None:
                    reckoned = earliest(self.case, wait, other, start)
                    taken = self.case.day_of(other) is not None
                    event = reckoned.event if taken else f"if taken then, {reckoned.event}"
                    found.setdefault(reckoned.day, replace(reckoned, event=event))
        return found

    def day_of(self, id: str, behind: frozenset[str] = frozenset()) -> dt.date | None:
        """The day of a step on this way; None where one of the steps before it can have none."""
        known = self.case.day_of(id)
        if known is not None and id != self.case.pack.strike:
            return known
        if id in behind:
            return None
        step, day = self.case.pack.step(id), max([self.on, *self._led_to_by(id)])
        days: dict[str, dt.date] = {}
        for wait in waits_of(self.case, step, self.on):
            needed = [other for other in wait.after if other in self.case.pack.by_id or self.case.day_of(other)]
            starts = ((other, self.day_of(other, behind | {id})) for other in needed)
            days |= {other: start for other, start in starts if start is not None}
            ways = [earliest(self.case, wait, other, days[other]).day for other in needed if other in days]
            if needed and not ways:
                return None
            day = max([day, *([min(ways)] if ways else [])])
        if self.waits_for_last_days:
            lasts = (
                latest(self.case, due, days[due.of]).day for due in dues_of(self.case, step, self.on) if due.of in days
            )
            day = max([day, *lasts])
        return day

    def _led_to_by(self, id: str) -> list[dt.date]:
        """The days of the steps that were taken and that this one makes needless: it is not taken before any of them."""
        taken = (event for event in self.case.happened.values() if id != self.case.pack.strike)
        return [event.on for event in taken if id in self.case.pack.step(event.step).instead]
