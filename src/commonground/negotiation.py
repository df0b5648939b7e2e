"""A negotiation: one folder read whole. Handed to report, files, cli and web, which pass each room its parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from commonground.agreement.agreement import Agreement
from commonground.agreement.calendar import Calendar
from commonground.agreement.expiry import Expiry
from commonground.agreement.offer import Offer
from commonground.agreement.proviso import Proviso, settled
from commonground.assumptions.assumption import Assumptions
from commonground.bargaining.history import history
from commonground.bargaining.ledger import PassLedger
from commonground.bargaining.movement import Movement
from commonground.bargaining.position import History
from commonground.bargaining.ratified import tentative_offers
from commonground.comparables.figure import Comparables
from commonground.costing.actual import ActualEngine
from commonground.costing.engine import Engine
from commonground.costing.price import Pricing
from commonground.schools.schools import Schools
from commonground.schools.sections import Sections
from commonground.values.citation import Citation
from commonground.values.fiscal_year import FiscalYear, Proration
from commonground.values.party import Party, Side
from commonground.workforce.enrolment import Enrolment
from commonground.workforce.roster import Roster
from commonground.workforce.turnover import Turnover


class UnknownOffer(KeyError):
    """An offer is asked for that the negotiation does not hold."""

    def __init__(self, name: str, known: Mapping[str, Offer]) -> None:
        self.name, self.known = name, tuple(known)
        super().__init__(f"no offer {name!r}; there is {', '.join(known) or 'none'}")

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Negotiation:
    """Who bargains, over which agreement, on which roster, over which years; every offer, the ledger of passes, assumptions."""

    title: str
    parties: tuple[Party, ...]
    agreement: Agreement
    offers: Mapping[str, Offer]
    roster: Roster
    base: FiscalYear
    snapshot: dt.date
    years: tuple[FiscalYear, ...]
    proration: Proration = Proration.MONTHS
    expiry: Expiry = field(default_factory=Expiry)
    roster_citation: Citation | None = None
    notes: tuple[str, ...] = ()
    ledger: PassLedger = field(default_factory=PassLedger)
    assumptions: Assumptions = field(default_factory=Assumptions)
    schools: Schools = field(default_factory=Schools.none)
    sections: Sections = field(default_factory=Sections.none)
    turnover: Turnover | None = None
    enrolment: Enrolment = field(default_factory=Enrolment)
    comparables: Comparables = field(default_factory=Comparables)
    provisos: Mapping[str, Proviso] = field(default_factory=dict)

    @cached_property
    def sides(self) -> Mapping[str, Side]:
        """On which side each party sits, by its id."""
        return {party.id: party.side for party in self.parties}

    @cached_property
    def history(self) -> History:
        """What the passes come to: positions, changes, tentative agreements."""
        return history(self.ledger, self.agreement, self.sides)

    @cached_property
    def movement(self) -> Movement:
        """How far each party has moved, priced."""
        return Movement(self.history, self.pricing, self.sides)

    @cached_property
    def positions(self) -> Mapping[str, Offer]:
        """The position after each pass as an offer, `pass-7`; and the tentative agreements as one, `tentative`."""
        found = {name: position.offer for name, position in self.history.positions.items()}
        return {**found, **tentative_offers(self.history)}

    @cached_property
    def calendar(self) -> Calendar:
        """The snapshot's day and the years that are costed."""
        return Calendar(self.snapshot, self.years, self.proration)

    @cached_property
    def pricing(self) -> Pricing:
        """What prices the agreement and every offer to it, on this roster and calendar."""
        engine = Engine(self.roster, self.calendar, self.base, self.schools, self.sections)
        agreement = settled(self.agreement, self.provisos)
        return Pricing(engine, agreement, self.expiry, self.provisos, self.enrolment.contracts())

    @cached_property
    def actual(self) -> ActualEngine | None:
        """What prices agreements on the actual roster; None where no turnover is stated."""
        return None if self.turnover is None else ActualEngine(self.pricing.engine, self.turnover)

    @cached_property
    def actual_pricing(self) -> Pricing | None:
        """What prices the agreement and every offer to it on the actual roster; None where no turnover is stated."""
        return None if self.actual is None else replace(self.pricing, engine=self.actual)

    @cached_property
    def on_actual(self) -> Negotiation | None:
        """This negotiation with every total on the actual roster; None where no turnover is stated."""
        if self.actual is None:
            return None
        found = replace(self)
        kept = {name: getattr(self, name) for name in ("sides", "history", "positions", "actual")}
        vars(found).update(kept, pricing=self.actual_pricing)
        return found

    @property
    def is_on_actual(self) -> bool:
        """Whether totals stand on the actual roster."""
        return self.pricing.engine is self.actual

    def offer(self, name: str) -> Offer:
        """An offer by its id, a party's last one by the party's id, or one by a part of its id that no other has.

        A position of the table goes by its own name: `pass-7`, `tentative`.

        Raises `UnknownOffer`.
        """
        if name in self.offers:
            return self.offers[name]
        if name in self.positions:
            return self.positions[name]
        passed = [offer for offer in self.offers.values() if offer.party == name]
        if passed:
            return max(passed, key=lambda offer: (offer.passed_on, offer.id))
        found = [offer for key, offer in self.offers.items() if name in key]
        if len(found) != 1:
            raise UnknownOffer(name, self.offers)
        return found[0]

    def with_offer(self, offer: Offer) -> Negotiation:
        """This negotiation with one offer more, or another in its place; what has been reckoned for it is shared."""
        found = replace(self, offers={**self.offers, offer.id: offer})
        vars(found).update(
            sides=self.sides, history=self.history, positions=self.positions, pricing=self.pricing, actual=self.actual
        )
        return found

    def latest(self, side: Side) -> Offer | None:
        """The last offer that a side has passed."""
        ids = {party.id for party in self.parties if party.side is side}
        found = [offer for offer in self.offers.values() if offer.party in ids]
        return max(found, key=lambda offer: (offer.passed_on, offer.id), default=None)
