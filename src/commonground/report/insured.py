"""The tables of health insurance: contracts, premiums and who pays them, by plan and tier, and by year under each offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from commonground.agreement.agreement import Agreement
from commonground.agreement.kinds.health import Health
from commonground.costing.insured import NOWHERE, Insured, insured
from commonground.costing.period import Period
from commonground.negotiation import Negotiation
from commonground.report.basis import basis_notes
from commonground.report.costs import gap_notes
from commonground.report.explained_health import members_share
from commonground.report.scattergrams import STATUS_QUO
from commonground.report.standing_addresses import HealthAddress, OfHealth
from commonground.report.table import Column, Row, Table, money_columns
from commonground.values.money import divide
from commonground.values.rate import format_rate
from commonground.workforce.roster import FULL_TIME

JOBS = "a mean for each job"


def plans_table(negotiation: Negotiation, agreement: Agreement, name: str, year: str) -> Table:
    """Every plan and tier in a year: contracts, where they are expected, what members and the employer pay of the premium."""
    engine = negotiation.pricing.engine
    period = next(one for one in engine.periods if one.label == year)
    found = insured(engine, agreement, period)
    rows = [Row(_named(one), _cells(one), _opened(one, name, year)) for one in found]
    total = sum(found, start=Insured("", ""))
    opened = [_plan_address(total, name, year, part) for part in IN_A_ROW]
    opened[IN_A_ROW.index(OfHealth.EMPLOYER)] = _address(name, year)
    rows.append(Row("total", _cells(total), tuple(opened), is_total=True))
    columns = (
        Column("contracts", "fte"),
        *money_columns(["premium", "members pay", "employer pays"]),
        Column("members' share", "rate"),
    )
    if assumed := _assumed(agreement, period):
        rows = [
            replace(row, cells=(*row.cells, _fte(one.expected)), addresses=(*row.addresses, _expected_address(row)))
            for row, one in zip(rows, [*found, total], strict=True)
        ]
        columns = (*columns, Column("expected there", "fte"))
    notes = (_counted_by(negotiation, agreement), *assumed, *basis_notes(negotiation))
    title = f"{agreement.title}: health insurance in {year}"
    return Table(title, "plan and tier", columns, tuple(rows), notes, "health/plans")


def _cells(one: Insured) -> tuple[int | Fraction | None, ...]:
    return (_fte(one.contracts), one.premium, one.members, one.employer, members_share(one))


IN_A_ROW = [OfHealth.CONTRACTS, OfHealth.PREMIUM, OfHealth.MEMBERS, OfHealth.EMPLOYER, OfHealth.SHARE]


def _opened(one: Insured, name: str, year: str) -> tuple[str, ...]:
    """The addresses of a plan's figures."""
    is_mean = (one.plan, one.tier) == NOWHERE
    return tuple(_plan_address(one, name, year, part, is_mean=is_mean) for part in IN_A_ROW)


def _plan_address(one: Insured, name: str, year: str, part: OfHealth, *, is_mean: bool = False) -> str:
    return str(HealthAddress(name, year, one.plan, one.tier, part, is_mean))


def _expected_address(row: Row) -> str:
    return str(replace(HealthAddress.parse(row.addresses[0]), part=OfHealth.EXPECTED))


def _named(one: Insured) -> str:
    return JOBS if (one.plan, one.tier) == NOWHERE else f"{one.plan} {one.tier}"


def _fte(number: Fraction) -> int:
    exact = number * FULL_TIME
    return int(divide(exact.numerator, exact.denominator))


def _address(name: str, year: str) -> str:
    return f"{name}/{year}/component:health/annual/nothing"


