"""The Roster pages: a payroll comes in by steps (file, columns, a dry run with every problem), is written, and is taken back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from commonground.files.folder import roster_file
from commonground.files.rejected_rows import problems_table, rejected_table
from commonground.report.rosters import intake_table, placement_tables
from commonground.values.problem import errors
from commonground.workforce.columns import MAPPED, SalaryBasis
from commonground_web import own_roster, seat
from commonground_web.actions.roster_in_database import standing
from commonground_web.actions.stage_roster import map_columns, stage, staged
from commonground_web.actions.staged import NotStaged
from commonground_web.actions.write_roster import tried, undo_roster, write_roster, written_last
from commonground_web.caucus.payroll import mapping_chosen, payroll_of, people_of, reading_of, table_of, target_of
from commonground_web.shown.failures import Misasked, answered
from commonground_web.shown.pages import page
from commonground_web.shown.tables import shown
from commonground_web.shown.uploads import MOST_BYTES

SAMPLES = 3  # cells of a column that are shown


@answered
@require_safe
def roster(request: HttpRequest) -> HttpResponse:
    """Where the folder's people come from, what was written last, and the way to bring in a payroll."""
    try:
        found, why_not = staged(request.desk), ""
    except NotStaged as problem:
        found, why_not = None, str(problem)
    context = {
        "title": "Roster",
        "people": request.desk.negotiation.roster.people,
        "reads": roster_file(request.desk.folder),
        "staged": found,
        "why_not": why_not,
        "undo": written_last(request.desk),
        "most": MOST_BYTES // 1_000_000,
        **_on_a_server(request),
    }
    return page(request, "caucus/roster.html", [], context)


def _on_a_server(request: HttpRequest) -> dict[str, Any]:
    """The roster of the caucus's own, and whether this browser's pages stand on it; nothing on a laptop."""
    if not seat.taken().is_server:
        return {}
    last = standing(request.desk)
    return {"is_server": True, "standing": last, "is_asked": own_roster.is_asked(request), "wrong": own_roster.wrong()}


@answered
@require_POST
def whose(request: HttpRequest) -> HttpResponse:
    """From now on the pages of this browser stand on the caucus's own people, or on the table's again."""
    if not seat.taken().is_server:
        raise Misasked("On a laptop there is one roster, the folder's.")
    own_roster.choose(request, request.POST.get("people", ""))
    back = request.POST.get("back", "")
    return HttpResponseRedirect(back if url_has_allowed_host_and_scheme(back, None) else reverse("table"))


@answered
@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """A payroll is set aside; nothing of it is in the folder."""
    sent = request.FILES.get("file")
    if sent is None:
        raise Misasked(f"No file came, or one of more than {MOST_BYTES // 1_000_000} MB. Choose a payroll and send it.")
    try:
        stage(request.desk, sent.name or "", sent.chunks(), request.POST.get("sheet", "").strip())
    except NotStaged as problem:
        raise Misasked(str(problem)) from None
    return redirect("roster-columns")


@answered
def columns(request: HttpRequest) -> HttpResponse:
    """Which column of the file is which of the roster: guessed, and asked."""
    found = payroll_of(request)
    table = table_of(found)
    if table.table is None:
        tables = [problems_table(table.problems)]
        return page(request, "shown/tables.html", tables, {"title": "The file cannot be read", "tables": shown(tables)})
    mapping = reading_of(request, found).mapping
    if request.method == "POST":
        map_columns(request.desk, found, mapping_chosen(request, table.table.headers, mapping))
        return redirect("roster-check")
    by_header = {header: name for name, header in mapping.headers.items()}
    names = [*MAPPED, *(name for name in mapping.headers if name not in MAPPED)]
    rows = [
        (
            header,
            [word for word in table.table.columns[header].to_list() if word.strip()][:SAMPLES],
            by_header.get(header, ""),
            mapping.reasons.get(by_header.get(header, ""), ""),
        )
        for header in table.table.headers
    ]
    context = {
        "title": "Columns",
        "staged": found,
        "rows": rows,
        "names": names,
        "bases": list(SalaryBasis),
        "basis": mapping.salary_basis,
        "keep": mapping.keep,
        "vacancy": mapping.vacancy,
    }
    return page(request, "caucus/roster_columns.html", [], context)


@answered
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """A dry run: what becomes of every row, who stands where, every problem; nothing is written."""
    found = payroll_of(request)
    reading, taken = people_of(request, found)
    misfits = errors(tried(request.desk, taken.roster, reading.mapping, target_of(request))) if taken else ()
    tables = [problems_table((*reading.problems, *(taken.doubts if taken else ()), *misfits))]
    tables += [intake_table(reading.report, found.name)]
    tables += placement_tables(taken.placement.report) if taken and taken.placement else []
    if reading.rejected and (table := table_of(found).table) is not None:
        tables.append(rejected_table(table, reading.rejected, reading.problems))
    tables = [table for table in tables if table.rows]
    context: dict[str, Any] = {
        "title": "Dry run",
        "staged": found,
        "tables": [one for one in shown(tables) if one.name != "roster/rejected"],
        "rejected": len(reading.rejected),
        "rejected_at": len(tables) - 1,
        "misfits": len(misfits),
        "wrong": len(errors(reading.problems)),
        "people": taken.roster.people if taken else 0,
        "target": target_of(request),
        "is_server": seat.taken().is_server,
        "is_refused": seat.taken().is_server and bool(misfits),
    }
    return page(request, "caucus/roster_check.html", tables, context)


@answered
@require_POST
def write(request: HttpRequest) -> HttpResponse:
    """The people are written, where no row is in error or those in error are left out by intent."""
    found = payroll_of(request)
    if request.POST.get("mark", found.mark) != found.mark:
        raise Misasked("Nothing was written: since this dry run another file came, or its columns changed. Look again.")
    reading, taken = people_of(request, found)
    if taken is None:
        raise Misasked("Nothing was written: the file holds nobody that can be read.")
    if errors(reading.problems) and not request.POST.get("skip"):
        raise Misasked("Nothing was written: rows are in error. Mend the file, or choose to leave those rows out.")
    target = target_of(request)
    if seat.taken().is_server and errors(tried(request.desk, taken.roster, reading.mapping, target)):
        raise Misasked("Nothing was written: with these people the negotiation cannot be read. The dry run says why.")
    try:
        write_roster(request.desk, taken.roster, reading.mapping, target)
    except NotStaged as problem:
        raise Misasked(str(problem)) from None
    return redirect("roster")


@answered
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """What stood there before is brought back; on a server only where what is taken back is what was shown."""
    try:
        if (last := standing(request.desk)) and request.POST.get("number", str(last.number)) != str(last.number):
            raise Misasked("Nothing was taken back: somebody of your caucus has written another roster since.")
        undo_roster(request.desk)
    except NotStaged as problem:
        raise Misasked(str(problem)) from None
    return redirect("roster")
