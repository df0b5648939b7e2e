"""The neutral's limits: another least of a side, other caps, options left aside, tried on the Settlement page.

Law: they are shown to neither side, nor that there are any.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from commonground.files.settlements import SETTLEMENT, read_agenda
from commonground.settlement.agenda import Agenda
from commonground.settlement.neutral_limits import NeutralLimits
from commonground.settlement.question import Caps
from commonground.values.money import NotAnAmount, format_cents, parse_amount, to_cents
from commonground.values.problem import BadInput, errors
from commonground.values.rate import NotARate, parse_rate
from commonground_web.actions.try_limits import tried, try_limits
from commonground_web.desk import Desk
from commonground_web.shown.failures import Misasked, answered

TERM = "term"


@dataclass(frozen=True)
class Field:
    """A line of the form: what it is of, its name, what is said, what holds where nothing is."""

    label: str
    name: str
    value: str
    else_is: str


@dataclass(frozen=True)
class Aside:
    """An issue of the form: its title, and its options with the field's value and whether each is left aside."""

    title: str
    options: tuple[tuple[str, str, bool], ...]


@answered
@require_safe
def limits(request: HttpRequest) -> HttpResponse:
    """The form, with what is tried now."""
    return _shown(request, tried(), [])


@answered
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """What the form says is kept, if it can be read; else the form again, with what is wrong."""
    agenda = agenda_for_the_neutral(request.desk)
    said: dict[str, Any] = {
        **{name: words for name in (*_leasts(agenda), *_caps(agenda)) if (words := request.POST.get(name, "").strip())},
        **({"aside": aside} if (aside := sorted({*request.POST.getlist("aside")})) else {}),
    }
    wrong = read_limits(said, agenda)[1]
    if wrong:
        return _shown(request, said, wrong, status=422)
    try_limits(said)
    return HttpResponseRedirect(reverse("settlement"))


def agenda_for_the_neutral(desk: Desk) -> Agenda:
    """What is on the table, where nobody's caucus sits. Raises `Misasked`, `BadInput`."""
    for_the_neutral(desk)
    if not (desk.folder / SETTLEMENT).is_file():
        raise Misasked("The folder has no settlement.toml, which says what is on the table.")
    agenda, problems = read_agenda(desk.folder, desk.negotiation)
    if agenda is None:
        raise BadInput(errors(problems))
    return agenda


def for_the_neutral(desk: Desk) -> None:
    """Raises `Misasked` at a party's desk."""
    if desk.party:
        raise Misasked(
            "This page tells what each side values, so it is the neutral's; "
            f"this is the desk of {desk.party}: see What it suggests."
        )


def limits_tried(agenda: Agenda) -> NeutralLimits:
    """The limits that are kept; an option or a year that the agenda has no longer is passed over."""
    return read_limits(tried(), agenda)[0]


def read_limits(said: Mapping[str, Any], agenda: Agenda) -> tuple[NeutralLimits, list[str]]:
    """What a form says, and what of it cannot be read, in a sentence each."""
    wrong: list[str] = []
    least = [
        _share(said.get(name, ""), party, wrong) for name, party in zip(_leasts(agenda), agenda.sides, strict=True)
    ]
    *years, term = [_cents(said.get(name, ""), label, wrong) for name, label in _caps(agenda).items()]
    aside = tuple(
        frozenset(
            number
            for number, option in enumerate(issue.options)
            if _named(issue.id, option.id) in said.get("aside", ())
        )
        for issue in agenda.issues
    )
    wrong += [
        f"{issue.title}: every option is left aside. Leave one of them on the table."
        for issue, numbers in zip(agenda.issues, aside, strict=True)
        if len(numbers) == len(issue.options)
    ]
    return NeutralLimits((least[0], least[1]), Caps(tuple(years), term), aside), wrong


def _shown(request: HttpRequest, said: Mapping[str, Any], wrong: list[str], status: int = 200) -> HttpResponse:
    agenda = agenda_for_the_neutral(request.desk)
    held = (*agenda.caps.years, agenda.caps.term)
    issues = [
        Aside(
            issue.title,
            tuple(
                (one.id, name, name in said.get("aside", ()))
                for one in issue.options
                for name in [_named(issue.id, one.id)]
            ),
        )
        for issue in agenda.issues
    ]
    context = {
        "title": "Limits of your own",
        "leasts": [
            Field(party, name, said.get(name, ""), "as confided")
            for name, party in zip(_leasts(agenda), agenda.sides, strict=True)
        ],
        "caps": [
            Field(label, name, said.get(name, ""), "no cap" if cap is None else format_cents(cap, dollars=True))
            for (name, label), cap in zip(_caps(agenda).items(), held, strict=True)
        ],
        "issues": issues,
        "wrong": wrong,
    }
    return render(request, "neutral/limits.html", context, status=status)


def _leasts(agenda: Agenda) -> tuple[str, ...]:
    return tuple(f"least.{party}" for party in agenda.sides)


def _caps(agenda: Agenda) -> dict[str, str]:
    """The name of each cap's field, and what it is of."""
    return {**{f"cap.{year}": year for year in agenda.years}, f"cap.{TERM}": "the whole term"}


def _named(issue: str, option: str) -> str:
    return f"{issue}: {option}"


def _share(words: str, party: str, wrong: list[str]) -> Fraction | None:
    try:
        share = parse_rate(words) if words else None
    except NotARate as problem:
        wrong.append(f"The least of {party}: {problem}.")
        return None
    if share is not None and not 0 <= share <= 1:
        wrong.append(f"The least of {party} is a share from 0% to 100%; got {words}.")
    return share


def _cents(words: str, label: str, wrong: list[str]) -> int | None:
    try:
        return to_cents(parse_amount(words)) if words else None
    except NotAnAmount as problem:
        wrong.append(f"The cap of {label}: {problem}.")
        return None
