"""The Table page: issues by family, what each side offers, where it stands, what it costs, what lies between."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from commonground.costing.together import TOGETHER
from commonground.costing.views import View
from commonground.report.issues import choices, gap_shares, issue_table, totals_table
from commonground.report.table import Row, Table
from commonground_web.shown.asked import beside_asked, view_asked, year_asked
from commonground_web.shown.failures import answered
from commonground_web.shown.pages import page
from commonground_web.shown.pictures import standing_alone
from commonground_web.shown.tables import by_first_column, shown, unit_of
from commonground_web.shown.waterfall import waterfall


@answered
def issues(request: HttpRequest) -> HttpResponse:
    """Every issue with both offers, the totals in one of four views, and the steps from one total to the other."""
    beside, view, year = beside_asked(request), view_asked(request), year_asked(request)
    tables = request.desk.kept(
        ("issues", beside.names, view, year),
        lambda: [totals_table(beside, view), gap_shares(beside, view, year), issue_table(beside, view, year)],
    )
    totals, steps, listed = shown(tables, _page_of)
    picture = waterfall(tables[1], unit_of(tables[1])[0])
    context = {
        "title": "Table",
        "beside": beside,
        "view": view,
        "year": year,
        "views": list(View),
        "years": beside.years,
        "choices": choices(beside.negotiation),
        "totals": totals,
        "steps": steps,
        "issues": listed,
        "families": by_first_column(listed),
        "waterfall": picture,
    }
    drawn = partial(standing_alone, "shown/waterfall.html", {"picture": picture, "table": steps})
    return page(request, "table/issues.html", tables, context, [drawn])


def _page_of(table: Table, row: Row) -> str:
    return reverse("issue", args=[row.label]) if table.name == "issues" and TOGETHER not in row.label else ""
