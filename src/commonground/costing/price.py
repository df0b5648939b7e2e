"""The natural path, on one page: from a roster and an agreement to a cost, from two offers to a gap.

    roster -> scattergram \\
    agreement ------------- cost -\\
    agreement + offer ----- cost --- gap -> attribution -> report

Every face (command line, workbook, web) calls what stands here; none prices in another way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from commonground.agreement.agreement import Agreement
from commonground.agreement.enrolled import Contracts, with_contracts
from commonground.agreement.expiry import Expiry, hold
from commonground.agreement.offer import Applied, Offer, apply, apply_further, goes_on
from commonground.agreement.proviso import Proviso, settled
from commonground.costing.attribution import Attribution, attribute
from commonground.costing.cost import Costing
from commonground.costing.engine import Engine

KEPT = 64


@dataclass(frozen=True)
class Pricing:
    """An engine, the agreement that is being bargained, what holds when a term is over, and what is declared to happen."""

    engine: Engine
    agreement: Agreement
    expiry: Expiry
    provisos: Mapping[str, Proviso] = field(default_factory=dict)
    contracts: Contracts = field(default_factory=dict)
    _amended: dict[int, tuple[Offer, Applied]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def status_quo_agreement(self) -> Agreement:
        """The agreement as it stands, carried through the years by what holds after its last day."""
        return self.held(self.agreement)

    def held(self, agreement: Agreement) -> Agreement:
        """An agreement with what holds after its term, the contracts that a table counts, and without the clauses whose
        provisos are not declared to happen."""
        found = with_contracts(settled(agreement, self.provisos), self.contracts)
        return hold(found, self.expiry, self.engine.calendar.years)

    @cached_property
    def status_quo(self) -> Costing:
        """What it costs if nothing is agreed."""
        return self.engine.price(self.status_quo_agreement)

    def amended(self, offer: Offer, begun: Offer | None = None) -> Applied:
        """The agreement as an offer would have it; kept for the offers asked for last. Raises `EditFailed`.

        Where it goes on from the offer `begun`, only what it adds to that one is carried out.
        """
        if id(offer) not in self._amended:
            if begun is None or not goes_on(offer, begun):
                made = apply(offer, self.agreement)
            else:
                made = apply_further(offer, begun, self.amended(begun), self.agreement)
            if len(self._amended) >= KEPT:
                del self._amended[next(iter(self._amended))]
            self._amended[id(offer)] = offer, made
        return self._amended[id(offer)][1]

    def applied(self, offer: Offer) -> Applied:
        """The agreement as an offer would have it, carried past the offer's term by what holds then."""
        result = self.amended(offer)
        return Applied(self.held(result.agreement), result.conflicts)

    def offer(self, offer: Offer) -> Costing:
        """What an offer costs."""
        return self.engine.price(self.applied(offer).agreement)

    def gap(self, one: Agreement, other: Agreement) -> Attribution:
        """What lies between two agreements (the other less the one), attributed to the issues on which they differ."""
        return attribute(self.engine, one, other)
