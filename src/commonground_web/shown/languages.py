"""Pages in English and in Spanish: which is asked for, and the way to the other.

Law: an address that says `lang` is shown in that language to everybody; without it the browser's own wish decides.
Only the pages for members and the public have two languages; a page for negotiators is in English.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

LANGUAGES = {"en": "English", "es": "Español"}
View = Callable[..., HttpResponse]


def in_language(view: View) -> View:
    """A view whose page is shown in the language that is asked for."""

    @wraps(view)
    def spoken(request: HttpRequest, *parts: object, **named: object) -> HttpResponse:
        request.language = language = _asked(request)
        with translation.override(language):
            response = view(request, *parts, **named)
        response["Content-Language"] = language
        patch_vary_headers(response, ("Accept-Language",))
        return response

    return spoken


def other_languages(request: HttpRequest) -> list[tuple[str, str, str]]:
    """The other languages in which a page may be had: code, the language's own name, the page's address in it."""
    asked = {name: value for name, value in request.GET.items() if name not in ("lang", "format", "table")}
    return [
        (code, name, f"?{urlencode({**asked, 'lang': code})}")
        for code, name in LANGUAGES.items()
        if code != request.language
    ]


def _asked(request: HttpRequest) -> str:
    if (said := request.GET.get("lang", "")) in LANGUAGES:
        return said
    wished = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    return next((code for tag, _ in wished if (code := tag.split("-")[0]) in LANGUAGES), "en")
