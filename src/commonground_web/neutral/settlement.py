"""The neutral's Settlement page: the frontier as a picture and in figures, what each rule singles out, trades, a certificate."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from commonground.files.certificates import certificate_text, inputs_of
from commonground.files.preferences import preference_path
from commonground.files.settlement_plot import frontier_svg
from commonground.files.settlements import SETTLEMENT, read_agenda
from commonground.report.settlement import (
    cost_table_of,
    frontier_table,
    openings_table,
    packages_table,
    points_table,
    trades_table,
)
from commonground.report.table import Table
from commonground.settlement.certificate import NotProven, certify
from commonground.settlement.points import Solution
from commonground.settlement.trades import trades
from commonground.settlement.zone import openings
from commonground.values.problem import BadInput, errors
from commonground_web import seat
from commonground_web.desk import Desk
from commonground_web.neutral.limits import for_the_neutral, limits_tried
from commonground_web.shown.failures import Misasked, answered
from commonground_web.shown.pages import page
from commonground_web.shown.settled import Settled, rule_asked, settled_at
from commonground_web.shown.tables import shown


@answered
@require_safe
def settlement(request: HttpRequest) -> HttpResponse:
    """All that was found, for the neutral alone; where no package gives both sides their least, what stands in the way."""
    for_the_neutral(request.desk)
    rule = rule_asked(request)
    context: dict[str, Any] = {"title": "Settlement", "rules": list(Solution), "rule": rule, "tables": []}
    if waits := not_confided(request.desk):
        return page(request, "neutral/settlement.html", [], {**context, "waits": waits})
    settled = settled_at(request, limits_tried)
    if settled is None:
        return page(request, "neutral/settlement.html", [], context)
    is_whole = "format" in request.GET or "all" in request.GET
    tables = request.desk.kept(("settlement", rule, is_whole, settled.limits), lambda: _tables(settled, rule, is_whole))
    context |= {"tables": shown(tables), "is_whole": is_whole, "picture": None, "is_tried": not settled.limits.is_empty}
    if not settled.singled:
        return page(request, "neutral/settlement.html", tables, context)
    picture = frontier_svg(settled.asked.question, settled.frontier, settled.singled)
    context["picture"] = mark_safe(picture)  # every word of the folder in it is escaped where it is drawn
    return page(request, "neutral/settlement.html", tables, context, [lambda: picture])


@answered
@require_safe
def certificate(request: HttpRequest) -> HttpResponse:
    """The proof that no package beats a rule's, as a file; it tells what each side values."""
    desk: Desk = request.desk
    for_the_neutral(desk)
    settled, rule = settled_at(request, limits_tried), rule_asked(request)
    if settled is None or not settled.singled:
        raise Misasked("There is no package to certify.")
    if not settled.limits.is_empty:
        raise Misasked("A certificate is of what both sides know and confided; strike your own limits first.")
    asked, package = settled.asked, settled.first(rule).points[0].package
    try:
        found = desk.kept(
            ("certificate", rule), lambda: certify(asked.question, package, inputs_of(asked.folder, asked.agenda))
        )
    except NotProven as problem:
        raise Misasked(f"No certificate can be given: {problem}.") from None
    response = HttpResponse(certificate_text(found, asked.agenda), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="certificate.json"'
    return response


def not_confided(desk: Desk) -> list[str]:
    """On a server, the sides that have not confided to the neutral what the options are worth to them."""
    if not seat.taken().is_server or not (desk.folder / SETTLEMENT).is_file():
        return []
    agenda, problems = read_agenda(desk.folder, desk.negotiation)
    if agenda is None:
        raise BadInput(errors(problems))
    return [party for party in agenda.sides if not preference_path(desk.folder, party).is_file()]


def _tables(settled: Settled, rule: Solution, is_whole: bool) -> list[Table]:
    asked, found = settled.asked, settled.frontier
    question = asked.question
    if not settled.singled:
        return [openings_table(question, openings(question), asked.told, is_proven=found.is_proven)]
    first = settled.first(rule).points[0]
    return [
        points_table(question, found, settled.singled, asked.told),
        packages_table(question, settled.singled),
        cost_table_of(question, first, asked.told, f"What the {rule} package costs"),
        _for_a_page(frontier_table(question, found, is_whole=is_whole)),
        trades_table(question, trades(question, first.package)),
    ]


def _for_a_page(table: Table) -> Table:
    """The frontier's table with a note that speaks of this page and not of a command's options."""
    notes = (note.replace("--format csv, json or xlsx has all", "its files have all") for note in table.notes)
    return replace(table, notes=tuple(notes))
