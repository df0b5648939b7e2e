"""What the options of a settlement are worth to one side: weights, values, its least, what it may not sign; its own, in a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from commonground.files.preferences import preference_path, read_preference, read_preference_text
from commonground.files.settlements import SETTLEMENT, read_agenda
from commonground.files.toml_text import toml_text
from commonground.settlement.agenda import Agenda
from commonground.settlement.preference import Preference
from commonground.values.problem import BadInput, errors
from commonground_web import seat
from commonground_web.actions.prefer import confided, prefer
from commonground_web.shown.failures import Misasked, answered


@dataclass(frozen=True)
class Choice:
    """An option in the form: its name, the field of its value, what it is worth, whether it is beyond the authority to sign."""

    name: str
    field: str
    value: str
    is_beyond: bool


@dataclass(frozen=True)
class Asked:
    """An issue in the form: its name and title, the weight, its options."""

    name: str
    title: str
    weight: str
    options: tuple[Choice, ...]


@answered
@require_safe
def preferences(request: HttpRequest) -> HttpResponse:
    """The form, with what is kept; empty where nothing is."""
    agenda = _agenda(request)
    folder, party = request.desk.folder, request.desk.party
    found = read_preference(folder, party, agenda)[0] if preference_path(folder, party).is_file() else None
    preference = found.preference if found else None
    least = f"{preference.least // max(1, sum(preference.weights))}%" if preference else ""
    return _shown(request, _issues(agenda, preference), least, [])


@answered
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """What the form says is kept, if it can be read; else the form again, with what is wrong."""
    agenda, said = _agenda(request), request.POST
    text = _text(request.desk.party, agenda, said)
    found, problems = read_preference_text(text, request.desk.party, agenda)
    if found is None:
        wrong = [f"{problem.got}; expected {problem.expected}. {problem.mend}" for problem in errors(problems)]
        return _shown(request, _said_again(agenda, said), said.get("least", ""), wrong, status=422)
    prefer(request.desk, text, is_confided=said.get("is_confided") == "yes")
    return HttpResponseRedirect(reverse("preferences"))


def _shown(request: HttpRequest, issues: list[Asked], least: str, wrong: list[str], status: int = 200) -> HttpResponse:
    is_server = seat.taken().is_server
    context = {
        "title": "What it is worth to us",
        "issues": issues,
        "least": least,
        "wrong": wrong,
        "is_server": is_server,
        "is_confided": is_server and confided(),
    }
    return render(request, "caucus/preferences.html", context, status=status)


def _agenda(request: HttpRequest) -> Agenda:
    desk = request.desk
    if not (desk.folder / SETTLEMENT).is_file():
        raise Misasked(
            "The folder has no settlement.toml, which says what is on the table. Meadowbrook’s may be a model."
        )
    agenda, problems = read_agenda(desk.folder, desk.negotiation)
    if agenda is None:
        raise BadInput(errors(problems))
    if desk.party not in agenda.sides:
        raise Misasked("This page is one side's: start with --party and the party's id.")
    return agenda


def _issues(agenda: Agenda, preference: Preference | None) -> list[Asked]:
    found = []
    for at, issue in enumerate(agenda.issues):
        values = preference.values[at] if preference else ("",) * len(issue.options)
        options = tuple(
            Choice(
                one.id,
                f"value.{at}.{number}",
                str(values[number]),
                preference is not None and not preference.may_sign(at, number),
            )
            for number, one in enumerate(issue.options)
        )
        found.append(Asked(issue.id, issue.title, str(preference.weights[at]) if preference else "", options))
    return found


def _said_again(agenda: Agenda, said: QueryDict) -> list[Asked]:
    beyond = set(said.getlist("beyond"))
    return [
        Asked(
            issue.id,
            issue.title,
            said.get(f"weight.{at}", ""),
            tuple(
                Choice(one.id, field, said.get(field, ""), field in beyond)
                for number, one in enumerate(issue.options)
                for field in (f"value.{at}.{number}",)
            ),
        )
        for at, issue in enumerate(agenda.issues)
    ]


def _text(party: str, agenda: Agenda, said: QueryDict) -> str:
    """The form as preferences/<party>.toml; a field that is empty is left out, another than a whole number told by the reader."""
    issues, beyond = _said_again(agenda, said), {}
    values: dict[str, Any] = {}
    for one in issues:
        values[one.name] = {choice.name: _number(choice.value) for choice in one.options if choice.value.strip()}
        if struck := [choice.name for choice in one.options if choice.is_beyond]:
            beyond[one.name] = struck
    weights = {one.name: _number(one.weight) for one in issues if one.weight.strip()}
    least = said.get("least", "").strip() or "0%"
    told = {"party": party, "least": least, "weights": weights, "values": values}
    return toml_text({**told, **({"beyond": beyond} if beyond else {})}, (), tuple(values))


def _number(words: str) -> int | str:
    plain = words.strip()
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 10 else plain
