"""The tables of retirements: who may retire and who is expected to, what that saves and costs, pensions by tier."""

from __future__ import annotations

from commonground.agreement.agreement import Agreement
from commonground.costing.actual import ActualEngine
from commonground.costing.period import Period
from commonground.costing.retirements import PAID, PARTS, effects, pension_by_tier, retiring
from commonground.negotiation import Negotiation
from commonground.report.standing_addresses import OfRetirements, RetirementAddress
from commonground.report.table import Column, Row, Table, money_columns
from commonground.report.turnover import fte


def retiring_table(negotiation: Negotiation, actual: ActualEngine, name: str) -> Table:
    """By year and rule: the full-time jobs of those who may retire, and of those who are expected to at the year's end."""
    rows = []
    for period in actual.periods[:-1]:
        found = list(retiring(actual, period))
        for one in found:
            opened = tuple(
                _address(part, name, period, str(one.rule)) for part in (OfRetirements.MAY, OfRetirements.DO)
            )
            rows.append(Row(f"{period.label}: {one.rule}", (fte(one.may), fte(one.do)), opened))
    columns = (Column("may retire", "fte"), Column("expected to, at its end", "fte"))
    cite = actual.turnover.citation
    notes = (
        f"Assumed: whoever leaves and may retire retires. Who leaves: turnover.toml{f' ({cite})' if cite else ''}.",
        "A roster does not say how old somebody is; the rules are by service and tier alone.",
    )
    title = f"{negotiation.title}: who may retire, in full-time jobs"
    return Table(title, "year and rule", columns, tuple(rows), notes, "retirements/jobs")


def effects_table(negotiation: Negotiation, actual: ActualEngine, agreement: Agreement, name: str) -> Table:
    """By year: what is paid less because of retirements since the snapshot, what clauses pay the retiring, and what is left."""
    rows = []
    for period, one in zip(actual.periods, effects(negotiation.pricing.engine, actual, agreement), strict=True):
        if period.passed:
            cells = (*(one.saved[part] for part in PARTS), *(-one.paid[part] for part in PAID.values()), one.net)
            parts = [(OfRetirements.SAVED, part) for part in PARTS]
            parts += [(OfRetirements.PAID, part) for part in PAID.values()]
            parts += [(OfRetirements.LEFT, "")]
            rows.append(Row(period.label, cells, tuple(_address(of, name, period, part) for of, part in parts)))
    labels = [*(f"saved: {part}" for part in PARTS), *(f"paid: {part}" for part in PAID.values()), "left"]
    notes = (
        "Saved: breakage, where only those leave who may retire: what they would have been paid less what newcomers are paid.",
        "Paid: by the clauses, to the people whom those state, who need not be those expected here.",
    )
    title = f"{agreement.title}: what retirements save and cost"
    return Table(title, "year", money_columns(labels), tuple(rows), notes, "retirements/cost")


def pensions_table(actual: ActualEngine, agreement: Agreement, name: str) -> Table:
    """By year: the employer's pension contributions on the actual roster, by tier."""
    by_year = [pension_by_tier(actual, agreement, period) for period in actual.periods]
    tiers = list(dict.fromkeys(tier for found in by_year for tier in found))
    rows = []
    for period, found in zip(actual.periods, by_year, strict=True):
        cells = (*(found.get(tier, 0) for tier in tiers), sum(found.values()))
        opened = [_address(OfRetirements.PENSION, name, period, tier) for tier in tiers]
        rows.append(Row(period.label, cells, (*opened, _address(OfRetirements.PENSIONS, name, period))))
    labels = [*(tier or "no tier" for tier in tiers), "all"]
    title = f"{agreement.title}: employer's pension contributions by tier"
    note = f"Newcomers are in the tier that turnover.toml or their day of hire gives them ({name})."
    return Table(title, "year", money_columns(labels), tuple(rows), (note,), "retirements/pension")


def _address(part: OfRetirements, offer: str, period: Period, name: str = "") -> str:
    return str(RetirementAddress(part, offer, period.label, name))
