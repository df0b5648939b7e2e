"""The ratified agreement: the old one and every tentative agreement, in order, clause by clause.

Law: old agreement + tentative agreements in order = ratified agreement; what nobody agreed to change stands as it was.
A tentative agreement that was reopened is left out until it is agreed again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from commonground.agreement.agreement import Agreement, Term
from commonground.agreement.offer import Offer, apply
from commonground.agreement.provision import Provision
from commonground.bargaining.position import History, TentativeAgreement
from commonground.values.party import BOTH

TENTATIVE = "tentative"


class ClauseChange(StrEnum):
    """What becomes of a clause."""

    NEW = "new"
    CHANGED = "changed"
    STRUCK = "struck"


@dataclass(frozen=True)
class Amendment:
    """A clause that a tentative agreement makes, changes or strikes: as it was (None: new) and as it will be (None: struck)."""

    clause: str
    agreed: TentativeAgreement
    old: Provision | None
    new: Provision | None

    @property
    def sort(self) -> ClauseChange:
        """What becomes of the clause."""
        if self.old is None:
            return ClauseChange.NEW
        return ClauseChange.STRUCK if self.new is None or not self.new.versions else ClauseChange.CHANGED


def ratified(history: History, title: str = "Tentative agreements, in order") -> Agreement:
    """The agreement in force with every standing tentative agreement applied in order. Raises `EditFailed`."""
    found = history.agreement
    for held in history.standing:
        found = apply(_as_offer(held, title), found).agreement
    return replace(found, title=title, term=_term(history))


def _term(history: History) -> Term | None:
    """The term that is agreed: with the duration clause where that is, else of the last tentative agreement."""
    duration = {clause.issue for clause in history.agreement.of_kind("duration")}
    deciding = [held for held in history.standing if held.issue in duration] or history.standing
    return deciding[-1].term if deciding else history.agreement.term


def amendments(history: History) -> tuple[Amendment, ...]:
    """Each clause that the tentative agreements touch, in the order in which they were agreed."""
    new = ratified(history)
    found: dict[str, Amendment] = {}
    for held in history.standing:
        for edit in held.edits:
            old = history.agreement.provisions.get(edit.provision)
            found[edit.provision] = Amendment(edit.provision, held, old, new.provisions.get(edit.provision))
    return tuple(found.values())


def tentative_offers(history: History) -> dict[str, Offer]:
    """All tentative agreements as one offer, for pricing: `tentative`, and `tentative-13` as they stood after pass 13."""
    numbers = sorted({number for held in history.agreed for number in (held.number, held.reopened) if number})
    found = {f"{TENTATIVE}-{number}": _tentative_offer(history.until(number), number) for number in numbers}
    if numbers:
        found[TENTATIVE] = found[tentative_name(history)]
    return found


def tentative_name(history: History) -> str:
    """How the tentative agreements as they stand are called: after the pass that changed them last."""
    return f"{TENTATIVE}-{max(number for held in history.agreed for number in (held.number, held.reopened or 0))}"


def _tentative_offer(history: History, number: int) -> Offer:
    last = history.agreed[-1]
    edits = tuple(edit for held in history.standing for edit in held.edits)
    title = f"Tentative agreements after pass {number}"
    return Offer(f"{TENTATIVE}-{number}", title, BOTH, last.on, _term(history) or last.term, edits)


def _as_offer(held: TentativeAgreement, title: str) -> Offer:
    return Offer(f"pass-{held.number}", title, BOTH, held.on, held.term, held.edits)
