"""The raises that reach a band, whose clause they stand in or which other unit's they follow, and when they are earned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from commonground.agreement.agreement import Agreement
from commonground.agreement.calendar import Calendar
from commonground.agreement.cells import Growth
from commonground.agreement.kinds.me_too import MeToo
from commonground.agreement.kinds.schedule_raise import Raise, ScheduleRaise
from commonground.agreement.provision import Provision, Status


def raises_of(
    agreement: Agreement, provision: Provision, *, personal: bool = False, chain: tuple[str, ...] = ()
) -> list[Raise]:
    """The raises that a clause brings: its own, or those that it follows in another unit's clause.

    `personal` asks for those that reach salaries which stand on no schedule; one of some steps or lanes does not.

    Raises `CyclicMeToo` where the chain of clauses leads back to itself.
    """
    if provision.id in chain:
        raise CyclicMeToo((*chain, provision.id))
    found: list[Raise] = []
    if provision.status is not Status.COSTED:
        return found
    for version in provision.versions:
        terms = version.terms
        if isinstance(terms, ScheduleRaise) and (terms.personal_salaries or not personal):
            found += [
                raise_
                for raise_ in terms.raises
                if version.holds_on(raise_.effective) and not (personal and raise_.is_of_cells)
            ]
        elif isinstance(terms, MeToo):
            followed = raises_of(agreement, agreement[terms.follows], personal=personal, chain=(*chain, provision.id))
            found += [
                raise_.model_copy(update={"percent": raise_.percent + terms.more})
                for raise_ in followed
                if version.holds_on(raise_.effective) and (terms.from_day is None or raise_.effective >= terms.from_day)
            ]
    return sorted(found, key=lambda raise_: raise_.effective)


def growth_of(raise_: Raise) -> Growth:
    """What a raise does to a salary."""
    return Growth(raise_.percent, raise_.flat, raise_.at_least, raise_.at_most)


def followed(agreement: Agreement, clauses: Iterable[str]) -> tuple[str, ...]:
    """The clauses that some clauses follow, that those follow, and so on; a clause may follow itself by a circle."""
    found: dict[str, None] = {}
    waiting = list(clauses)
    while waiting:
        for version in agreement[waiting.pop()].versions:
            if isinstance(version.terms, MeToo) and version.terms.follows not in found:
                found[version.terms.follows] = None
                waiting.append(version.terms.follows)
    return tuple(found)


class CyclicMeToo(ValueError):
    """Clauses follow one another in a circle."""

    def __init__(self, chain: Sequence[str]) -> None:
        self.chain = tuple(chain)
        super().__init__(f"{' follows '.join(chain)}: a circle, so none of them has a raise of its own")


def earned_on(raise_: Raise, calendar: Calendar) -> dt.date:
    """The day from which a raise is earned; one that was earned before the snapshot but not yet paid, the day after it."""
    if raise_.paid_from is not None and raise_.effective <= calendar.snapshot < raise_.paid_from:
        return calendar.snapshot + dt.timedelta(days=1)
    return raise_.effective
