"""The costing workbook of a negotiation: summary, inputs, a schedule and a cost sheet for each agreement, sources.

The natural path is `costing.price`'s; nothing is priced here. What is written beside every formula is the engine's figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version

from commonground.agreement.offer import Offer
from commonground.costing.period import Period
from commonground.negotiation import Negotiation
from commonground.report.workbook.cells import Sheet
from commonground.report.workbook.cost_sheet import CostSheet, cost_sheet
from commonground.report.workbook.inputs import Inputs, Priced, tag_of
from commonground.report.workbook.inputs_sheet import inputs_sheet
from commonground.report.workbook.schedules import Schedules
from commonground.report.workbook.sources import sources_sheet
from commonground.report.workbook.summary import Summary

STATUS_QUO = "sq"


@dataclass(frozen=True, eq=False)
class Book:
    """The sheets in their order, and the inputs that they name."""

    title: str
    sheets: tuple[Sheet, ...]
    inputs: Inputs
    costs: tuple[CostSheet, ...]


def costing_book(negotiation: Negotiation, offers: Sequence[Offer], *, live_status_quo: bool = True) -> Book:
    """The workbook of the status quo and some offers.

    `live_status_quo=False` leaves out the status quo's own two sheets: its totals then stand as values, and the book is
    smaller by a third.
    """
    engine, inputs = negotiation.pricing.engine, Inputs()
    agreements = _priced(negotiation, offers)
    periods = _periods(negotiation, agreements)
    costs, schedules = [], []
    for priced in agreements:
        cost = Sheet(f"Cost {priced.tag}" if priced.tag != STATUS_QUO else "Cost status quo")
        schedule = Sheet(cost.name.replace("Cost", "Schedule", 1))
        if priced.tag == STATUS_QUO and not live_status_quo and offers:
            costs.append(CostSheet.stated_only(priced, cost, periods, engine))
            continue
        filled = Schedules(schedule, priced, inputs, negotiation.calendar, negotiation.expiry)
        costs.append(cost_sheet(cost, engine, priced, inputs, filled, periods))
        schedules.append(schedule)
    summary, named, sources = Sheet("Summary"), Sheet("Inputs"), Sheet("Sources")
    Summary(summary, negotiation, costs[0], costs[1:]).write()
    live = [cost for cost in costs if cost.is_live]
    inputs_sheet(named, inputs, [cost.priced for cost in live])
    sources_sheet(sources, negotiation, costs, version("commonground"))
    return Book(
        negotiation.title, (summary, named, *(cost.sheet for cost in live), *schedules, sources), inputs, tuple(costs)
    )


def _priced(negotiation: Negotiation, offers: Sequence[Offer]) -> list[Priced]:
    pricing, taken = negotiation.pricing, {STATUS_QUO}
    found = [Priced(STATUS_QUO, "Status quo", pricing.status_quo_agreement, pricing.status_quo)]
    parties = [offer.party for offer in offers]
    for offer in offers:
        costing = pricing.offer(offer)
        several = parties.count(offer.party) > 1
        tag = tag_of(f"{offer.party} {offer.passed_on:%m%d}" if several else offer.party, taken)
        found.append(Priced(tag, offer.title, costing.agreement, costing, offer))
    return found


def _periods(negotiation: Negotiation, agreements: Sequence[Priced]) -> tuple[Period, ...]:
    """The base year, the years, and the run-rate of each offer's last day (of the status quo's, where there is no offer)."""
    engine = negotiation.pricing.engine
    asked = agreements[1:] or agreements
    return (*engine.periods, *dict.fromkeys(engine.run_rate_period(priced.agreement) for priced in asked))
