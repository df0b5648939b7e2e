"""The Explain page: a figure opened down to formula, inputs, rows, clause and citation."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from commonground_web.shown.failures import answered
from commonground_web.shown.kept_pages import kept_page
from commonground_web.shown.opened import opened_page


@kept_page()
@answered
def explain(request: HttpRequest) -> HttpResponse:
    """The figure at an address; without one, the words of which an address is made."""
    return opened_page(request, request.desk.negotiation)
