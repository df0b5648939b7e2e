"""A draft beside itself without the salaries that are typed into it, so that what these cost has a name and can be opened."""

from __future__ import annotations

from dataclasses import dataclass, replace

from commonground.agreement.agreement import Agreement
from commonground.negotiation import Negotiation
from commonground_web.caucus.typed import untyped_values
from commonground_web.caucus.what_if import WhatIf, what_if
from commonground_web.desk import Desk
from commonground_web.records.models import Draft


@dataclass(frozen=True)
class Untyped:
    """A draft as it stands; the negotiation that knows it and, by its own name, the same draft without what is typed."""

    found: WhatIf
    negotiation: Negotiation
    name: str
    agreement: Agreement


def beside_untyped(desk: Desk, draft: Draft) -> Untyped:
    """A draft beside itself without what is typed."""
    found = what_if(desk, draft, draft.values)
    without = what_if(desk, draft, untyped_values(draft.values))
    name = f"{found.name}-untyped"
    offer = replace(without.negotiation.offers[without.name], id=name, title=f"{draft.title}, without typed salaries")
    return Untyped(found, found.negotiation.with_offer(offer), name, without.agreement)
