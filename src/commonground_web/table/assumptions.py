"""The Assumptions page: each party's values beside the others', agreed, disputed or one-sided."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from commonground.report.assumptions import assumption_tables
from commonground_web.shown.failures import answered
from commonground_web.shown.kept_pages import kept_page
from commonground_web.shown.pages import page
from commonground_web.shown.tables import shown


@kept_page()
@answered
def assumptions(request: HttpRequest) -> HttpResponse:
    """All that was ever stated."""
    negotiation = request.desk.negotiation
    tables = assumption_tables(negotiation, None) if negotiation.assumptions.stated else []
    context = {
        "title": "Assumptions",
        "tables": shown(tables),
        "empty": "No party has stated any. Each states its own in assumptions/PARTY.toml, with source and range.",
        "lacks_file": True,
    }
    return page(request, "shown/tables.html", tables, context)
