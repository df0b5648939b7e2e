"""The public page: both offers in plain words, their cost, claims, school days and open schools, once all have signed."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from commonground.asked.days import day_given
from commonground.values.school_calendar import SchoolCalendar
from commonground_web import seat
from commonground_web.checkout import place
from commonground_web.publishing import shown_to_the_public
from commonground_web.shown.edition_page import Asked, edition_page
from commonground_web.shown.failures import answered
from commonground_web.shown.languages import in_language
from commonground_web.shown.pages import page
from commonground_web.shown.publication import calendar_of


@in_language
@answered
@require_safe
def offers(request: HttpRequest) -> HttpResponse:
    """What is published, as of a day: today, where none is named. Before all have signed only that nothing is."""
    found = shown_to_the_public(request)
    if found is None:
        return page(request, "public/offers.html", [], {"publication": None})
    on = request.GET.get("on", "")
    day = day_given(on, "The day") if on else dt.date.today()
    asked = Asked(request.language, day, request.GET.get("school", ""), _fresher())
    tables, context = edition_page(found.edition, found.signed, found.seal, asked)
    parties = " · ".join(found.edition.said["parties"])
    return page(request, "public/offers.html", tables, {**context, "publication": found, "parties_said": parties})


def _fresher() -> SchoolCalendar | None:
    """The school calendar that the operator put for the public, in the place of the one that was signed."""
    folder = place() if seat.taken().audience == seat.PUBLIC else None
    return calendar_of(folder) if folder and (folder / "calendar.toml").is_file() else None
