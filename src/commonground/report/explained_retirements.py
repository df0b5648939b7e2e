"""An opened figure of retirements: the rule and who meets it by years of service, or the lines that retirements change."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from commonground.agreement.agreement import Agreement
from commonground.agreement.provision import Provision
from commonground.costing.actual import ActualEngine
from commonground.costing.period import Period
from commonground.costing.retirements import MovedLine, by_service, lines_moved, pension_by_line
from commonground.negotiation import Negotiation
from commonground.report.addresses import BadAddress
from commonground.report.basis import without_turnover
from commonground.report.explained_turnover import rates_cited
from commonground.report.opened_lines import cited, roster_row, told
from commonground.report.scattergrams import period_named
from commonground.report.standing_addresses import OfRetirements, RetirementAddress
from commonground.report.table import Column, Row, Table
from commonground.report.turnover import fte, rates_table
from commonground.values.money import format_cents
from commonground.workforce.roster import FULL_TIME

JOBS = {
    OfRetirements.MAY: "FTE x the chance that its holder is there, over the jobs whose holders meet the rule in the year",
    OfRetirements.DO: "FTE x the chance that its holder is there x the rate of leaving at the year's end, over the same jobs",
}
SAVED = "cast-forward cost - cost of a roster that only those leave who may retire, line by line"
PAID = "what the clauses of leave payout and of incentives pay in the year"
PENSION = "what the clauses of pensions and pickups charge for people of the tier on the actual roster"


def explained_retirements(negotiation: Negotiation, address: RetirementAddress, agreement: Agreement) -> list[Table]:
    """The figure, its formula, and what it is made of. Raises `BadAddress` where the folder has no such figure."""
    actual = negotiation.actual
    if actual is None:
        raise BadAddress(str(address), address.part, without_turnover("a figure of retirements").rstrip("."))
    period = period_named(negotiation, address.year)
    if address.part in JOBS:
        return [*_jobs(negotiation, actual, period, address), rates_table(negotiation, actual)]
    if address.part in (OfRetirements.PENSION, OfRetirements.PENSIONS):
        return _pensions(negotiation, actual, period, address, agreement)
    return [*_money(negotiation, actual, period, address, agreement), rates_table(negotiation, actual)]


def _jobs(negotiation: Negotiation, actual: ActualEngine, period: Period, address: RetirementAddress) -> list[Table]:
    """The jobs of those who may retire by a rule, or of those who are expected to, by years of service."""
    rules = {str(rule): rule for rule in actual.turnover.retirements}
    if address.name not in rules:
        raise BadAddress(str(address), address.name, f"a rule of turnover.toml: {', or '.join(rules) or 'none'}")
    found = by_service(actual, period, rules[address.name])
    may, do = (
        sum(parts, Fraction(0)) for parts in ((one.may for one in found.values()), (one.do for one in found.values()))
    )
    jobs = fte(may if address.part is OfRetirements.MAY else do)
    rows = [
        Row("the figure", (f"{jobs // FULL_TIME:,}.{jobs % FULL_TIME:04d}",), is_total=True),
        Row("formula", (JOBS[address.part],)),
        Row("clause", (f"[[retirement]] of turnover.toml: {address.name}",)),
        rates_cited(negotiation),
        roster_row(negotiation),
    ]
    lines = [Row(f"{years}", (fte(one.may), fte(one.do))) for years, one in found.items()]
    lines.append(Row("all", (fte(may), fte(do)), is_total=True))
    columns = (Column("may retire", "fte"), Column("expected to, at its end", "fte"))
    return [
        told(f"{period.label}: {address.name}", rows, "figure"),
        Table("By completed years of service", "years", columns, tuple(lines), (), "retirements/service"),
    ]


def _money(
    negotiation: Negotiation, actual: ActualEngine, period: Period, address: RetirementAddress, agreement: Agreement
) -> list[Table]:
    """What retirements save or are paid, or what is left of the one after the other, line by line."""
    found = list(lines_moved(negotiation.pricing.engine, actual, agreement))
    at = [one.label for one in negotiation.pricing.engine.periods].index(period.label)
    formula = f"saved: {SAVED}; less paid: {PAID}"
    if address.part is not OfRetirements.LEFT:
        is_paid = address.part is OfRetirements.PAID
        found = [one for one in found if one.is_paid == is_paid and one.part == address.name]
        formula = PAID if is_paid else SAVED
    cents = [-one.cents[at] if one.is_paid else one.cents[at] for one in found]
    title = f"{agreement.title}, {period.label}: retirements, {address.part} {address.name}".rstrip()
    rows = _figure(negotiation, sum(cents), formula)
    return [told(title, rows, "figure"), _lines(_named(found, cents), period)]


def _named(found: Iterable[MovedLine], cents: Iterable[int]) -> list[tuple[Provision, str, int]]:
    return [(one.line.provision, one.line.component, each) for one, each in zip(found, cents, strict=True)]


def _pensions(
    negotiation: Negotiation, actual: ActualEngine, period: Period, address: RetirementAddress, agreement: Agreement
) -> list[Table]:
    """The contributions for one tier's people, or for all, clause by clause."""
    found = []
    for line, by_tier in pension_by_line(actual, agreement, period):
        of_all = address.part is OfRetirements.PENSIONS
        cents = sum(by_tier.values()) if of_all else by_tier.get(address.name, 0)
        found.append((agreement[line.provision], line.rule.component, cents))
    who = "all" if address.part is OfRetirements.PENSIONS else address.name or "no tier"
    title = f"{agreement.title}, {period.label}: employer's pension contributions, {who}"
    rows = _figure(negotiation, sum(cents for _, _, cents in found), PENSION)
    return [told(title, rows, "figure"), _lines(found, period)]


def _figure(negotiation: Negotiation, cents: int, formula: str) -> list[Row]:
    return [
        Row("the figure", (format_cents(cents),), is_total=True),
        Row("formula", (formula,)),
        rates_cited(negotiation),
        roster_row(negotiation),
    ]


def _lines(found: Iterable[tuple[Provision, str, int]], period: Period) -> Table:
    """The lines that a figure is the sum of, each with its clause and where that is written."""
    shown = [one for one in found if one[2]]
    rows = [Row(f"{clause.title}: {component}", (cents, cited(clause, period))) for clause, component, cents in shown]
    rows.append(Row("all", (sum(cents for _, _, cents in shown), ""), is_total=True))
    return Table(
        "Clause by clause",
        "clause and component",
        (Column("cents"), Column("cited", "text")),
        tuple(rows),
        (),
        "retirements/lines",
    )
