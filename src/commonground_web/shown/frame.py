"""The frame of every page: whose negotiation, the ways through it, what is doubtful in the folder."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

PAGES = (
    ("table", "Table"),
    ("movement", "Movement"),
    ("packages", "Packages"),
    ("pass", "Pass"),
    ("claims", "Claims"),
    ("bridge", "Bridge"),
    ("assumptions", "Assumptions"),
    ("scattergram", "Scattergram"),
    ("calendar", "Calendar"),
    ("member", "For a member"),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the frame needs; little where no negotiation is laid out."""
    desk = getattr(request, "desk", None)
    ways = [(reverse(name), said, request.path == reverse(name)) for name, said in PAGES]
    return {"desk": desk, "negotiation": desk.negotiation if desk else None, "ways": ways}
