"""What the folder at the desk publishes, read once; and the edition that the public would be shown of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.http import HttpRequest

from commonground.bargaining.publication import Part, Publication
from commonground.contingency.choose_sites import NoPlan, choose_sites
from commonground.files.publications import PUBLISH, read_publication, said_of
from commonground.files.school_calendars import read_school_calendar
from commonground.files.siting import read_contingency
from commonground.report.issues import Beside
from commonground.report.published import claims_table, cost_table, homes_table, offers_table
from commonground.report.table import Table
from commonground.values.problem import BadInput, errors
from commonground.values.school_calendar import SchoolCalendar
from commonground_web.desk import Desk
from commonground_web.shown.claimed import checked_at, claims_at
from commonground_web.shown.edition import Edition, calendar_said, edition, tables_said
from commonground_web.shown.languages import LANGUAGES


def publication_at(request: HttpRequest) -> Publication | None:
    """What the folder publishes, signed or not; None where it has no publish.toml. Raises `BadInput`."""
    desk: Desk = request.desk
    if not (desk.folder / PUBLISH).is_file():
        return None

    def made() -> Publication:
        found, problems = read_publication(desk.folder, desk.negotiation, claims_at(request))
        if found is None:
            raise BadInput(errors(problems))
        return found

    return desk.kept("publication", made)


def edition_of(request: HttpRequest, publication: Publication) -> Edition:
    """All that the public would be shown. Raises `BadInput` where a file of the folder that it needs cannot be read."""
    desk: Desk = request.desk
    return desk.kept(("edition", publication.seal), lambda: _made(request, publication))


def calendar_of(folder: Path) -> SchoolCalendar:
    """The school calendar of a folder. Raises `BadInput`."""
    found, problems = read_school_calendar(folder)
    if found is None:
        raise BadInput(errors(problems))
    return found


def _made(request: HttpRequest, publication: Publication) -> Edition:
    desk: Desk = request.desk
    negotiation, shows = desk.negotiation, publication.shows
    names = {party.id: party.name for party in negotiation.parties}
    sites, homes = _sites(desk) if Part.SITES in shows else (None, [])
    offers = [negotiation.offer(name) for name in publication.offers]
    return edition(
        {
            "parties": list(names.values()),
            "signers": {party: names[party] for party in publication.signers},
            "says": said_of(publication),
            "passed": [[names[one.party], one.passed_on.isoformat()] for one in offers],
            "tables": {
                language: tables_said([*_tables(request, publication, language), *homes]) for language in LANGUAGES
            },
            "calendar": calendar_said(calendar_of(desk.folder)) if Part.DAYS in shows else None,
            "sites": sites,
        }
    )


def _tables(request: HttpRequest, publication: Publication, language: str) -> list[Table]:
    """Offers, then, where they are shown, cost and claims; words in a language, headings in English."""
    desk: Desk = request.desk
    tables = [offers_table(publication, desk.negotiation, language)]
    if Part.COST in publication.shows:
        tables.append(cost_table(publication, _beside(desk, publication)))
    if publication.claims and (claims := claims_at(request)):
        tables.append(claims_table(publication, checked_at(request, claims), language))
    return tables


def _sites(desk: Desk) -> tuple[Mapping[str, Any] | None, list[Table]]:
    """The schools that stay open, as an edition has them; nothing where no plan keeps all that it must."""
    found, problems = read_contingency(desk.folder)
    if found is None:
        raise BadInput(errors(problems))
    plan = choose_sites(found.siting, found.effort)
    if isinstance(plan, NoPlan):
        return None, []
    notice = found.notice
    schools = {
        one.home.id: {"site": one.site.id, "address": one.site.address, "metres": one.metres} for one in plan.assigned
    }
    told = {
        "schools": schools,
        "valid": {"en": notice.valid_en, "es": notice.valid_es},
        "bring": {"en": list(notice.bring_en), "es": list(notice.bring_es)},
        "hours": notice.hours,
        "contact": notice.contact,
    }
    return told, [homes_table(plan)]


def _beside(desk: Desk, publication: Publication) -> Beside:
    negotiation = desk.negotiation
    one, other = (negotiation.pricing.applied(negotiation.offer(name)).agreement for name in publication.offers)
    return Beside(negotiation, publication.offers, (one, other))
