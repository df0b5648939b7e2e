"""The Package builder: a caucus's what-ifs over all issues, priced as they are turned."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from commonground.agreement.offer import Offer
from commonground.asked.offers import latest_offers, offer_named
from commonground.costing.views import View
from commonground.report.what_if import compared
from commonground_web import seat
from commonground_web.actions.begin_draft import begin_draft
from commonground_web.actions.keep_version import NameTaken, keep_version, take_up
from commonground_web.actions.turn_dials import turn_dials
from commonground_web.actions.walk_steps import redo, undo
from commonground_web.actions.write_authority import authority_of
from commonground_web.caucus.authority import BOUNDS, beside_authority, limits_of
from commonground_web.caucus.typed import typed_values, untyped_values
from commonground_web.caucus.what_if import DialShown, WhatIf, shown_dials, turned_values, what_if
from commonground_web.records.models import Draft
from commonground_web.shown.asked import basis_asked, rosters_of, view_asked
from commonground_web.shown.failures import Misasked, answered, answered_at_once
from commonground_web.shown.kept_pages import kept_page
from commonground_web.shown.pages import page
from commonground_web.shown.tables import shown

MOST_COMPARED = 4


@answered_at_once
@require_safe
def packages(request: HttpRequest) -> HttpResponse:
    """The caucus's drafts, and a form that begins one."""
    offers = [*request.desk.negotiation.offers.values()][::-1]
    context = {"title": "Packages", "drafts": own_drafts(request).order_by("-begun"), "offers": offers}
    authority = {"limits": authority_of(request.desk.party), "views": list(View), "bounds": BOUNDS}
    years = [year.label for year in request.desk.negotiation.years]
    return render(request, "caucus/packages.html", {**context, **authority, "years": years})


@answered
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """A new draft, at an offer."""
    start = offer_named(request.desk.negotiation, request.POST.get("start", ""))
    title = request.POST.get("title", "").strip() or f"What if: {start.title}"
    draft = begin_draft(request.desk.party, start.id, title)
    return HttpResponseRedirect(reverse("package", args=[draft.pk]))


def _as_it_stands(request: HttpRequest, number: int) -> Hashable | None:
    """What the page of a draft depends on besides the folder: steps and versions are never rewritten, so their ids say which."""
    draft: Draft | None = own_drafts(request).filter(pk=number).first()
    if draft is None:
        return None
    steps = draft.steps.filter(number__gte=draft.place).order_by("number").values_list("id", flat=True)[:2]
    return (
        draft.pk,
        draft.title,
        draft.start,
        draft.place,
        *limits_of(request.desk),
        *steps,
        *draft.versions.values_list("id", "name"),
    )


@kept_page(_as_it_stands)
@answered
@require_safe
def package(request: HttpRequest, number: int) -> HttpResponse:
    """A draft: its dials, its versions, its price."""
    draft = draft_asked(request, number)
    found = what_if(request.desk, draft, draft.values)
    return _laid_out(request, draft, found)


@answered
@require_POST
def price(request: HttpRequest, number: int) -> HttpResponse:
    """What a form's values would cost; nothing is kept. The answer is the part of the page with the figures."""
    draft = draft_asked(request, number)
    found = what_if(request.desk, draft, _said(request, draft))
    return render(request, "caucus/figures.html", _figures(request, draft, found, with_issues=False))


@answered
@require_POST
def turn(request: HttpRequest, number: int) -> HttpResponse:
    """The form's values, kept as a step; the page, or for a script the part of it with the figures."""
    draft = draft_asked(request, number)
    found = what_if(request.desk, draft, _said(request, draft))
    turn_dials(draft, turned_values(found))
    if request.headers.get("X-Part") == "figures":
        return render(request, "caucus/figures.html", _figures(request, draft, found, with_issues=True))
    return _laid_out(request, draft, found) if found.wrong else _back(request, draft)


@answered
@require_POST
def walk(request: HttpRequest, number: int, way: str) -> HttpResponse:
    """A step back, or on again."""
    draft = draft_asked(request, number)
    {"undo": undo, "redo": redo}[way](draft)
    return _back(request, draft)


