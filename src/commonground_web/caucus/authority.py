"""A caucus's authority: written down beside its drafts, set beside the price of each, asked about before a pass goes beyond it."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from commonground.agreement.agreement import Agreement
from commonground.costing.views import View
from commonground.files.passes import PASSES, passes_of
from commonground.files.toml import toml_of
from commonground.negotiation import Negotiation
from commonground.report.authority import AuthorityLimit, authority_table, beyond
from commonground.report.table import Table
from commonground.values.money import NotAnAmount, parse_amount, to_cents
from commonground_web.actions.pass_across import Preview
from commonground_web.actions.write_authority import authority_of, strike_limit, write_limit
from commonground_web.desk import Desk
from commonground_web.shown.asked import view_named
from commonground_web.shown.failures import Misasked, answered

BOUNDS = ("at most", "at least")


@answered
@require_POST
def write(request: HttpRequest) -> HttpResponse:
    """A limit more, or another in the place of the one of its sort."""
    write_limit(request.desk.party, _limit_said(request))
    return HttpResponseRedirect(reverse("packages"))


@answered
@require_POST
def strike(request: HttpRequest, number: int) -> HttpResponse:
    """A limit struck."""
    strike_limit(request.desk.party, number)
    return HttpResponseRedirect(reverse("packages"))


def limits_of(desk: Desk) -> list[AuthorityLimit]:
    """The limits of the caucus that sits here, of years that are costed."""
    labels = {year.label for year in desk.negotiation.years}
    return [one.limit for one in authority_of(desk.party) if not one.year or one.year in labels]


def beside_authority(desk: Desk, negotiation: Negotiation, name: str, agreement: Agreement) -> list[Table]:
    """A package beside the authority of the caucus that sits here; nothing where none is written down."""
    limits = limits_of(desk)
    return [authority_table(negotiation, (name, agreement), limits)] if limits else []


def beyond_authority(desk: Desk, shown: Preview) -> list[str]:
    """In a sentence each, the limits beyond which the party's position would be, once what is shown has crossed."""
    limits = limits_of(desk)
    if not limits:
        return []
    held = desk.folder / PASSES
    before = held.read_text(encoding="utf-8") if held.is_file() else ""
    document, _ = toml_of(before + shown.written.text, PASSES)
    assert document is not None  # the preview has read it
    ledger = passes_of(document, desk.folder, desk.negotiation.agreement, desk.negotiation.offers).ledger
    position = replace(desk.negotiation, ledger=ledger).history.after.get(shown.written.head.number)
    if position is None:
        return []
    pricing = desk.negotiation.pricing
    return beyond(desk.negotiation, pricing.applied(position.offer).agreement, limits)


def _limit_said(request: HttpRequest) -> AuthorityLimit:
    said = request.POST
    view, year, bound = view_named(said.get("view", "")), said.get("year", ""), said.get("bound", BOUNDS[0])
    years = [one.label for one in request.desk.negotiation.years]
    if year and year not in years:
        raise Misasked(f'No year is called "{year}". There is {", ".join(years)}.')
    if bound not in BOUNDS:
        raise Misasked(f'A limit is {" or ".join(BOUNDS)} so much; got "{bound}".')
    try:
        cents = to_cents(parse_amount(said.get("amount", "").strip()))
    except NotAnAmount as problem:
        raise Misasked(f"The authority: {problem}.") from None
    return AuthorityLimit(view, "" if view is View.RUN_RATE else year, cents, bound == BOUNDS[0])
