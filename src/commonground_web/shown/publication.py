"""What the folder at the desk publishes, read once; and its tables in a language."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest

from commonground.bargaining.publication import Part, Publication
from commonground.contingency.choose_sites import NoPlan, choose_sites
from commonground.contingency.site_plan import SitePlan
from commonground.files.publications import PUBLISH, read_publication
from commonground.files.school_calendars import read_school_calendar
from commonground.files.siting import Contingency, read_contingency
from commonground.report.issues import Beside
from commonground.report.published import claims_table, cost_table, days_table, homes_table, offers_table
from commonground.report.table import Table
from commonground.values.problem import BadInput, errors
from commonground.values.school_calendar import SchoolCalendar
from commonground_web.desk import Desk
from commonground_web.shown.claimed import checked_at, claims_at


@dataclass(frozen=True)
class Sited:
    """The schools that stay open, and what the folder says to families of them."""

    plan: SitePlan
    contingency: Contingency


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


def published_tables(request: HttpRequest, publication: Publication, language: str, day: dt.date) -> list[Table]:
    """All that is published as tables: offers, then, where they are shown, cost, claims, days, sites."""
    desk: Desk = request.desk
    tables = [offers_table(publication, desk.negotiation, language)]
    if Part.COST in publication.shows:
        tables.append(desk.kept("public cost", lambda: cost_table(publication, _beside(desk, publication))))
    if publication.claims and (claims := claims_at(request)):
        tables.append(claims_table(publication, checked_at(request, claims), language))
    if Part.DAYS in publication.shows:
        tables.append(days_table(calendar_at(request), day))
    if (found := sited_at(request, publication)) is not None:
        tables.append(homes_table(found.plan))
    return tables


def calendar_at(request: HttpRequest) -> SchoolCalendar:
    """The school calendar of the folder. Raises `BadInput`."""
    desk: Desk = request.desk

    def made() -> SchoolCalendar:
        found, problems = read_school_calendar(desk.folder)
        if found is None:
            raise BadInput(errors(problems))
        return found

    return desk.kept("school calendar", made)


def sited_at(request: HttpRequest, publication: Publication) -> Sited | None:
    """The plan of open schools; None where it is not published, or where no plan keeps all that it must."""
    desk: Desk = request.desk
    if Part.SITES not in publication.shows:
        return None

    def made() -> Sited | None:
        found, problems = read_contingency(desk.folder)
        if found is None:
            raise BadInput(errors(problems))
        plan = choose_sites(found.siting, found.effort)
        return None if isinstance(plan, NoPlan) else Sited(plan, found)

    return desk.kept("sites", made)


def _beside(desk: Desk, publication: Publication) -> Beside:
    negotiation = desk.negotiation
    one, other = (negotiation.pricing.applied(negotiation.offers[name]).agreement for name in publication.offers)
    return Beside(negotiation, publication.offers, (one, other))
