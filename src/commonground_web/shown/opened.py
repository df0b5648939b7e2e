"""A figure opened: one page for every audience, of the negotiation that the audience may read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from commonground.asked.claims import claim_opened
from commonground.asked.figures import tables_behind
from commonground.asked.offers import STATUS_QUO
from commonground.costing.bands import NoPlace
from commonground.costing.explain import MOST_GROUPS
from commonground.costing.percent import NothingToRaise
from commonground.negotiation import Negotiation
from commonground.report.address_words import address_words
from commonground.report.addresses import BadAddress, ClaimAddress
from commonground.report.any_address import read_address
from commonground.report.table import Table
from commonground_web.shown.claimed import claims_at
from commonground_web.shown.failures import Misasked
from commonground_web.shown.pages import page
from commonground_web.shown.tables import shown


def opened_page(request: HttpRequest, negotiation: Negotiation) -> HttpResponse:
    """The figure at the address that `at` says; without one, the words of which an address is made. Raises `Misasked`."""
    address = request.GET.get("at", "").strip()
    most = None if "format" in request.GET else MOST_GROUPS
    try:
        if negotiation is request.desk.negotiation:
            tables = request.desk.kept(("explain", address, most), lambda: _tables(request, negotiation, address, most))
        else:
            tables = _tables(request, negotiation, address, most)
    except (BadAddress, NoPlace, NothingToRaise) as problem:
        raise Misasked(f"{problem}.") from None
    context = {"title": "Explain", "address": address, "tables": shown(tables)}
    return page(request, "shown/explain.html", tables, context)


def _tables(request: HttpRequest, negotiation: Negotiation, said: str, most: int | None) -> list[Table]:
    if not said:
        return [address_words(negotiation, STATUS_QUO)]
    address = read_address(said)
    if not isinstance(address, ClaimAddress):
        return tables_behind(negotiation, address, most)
    claims = claims_at(request)
    if claims is None:
        raise BadAddress(said, address.claim, "a claim, and the folder has no claims.toml")
    return claim_opened(claims, negotiation, address)
