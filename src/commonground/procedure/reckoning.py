"""Reckoning: a day that follows from another by a rule, with every link of the chain: event, rule, count, adjustment.

Law: the day of the event is not counted; a waiting period of n days leaves the act open on the n-th day after it, and a
deadline of n days is met on that day. That is how both sides counted in Chicago in 2012, 2016 and 2019.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from commonground.procedure.case import Case
from commonground.procedure.counting import DayKind
from commonground.procedure.pack import Clause, Closed, Computation, Due, Period, Wait, in_force

NO_RULE = Clause("the pack states no rule for a last day that is closed", "no clause", False)


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A day and how it was found: from which event, by which clause, counted how, adjusted how."""

    day: dt.date
    event: str
    rule: str
    count: str
    adjustment: str
    clauses: tuple[Clause, ...]

    @property
    def is_verified(self) -> bool:
        """Whether every clause on the way was compared with its source."""
        return all(clause.verified for clause in self.clauses)

    @property
    def cites(self) -> str:
        """The clauses on the way; one that was not compared with its source is marked."""
        return "; ".join(dict.fromkeys(map(str, self.clauses)))

    @property
    def chain(self) -> tuple[str, ...]:
        """The reasoning, link by link."""
        return tuple(filter(None, (self.event, self.rule, self.count, self.adjustment)))


def written(day: dt.date) -> str:
    """A day as people write it.

    >>> written(dt.date(2019, 10, 7))
    'Mon 7 Oct 2019'
    """
    return f"{day:%a} {day.day} {day:%b} {day.year}"


def earliest(case: Case, wait: Wait, anchor: str, start: dt.date) -> Reckoned:
    """The first day on which a step is open, by one of its waits. Raises `CountRunsOut`."""
    if wait.is_before:
        counted = _Count(-wait.days, wait.kind, case.days.before(start, wait.days, wait.kind), Period.WAIT)
    else:
        counted = _Count(wait.days, wait.kind, case.days.after(start, wait.days, wait.kind), Period.WAIT)
    return _reckoned(case, anchor, start, counted, wait.clause)


def latest(case: Case, due: Due, start: dt.date) -> Reckoned:
    """The last day on which a step is in time, by one of its dues. Raises `CountRunsOut`."""
    if due.is_before:
        counted = _Count(-due.days, due.kind, case.days.before(start, due.days, due.kind), Period.DEADLINE)
    else:
        counted = _Count(due.days, due.kind, case.days.after(start, due.days, due.kind), Period.DEADLINE)
    return _reckoned(case, due.of, start, counted, due.clause)


@dataclass(frozen=True, slots=True)
class _Count:
    """So many days of a kind, where they lead, and which sort of period they are; negative days are counted back."""

    days: int
    kind: DayKind
    ends: dt.date
    of: Period

    def said_from(self, start: dt.date) -> str:
        if not self.days:
            return ""
        unit = "day" if self.kind is DayKind.CALENDAR else f"{self.kind} day"
        back = "counted back; " if self.days < 0 else ""
        return f"{back}{written(start)} is not counted: {unit} {abs(self.days)} is {written(self.ends)}"


def _reckoned(case: Case, anchor: str, start: dt.date, count: _Count, clause: Clause) -> Reckoned:
    why = case.days.why_closed(count.ends) if count.days > 0 else ""
    computation = _computation(case, count)
    day = case.days.next_open(count.ends) if why and computation.closed is Closed.NEXT_OPEN_DAY else count.ends
    return Reckoned(
        day,
        f"{case.pack.title_of(anchor)}: {written(start)}",
        f"{clause.says} ({clause})",
        count.said_from(start),
        _adjusted(case, count.ends, day, why, computation),
        (clause, computation.clause) if why else (clause,),
    )


def _computation(case: Case, count: _Count) -> Computation:
    held = (rule for rule in in_force(case.pack.computations, count.ends) if rule.of is count.of)
    return next(held, Computation(count.of, Closed.STANDS, NO_RULE))


def _adjusted(case: Case, counted: dt.date, day: dt.date, why: str, computation: Computation) -> str:
    if not why:
        return ""
    rule = f"{computation.clause.says} ({computation.clause})"
    if day == counted:
        return f"{written(counted)} is closed ({why}); the day stands: {rule}"
    between = (counted + dt.timedelta(days=number) for number in range((day - counted).days))
    passed = ", ".join(f"{written(each)} ({case.days.why_closed(each)})" for each in between)
    return f"passed over: {passed}; moved to {written(day)}: {rule}"


def last_of(found: Iterable[Reckoned]) -> Reckoned | None:
    """The latest of several days; of equal ones the first named."""
    return max(found, key=lambda each: each.day, default=None)
