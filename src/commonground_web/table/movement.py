"""The Movement page: each party's position pass by pass, and what lies between them."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse

from commonground.report.movements import movement_tables
from commonground_web.shown.failures import answered
from commonground_web.shown.kept_pages import kept_page
from commonground_web.shown.pages import page
from commonground_web.shown.pictures import standing_alone
from commonground_web.shown.positions import positions
from commonground_web.shown.tables import shown, unit_of


@kept_page()
@answered
def movement(request: HttpRequest) -> HttpResponse:
    """How far each side has moved, priced."""
    desk = request.desk
    tables = desk.kept("movement", lambda: movement_tables(desk.negotiation))
    picture = positions(tables[0], unit_of(tables[0])[0]) if tables else None
    context = {"title": "Movement", "tables": shown(tables), "picture": picture}
    drawn = partial(standing_alone, "shown/positions.html", {"picture": picture, "table": tables[0]} if tables else {})
    return page(request, "table/movement.html", tables, context, [drawn] if picture else [])
