"""Soundness of a case: events that stand before what they need, or before a wait has run out.

Law: an event before a step that it cannot be without is an error of the record; an event inside a waiting period, or before
a day that is no step (the agreement's last), may have happened all the same, and is only pointed out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from commonground.procedure.case import Case, Event
from commonground.procedure.reckoning import Reckoned, earliest
from commonground.procedure.standing import started, waits_of


@dataclass(frozen=True)
class OutOfOrder:
    """An event, what it needs, and the day on which that leaves it open; `is_early` where only a wait is cut short."""

    event: Event
    needs: str
    opens: Reckoned
    is_early: bool


def out_of_order(case: Case) -> Iterator[OutOfOrder]:
    """The events that stand before what they need. Raises `CountRunsOut`."""
    for event in case.happened.values():
        for wait in waits_of(case, case.pack.step(event.step), event.on):
            begun = started(case, wait)
            if begun is None:
                continue
            opens = earliest(case, wait, *begun)
            if event.on < opens.day:
                is_step = begun[0] in case.pack.by_id
                yield OutOfOrder(event, begun[0], opens, is_early=not is_step or begun[1] <= event.on)
