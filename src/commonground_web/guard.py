"""The guard: what every request must pass, and what every answer says to the browser.

No style, script, font or picture comes from elsewhere, none stands inside a page, and no page may be shown inside another's.
"""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest

from commonground_web.checkout import at_hand_or_none, refresh
from commonground_web.own_roster import desk_for
from commonground_web.seat import taken

Answer = Callable[[HttpRequest], HttpResponse]
POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def headers(answer: Answer) -> Answer:
    """Every answer bears the headers."""

    def guarded(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        for name, value in HEADERS.items():
            response.setdefault(name, value)
        return response

    return guarded


def own_host(answer: Answer) -> Answer:
    """A request that was sent to another name than this computer's own is refused: so no foreign page can read one of ours."""

    def guarded(request: HttpRequest) -> HttpResponse:
        try:
            request.get_host()
        except DisallowedHost:
            return HttpResponseBadRequest(
                "This page answers only at the address that commonground serve printed.", content_type="text/plain"
            )
        return answer(request)

    return guarded


def at_the_desk(answer: Answer) -> Answer:
    """A request has before it what is laid out now."""

    def guarded(request: HttpRequest) -> HttpResponse:
        if taken().is_server and not request.is_let_in:
            return answer(request)  # who is not let in yet is laid nothing out
        refresh()
        request.desk = desk_for(request, at_hand_or_none())
        return answer(request)

    return guarded
