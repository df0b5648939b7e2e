"""The grid of a schedule: a caucus types salaries into its draft, or pastes a block, and sees what that costs."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commonground.agreement.provision import Status
from commonground.costing.typed_cells import SeveralGrids
from commonground.costing.views import View
from commonground.negotiation import Negotiation
from commonground.report.table import Table
from commonground.report.typed_grids import TypedGrid, grid_tables, typed_cost, typed_grid
from commonground.report.what_if import package_totals
from commonground.values.fiscal_year import FiscalYear
from commonground_web.actions.begin_draft import begin_draft
from commonground_web.actions.turn_dials import turn_dials
from commonground_web.actions.walk_steps import redo, undo
from commonground_web.caucus.authority import beside_authority
from commonground_web.caucus.grid_cells import rows_of
from commonground_web.caucus.grid_form import Said, as_typed, read_form
from commonground_web.caucus.packages import across_asked, draft_asked, own_drafts
from commonground_web.caucus.typed import as_values, typed_cells, typed_values, untyped_values
from commonground_web.caucus.untyped import Untyped, beside_untyped
from commonground_web.caucus.what_if import WhatIf, what_if
from commonground_web.records.models import Draft
from commonground_web.shown.asked import view_asked
from commonground_web.shown.failures import Misasked, answered
from commonground_web.shown.pages import page
from commonground_web.shown.tables import Shown, shown

IN_SHORT = (View.ANNUAL, View.CUMULATIVE)
MOST_FIELDS = 450  # cells that a form may bring; a larger schedule is pasted into


@dataclass(frozen=True)
class Laid:
    """A grid on the page: the draft as it stands, without what is typed, and the schedule on its day."""

    draft: Draft
    untyped: Untyped
    grid: TypedGrid

    @property
    def found(self) -> WhatIf:
        """The draft as it stands."""
        return self.untyped.found


@answered
@require_http_methods(["GET", "HEAD", "POST"])
def grids(request: HttpRequest) -> HttpResponse:
    """Into which draft salaries are to be typed: one that there is, or a new one."""
    if request.method == "POST":
        start = request.desk.negotiation.offer(request.POST.get("start", ""))
        draft = begin_draft(request.desk.party, start.id, f"What if: {start.title}")
        return HttpResponseRedirect(_address(request, draft))
    offers = [*request.desk.negotiation.offers.values()][::-1]
    context = {"title": "Edit a schedule", "drafts": own_drafts(request).order_by("-begun"), "offers": offers}
    return render(request, "caucus/grids.html", {**context, "asked": request.GET.urlencode()})


@answered
@require_safe
def grid(request: HttpRequest, number: int) -> HttpResponse:
    """A schedule of a draft as a grid whose cells can be typed."""
    laid = _laid(request, draft_asked(request, number))
    return _page(request, laid, None)


@answered
@require_POST
def typed(request: HttpRequest, number: int) -> HttpResponse:
    """The cells of the form, kept as a step; where one cannot be read none is, and the page says which."""
    draft = draft_asked(request, number)
    laid = _laid(request, draft)
    said = read_form(request.POST, laid.grid)
    if said.is_sound:
        _keep(laid, said)
        if request.headers.get("X-Part") != "grid":
            return HttpResponseRedirect(_address(request, draft))
        laid, said = _laid(request, draft), None  # type: ignore[assignment]
    return _page(request, laid, said)


@answered
@require_POST
def walk(request: HttpRequest, number: int, way: str) -> HttpResponse:
    """A step of the draft back, or on again."""
    draft = draft_asked(request, number)
    {"undo": undo, "redo": redo}[way](draft)
    if request.headers.get("X-Part") == "grid":
        return _page(request, _laid(request, draft), None)
    return HttpResponseRedirect(_address(request, draft))


def _keep(laid: Laid, said: Said) -> None:
    here = laid.grid.clause, laid.grid.day, laid.grid.schedule
    others = {cell: dollars for cell, dollars in typed_cells(laid.draft.values).items() if cell[:3] != here}
    turn_dials(
        laid.draft, {**untyped_values(laid.draft.values), **as_values({**others, **as_typed(said.typed, laid.grid)})}
    )


def _laid(request: HttpRequest, draft: Draft) -> Laid:
    """The grid that the address asks for: by default the first schedule, in the first year of the term. Raises `Misasked`."""
    untyped = beside_untyped(request.desk, draft)
    found = untyped.found
    known, years = schedules(found.negotiation), _years(found)
    clause, _, schedule = request.GET.get("schedule", "").partition("/")
    if not clause and known:
        clause, schedule = known[0]
    if (clause, schedule) not in known:
        there = ", ".join("/".join(one) for one in known) or "none: no clause is a salary schedule"
        raise Misasked(f'No schedule is called "{clause}/{schedule}". There is {there}.')
    label = request.GET.get("year") or years[0].label
    if (year := next((one for one in years if one.label == label), None)) is None:
        raise Misasked(
            f'Salaries can be typed from a year of the term on; got "{label}", there is {", ".join(one.label for one in years)}.'
        )
    day = max(year.first, found.start.term.first)
    here = as_values({cell: Fraction(1) for cell in typed_cells(draft.values) if cell[:3] == (clause, day, schedule)})
    before = what_if(request.desk, draft, {name: said for name, said in draft.values.items() if name not in here})
    try:
        made = typed_grid(found.negotiation, found.agreement, before.agreement, clause, schedule, day)
    except SeveralGrids as problem:
        raise Misasked(
            f"{problem}; a print would make one of them. Type it as clauses into a file of the folder."
        ) from None
    return Laid(draft, untyped, made)


def schedules(negotiation: Negotiation) -> list[tuple[str, str]]:
    """Every schedule with its clause."""
    return [
        (clause.id, name)
        for clause in negotiation.agreement.of_kind("salary_schedule")
        if clause.status is Status.COSTED
        for name in dict.fromkeys(cell.schedule for version in clause.versions for cell in version.terms.table)  # type: ignore[attr-defined]
    ]


def _years(found: WhatIf) -> list[FiscalYear]:
    """The years of the draft's term that are costed."""
    term = found.start.term
    return [year for year in found.negotiation.years if year.last >= term.first and year.first <= term.last]


