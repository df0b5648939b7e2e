"""`commonground retirements`: who may retire, who is expected to, and what that saves and costs."""

from __future__ import annotations

from pathlib import Path

from commonground.asked.misused import Misused
from commonground.asked.offers import STATUS_QUO, agreement_named
from commonground.cli import exits
from commonground.cli.opened import opened
from commonground.cli.opened_table import Form, shown
from commonground.report.basis import without_turnover
from commonground.report.retirements import effects_table, pensions_table, retiring_table


def retirements(folder: Path, *, offer: str = STATUS_QUO, format: Form = Form.TABLE, out: Path | None = None) -> int:
    """Who may retire by year, how many are expected to, what their replacement saves, pensions by tier.

    By the rules and rates of turnover.toml: whoever leaves and may retire is taken to retire.

    Examples
    --------
    commonground retirements meadowbrook
    commonground retirements meadowbrook --offer union --format json

    Parameters
    ----------
    folder
        the negotiation's folder
    offer
        an offer's name or a part of it, or status-quo
    format
        table, json, csv or xlsx
    out
        where --format xlsx writes the workbook
    """
    negotiation = opened(folder)
    actual = negotiation.actual
    if actual is None:
        raise Misused(without_turnover("Nobody is known to retire"))
    if not actual.turnover.retirements:
        raise Misused("Nobody is known to retire: turnover.toml has no [[retirement]] that says who may, and when.")
    name, agreement = agreement_named(negotiation, offer)
    tables = [
        retiring_table(negotiation, actual, name),
        effects_table(negotiation, actual, agreement, name),
        pensions_table(actual, agreement, name),
    ]
    shown(tables, format, out)
    return exits.DONE
