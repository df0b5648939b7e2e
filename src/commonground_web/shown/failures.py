"""What a page says when it cannot show what was asked for: what, and what there is instead; never a traceback."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonground.asked.misused import Misused
from commonground.values.problem import BadInput
from commonground_web.desk import LOCK
from commonground_web.shown.translated import said

View = Callable[..., HttpResponse]


class Misasked(Exception):
    """An address of ours asks for something that there is not."""


def answered(view: View) -> View:
    """A view that reckons, or writes, alone (`desk.LOCK`); a wrong question is answered with a page that says what is wrong."""

    def alone(request: HttpRequest, *parts: object, **named: object) -> HttpResponse:
        with LOCK:
            return view(request, *parts, **named)

    return wraps(view)(answered_at_once(alone))


def answered_at_once(view: View) -> View:
    """A view that only reads what is there, and waits for nobody; a wrong question is answered in the same way."""

    @wraps(view)
    def guarded(request: HttpRequest, *parts: object, **named: object) -> HttpResponse:
        try:
            return view(request, *parts, **named)
        except (Misasked, Misused) as problem:
            return render(request, "shown/failure.html", {"says": [said(str(problem))]}, status=404)
        except BadInput as problem:
            return render(request, "shown/failure.html", {"says": list(map(str, problem.problems))}, status=422)

    return guarded


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No page has this address."""
    return render(request, "shown/failure.html", {"says": ["No page has this address."]}, status=404)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent cannot be read, or is more than a form sends."""
    most = f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024} KB and {settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:,} fields"
    says = f"What was sent cannot be read, or is more than a form here takes ({most}). Nothing was written. Send less at once."
    return render(request, "shown/failure.html", {"says": [says]}, status=400)


def not_from_here(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the token of its page: open since before a sign-in, or sent from elsewhere."""
    says = "This form was not sent from a page that you have just opened. Nothing was written. Go back, load the page again, and"
    return render(
        request, "shown/failure.html", {"says": [f"{says} send it once more; cookies must be allowed."]}, status=403
    )


def broken(request: HttpRequest) -> HttpResponse:
    """Something of ours broke: said as such, and nothing of it is shown."""
    return HttpResponse("Something broke here, not in your folder; the terminal says what.\n", "text/plain", status=500)
