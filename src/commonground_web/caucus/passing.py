"""Passing: a pass is composed, shown byte by byte with who will see it, and crosses only when that is confirmed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from commonground.bargaining.entry import Pass
from commonground.bargaining.status import status_board
from commonground.files.package_passing import issues_to_pass
from commonground.files.pass_writing import Draft as PassDraft
from commonground.values.party import BOTH
from commonground_web import seat
from commonground_web.actions.pass_across import NotPassed, pass_across, preview
from commonground_web.actions.write_authority import note_beyond
from commonground_web.caucus.authority import beyond_authority, limits_of
from commonground_web.caucus.composed import ANSWERS, composed
from commonground_web.caucus.packages import draft_asked
from commonground_web.caucus.what_if import what_if
from commonground_web.records.models import Passed
from commonground_web.shown.failures import Misasked, answered

NOT_SAID = ("csrfmiddlewaretoken", "seal", "reason")
LONGEST_REASON = 2_000
NO_REASON = "It goes beyond your authority: say why, or do not pass it. Nothing has crossed."
MOST_ANSWERED = 12  # passes offered in a list


@answered
@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """The form that answers an earlier pass of another party: by default the last one."""
    negotiation, others = request.desk.negotiation, _of_others(request)
    number = request.GET.get("to") or (str(others[0].number) if others else "")
    found = next((one for one in others if str(one.number) == number), None)
    if number and found is None:
        raise Misasked(f'No pass of another party has the number "{number}".')
    states = {one.issue: one.state.value for one in status_board(negotiation.ledger, negotiation.history)}
    issues = [(stand.issue, stand, states.get(stand.issue, "")) for stand in found.stands] if found else []
    context = {"title": "Pass", "others": others, "found": found, "issues": issues, "answers": ANSWERS}
    return render(request, "caucus/pass.html", {**context, "today": dt.date.today().isoformat()})


@answered
@require_safe
def package(request: HttpRequest, number: int) -> HttpResponse:
    """The form that passes a draft: on which issues, in answer to what."""
    draft, negotiation = draft_asked(request, number), request.desk.negotiation
    found = what_if(request.desk, draft, draft.values)
    agreed = negotiation.history.agreed_issues
    others = issues_to_pass(negotiation, found.negotiation.offers[found.name], request.desk.party)
    issues = [(name, name in agreed) for name in others]
    context = {"title": f"Pass: {draft.title}", "draft": draft, "issues": issues, "others": _of_others(request)}
    return render(request, "caucus/pass_package.html", {**context, "today": dt.date.today().isoformat()})


@answered
@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """What will cross, every byte, and who will see it; nothing has crossed."""
    return _shown(request, "")


def _shown(request: HttpRequest, lacks: str) -> HttpResponse:
    """The preview; `lacks` says what was missing where it was confirmed."""
    draft = composed(request)
    try:
        found = preview(request.desk, draft)
    except NotPassed as problem:
        raise Misasked(str(problem)) from None
    said = [(name, value) for name, values in request.POST.lists() if name not in NOT_SAID for value in values]
    files = [(name, (request.desk.folder / name).stat().st_size) for name in found.written.files]
    names = {stand["name"] for stand in draft[1]["issue"]}
    reopened = sorted(names & request.desk.negotiation.history.agreed_issues)
    context = {"title": "What will cross", "found": found, "said": said, "files": files, "reopened": reopened}
    beyond = {"beyond": beyond_authority(request.desk, found), "lacks": lacks}
    return render(request, "caucus/pass_preview.html", {**context, **beyond, "seen": _seen_by(request)})


@answered
@require_POST
def across(request: HttpRequest) -> HttpResponse:
    """It crosses, if it is what was shown; beyond the authority of the caucus only with a reason, which stays with it."""
    draft, reason = composed(request), request.POST.get("reason", "").strip()[:LONGEST_REASON]
    try:
        if (over := _entry_beyond(request, draft)) and not reason:
            return _shown(request, NO_REASON)
        if over:
            note_beyond(request.desk.party, over, reason)
        result = pass_across(request.desk, draft, request.POST.get("seal", ""))
    except NotPassed as problem:
        return render(request, "shown/failure.html", {"says": [str(problem)]}, status=409)
    return HttpResponseRedirect(reverse("pass-receipt", args=[result.head.number]))


def _entry_beyond(request: HttpRequest, draft: PassDraft) -> int:
    """The number of the entry that is about to cross beyond the authority; 0 where it is within, or not what was shown."""
    if not limits_of(request.desk):
        return 0
    found = preview(request.desk, draft)
    is_as_shown = found.seal == request.POST.get("seal", "")
    return found.written.head.number if is_as_shown and beyond_authority(request.desk, found) else 0


@answered
@require_safe
def receipt(request: HttpRequest, number: int) -> HttpResponse:
    """What crossed, under which number, with the heads to keep."""
    ledger = request.desk.negotiation.ledger
    if not 1 <= number <= len(ledger.links):
        raise Misasked(f"The ledger has no entry {number}.")
    link = ledger.links[number - 1]
    row = Passed.objects.filter(negotiation=seat.negotiation(), number=number).first()
    context: dict[str, Any] = {"title": f"Entry {number} has crossed", "link": link, "row": row}
    return render(request, "caucus/pass_receipt.html", context)


def _of_others(request: HttpRequest) -> list[Pass]:
    """The last passes of the other parties, newest first."""
    own = request.desk.party
    return [one for one in request.desk.negotiation.ledger.passes if one.by not in (own, BOTH)][::-1][:MOST_ANSWERED]


def _seen_by(request: HttpRequest) -> list[str]:
    return [party.name for party in request.desk.negotiation.parties if party.id != request.desk.party]