@answered
@require_POST
def keep(request: HttpRequest, number: int) -> HttpResponse:
    """The draft as it stands, under a name."""
    draft, name = draft_asked(request, number), request.POST.get("name", "").strip()
    if not name:
        raise Misasked("A version needs a name. Go back and give it one.")
    try:
        keep_version(draft, name)
    except NameTaken as problem:
        raise Misasked(str(problem)) from None
    return _back(request, draft)


@answered
@require_POST
def take(request: HttpRequest, number: int, version: int) -> HttpResponse:
    """The draft as a version has it."""
    draft = draft_asked(request, number)
    if (found := draft.versions.filter(pk=version).first()) is None:
        raise Misasked("This draft has no such version.")
    take_up(draft, found)
    return _back(request, draft)


@answered
@require_safe
def compare(request: HttpRequest, number: int) -> HttpResponse:
    """Two to four versions side by side, as many as are kept: the last ones."""
    draft, view = draft_asked(request, number), view_asked(request)
    kept = [*draft.versions.all()][-MOST_COMPARED:]
    found = {one.name: what_if(request.desk, draft, one.values).agreement for one in kept}
    tables = [compared(request.desk.negotiation, found, view)] if found else []
    context = {"title": f"{draft.title}: versions", "tables": shown(tables), "empty": "Keep a version first."}
    return page(request, "shown/tables.html", tables, context)


def own_drafts(request: HttpRequest) -> Any:
    """The drafts of the party whose caucus sits here, and of no other."""
    return Draft.objects.filter(negotiation=seat.negotiation(), side=request.desk.party)


def draft_asked(request: HttpRequest, number: int) -> Draft:
    """A draft of the caucus that sits here. Raises `Misasked`."""
    found: Draft | None = own_drafts(request).filter(pk=number).first()
    if found is None:
        raise Misasked(f"This caucus has no draft {number}.")
    return found


def _said(request: HttpRequest, draft: Draft) -> dict[str, str]:
    said = {key: str(value) for key, value in request.POST.items() if key != "csrfmiddlewaretoken"}
    return {**untyped_values(said), **typed_values(draft.values)}


def across_asked(request: HttpRequest) -> Offer:
    """What lies across the table: the offer that is asked for, else the last of the side that is not the caucus's."""
    negotiation = request.desk.negotiation
    if name := request.GET.get("across"):
        return offer_named(negotiation, name)
    last = latest_offers(negotiation)
    others = [offer for offer in last if offer.party != request.desk.party]
    return (others or last)[-1]


def _figures(request: HttpRequest, draft: Draft, found: WhatIf, *, with_issues: bool) -> dict[str, Any]:
    totals, *issues = found.tables(
        across_asked(request), view_asked(request), basis_asked(request), with_issues=with_issues
    )
    tables = [totals, *beside_authority(request.desk, found.negotiation, found.name, found.agreement), *issues]
    opens = reverse("package-explain", args=[draft.pk])
    return {"draft": draft, "tables": shown(tables, opens=opens), "reports": tables, "found": found, "here": "?"}


def _laid_out(request: HttpRequest, draft: Draft, found: WhatIf) -> HttpResponse:
    figures = _figures(request, draft, found, with_issues=True)
    across = across_asked(request)
    dials = request.desk.tried.kept(
        ("dials", draft.start, *sorted(found.values.items())),
        lambda: render_to_string("caucus/dials.html", {"issues": _by_issue(found)}),
    )
    context = {
        **figures,
        "title": draft.title,
        "dials": dials,
        "view": view_asked(request),
        "views": list(View),
        "across": across,
        "basis": basis_asked(request),
        **rosters_of(request.desk.negotiation),
        "offers": [*request.desk.negotiation.offers.values()],
        "asked": request.GET.urlencode(),
    }
    return page(request, "caucus/package.html", figures["reports"], context)


def _by_issue(found: WhatIf) -> list[tuple[str, list[DialShown]]]:
    by_issue: dict[str, list[DialShown]] = {}
    for one in shown_dials(found):
        by_issue.setdefault(one.dial.issue, []).append(one)
    return [*by_issue.items()]


def _back(request: HttpRequest, draft: Draft) -> HttpResponse:
    asked = request.GET.urlencode()
    return HttpResponseRedirect(f"{reverse('package', args=[draft.pk])}{'?' if asked else ''}{asked}")
