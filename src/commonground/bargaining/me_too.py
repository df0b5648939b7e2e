"""Me-too between tables: one union is to get what another gets, and what that calls for when the other agrees or settles.

Law: a me-too calls for what is agreed after it, on the issues that it names (on every issue, where it names none).
Not here: a me-too inside an agreement, which is a clause and is priced (`agreement.kinds.me_too`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from commonground.bargaining.entry import Fact, FactSort
from commonground.bargaining.ledger import PassLedger
from commonground.bargaining.position import History


@dataclass(frozen=True)
class Owed:
    """What a me-too calls for: on this issue, since this entry."""

    me_too: Fact
    issue: str
    since: int
    on: dt.date
    says: str


def owed_by_me_too(ledger: PassLedger, history: History) -> Iterator[Owed]:
    """What each me-too calls for: settlements at other tables, and tentative agreements at this one, of whom it follows."""
    for me_too in ledger.facts:
        if me_too.sort is not FactSort.ME_TOO:
            continue
        for fact in ledger.facts:
            if fact.sort is FactSort.SETTLEMENT and fact.who == me_too.who and fact.number > me_too.number:
                for issue in fact.issues:
                    if not me_too.issues or issue in me_too.issues:
                        yield Owed(me_too, issue, fact.number, fact.on, fact.says)
        for held in history.standing:
            named = not me_too.issues or held.issue in me_too.issues
            if named and me_too.who in held.parties and held.number > me_too.number:
                yield Owed(me_too, held.issue, held.number, held.on, f"tentatively agreed in pass {held.number}")
