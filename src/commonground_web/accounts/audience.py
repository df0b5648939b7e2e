"""What each seat is shown of the pages: a server of the public has no address of a caucus, not even one that refuses.

Law: a page belongs to the audience in whose package its view stands (`commonground_web.AUDIENCE`); what no line here names for a
seat is to that seat like an address that never was.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve, reverse

from commonground_web import seat

Answer = Callable[[HttpRequest], HttpResponse]
SHOWN = {
    seat.CAUCUS: ("table", "caucus", "member", "public"),
    seat.NEUTRAL: ("table", "neutral", "member", "public"),
    seat.MEMBER: ("member", "public"),
    seat.PUBLIC: ("public",),
}


def is_shown(view_module: str, audience: str) -> bool:
    """Whether a seat of this audience has the pages of a module.

    >>> is_shown("commonground_web.caucus.packages", "caucus"), is_shown("commonground_web.caucus.packages", "neutral")
    (True, False)
    """
    if view_module.startswith("allauth."):
        return audience != seat.PUBLIC
    package, _, rest = view_module.partition(".")
    return package == "commonground_web" and rest.partition(".")[0] in SHOWN[audience]


def for_its_audience(answer: Answer) -> Answer:
    """An address that is not this seat's is none."""

    def guarded(request: HttpRequest) -> HttpResponse:
        if not is_shown(resolve(request.path_info).func.__module__, seat.taken().audience):
            raise Http404
        return answer(request)

    return guarded


def ways(pages: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Of the pages in the head, those that this seat has; on a laptop all."""
    if not seat.taken().is_server:
        return pages
    sits = seat.taken().audience
    return tuple(one for one in pages if is_shown(resolve(reverse(one[0])).func.__module__, sits))
