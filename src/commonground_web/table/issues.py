"""The Table page: issues by family, what each side offers, where it stands, what it costs, what lies between."""

from __future__ import annotations

import contextlib
import datetime as dt
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from commonground.asked.days import day_given
from commonground.costing.together import TOGETHER
from commonground.costing.views import View
from commonground.procedure.counting import CountRunsOut
from commonground.report.issues import choices, gap_shares, issue_table, totals_table
from commonground.report.standing import closing_table, deadlines_table, last_pass_tables
from commonground.report.table import Row, Table
from commonground_web.desk import Desk
from commonground_web.shown.asked import beside_asked, rosters_of, view_asked, year_asked
from commonground_web.shown.cased import case_at
from commonground_web.shown.failures import answered
from commonground_web.shown.kept_pages import kept_page
from commonground_web.shown.pages import page
from commonground_web.shown.pictures import standing_alone
from commonground_web.shown.tables import by_first_column, shown, unit_of
from commonground_web.shown.waterfall import waterfall


@kept_page()
@answered
def issues(request: HttpRequest) -> HttpResponse:
    """Every issue with both offers, the totals in one of four views, and the steps from one total to the other."""
    beside, view, year = beside_asked(request), view_asked(request), year_asked(request)
    tables = request.desk.kept(
        ("issues", beside.names, beside.basis, view, year),
        lambda: [totals_table(beside, view), gap_shares(beside, view, year), issue_table(beside, view, year)],
    )
    tables = [*tables, closing_table(beside, view, year), *_at_a_glance(request)]
    totals, steps, listed, closing, *glance = shown(tables, _page_of)
    picture = waterfall(tables[1], unit_of(tables[1])[0])
    context = {
        "title": "Table",
        "beside": beside,
        "view": view,
        "year": year,
        "views": list(View),
        **rosters_of(beside.negotiation),
        "years": beside.years,
        "choices": choices(beside.negotiation),
        "totals": totals,
        "steps": steps,
        "closing": closing,
        "glance": glance,
        "issues": listed,
        "families": by_first_column(listed),
        "waterfall": picture,
    }
    drawn = partial(standing_alone, "shown/waterfall.html", {"picture": picture, "table": steps})
    return page(request, "table/issues.html", tables, context, [drawn])


def _at_a_glance(request: HttpRequest) -> list[Table]:
    """What the last pass changed, and what is due next in law, where the folder has either."""
    desk: Desk = request.desk
    found: list[Table] = desk.kept("last pass", lambda: last_pass_tables(desk.negotiation))
    found = [table for table in found if table.rows]
    said, today = request.GET.get("on", ""), dt.date.today()
    day = day_given(said, "The day") if said else today
    case = case_at(desk)
    if case is not None:
        with contextlib.suppress(CountRunsOut):  # the page Calendar says which year lacks
            due = deadlines_table(case, day)
            found += [] if due is None else [due]
    return found


def _page_of(table: Table, row: Row) -> str:
    return reverse("issue", args=[row.label]) if table.name == "issues" and TOGETHER not in row.label else ""
