"""An opened figure of comparables: whose figures stand behind a rank, a career year by year, raises, and prices, with sources."""

from __future__ import annotations

from fractions import Fraction

from commonground.agreement.agreement import Agreement
from commonground.comparables.career import Career
from commonground.comparables.figure import SETTLEMENT
from commonground.comparables.own import compounded
from commonground.costing.period import Period
from commonground.negotiation import Negotiation
from commonground.report.addresses import BadAddress
from commonground.report.comparables import RANK, career_said, cell_address, permille, said_rank, whole
from commonground.report.own_pay import OwnPay, Under
from commonground.report.scattergrams import period_named
from commonground.report.standing_addresses import ComparableAddress, OfComparables
from commonground.report.table import Column, Row, Table
from commonground.values.money import format_cents
from commonground.values.rate import format_rate


def explained_comparables(negotiation: Negotiation, address: ComparableAddress, agreement: Agreement) -> list[Table]:
    """The figure, its formula, and all that it is made of. Raises `BadAddress` where the folder has no such figure."""
    own, under = OwnPay(negotiation), Under(address.offer, agreement)
    period = period_named(negotiation, address.year)
    if address.part is OfComparables.STANDING:
        return _standing(own, under, period, address)
    if address.part is OfComparables.CAREER:
        return _career(own, under, period, address)
    if address.part is OfComparables.SETTLEMENT:
        return _settlement(own, under, period, address)
    return _real(own, under, period, address)


def _told(title: str, rows: list[Row]) -> Table:
    return Table(title, "", (Column("", "text"),), tuple(rows), (), "figure")


def _standing(own: OwnPay, under: Under, period: Period, address: ComparableAddress) -> list[Table]:
    paid, rank = own.standing(under, period, address.name) if address.name in own.names else (None, None)
    if paid is None or rank is None:
        known = ", ".join(own.names) or "none"
        raise BadAddress(str(address), address.name, f"a benchmark with figures in {period.label}: {known}")
    rows = [
        Row("the figure", (f"{said_rank(rank)}, percentile {format_rate(permille(rank.percentile))}",), is_total=True),
        Row("here", (f"{format_cents(paid)}, which opens at {cell_address(own, under, period, address.name)}",)),
        Row("others' median", (format_cents(whole(rank.median)),)),
        Row(
            "distance",
            (f"{format_cents(paid)} - {format_cents(whole(rank.median))} = {format_cents(whole(rank.distance))}",),
        ),
        Row("formula", (RANK,)),
    ]
    return [
        _told(f"{under.agreement.title}, {period.label}: {address.name}", rows),
        _figures(own, address.name, period),
    ]


def _figures(own: OwnPay, name: str, period: Period) -> Table:
    """Every figure of a name in a year, the highest first, with its row of comparables.csv and its source."""
    here = [one for one in own.comparables.by_name.get(name, ()) if one.year == period.year.first.year]
    rows = tuple(
        Row(one.district, (int(one.value), f"{one.row}", one.source, one.dated))
        for one in sorted(here, key=lambda one: -one.value)
    )
    columns = (Column("a year"), Column("row", "text"), Column("source", "text"), Column("dated", "text"))
    return Table("Of comparables.csv", "district", columns, rows, (), "comparables/figures")


def _career(own: OwnPay, under: Under, period: Period, address: ComparableAddress) -> list[Table]:
    rule = own.comparables.career
    if rule is None:
        raise BadAddress(str(address), address.part, "a [career] in comparables.toml")
    here, there = own.careers([under], period)
    found: Career = here[under.name]
    if found.missing:
        raise BadAddress(str(address), found.missing, "a schedule with every cell that the career needs")
    rows = [
        Row("the figure", (format_cents(found.nominal),), is_total=True),
        Row("discounted", (format_cents(found.discounted),)),
        Row("formula", ("sum of pay by year; discounted = sum of pay / (1 + rate)^(year - 1)",)),
        Row("is", (career_said(rule),)),
    ]
    years = [Row(str(one.number), (one.lane, one.step, one.cents)) for one in found.paid]
    years.append(Row("all", ("", "", found.nominal), is_total=True))
    columns = (Column("lane", "text"), Column("step", "text"), Column("pay"))
    others = [Row(name, (one.nominal, one.discounted)) for name, one in there.items() if not one.missing]
    return [
        _told(f"{under.agreement.title}, {period.label}: career earnings", rows),
        Table("Year by year", "year", columns, tuple(years), (), "comparables/years"),
        Table("Others", "district", (Column("nominal"), Column("discounted")), tuple(others), (), "comparables/others"),
    ]


def _settlement(own: OwnPay, under: Under, period: Period, address: ComparableAddress) -> list[Table]:
    years = [year for year in own.settled_years() if year.first <= period.year.first]
    if not years:
        raise BadAddress(str(address), period.label, "a year in which another district has settled")
    rates = own.rates(under, years)
    product = " x ".join(f"(1 + {format_rate(rate)})" for rate in rates)
    rows = [
        Row("the figure", (f"{format_rate(compounded(rates))} compounded",), is_total=True),
        Row("sum", (format_rate(sum(rates, Fraction(0))),)),
        Row("formula", (f"{product} - 1",)),
        *(Row(year.label, (format_rate(rate),)) for year, rate in zip(years, rates, strict=True)),
    ]
    others = [
        Row(one.district, (one.value, _year(own, one.year), f"{one.row}", one.source))
        for one in own.comparables.by_name.get(SETTLEMENT, ())
        if any(one.year == year.first.year for year in years)
    ]
    columns = (Column("percent", "rate"), Column("year", "text"), Column("row", "text"), Column("source", "text"))
    return [
        _told(f"{under.agreement.title}: settlement to {period.label}", rows),
        Table("Of comparables.csv", "district", columns, tuple(others), (), "comparables/figures"),
    ]


def _year(own: OwnPay, year: int) -> str:
    return next(period.label for period in own.periods if period.year.first.year == year)


def _real(own: OwnPay, under: Under, period: Period, address: ComparableAddress) -> list[Table]:
    prices, change = own.comparables.prices, own.raised(under, period, address.name)
    moved, real = own.prices(period), own.real(under, period, address.name)
    if prices is None or change is None or moved is None or real is None:
        raise BadAddress(str(address), address.name or period.label, "a year and a benchmark with pay and prices")
    rows = [
        Row("the figure", (format_rate(permille(real)),), is_total=True),
        Row("change", (f"{format_rate(permille(change))} since {own.periods[0].label}",)),
        Row("prices", (f"{format_rate(permille(moved))} since {own.periods[0].label}",)),
        Row("formula", ("(1 + change) / (1 + change of prices) - 1",)),
    ]
    lines = []
    for one in (own.periods[0], period):
        month = prices.month_of(one.year.first.year)
        value = prices.in_year(one.year.first.year)
        source = prices.sources.get(month, "assumed growth after the last value that is known")
        lines.append(Row(one.label, (f"{month[0]}-{month[1]:02d}", f"{float(value or 0):.3f}", source)))
    columns = (Column("month", "text"), Column("index", "text"), Column("source", "text"))
    name = f"{prices.name} {prices.region}".strip()
    return [
        _told(f"{under.agreement.title}, {period.label}: {address.name or 'raises'}, prices taken out", rows),
        Table(name, "fiscal year", columns, tuple(lines), (), "comparables/prices"),
    ]
