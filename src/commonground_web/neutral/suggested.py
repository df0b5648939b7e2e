"""What a settlement suggests, as one side or the other would be told it: for the neutral, who tells them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from commonground.settlement.points import Solution
from commonground_web.neutral.limits import agenda_for_the_neutral, limits_tried
from commonground_web.neutral.settlement import not_confided
from commonground_web.shown.failures import Misasked, answered
from commonground_web.shown.pages import page
from commonground_web.shown.settled import rule_asked, settled_at, suggested_tables
from commonground_web.shown.tables import shown


@answered
@require_safe
def told(request: HttpRequest) -> HttpResponse:
    """The package that a rule singles out with its cost, and what it is worth to the side that is asked for alone."""
    sides, rule = agenda_for_the_neutral(request.desk).sides, rule_asked(request)
    side = request.GET.get("side") or sides[0]
    if side not in sides:
        raise Misasked(f'No side is called "{side}". There is {", ".join(sides)}.')
    waits = not_confided(request.desk)
    settled = None if waits else settled_at(request, limits_tried)
    tables = suggested_tables(settled, rule, sides.index(side)) if settled else []
    context = {"title": "What it suggests", "tables": shown(tables), "waits": waits, "sides": sides, "side": side}
    is_tried = settled is not None and not settled.limits.is_empty
    return page(
        request,
        "neutral/suggested.html",
        tables,
        {**context, "rules": list(Solution), "rule": rule, "is_tried": is_tried},
    )
