"""A little table: one teacher at 50,000, a raise and a pool for books to bargain over, for one year; passes in a line each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from commonground.agreement.agreement import Term
from commonground.agreement.expiry import Expiry
from commonground.agreement.offer import Edit, Operation
from commonground.bargaining.entry import Answer, Pass, Stand
from commonground.bargaining.history import history
from commonground.bargaining.ledger import PassLedger
from commonground.bargaining.movement import Movement
from commonground.costing.price import Pricing
from commonground.values.party import Side
from little_district import JULY, agreement, clause, engine, people, schedule

SIDES = {"district": Side.EMPLOYER, "union": Side.UNION, "mediator": Side.NEUTRAL}
TERM = Term(JULY[2026], dt.date(2027, 6, 30))
IN_FORCE = agreement(
    schedule({("BA", "1"): 50_000}, issue="wages"),
    clause("raise", "schedule_raise", issue="wages", raises=[]),
    clause("books", "pool", amounts={"2025-26": 0}, afterwards="stays"),
    clause("grievance", "language_only", says="Four levels."),
)


def raised(percent: str) -> tuple[Edit, ...]:
    """A raise on the first day of the term."""
    return (Edit(Operation.INSERT, "raise", "raises", {"effective": JULY[2026], "percent": percent}),)


def books(dollars: int) -> tuple[Edit, ...]:
    """So many dollars a year for books."""
    return (Edit(Operation.SET, "books", "amounts.2026-27", dollars),)


def grievance(says: str) -> tuple[Edit, ...]:
    """Other words of the grievance clause."""
    return (Edit(Operation.SET, "grievance", "says", says),)


def stand(issue: str, answer: Answer | str, edits: tuple[Edit, ...] = ()) -> Stand:
    """What a pass says on an issue."""
    return Stand(issue, Answer(answer), "", edits)


def table(
    *said: tuple[str, int | None, tuple[Stand, ...]] | tuple[str, int | None, tuple[Stand, ...], dict],
) -> PassLedger:
    """Passes one a day: who, in answer to what, on which issues; and what else a pass says of itself."""
    passes = []
    for number, (by, answers, stands, *more) in enumerate(said, start=1):
        told = {"term": TERM, **(more[0] if more else {})}
        passes.append(Pass(number, dt.date(2026, 3, number), by, stands, answers, **told))
    return PassLedger(tuple(passes))


def moved(ledger: PassLedger, sides: Mapping[str, Side] = SIDES) -> Movement:
    """The movement of a ledger, priced."""
    pricing = Pricing(engine(people({"lane": "BA", "step": "1"}), years=1), IN_FORCE, Expiry())
    return Movement(history(ledger, IN_FORCE, sides), pricing, sides)


def five_passes() -> PassLedger:
    """The example of docs/arithmetic/movement.md."""
    return table(
        ("district", None, (stand("wages", "propose", raised("1%")),)),
        ("union", 1, (stand("wages", "counter", raised("5%")), stand("books", "propose", books(300)))),
        ("district", 2, (stand("wages", "counter", raised("2%")), stand("books", "counter", books(100)))),
        ("union", 3, (stand("wages", "counter", raised("4%")), stand("books", "counter", books(400)))),
        ("district", 4, (stand("books", "tentative agreement"), stand("wages", "hold"))),
    )
