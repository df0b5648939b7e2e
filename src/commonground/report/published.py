"""The tables of a publication: both offers in plain words, what they add to the cost, claims with verdicts, school days, sites.

Law: words are those that the parties signed, in the language that is asked for; figures are the library's. Headings are in English,
and whoever shows them in another language translates them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from commonground.bargaining.publication import Publication
from commonground.claims.check import Checked
from commonground.contingency.site_plan import SitePlan
from commonground.costing.views import View
from commonground.negotiation import Negotiation
from commonground.report.claims import NOT_FALSE, amount_written
from commonground.report.issues import Beside
from commonground.report.table import Column, Row, Table, money_columns
from commonground.values.school_calendar import SchoolCalendar, days_from

DAYS_SHOWN = 14
ON = "Against what it would cost if nothing were changed. Offers that end sooner are taken to go on as they end."
LEAVE = (
    "First as if nobody left or were hired; as people leave: as many go as usual, by their years of service, and newcomers"
    " take their places."
)
NOBODY_LEAVES = "Nobody is taken to leave or to be hired: the people of today grow older in their places."


def party_names(publication: Publication, negotiation: Negotiation) -> tuple[str, ...]:
    """The names of the parties whose offers are shown, in the order of the offers."""
    names = {party.id: party.name for party in negotiation.parties}
    return tuple(names[negotiation.offer(offer).party] for offer in publication.offers)


def offers_table(publication: Publication, negotiation: Negotiation, language: str) -> Table:
    """Issue by issue what stands now and what each party's offer says."""
    parties = [negotiation.offer(offer).party for offer in publication.offers]
    rows = [
        Row(
            one.title.in_language(language),
            (one.now.in_language(language), *(one.says[party].in_language(language) for party in parties)),
        )
        for one in publication.issues
    ]
    labels = ("what stands now", *party_names(publication, negotiation))
    columns = tuple(Column(label, "text") for label in labels)
    return Table("What both sides offer, issue by issue", "issue", columns, tuple(rows), (), "public/offers")


def cost_table(publication: Publication, beside: Beside) -> Table:
    """What each offer adds to the cost, by year, and how much the second adds more than the first."""
    names = (*party_names(publication, beside.negotiation), "the second more than the first")
    by_year = [series.seen(View.ANNUAL) for series in beside.totals]
    rows = [
        Row(name, (*cents, sum(cents)), is_total=at == 2)
        for at, (name, cents) in enumerate(zip(names, by_year, strict=True))
    ]
    rows += [
        Row(f"{name}, as people leave", (*(cents := series.seen(View.ANNUAL)), sum(cents)), is_total=at == 2)
        for at, (name, series) in enumerate(zip(names, beside.actual_totals, strict=False))
    ]
    columns = money_columns([*beside.years, "all years"])
    title, notes = "What each offer adds to the cost", (ON, LEAVE if beside.actual_totals else NOBODY_LEAVES)
    return Table(title, "offer of", columns, tuple(rows), notes, "public/cost")


def claims_table(publication: Publication, checked: Sequence[Checked], language: str) -> Table:
    """What was said, by whom and where, the figure in it, what is found, the verdict."""
    by_id = {one.claim.id: one for one in checked}
    rows = []
    for published in publication.claims:
        one = by_id[published.id]
        figure = one.claim.figure
        said = amount_written(figure.amount, figure) if figure else ""
        words = (published.who.in_language(language), said, amount_written(one.value, figure), str(one.verdict))
        rows.append(Row(published.says.in_language(language), words))
    columns = tuple(Column(label, "text") for label in ("who, where and when", "figure", "found", "verdict"))
    title = "What was said in public, and what is found"
    return Table(title, "what was said", columns, tuple(rows), (NOT_FALSE,), "public/claims")


def days_table(calendar: SchoolCalendar, first: dt.date) -> Table:
    """Two weeks from a day on: whether there is school, and why not. Saturdays and Sundays are left out."""
    shown = [day for day in days_from(first, first + dt.timedelta(days=DAYS_SHOWN - 1)) if day.weekday() < 5]
    rows = [Row(day.isoformat(), (str(calendar.status(day)), why_no_school(calendar, day))) for day in shown]
    columns = (Column("school", "text"), Column("why", "text"))
    return Table("School days", "day", columns, tuple(rows), (), "public/days")


def why_no_school(calendar: SchoolCalendar, day: dt.date) -> str:
    """Why pupils are not due on a day, such as a break or a Sunday; "" where they are, or where the status says it."""
    return "" if calendar.is_school_day(day) or calendar.status(day).is_lost else calendar.name_of(day)


def homes_table(plan: SitePlan) -> Table:
    """By home school the site that takes its pupils, where that is, and how far."""
    rows = [Row(one.home.id, (one.site.id, one.site.address, one.metres)) for one in plan.assigned]
    columns = (
        Column("goes to", "text"),
        Column("address", "text"),
        Column("metres, in a straight line", "people"),
    )
    return Table("Schools that stay open", "home school", columns, tuple(rows), (), "public/sites")
