"""The Scattergram page: who stands where on each schedule, with heat; under an offer, in a year."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from commonground.asked.offers import STATUS_QUO, agreement_named
from commonground.report.addresses import Measure
from commonground.report.issues import choices
from commonground.report.scattergrams import scattergram_tables
from commonground.report.table import Table
from commonground_web.accounts.audience import ways
from commonground_web.shown.failures import Misasked, answered
from commonground_web.shown.heat import heated
from commonground_web.shown.pages import page
from commonground_web.shown.tables import shown

EDITS = (("grids", "Edit a schedule: type salaries into a draft, or paste them from a spreadsheet"),)
MEASURES = (Measure.PEOPLE, Measure.FTE, Measure.DOLLARS, Measure.SALARY)


@answered
def scattergram(request: HttpRequest) -> HttpResponse:
    """A grid for each schedule: people, FTE, dollars or mean salary."""
    negotiation, asked = request.desk.negotiation, request.GET
    measure, years = _measure(asked.get("measure", "")), [negotiation.base.label, *map(str, negotiation.years)]
    year = asked.get("year") or years[0]
    if year not in years:
        raise Misasked(f'No year is called "{year}". There is {", ".join(years)}.')
    name, agreement = agreement_named(negotiation, asked.get("offer") or STATUS_QUO)

    def made() -> list[Table]:
        return scattergram_tables(negotiation, agreement, measure, offer=name, year=year)

    tables: list[Table] = request.desk.kept(("scattergram", measure, name, year), made)
    context = {
        "title": "Scattergram",
        "measures": MEASURES,
        "measure": measure,
        "years": years,
        "year": year,
        "choices": choices(negotiation),
        "offer": name,
        "edits": [(reverse(address), said) for address, said in ways(EDITS)],
        "tables": [heated(one, table) for one, table in zip(shown(tables), tables, strict=True)],
    }
    return page(request, "table/scattergram.html", tables, context)


def _measure(said: str) -> Measure:
    if said and said not in MEASURES:
        raise Misasked(f'No measure is called "{said}". There is {", ".join(MEASURES)}.')
    return Measure(said) if said else Measure.PEOPLE
