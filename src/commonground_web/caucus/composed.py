"""What a form of a pass says, as a draft: answers to an earlier pass, or a package's words on the issues that are chosen."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, QueryDict

from commonground.bargaining.entry import Answer
from commonground.files.package_passing import NotWritable, Terms, issues_to_pass, package_pass
from commonground.files.pass_writing import Draft as PassDraft
from commonground_web.caucus.packages import draft_asked
from commonground_web.caucus.what_if import what_if
from commonground_web.shown.failures import Misasked

ANSWERS = (Answer.AGREE, Answer.HOLD, Answer.QUESTION, Answer.REJECT)
SORTS = ("", "package", "supposal")
LONGEST = 2_000


def composed(request: HttpRequest) -> PassDraft:
    """The draft that a form composes. Raises `Misasked`."""
    said = request.POST
    if not request.desk.party:
        raise Misasked("Nobody’s caucus sits here. Start it for a party: commonground serve FOLDER --party PARTY.")
    return _of_package(request, said) if said.get("draft") else _of_answers(request, said)


def _of_package(request: HttpRequest, said: QueryDict) -> PassDraft:
    desk, number = request.desk, said["draft"]
    if not number.isdecimal():
        raise Misasked(f'No draft is called "{number}".')
    draft = draft_asked(request, int(number))
    found = what_if(desk, draft, draft.values)
    package = found.negotiation.offers[found.name]
    chosen = said.getlist("issue")
    if unknown := [one for one in chosen if one not in issues_to_pass(desk.negotiation, package, desk.party)]:
        raise Misasked(f'The package says nothing new on "{unknown[0]}". Compose the pass again.')
    if not chosen:
        raise Misasked("Choose at least one issue; nothing would cross.")
    sort = said.get("sort", "")
    if sort not in SORTS:
        raise Misasked(f'A pass is a counter, a package or a supposal; got "{sort}".')
    terms = Terms(desk.party, _day(said), _answered(request, said, needed=False), sort, _note(said))
    try:
        return package_pass(desk.negotiation, desk.folder, package, terms, chosen)
    except NotWritable as problem:
        raise Misasked(f"{problem}. Write it into a file, and pass that: commonground pass.") from None


def _of_answers(request: HttpRequest, said: QueryDict) -> PassDraft:
    """Hold, question, reject or tentative agreement, issue by issue."""
    issues = zip(said.getlist("name"), said.getlist("answer"), said.getlist("says"), strict=False)
    stands = [_stand(*one) for one in issues if one[1]]
    if not stands:
        raise Misasked("Say how at least one issue is answered; nothing would cross.")
    entry: dict[str, Any] = {
        "on": _day(said),
        "by": request.desk.party,
        "answers": _answered(request, said, needed=True),
    }
    note = _note(said)
    return "pass", {**entry, **({"note": note} if note else {}), "issue": stands}


def _stand(name: str, answer: str, says: str) -> dict[str, str]:
    if answer not in {one.value for one in ANSWERS}:
        raise Misasked(f'No answer is called "{answer}". There is {", ".join(ANSWERS)}.')
    words = says.strip()[:LONGEST]
    return {"name": name, "answer": answer, **({"says": words} if words else {})}


def _day(said: QueryDict) -> dt.date:
    try:
        return dt.date.fromisoformat(said.get("on", ""))
    except ValueError:
        raise Misasked(f'The day of the pass: expected a day as 2026-10-16, got "{said.get("on", "")}".') from None


def _answered(request: HttpRequest, said: QueryDict, *, needed: bool) -> int | None:
    """The number of the pass that is answered."""
    number = said.get("answers", "")
    if not number and not needed:
        return None
    if number not in {str(one.number) for one in request.desk.negotiation.ledger.passes}:
        raise Misasked(f'No pass has the number "{number}".')
    return int(number)


def _note(said: QueryDict) -> str:
    return said.get("note", "").strip()[:LONGEST]
