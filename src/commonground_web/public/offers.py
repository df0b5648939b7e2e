"""The public page: both offers in plain words, their cost, claims, school days and open schools, once all have signed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from commonground.asked.days import day_given
from commonground.bargaining.publication import Part, Publication
from commonground.contingency.site_plan import Assigned
from commonground.report.published import party_names
from commonground_web.shown.failures import Misasked, answered
from commonground_web.shown.languages import in_language
from commonground_web.shown.pages import page
from commonground_web.shown.publication import Sited, calendar_at, publication_at, published_tables, sited_at
from commonground_web.shown.translated import said, shown_translated, translated


@in_language
@answered
@require_safe
def offers(request: HttpRequest) -> HttpResponse:
    """What is published, as of a day: today, where none is named. Before all have signed only that nothing is."""
    publication = publication_at(request)
    if publication is None or not publication.is_agreed:
        return page(request, "public/offers.html", [], {"publication": None})
    on = request.GET.get("on", "")
    day = day_given(on, "The day") if on else dt.date.today()
    tables = [translated(table) for table in published_tables(request, publication, request.language, day)]
    named = {table.name.removeprefix("public/"): table for table in shown_translated(tables)}
    parties = party_names(publication, request.desk.negotiation)
    names = {party.id: party.name for party in request.desk.negotiation.parties}
    context = {
        "publication": publication,
        "title": publication.title.in_language(request.language),
        "summary": publication.summary.in_language(request.language),
        "passed": [
            (party, request.desk.negotiation.offers[name].passed_on)
            for party, name in zip(parties, publication.offers, strict=True)
        ],
        "signed": [(names[one.party], one.by, one.on) for one in publication.signed],
        "tables": named,
        **_of_the_day(request, publication, day),
        **_of_sites(request, sited_at(request, publication)),
    }
    return page(request, "public/offers.html", tables, context)


def _of_the_day(request: HttpRequest, publication: Publication, day: dt.date) -> dict[str, Any]:
    if Part.DAYS not in publication.shows:
        return {}
    return {"day": day, "status": said(str(calendar_at(request).status(day)))}


def _of_sites(request: HttpRequest, sited: Sited | None) -> dict[str, Any]:
    """The school that was chosen, and what families are told; nothing where no sites are published."""
    if sited is None:
        return {}
    notice, name = sited.contingency.notice, request.GET.get("school", "")
    schools = {one.home.id: one for one in sited.plan.assigned}
    if name and name not in schools:
        raise Misasked(f'No school is called "{name}". There is {", ".join(schools)}.')
    is_spanish = request.language == "es"
    chosen: Assigned | None = schools.get(name)
    return {
        "schools": [(school, school == name) for school in schools],
        "chosen": chosen,
        "metres": f"{chosen.metres:,}" if chosen else "",
        "valid": notice.valid_es if is_spanish else notice.valid_en,
        "hours": notice.hours,
        "contact": notice.contact,
        "bring": notice.bring_es if is_spanish else notice.bring_en,
    }
