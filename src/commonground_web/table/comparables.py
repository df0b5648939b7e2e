"""The Comparables page: where pay, careers and settlements stand among other districts', as a picture and rank by rank."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse

from commonground.asked.offers import STATUS_QUO, agreement_named, latest_offers
from commonground.negotiation import Negotiation
from commonground.report.comparables import comparables_tables
from commonground.report.own_pay import OwnPay, Under
from commonground.report.placed import InOrder, in_order, measured, years_of
from commonground.report.table import Table
from commonground_web.shown.failures import Misasked, answered
from commonground_web.shown.kept_pages import kept_page
from commonground_web.shown.named import named, titles_of
from commonground_web.shown.ordered import ordered
from commonground_web.shown.pages import page
from commonground_web.shown.pictures import standing_alone
from commonground_web.shown.tables import shown


@kept_page()
@answered
def comparables(request: HttpRequest) -> HttpResponse:
    """The status quo and each side's last offer among the districts of comparables.csv."""
    negotiation = request.desk.negotiation
    context: dict[str, Any] = {"title": "Comparables", "tables": []}
    if not len(negotiation.comparables):
        return page(request, "table/comparables.html", [], context)
    own, unders = OwnPay(negotiation), _unders(negotiation)
    tables: list[Table] = request.desk.kept("comparables", lambda: comparables_tables(negotiation, unders))
    titles = titles_of(negotiation.offers)
    context["tables"] = shown(named(tables, titles))
    if not (things := measured(own)):
        return page(request, "table/comparables.html", tables, context)
    what = _one_of(things, request.GET.get("of"), "figure")
    periods = {period.label: period for period in years_of(own, what)}
    year = _one_of(list(periods), request.GET.get("year"), "year", otherwise=True)
    found: InOrder = in_order(own, unders, what, periods[year])
    picture = ordered(
        replace(found, figures=tuple(replace(one, name=titles.get(one.name, one.name)) for one in found.figures))
    )
    context |= {
        "measured": things,
        "of": what,
        "years": list(periods),
        "year": year,
        "drawn": found.title,
        "picture": picture,
    }
    drawn = partial(standing_alone, "shown/ordered.html", {"picture": picture, "title": found.title})
    return page(request, "table/comparables.html", tables, context, [drawn])


def _unders(negotiation: Negotiation) -> list[Under]:
    names = [STATUS_QUO, *(offer.id for offer in latest_offers(negotiation))]
    return [Under(*agreement_named(negotiation, name)) for name in names]


def _one_of(known: list[str], said: str | None, noun: str, *, otherwise: bool = False) -> str:
    """What was asked for, or the first; `otherwise`: the first also where what was asked for belongs to another figure."""
    if not said or (otherwise and said not in known):
        return known[0]
    if said not in known:
        raise Misasked(f'No {noun} is called "{said}". There is {", ".join(known)}.')
    return said
