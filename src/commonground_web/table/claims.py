"""The Claims page: every public figure recomputed, and what the other side says."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse

from commonground.claims.claim import Claims
from commonground.report.claims import claim_tables
from commonground.report.table import Table
from commonground_web.desk import Desk
from commonground_web.shown.claimed import checked_at, claims_at
from commonground_web.shown.failures import answered
from commonground_web.shown.kept_pages import kept_page
from commonground_web.shown.named import named, quoted, titles_of
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
        "tables": shown(tables if found is None else _to_read(tables, found, request.desk)),
        "empty": "The folder has no claims.toml. Have it begun from an article: commonground propose-claims ARTICLE.",
        "lacks_file": True,
    }
    return page(request, "shown/tables.html", tables, context)


def _to_read(tables: Sequence[Table], found: Claims, desk: Desk) -> list[Table]:
    """The tables with each claim by its words, each fact by what it is, each offer by its title."""
    claims = found.claims.values()
    titles = titles_of(desk.negotiation.offers) | {name: fact.what for name, fact in found.facts.items()}
    titles |= {claim.id: f"“{claim.quotation}”" for claim in claims}
    titles |= {f"{claim.id}: {claim.quotation}": quoted(claim) for claim in claims}
    return named(tables, titles, {claim.id: quoted(claim) for claim in claims})
