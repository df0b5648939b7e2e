"""The words of which the address of a cost is made, as this negotiation has them."""

from __future__ import annotations

from commonground.costing.breakdown import NOTHING, Against, By, differences
from commonground.costing.views import View
from commonground.negotiation import Negotiation
from commonground.report.addresses import OF_TURNOVER, WHOLE_PARTS
from commonground.report.table import Column, Row, Table


def address_words(negotiation: Negotiation, status_quo: str) -> Table:
    """What may stand in each place of OFFER/YEAR/PART/VIEW/AGAINST."""
    offers = [status_quo, *negotiation.offers]
    at_the_table = ["pass-NUMBER", "tentative"] if negotiation.ledger.passes else []
    years = [negotiation.base.label, *(year.label for year in negotiation.years), View.RUN_RATE.value]
    rows = [
        Row("OFFER", (", ".join([*offers, *at_the_table]),)),
        Row("YEAR", (", ".join(years),)),
        Row("PART", (", ".join((*WHOLE_PARTS, *(OF_TURNOVER if negotiation.turnover else ()))),)),
    ]
    rows += [Row("", (f"{by}: with {', '.join(names)}",)) for by, names in _parts(negotiation).items() if names]
    rows.append(Row("VIEW", (", ".join(View),)))
    rows.append(Row("AGAINST", (", ".join(["base", *offers, *at_the_table, NOTHING]),)))
    notes = ("JSON output of any command names the address of each of its figures under `cells`.",)
    title = "An address is OFFER/YEAR/PART, or OFFER/YEAR/PART/VIEW/AGAINST"
    return Table(title, "", (Column("", "text"),), tuple(rows), notes, "address")


def _parts(negotiation: Negotiation) -> dict[By, list[str]]:
    """The names that a cost may be broken down by, in the agreement or in any offer."""
    pricing = negotiation.pricing
    agreements = [pricing.applied(offer).agreement for offer in negotiation.offers.values()] or [pricing.agreement]
    whole = Against(NOTHING, id=NOTHING)
    found: dict[By, list[str]] = {}
    for by in (by for by in By if by is not By.YEAR):
        parts = (differences(pricing.engine, a, whole, by, pricing.status_quo_agreement) for a in agreements)
        found[by] = list(dict.fromkeys(name for names in parts for name in names))
    return found
