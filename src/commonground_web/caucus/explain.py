"""A figure of a draft, opened, for the caucus whose draft it is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from commonground_web.caucus.packages import draft_asked
from commonground_web.caucus.untyped import beside_untyped
from commonground_web.shown.failures import answered
from commonground_web.shown.opened import opened_page


@answered
@require_safe
def explain(request: HttpRequest, number: int) -> HttpResponse:
    """The figure at an address, as the draft stands now."""
    draft = draft_asked(request, number)
    return opened_page(request, beside_untyped(request.desk, draft).negotiation)
