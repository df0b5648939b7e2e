"""The member calculator: pay, deductions, take-home and change by year, under every offer, for one who says where they stand."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from django.http import HttpRequest, HttpResponse

from commonground.cli.member import share_of_a_job
from commonground.cli.opened import STATUS_QUO
from commonground.costing.bands import NoPlace
from commonground.costing.member import Member
from commonground.report.members import UnknownPlace, completed, member_tables, place_of, places
from commonground.report.table import Table
from commonground_web.shown.failures import Misasked, answered
from commonground_web.shown.pages import page
from commonground_web.shown.tables import shown

MOST_SERVICE = 80


@answered
def calculator(request: HttpRequest) -> HttpResponse:
    """The tables of a member; without a step, the question alone."""
    negotiation, asked = request.desk.negotiation, request.GET
    choices = [
        (name, said, [(word, word == asked.get(name)) for word in words])
        for name, said, words in request.desk.kept("places", lambda: places(negotiation))
    ]
    context = {"title": "For a member", "choices": choices, "asked": asked, "tables": [], "place": ""}
    if not asked.get("step"):
        return page(request, "member/calculator.html", [], context)
    try:
        who = completed(negotiation, _member(request))
        tables: list[Table] = member_tables(negotiation, who, [STATUS_QUO, *negotiation.offers])
    except (UnknownPlace, NoPlace) as problem:
        raise Misasked(f"{problem}.") from None
    return page(request, "member/calculator.html", tables, {**context, "tables": shown(tables), "place": place_of(who)})


def _member(request: HttpRequest) -> Member:
    said = {name: request.GET.get(name, "").strip() for name in ("step", "lane", "schedule", "unit", "tier")}
    plan, plan_tier = (request.GET.get(name, "").strip() for name in ("plan", "plan_tier"))
    try:
        service = int(Decimal(request.GET.get("service") or "0"))
    except (InvalidOperation, OverflowError, ValueError):
        service = -1
    if not 0 <= service <= MOST_SERVICE:
        raise Misasked(f"Years of service are a whole number from 0 to {MOST_SERVICE}.")
    fte = share_of_a_job(request.GET.get("fte") or "1")
    if fte is None:
        raise Misasked("The share of a job is a number such as 1 or 0.5.")
    return Member(
        said["step"], said["lane"], said["schedule"], said["unit"], said["tier"], fte, service, plan, plan_tier
    )
