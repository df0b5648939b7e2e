"""The Calendar page: where the negotiation stands in law, what is due, the earliest day of a strike, and why."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse

from commonground.asked.days import day_given
from commonground.procedure.counting import CountRunsOut
from commonground.report.calendars import calendar_tables
from commonground_web.shown.cased import case_at
from commonground_web.shown.failures import Misasked, answered
from commonground_web.shown.kept_pages import kept_page
from commonground_web.shown.pages import page
from commonground_web.shown.tables import shown


@kept_page()
@answered
def calendar(request: HttpRequest) -> HttpResponse:
    """As of a day: today, where none is named."""
    said = request.GET.get("on", "")
    day = day_given(said, "The day") if said else dt.date.today()
    context = {"title": "Calendar", "day": day.isoformat(), "tables": []}
    case = case_at(request.desk)
    if case is None:
        return page(request, "table/calendar.html", [], context)
    try:
        tables = calendar_tables(case, day)
    except CountRunsOut as problem:
        raise Misasked(f"{problem}; add the next school year to calendar.toml.") from None
    return page(request, "table/calendar.html", tables, {**context, "tables": shown(tables)})
