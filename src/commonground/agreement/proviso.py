"""A proviso: what must happen for a clause to hold, such as a growth of state revenue or a vote, and whether it is declared to.

Law: a clause that names a proviso holds where the proviso is declared to happen, and is in no total where it is not; either way
every total says so. Nothing here foretells whether it happens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from commonground.agreement.agreement import Agreement
from commonground.agreement.provision import Status
from commonground.values.citation import Citation


@dataclass(frozen=True, slots=True)
class Proviso:
    """What must happen, in words; whether it is declared to; and where that can be read."""

    name: str
    happens: bool = False
    citation: Citation | None = None

    def __str__(self) -> str:
        """The declaration as every total prints it."""
        said = "happens" if self.happens else "does not happen"
        return f'"{self.name}" {said} ({self.citation or "declared; no citation"})'


def settled(agreement: Agreement, provisos: Mapping[str, Proviso]) -> Agreement:
    """The agreement without the clauses whose provisos are not declared to happen: they are there, and are not counted."""
    found = agreement
    for provision in agreement:
        proviso = provisos.get(provision.contingent_on)
        if provision.contingent_on and provision.status is Status.COSTED and not (proviso and proviso.happens):
            found = found.with_provision(replace(provision, status=Status.CONTINGENT))
    return found