def years_table(negotiation: Negotiation, offers: Sequence[tuple[str, Agreement]]) -> Table:
    """By year: what the employer and the members pay under each agreement."""
    engine, rows = negotiation.pricing.engine, []
    for period in engine.periods:
        cells: list[int] = []
        addresses: list[str] = []
        for name, agreement in offers:
            found = sum(insured(engine, agreement, period), start=Insured("", ""))
            cells += [found.employer, found.members]
            of_members = _plan_address(Insured("", ""), name, period.label, OfHealth.MEMBERS)
            addresses += [_address(name, period.label), of_members]
        rows.append(Row(period.label, tuple(cells), tuple(addresses)))
    labels = [label for name, _ in offers for label in (f"{name}: employer", f"{name}: members")]
    notes = gap_notes([agreement for _, agreement in offers], negotiation.agreement)
    return Table(
        "Who pays the premiums, by year", "year", money_columns(labels), tuple(rows), tuple(notes), "health/years"
    )


def counts_table(negotiation: Negotiation) -> Table:
    """The contracts of health.csv beside those that the base year counts, and premiums as they were billed."""
    pricing, year, rows = negotiation.pricing, negotiation.base.first.year, []
    there_are = insured(pricing.engine, pricing.status_quo_agreement, pricing.engine.periods[0])
    heads = {(one.plan, one.tier): _fte(one.contracts) for one in there_are}
    for pair in dict.fromkeys([*heads, *(row.pair for row in negotiation.enrolment.rows)]):
        row = negotiation.enrolment.in_year(pair, year)
        counted = None if row is None else _fte(row.contracts)
        there = heads.get(pair, 0)
        difference = None if counted is None else counted - there
        billed = (row.premium, row.member_pays, row.source) if row else (None, None, "")
        rows.append(Row(" ".join(pair), (there, counted, difference, *billed), _counts_opened(negotiation, pair)))
    columns = (
        Column("in the model", "fte"),
        Column("in health.csv", "fte"),
        Column("difference", "fte"),
        *money_columns(["billed for one", "member's part of it"]),
        Column("source", "text"),
    )
    notes = ("Billed: twelve months of one contract. No cost is made of it; the health clause has its own premiums.",)
    title = f"Contracts counted for {negotiation.base.label}"
    return Table(title, "plan and tier", columns, tuple(rows), notes, "health/counts")


BESIDE_THE_MODEL = (OfHealth.COUNTED, OfHealth.DIFFERENCE, OfHealth.BILLED, OfHealth.BILLED_MEMBER)


def _counts_opened(negotiation: Negotiation, pair: tuple[str, str]) -> tuple[str, ...]:
    """The addresses of a plan's contracts in the model and in health.csv, of their difference, and of what was billed."""
    row = negotiation.enrolment.in_year(pair, negotiation.base.first.year)
    known = (row, row, row and row.premium, row and row.member_pays)
    asked = [OfHealth.CONTRACTS if pair != NOWHERE else None]
    asked += [part if value is not None else None for part, value in zip(BESIDE_THE_MODEL, known, strict=True)]
    base = negotiation.base.label
    return (*(str(HealthAddress(STATUS_QUO, base, *pair, part)) if part else "" for part in asked), "")


def _counted_by(negotiation: Negotiation, agreement: Agreement) -> str:
    is_table = any(_terms(v.terms).enrolment == "table" for p in agreement.of_kind("health") for v in p.versions)
    if is_table:
        return "Contracts: those of health.csv, by number; they stay as they are counted."
    return "Contracts: people whose plan the roster says and whom the year insures, or those that the clause counts."


def _terms(terms: object) -> Health:
    assert isinstance(terms, Health)
    return terms


def _assumed(agreement: Agreement, period: Period) -> list[str]:
    """The migrations that are assumed by a year, in words."""
    found = []
    for clause in agreement.of_kind("health"):
        for version in clause.versions:
            if version.holds_on(period.day or period.last):
                found += [
                    f"Assumed: {format_rate(one.share)} of {one.plan} {one.tier} are in {one.to_plan} {one.to_tier} from"
                    f" {one.since}-{(one.since + 1) % 100:02d} on."
                    for one in _terms(version.terms).migrations
                    if one.since <= period.year.first.year
                ]
    return found
