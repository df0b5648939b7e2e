"""The member calculator: pay, deductions, take-home and change by year, under every offer, for one who says where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import get_language

from commonground.asked.offers import STATUS_QUO
from commonground.asked.shares import share_of_a_job
from commonground.costing.bands import NoPlace
from commonground.costing.member import Member
from commonground.negotiation import Negotiation
from commonground.report.members import (
    NO_PLAN,
    OF_HEALTH,
    UnknownPlace,
    completed,
    member_tables,
    place_of,
    places,
)
from commonground.report.table import Table
from commonground_web.shown.failures import Misasked, answered
from commonground_web.shown.languages import in_language
from commonground_web.shown.pages import page
from commonground_web.shown.translated import said, shown_translated, translated

MOST_SERVICE = 80
NO_PLAN_HERE = "No health plan is chosen: choose one and its tier to have its contribution deducted."


@in_language
@answered
def calculator(request: HttpRequest) -> HttpResponse:
    """The tables of a member; without a step, the question alone."""
    negotiation, asked = request.desk.negotiation, request.GET
    choices = [
        (name, said(label), [(word, said(word), word == asked.get(name)) for word in words])
        for name, label, words in request.desk.kept("places", lambda: places(negotiation))
    ]
    context = {"title": said("For a member"), "choices": choices, "asked": asked, "tables": [], "place": ""}
    if not asked.get("step"):
        return page(request, "member/calculator.html", [], context)
    try:
        who = completed(negotiation, _member(request))
        tables: list[Table] = member_tables(negotiation, who, [STATUS_QUO, *negotiation.offers])
    except (UnknownPlace, NoPlace) as problem:
        raise Misasked(f"{str(problem).removesuffix(OF_HEALTH)}.") from None
    tables = [translated(_for_a_reader(table, _plain_titles(negotiation))) for table in tables]
    context |= {"tables": shown_translated(tables, opens=True), "place": said(place_of(who))}
    return page(request, "member/calculator.html", tables, context)


def _plain_titles(negotiation: Negotiation) -> dict[str, str]:
    """How an offer is called where its own title is in another language: by its party and its day."""
    if get_language() == "en":
        return {}
    names = {party.id: party.name for party in negotiation.parties}
    return {
        one.title: f"{names.get(one.party, one.party)}, {date_format(one.passed_on, 'DATE_FORMAT')}"
        for one in negotiation.offers.values()
    }


def _for_a_reader(table: Table, titles: Mapping[str, str]) -> Table:
    """A table whose notes speak of the page and not of a command's options, and whose offers are called by plain titles."""
    return replace(
        table,
        title=titles.get(table.title, table.title),
        rows=tuple(replace(row, label=titles.get(row.label, row.label)) for row in table.rows),
        notes=tuple(NO_PLAN_HERE if note == NO_PLAN else note for note in table.notes),
    )


def _member(request: HttpRequest) -> Member:
    place = {name: request.GET.get(name, "").strip() for name in ("step", "lane", "schedule", "unit", "tier")}
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
        place["step"], place["lane"], place["schedule"], place["unit"], place["tier"], fte, service, plan, plan_tier
    )
