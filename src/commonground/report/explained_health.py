"""An opened figure of health insurance: contracts of a plan and tier, what one of them costs and who pays it, with the clause."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from commonground.agreement.agreement import Agreement
from commonground.agreement.fields import year_name
from commonground.agreement.kinds.health import Health
from commonground.agreement.premium import Premium, where_they_are
from commonground.agreement.provision import Provision
from commonground.costing.insured import Insured, in_force, insured
from commonground.costing.period import Period
from commonground.negotiation import Negotiation
from commonground.report.addresses import BadAddress
from commonground.report.opened_lines import cited, told
from commonground.report.scattergrams import period_named
from commonground.report.standing_addresses import HealthAddress, OfHealth
from commonground.report.table import Row, Table
from commonground.values.money import divide, format_cents
from commonground.values.rate import format_rate
from commonground.workforce.enrolment import Enrolled
from commonground.workforce.roster import FULL_TIME

FORMULAS = {
    OfHealth.EMPLOYER: "premium - what members pay, contract by contract",
    OfHealth.MEMBERS: "contract by contract: share of the premium, and what the clause adds",
    OfHealth.PREMIUM: "contracts x premium of twelve months x share of the year",
    OfHealth.SHARE: "what members pay / premium, to a tenth of a percent",
    OfHealth.CONTRACTS: "people whose plan the roster says and whom the year insures, or contracts that the clause counts",
    OfHealth.EXPECTED: "contracts, less those that are assumed to have moved away, and those that have moved here",
    OfHealth.DIFFERENCE: "contracts of health.csv - contracts in the model",
    OfHealth.COUNTED: "contracts as health.csv counts them",
    OfHealth.BILLED: "twelve months of one contract, as health.csv says that it was billed",
    OfHealth.BILLED_MEMBER: "what the member paid of it, as health.csv says",
}


def explained_health(negotiation: Negotiation, address: HealthAddress, agreement: Agreement) -> list[Table]:
    """What members and the employer pay for a plan and tier in a year, or for all, and how one contract's premium comes about.

    Raises `BadAddress` where no health clause of the agreement has the plan and tier, or health.csv no row of it.
    """
    period = period_named(negotiation, address.year)
    listed = insured(negotiation.pricing.engine, agreement, period)
    of_all = not (address.plan or address.tier or address.is_mean)
    found = [one for one in listed if of_all or (one.plan, one.tier) == (address.plan, address.tier)]
    row = negotiation.enrolment.in_year((address.plan, address.tier), period.year.first.year)
    if not found and row is None:
        known = ", ".join(f"{one.plan} {one.tier}" for one in listed if one.plan) or "none"
        raise BadAddress(str(address), f"{address.plan} {address.tier}", f"a plan and tier: {known}")
    one = sum(found, start=Insured(address.plan, address.tier))
    rows = [
        Row("the figure", (_figure(address, one, row),), is_total=True),
        Row("formula", (FORMULAS[address.part],)),
        Row("by the employer", (format_cents(one.employer),)),
        Row("by members", (format_cents(one.members),)),
        Row("premium", (f"{format_cents(one.premium)} for {_number(one.contracts)} contracts",)),
        *_counted(row),
    ]
    named = "all plans" if of_all else "a mean for each job" if address.is_mean else f"{address.plan} {address.tier}"
    tables = [told(f"{agreement.title}, {address.year}: {named}", rows, "figure")]
    for clause in agreement.of_kind("health"):
        terms = in_force(clause, period)
        premium = next((p for p in terms.premiums if p.pair == (address.plan, address.tier)), None) if terms else None
        if terms is not None and premium is not None:
            tables.append(_one_contract(clause, terms, premium, period))
        elif terms is not None and (of_all or address.is_mean):
            tables.append(_one_clause(clause, terms, period))
    return tables


def _figure(address: HealthAddress, one: Insured, row: Enrolled | None) -> str:
    """The figure as a table writes it. Raises `BadAddress` where health.csv does not say it."""
    if address.part in OF_THE_MODEL:
        return OF_THE_MODEL[address.part](one)
    counted = None if row is None else _jobs(row.contracts)
    said = {
        OfHealth.COUNTED: counted,
        OfHealth.DIFFERENCE: None if row is None else _jobs(row.contracts - one.contracts),
        OfHealth.BILLED: None if row is None or row.premium is None else format_cents(row.premium),
        OfHealth.BILLED_MEMBER: None if row is None or row.member_pays is None else format_cents(row.member_pays),
    }[address.part]
    if said is None:
        raise BadAddress(str(address), address.part, "a plan and tier of which health.csv says it")
    return said


def members_share(one: Insured) -> Fraction | None:
    """What members pay of a premium, to a tenth of a percent; None where there is no premium."""
    return Fraction(round(one.members * 1000 / Fraction(one.premium)), 1000) if one.premium else None


def _jobs(number: Fraction) -> str:
    """Contracts with four decimals."""
    exact = number * FULL_TIME
    whole = int(divide(exact.numerator, exact.denominator))
    return f"{'-' if whole < 0 else ''}{abs(whole) // FULL_TIME:,}.{abs(whole) % FULL_TIME:04d}"


OF_THE_MODEL: Mapping[OfHealth, Callable[[Insured], str]] = {
    OfHealth.EMPLOYER: lambda one: format_cents(one.employer),
    OfHealth.MEMBERS: lambda one: format_cents(one.members),
    OfHealth.PREMIUM: lambda one: format_cents(one.premium),
    OfHealth.SHARE: lambda one: format_rate(members_share(one) or Fraction(0)),
    OfHealth.CONTRACTS: lambda one: _jobs(one.contracts),
    OfHealth.EXPECTED: lambda one: _jobs(one.expected),
}


def _counted(row: Enrolled | None) -> Iterator[Row]:
    """What health.csv says of the plan and tier, in which row, by whose word."""
    if row is not None:
        billed = "" if row.premium is None else f", {format_cents(row.premium)} billed for one"
        yield Row("counted", (f"{_number(row.contracts)} contracts{billed}: {row.place or 'health.csv'}",))
        yield Row("source", (row.source or "no source",))


def _number(contracts: Fraction) -> str:
    return f"{float(contracts):,g}"


def _one_clause(clause: Provision, terms: Health, period: Period) -> Table:
    """A clause of which many plans, or none, are meant."""
    rows = [Row("clause", (f"{clause.title}, {clause.scope}",)), Row("cited", (cited(clause, period),))]
    if terms.mean_per_fte:
        rows.insert(
            0, Row("mean", (f"{format_cents(int(terms.mean_per_fte))} for each job, {year_name(terms.quoted_for)}",))
        )
    return told(clause.id, rows, f"health/{clause.id}")


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
