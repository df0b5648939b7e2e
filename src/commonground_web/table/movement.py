"""The Movement page: each party's position pass by pass, and what lies between them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from commonground.report.movements import movement_tables
from commonground_web.shown.failures import answered
from commonground_web.shown.pages import page
from commonground_web.shown.tables import shown


@answered
def movement(request: HttpRequest) -> HttpResponse:
    """How far each side has moved, priced."""
    desk = request.desk
    tables = desk.kept("movement", lambda: movement_tables(desk.negotiation))
    context = {
        "title": "Movement",
        "tables": shown(tables),
        "empty": "Nothing has been passed yet. Pass the first offer: commonground pass DIR --file FILE.",
    }
    return page(request, "shown/tables.html", tables, context)
