"""The Bridge page: why two public figures differ, as a picture and line by line."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse

from commonground.asked.claims import between, claim_named
from commonground.bridge.bridge import Bridge
from commonground.claims.claim import Claim, Claims
from commonground.files.bridges import BRIDGES, read_bridges
from commonground.report.bridges import bridge_tables, title
from commonground.report.table import Table
from commonground.values.problem import BadInput, errors
from commonground_web.desk import Desk
from commonground_web.shown.claimed import claims_at
from commonground_web.shown.failures import answered
from commonground_web.shown.kept_pages import kept_page
from commonground_web.shown.named import named, quoted, titles_of
from commonground_web.shown.pages import page
from commonground_web.shown.pictures import standing_alone
from commonground_web.shown.tables import shown, unit_of
from commonground_web.shown.waterfall import bridged

WITH_A_CLAIM = ("words of {} cover", "{} is said as a range", "{} is taken as", "({}).", "figure of {}, every year")


@kept_page()
@answered
def bridge(request: HttpRequest) -> HttpResponse:
    """From one claim's figure to another's: those asked for, or the first bridge that the folder supposes something of."""
    found = claims_at(request)
    choices = [] if found is None else [claim for claim in found.claims.values() if claim.figure is not None]
    context: dict[str, Any] = {"title": "Bridge", "choices": [(one.id, quoted(one)) for one in choices], "tables": []}
    if found is None or len(choices) < 2:
        return page(request, "table/bridge.html", [], context)
    usual = _usual(request.desk, found, choices)
    names = [claim_named(found, request.GET.get(key) or otherwise) for key, otherwise in zip("ab", usual, strict=True)]
    made: Bridge = request.desk.kept(
        ("bridge", *names), lambda: between(request.desk.folder, request.desk.negotiation, found, *names)
    )
    tables = bridge_tables(made)
    is_money = tables[0].columns[0].unit == "cents"
    picture = bridged(made, unit_of(tables[0])[0]) if is_money else None
    context |= {"asked": names, "tables": shown(_to_read(tables, made, found, request.desk)), "waterfall": picture}
    drawn = partial(standing_alone, "shown/waterfall.html", {"picture": picture, "table": tables[0]})
    return page(request, "table/bridge.html", tables, context, [drawn] if picture else [])


def _to_read(tables: Sequence[Table], made: Bridge, claims: Claims, desk: Desk) -> list[Table]:
    """The tables with each claim by its words and each offer by its title."""
    titles, labels = titles_of(desk.negotiation.offers), {one.id: quoted(one) for one in (made.first, made.second)}
    for claim in claims.claims.values():
        titles |= {words.format(claim.id): words.format(quoted(claim)) for words in WITH_A_CLAIM}
    titles[title(made)] = f"Bridge: “{made.first.quotation}” to “{made.second.quotation}”"
    return named(tables, titles, labels)


def _usual(desk: Desk, claims: Claims, choices: list[Claim]) -> tuple[str, str]:
    """The two claims of the first bridge that the folder writes down, or the first two."""

    def made() -> tuple[str, str]:
        if not (desk.folder / BRIDGES).is_file():
            return choices[0].id, choices[1].id
        found, problems = read_bridges(desk.folder, desk.negotiation, claims)
        if found is None:
            raise BadInput(errors(problems))
        return next(iter(found), (choices[0].id, choices[1].id))

    return desk.kept("usual bridge", made)
