"""What is to be said with every total of provisos, and of clauses that stand beside it."""

from __future__ import annotations

from collections.abc import Iterable

from commonground.agreement.agreement import Agreement
from commonground.agreement.proviso import Proviso
from commonground.costing.asides import Beside, beside_totals
from commonground.negotiation import Negotiation
from commonground.values.money import format_cents


def aside_notes(negotiation: Negotiation, agreements: Iterable[Agreement]) -> list[str]:
    """What is declared to happen, with the clauses that hold by it; and the clauses beside the totals, with their cost."""
    found: dict[str, None] = {}
    for agreement in agreements:
        for name in dict.fromkeys(p.contingent_on for p in agreement if p.contingent_on):
            proviso = negotiation.provisos.get(name, Proviso(name))
            titles = [p.title for p in agreement if p.contingent_on == name]
            found[f"Assumed that {proviso}: {'; '.join(titles)}."] = None
        for beside in beside_totals(negotiation.pricing.engine, agreement):
            found[
                f"In no total: {beside.provision.title} ({beside.provision.status}){_would_add(negotiation, beside)}."
            ] = None
    return list(found)


def _would_add(negotiation: Negotiation, beside: Beside) -> str:
    """What a clause beside the totals would add in the years costed, where it costs anything."""
    pairs = zip(negotiation.years, beside.by_year or (), strict=False)
    said = [f"{format_cents(cents)} in {year.label}" for year, cents in pairs if cents]
    return f"; it would add {', '.join(said)}" if said else ""
