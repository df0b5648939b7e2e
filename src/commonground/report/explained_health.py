"""An opened figure of health insurance: contracts of a plan and tier, what one of them costs and who pays it, with the clause."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from commonground.agreement.agreement import Agreement
from commonground.agreement.fields import year_name
from commonground.agreement.kinds.health import Health
from commonground.agreement.premium import Premium, where_they_are
from commonground.agreement.provision import Provision
from commonground.costing.insured import in_force, insured
from commonground.costing.period import Period
from commonground.negotiation import Negotiation
from commonground.report.addresses import BadAddress
from commonground.report.opened_lines import cited, told
from commonground.report.scattergrams import period_named
from commonground.report.standing_addresses import HealthAddress
from commonground.report.table import Row, Table
from commonground.values.money import format_cents
from commonground.values.rate import format_rate


def explained_health(negotiation: Negotiation, address: HealthAddress, agreement: Agreement) -> list[Table]:
    """What members and the employer pay for a plan and tier in a year, and how one contract's premium comes about.

    Raises `BadAddress` where no health clause of the agreement has the plan and tier.
    """
    period = period_named(negotiation, address.year)
    listed = insured(negotiation.pricing.engine, agreement, period)
    found = [one for one in listed if (one.plan, one.tier) == (address.plan, address.tier)]
    if not found:
        known = ", ".join(f"{one.plan} {one.tier}" for one in listed) or "none"
        raise BadAddress(str(address), f"{address.plan} {address.tier}", f"a plan and tier: {known}")
    one = found[0]
    rows = [
        Row("the figure", (f"{format_cents(one.employer)} by the employer",), is_total=True),
        Row("by members", (format_cents(one.members),)),
        Row("premium", (f"{format_cents(one.premium)} for {_number(one.contracts)} contracts",)),
    ]
    title = f"{agreement.title}, {address.year}: {address.plan} {address.tier}"
    tables = [told(title, rows, "figure")]
    for clause in agreement.of_kind("health"):
        terms = in_force(clause, period)
        premium = next((p for p in terms.premiums if p.pair == (address.plan, address.tier)), None) if terms else None
        if terms is not None and premium is not None:
            tables.append(_one_contract(clause, terms, premium, period))
    return tables


def _number(contracts: Fraction) -> str:
    return f"{float(contracts):,g}"


def _one_contract(clause: Provision, terms: Health, premium: Premium, period: Period) -> Table:
    """One contract for twelve months, as the clause says at the end of the period."""
    year = period.year.first.year
    full = terms.grown(premium.cents, year)
    members = premium.members(full, terms.share(premium), year)
    rows = [
        Row("quoted", (f"{format_cents(premium.cents)} for {year_name(terms.quoted_for)}",)),
        *_trends(terms, year),
        Row("premium", (format_cents(full),)),
        Row("member", (f"{format_cents(members)}: {_share_said(terms, premium)}",)),
        Row("employer", (format_cents(full - members),)),
        *_migrations(terms, premium, year),
    ]
    if terms.employee_share_of_pay:
        rows.append(
            Row("and of pay", (f"members pay {format_rate(terms.employee_share_of_pay)} of {', '.join(terms.base)}",))
        )
    rows += [Row("clause", (f"{clause.title}, {clause.scope}",)), Row("cited", (cited(clause, period),))]
    return told(f"One contract of {premium.plan} {premium.tier}, twelve months", rows, "health/contract")


def _trends(terms: Health, year: int) -> Iterator[Row]:
    for each in range(terms.quoted_for + 1, year + 1):
        yield Row(f"growth {year_name(each)}", (format_rate(terms.trend.get(each, terms.trend_after)),))


def _share_said(terms: Health, premium: Premium) -> str:
    said = [f"{format_rate(terms.share(premium))} of it"]
    if premium.employee_pays:
        said.append("and the dollars that the clause names")
    if premium.employer_at_most:
        said.append("but at least what is above the most that the employer pays")
    return ", ".join(said)


def _migrations(terms: Health, premium: Premium, year: int) -> Iterator[Row]:
    for (plan, tier), share, number in where_they_are(premium.pair, terms.migrations, year):
        if number >= 0:
            yield Row("assumed", (f"{format_rate(share)} of those who have it are in {plan} {tier}",))