def _address(request: HttpRequest, draft: Draft) -> str:
    asked = request.GET.urlencode()
    return f"{reverse('package-grid', args=[draft.pk])}{'?' if asked else ''}{asked}"


def _page(request: HttpRequest, laid: Laid, said: Said | None) -> HttpResponse:
    tables = [*grid_tables(laid.grid), *_costs(request, laid)]
    figures = shown(tables, opens=reverse("package-explain", args=[laid.draft.pk]))
    context: dict[str, Any] = {
        "title": f"Edit a schedule: {laid.draft.title}",
        "draft": laid.draft,
        "found": laid.found,
        "grid": laid.grid,
        "said": said,
        "rows": rows_of(laid.grid, said),
        "salaries": figures[0],
        "people": figures[1],
        "tables": figures[2:],
        "has_fields": len(laid.grid.before) <= MOST_FIELDS,
        "schedules": schedules(laid.found.negotiation),
        "years": [year.label for year in _years(laid.found)],
        "typed": len(typed_values(laid.draft.values)),
        "cost": _in_short(laid.grid, figures[2]),
        "asked": request.GET.urlencode(),
        "at_lane": request.POST.get("lane", ""),
        "at_step": request.POST.get("step", ""),
    }
    template = "caucus/grid_part.html" if request.headers.get("X-Part") == "grid" else "caucus/grid.html"
    return page(request, template, tables, context)


def _in_short(grid: TypedGrid, cost: Shown) -> tuple[str, str, str]:
    """Of what is typed: what it costs in the grid's year, and by the last year all together; the last year."""
    annual, cumulative = (next(line for line in cost.lines if line.label == view.value) for view in IN_SHORT)
    years = [label.rstrip("*") for label, _ in cost.columns]
    return annual.cells[years.index(grid.year)].text, cumulative.cells[-2].text, years[-2]


def _costs(request: HttpRequest, laid: Laid) -> list[Table]:
    """What the typed salaries cost, and what the package does."""
    found, negotiation = laid.found, laid.untyped.negotiation
    package = found.name, found.agreement
    cost = typed_cost(negotiation, package, (laid.untyped.name, laid.untyped.agreement))
    across = across_asked(request)
    start, other = ((offer.id, negotiation.pricing.applied(offer).agreement) for offer in (found.start, across))
    totals = package_totals(negotiation, package, start, other, view_asked(request))
    return [cost, totals, *beside_authority(request.desk, negotiation, *package)]
