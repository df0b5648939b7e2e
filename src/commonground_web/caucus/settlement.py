"""What a settlement suggests, for one side: the package, its cost, and what it is worth to that side alone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from commonground.report.table import Table
from commonground_web import seat
from commonground_web.shown.failures import Misasked, answered
from commonground_web.shown.pages import page
from commonground_web.shown.settled import rule_asked, settled_at, suggested_tables
from commonground_web.shown.tables import shown

NONE = "No package gives both sides their least within the caps, or none was found; what stands in the way is the neutral's."

ELSEWHERE = (
    "On a server this is the neutral’s to tell, who sees on a page of the same name what each side would be told: "
    "neither side’s server reads what the other values. "
    "What it is worth to your side you say, and confide, on the page What it is worth to us."
)


@answered
@require_safe
def suggested(request: HttpRequest) -> HttpResponse:
    """The package that a rule singles out, as this side is told it; nothing of the other's values."""
    if seat.taken().is_server:
        return page(request, "shown/tables.html", [], {"title": "What it suggests", "tables": [], "empty": ELSEWHERE})
    party, rule, settled = request.desk.party, rule_asked(request), settled_at(request)
    tables: list[Table] = []
    if settled is not None:
        if party not in settled.asked.agenda.sides:
            raise Misasked("This page is one side's: start with --party and the party's id.")
        tables = suggested_tables(settled, rule, settled.asked.agenda.sides.index(party))
    empty = "The folder has no settlement.toml." if settled is None else NONE
    context = {"title": "What it suggests", "tables": shown(tables), "empty": empty}
    return page(request, "shown/tables.html", tables, context)
