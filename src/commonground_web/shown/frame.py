"""The frame of every page: whose negotiation, the ways through it, what is doubtful in the folder."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from commonground_web import own_roster
from commonground_web.accounts.audience import ways as here
from commonground_web.seat import CAUCUS, NEUTRAL, person, taken
from commonground_web.shown.languages import other_languages

PAGES = (
    ("table", "Table"),
    ("movement", "Movement"),
    ("packages", "Packages"),
    ("money", "Money"),
    ("pass", "Pass"),
    ("claims", "Claims"),
    ("bridge", "Bridge"),
    ("comparables", "Comparables"),
    ("assumptions", "Assumptions"),
    ("roster", "Roster"),
    ("scattergram", "Scattergram"),
    ("calendar", "Calendar"),
    ("settlement", "Settlement"),
    ("preferences", "What it is worth to us"),
    ("suggested", "What it suggests"),
    ("settlement-told", "What it suggests"),
    ("publish", "Publish"),
    ("member", "For a member"),
    ("public", "For the public"),
)
FOR_ALL = (("public", gettext_noop("What both sides offer")), ("member", gettext_noop("For a member")))


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the frame needs; little where no negotiation is laid out."""
    desk = getattr(request, "desk", None)
    found = {"desk": desk, "negotiation": desk.negotiation if desk else None, "is_server": taken().is_server}
    if language := getattr(request, "language", ""):
        ways = [
            (f"{reverse(name)}?lang={language}", gettext(said), request.path == reverse(name))
            for name, said in here(FOR_ALL)
        ]
        languages = other_languages(request)
        spoken = {"language": language, "languages": languages, "frame": "shown/public_frame.html"}
        said = " · ".join(party.name for party in desk.negotiation.parties) if desk else ""
        is_negotiator = taken().audience in (CAUCUS, NEUTRAL)
        return {**found, **spoken, "ways": ways, "parties_said": said, "is_negotiator": is_negotiator}
    hidden = (
        ("settlement", "settlement-told") if desk and desk.party else ("suggested", "preferences")
    )  # the neutral's page, or a side's
    ways = [(reverse(name), said, request.path == reverse(name)) for name, said in here(PAGES) if name not in hidden]
    return {
        **found,
        "ways": ways,
        "frame": "shown/frame.html",
        "person": person(),
        "own": own_roster.told(request, desk),
    }
