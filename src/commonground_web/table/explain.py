"""The Explain page: a figure opened down to formula, inputs, rows, clause and citation."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from commonground.cli.explain import tables_behind
from commonground.cli.opened import STATUS_QUO
from commonground.costing.bands import NoPlace
from commonground.costing.explain import MOST_GROUPS
from commonground.costing.percent import NothingToRaise
from commonground.negotiation import Negotiation
from commonground.report.address_words import address_words
from commonground.report.addresses import BadAddress, read_address
from commonground.report.table import Table
from commonground_web.shown.failures import Misasked, answered
from commonground_web.shown.pages import page
from commonground_web.shown.tables import shown


@answered
def explain(request: HttpRequest) -> HttpResponse:
    """The figure at an address; without one, the words of which an address is made."""
    negotiation, address = request.desk.negotiation, request.GET.get("at", "").strip()
    most = None if "format" in request.GET else MOST_GROUPS
    try:
        tables = request.desk.kept(("explain", address, most), lambda: _opened(negotiation, address, most))
    except (BadAddress, NoPlace, NothingToRaise) as problem:
        raise Misasked(f"{problem}.") from None
    return page(
        request, "table/explain.html", tables, {"title": "Explain", "address": address, "tables": shown(tables)}
    )


def _opened(negotiation: Negotiation, address: str, most: int | None) -> list[Table]:
    if not address:
        return [address_words(negotiation, STATUS_QUO)]
    return tables_behind(negotiation, read_address(address), most)
