"""The Money page: what one percent costs, and which raise a sum of money is; over all units or one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from commonground.asked.units import units_named
from commonground.costing.percent import NothingToRaise
from commonground.report.raises import afford_table, percent_tables
from commonground.report.table import Table
from commonground.values.money import NotAnAmount, parse_amount, to_cents
from commonground.values.rate import NotARate, parse_rate
from commonground_web.shown.failures import Misasked, answered
from commonground_web.shown.kept_pages import kept_page
from commonground_web.shown.pages import page
from commonground_web.shown.tables import shown

ONE_PERCENT = "1%"


@kept_page()
@answered
@require_safe
def money(request: HttpRequest) -> HttpResponse:
    """A raise in a full year with everything that it drags along; where money is named, what it is as a raise."""
    negotiation, asked = request.desk.negotiation, request.GET
    raised, amount, unit = (asked.get(name, "").strip() for name in ("raise", "money", "unit"))
    units = units_named(negotiation, unit or None)
    try:
        rate, cents = parse_rate(raised or ONE_PERCENT), to_cents(parse_amount(amount)) if amount else None
    except (NotARate, NotAnAmount) as problem:
        raise Misasked(f"{problem}.") from None
    if cents is not None and cents < 0:
        raise Misasked(f"{amount} is less than nothing; name the money that there is for a raise.")

    def made() -> list[Table]:
        afforded = [] if cents is None else [afford_table(negotiation, cents, units)]
        return [*afforded, *percent_tables(negotiation, rate, units)]

    try:
        tables = request.desk.kept(("money", rate, cents, units), made)
    except NothingToRaise as problem:
        raise Misasked(f"{problem}.") from None
    context = {
        "title": "Money",
        "raised": raised or ONE_PERCENT,
        "amount": amount,
        "unit": unit,
        "units": [word for word in negotiation.roster.labels["unit"].words if word],
        "tables": shown(tables),
    }
    return page(request, "caucus/money.html", tables, context)
