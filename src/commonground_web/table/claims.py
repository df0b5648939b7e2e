"""The Claims page: every public figure recomputed, and what the other side says."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from commonground.report.claims import claim_tables
from commonground_web.shown.claimed import checked_at, claims_at
from commonground_web.shown.failures import answered
from commonground_web.shown.kept_pages import kept_page
from commonground_web.shown.pages import page
from commonground_web.shown.tables import shown


@kept_page()
@answered
def claims(request: HttpRequest) -> HttpResponse:
    """What was said, what is found, how it is had, events as each side tells them."""
    found = claims_at(request)
    tables = [] if found is None else claim_tables(found, checked_at(request, found))
    context = {
        "title": "Claims",
        "tables": shown(tables),
        "empty": "The folder has no claims.toml. Have it begun from an article: commonground propose-claims ARTICLE.",
        "lacks_file": True,
    }
    return page(request, "shown/tables.html", tables, context)
