"""The costing workbook of a negotiation: contents, summary, views, inputs, a cost and a schedule sheet for each agreement, sources.

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
from commonground.report.workbook.contents import NAME as CONTENTS
from commonground.report.workbook.contents import contents_sheet
from commonground.report.workbook.cost_sheet import CostSheet, cost_sheet
from commonground.report.workbook.inputs import Inputs, Priced, tag_of
from commonground.report.workbook.inputs_sheet import inputs_sheet
from commonground.report.workbook.schedules import Schedules
from commonground.report.workbook.sources import sources_sheet
from commonground.report.workbook.summary import Summary, run_rate_of
from commonground.report.workbook.views_sheet import BASE, NOTHING, ViewsSheet

STATUS_QUO = "sq"
RESERVED = (STATUS_QUO, NOTHING, BASE, "view")


@dataclass(frozen=True, eq=False)
class Book:
    """The sheets in their order, the one that is seen first, and the inputs that they name."""

    title: str
    opens: str
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
        schedule = Sheet(_schedule_name(cost))
        if priced.tag == STATUS_QUO and not live_status_quo and offers:
            costs.append(CostSheet.stated_only(priced, cost, periods, engine))
            continue
        filled = Schedules(schedule, priced, inputs, negotiation.calendar, negotiation.expiry)
        costs.append(cost_sheet(cost, engine, priced, inputs, filled, periods))
        schedules.append(schedule)
    summary, views, named, sources = Sheet("Summary"), Sheet("Views"), Sheet("Inputs"), Sheet("Sources")
    Summary(summary, negotiation, costs[0], costs[1:]).write()
    years = (f"{negotiation.base.label} base", *(year.label for year in negotiation.years))
    ViewsSheet(views, costs, years, [run_rate_of(cost, engine) for cost in costs]).write()
    live = [cost for cost in costs if cost.is_live]
    inputs_sheet(named, inputs, [cost.priced for cost in live])
    sources_sheet(sources, negotiation, costs, version("commonground"))
    contents = Sheet(CONTENTS)
    sheets = (summary, views, named, *(cost.sheet for cost in live), *schedules, sources)
    contents_sheet(contents, negotiation.title, [(sheet.name, _holds(sheet, live)) for sheet in sheets], costs)
    return Book(negotiation.title, summary.name, (contents, *sheets), inputs, tuple(costs))


HOLDS = {
    "Summary": "What each offer costs by year and component, more than the base year and the status quo; the gap; charts",
    "Views": "One agreement against another in one view (annual, increment, cumulative, run-rate), chosen in three cells",
    "Inputs": "Every rate, amount and number that a formula reads, with its name and where it is written",
    "Sources": "Where every clause is written, what is assumed, what is in no total, how figures are rounded",
}


def _holds(sheet: Sheet, costs: Sequence[CostSheet]) -> str:
    """What a sheet holds, in a line."""
    found = dict(HOLDS)
    for cost in costs:
        found[cost.sheet.name] = (
            f"{cost.priced.title}: every line of cost by year, and behind it its people, one head each"
        )
        schedules = f"{cost.priced.title}: the salary schedules, as printed and as each raise builds the next"
        found[_schedule_name(cost.sheet)] = schedules
    return found[sheet.name]


def _schedule_name(cost: Sheet) -> str:
    """The name of the schedule sheet that goes with a cost sheet."""
    return cost.name.replace("Cost", "Schedule", 1)


def _priced(negotiation: Negotiation, offers: Sequence[Offer]) -> list[Priced]:
    pricing, taken = negotiation.pricing, set(RESERVED)
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
