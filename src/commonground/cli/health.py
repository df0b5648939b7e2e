"""`commonground health`: who is insured, by plan and tier, and who pays."""

from __future__ import annotations

from pathlib import Path

from commonground.agreement.agreement import Agreement
from commonground.asked.misused import Misused
from commonground.asked.offers import STATUS_QUO, agreement_named, latest_offers
from commonground.cli import exits
from commonground.cli.opened import opened
from commonground.cli.opened_table import Form, shown
from commonground.negotiation import Negotiation
from commonground.report.insured import counts_table, plans_table, years_table


def health(
    folder: Path,
    *,
    offer: str = STATUS_QUO,
    year: str | None = None,
    format: Form = Form.TABLE,
    out: Path | None = None,
) -> int:
    """Health insurance by plan and tier: contracts, premiums, what members and the employer pay, and the same by year.

    Where the folder has a health.csv, its contracts stand beside the people of the roster.

    Examples
    --------
    commonground health meadowbrook
    commonground health meadowbrook --offer district --year 2027-28

    Parameters
    ----------
    folder
        the negotiation's folder
    offer
        an offer's name or a part of it, or status-quo
    year
        the fiscal year; without it the first after the base year
    format
        table, json, csv or xlsx
    out
        where --format xlsx writes the workbook
    """
    negotiation = opened(folder)
    name, agreement = agreement_named(negotiation, offer)
    labels = [period.label for period in negotiation.pricing.engine.periods]
    if year is not None and year not in labels:
        raise Misused(f"--year {year}: expected one of {', '.join(labels)}.")
    tables = [plans_table(negotiation, agreement, name, year or labels[1])]
    tables.append(years_table(negotiation, _side_by_side(negotiation, name)))
    if len(negotiation.enrolment):
        tables.append(counts_table(negotiation))
    shown(tables, format, out)
    return exits.DONE


def _side_by_side(negotiation: Negotiation, name: str) -> list[tuple[str, Agreement]]:
    """The status quo and the offer that is asked for; each side's last offer where none is."""
    names = [name] if name != STATUS_QUO else [offer.id for offer in latest_offers(negotiation)]
    return [agreement_named(negotiation, one) for one in dict.fromkeys((STATUS_QUO, *names))]
