"""News: whether something was added to the ledger since a page was shown, as server-sent events.

An answer ends at once and tells the browser to ask again in three seconds, with the last head that it was told (EventSource
does so by itself): no thread of the server is held by anybody who only looks on.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from commonground.bargaining.ledger import PassLedger
from commonground.negotiation import Negotiation
from commonground_web.shown.failures import answered_at_once

AGAIN = 3000  # milliseconds


@answered_at_once
@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """One event where the ledger's head is another than the one that the browser has; else only when to ask again."""
    negotiation: Negotiation = request.desk.negotiation
    head = str(negotiation.ledger.head)
    known = request.headers.get("Last-Event-ID") or request.GET.get("since", "")
    said = f"event: passed\ndata: {_words(negotiation)}\n" if known != head else ""
    return HttpResponse(f"retry: {AGAIN}\nid: {head}\n{said}\n", "text/event-stream; charset=utf-8")


def _words(negotiation: Negotiation) -> str:
    ledger: PassLedger = negotiation.ledger
    by = getattr(ledger.entries[-1], "by", "") if ledger.entries else ""
    names = {party.id: party.name for party in negotiation.parties}
    whose = f" by {names[by]}" if by in names else ""
    return f"Entry {ledger.head.number} was added to the ledger{whose}."
