"""The Issue page: the terms of both sides with their differences marked, its price by year, its passes."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from commonground.costing.views import View
from commonground.report.issue_page import APART, issue_tables
from commonground.report.issues import choices
from commonground_web.shown.asked import beside_asked, rosters_of, view_asked
from commonground_web.shown.failures import Misasked, answered
from commonground_web.shown.kept_pages import kept_page
from commonground_web.shown.pages import page
from commonground_web.shown.tables import Shown, shown


@kept_page()
@answered
def issue(request: HttpRequest, name: str) -> HttpResponse:
    """One issue of the table."""
    beside, view = beside_asked(request), view_asked(request)
    if name not in beside.issues:
        raise Misasked(f'No issue is called "{name}". There is {", ".join(beside.issues)}.')
    tables = issue_tables(beside, name, view)
    context = {
        "title": name,
        "family": beside.family(name).value,
        "beside": beside,
        "view": view,
        "views": list(View),
        **rosters_of(beside.negotiation),
        "choices": choices(beside.negotiation),
        "tables": [_marked(table) if table.name == "issue/terms" else table for table in shown(tables)],
    }
    return page(request, "table/issue.html", tables, context)


def _marked(terms: Shown) -> Shown:
    """The table of terms with both sides' words marked where the two differ; the last column says so in words."""
    lines = tuple(
        replace(line, cells=tuple(replace(cell, is_marked=at >= 3) for at, cell in enumerate(line.cells)))
        if line.cells[-1].text == APART
        else line
        for line in terms.lines
    )
    return replace(terms, lines=lines)
