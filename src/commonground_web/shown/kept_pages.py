"""Kept pages: a page that depends on the folder, the address, the day and who is signed in is laid out once.

Law: a page that is kept is the page that would be laid out now, but for the token of its forms, which is the reader's own; it is
kept beside what the folder was read to, and goes with it. Whoever is given one waits for nobody who has figures reckoned.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token

from commonground_web import own_roster
from commonground_web.desk import LOCK, Desk
from commonground_web.seat import person, taken

View = Callable[..., HttpResponse]
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class LaidOut:
    """A page in parts: between them stands the token of its forms."""

    parts: tuple[bytes, ...]

    @classmethod
    def of(cls, page: bytes) -> LaidOut:
        """A page without the token that it was laid out with."""
        token = TOKEN.search(page)
        return cls(tuple(page.split(token[1])) if token else (page,))

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page for a reader."""
        token = get_token(request).encode() if len(self.parts) > 1 else b""
        return HttpResponse(token.join(self.parts))


def kept_page(state: Callable[..., Hashable | None] | None = None) -> Callable[[View], View]:
    """A view whose page is kept. `state` says of a request what else the page depends on; None: this one is not kept."""

    def keeping(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *parts: object, **named: object) -> HttpResponse:
            besides = () if state is None else state(request, *parts, **named)
            if request.method != "GET" or "format" in request.GET or besides is None:
                return view(request, *parts, **named)
            desk: Desk = request.desk
            spoken = getattr(request, "language", "")
            key = (
                request.get_full_path(),
                spoken,
                taken(),
                desk.party,
                person(),
                dt.date.today(),
                own_roster.mark(request),
                besides,
            )
            found: LaidOut | None = desk.pages.find(key)
            if found is not None:
                return found.answer(request)
            with LOCK:  # whoever waited for the same page finds it now
                found = desk.pages.find(key)
                response = view(request, *parts, **named) if found is None else found.answer(request)
                if found is None and response.status_code == 200:
                    desk.pages.keep(key, LaidOut.of(response.content), len(response.content))
            return response

        return guarded

    return keeping
