"""`commonground cost`: what an offer costs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from commonground.asked.misused import Misused
from commonground.asked.offers import STATUS_QUO, agreement_named, latest_offers, reference_named
from commonground.cli import exits
from commonground.cli.opened import basis_is_stated, opened
from commonground.cli.output import Format, show
from commonground.cli.workbook import write_workbook
from commonground.costing.breakdown import By
from commonground.costing.views import View
from commonground.report.basis import RosterBasis
from commonground.report.costs import cost_table


class Form(StrEnum):
    """The forms of a cost: those of every result, and a workbook."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


def cost(
    folder: Path,
    *,
    offer: str | None = None,
    against: str = "base",
    view: View = View.ANNUAL,
    by: By = By.COMPONENT,
    roster: RosterBasis = RosterBasis.BOTH,
    format: Form = Form.TABLE,
    out: Annotated[Path | None, Parameter(help="where --format xlsx writes the workbook")] = None,
) -> int:
    """What an offer costs, by year.

    Examples
    --------
    commonground cost chicago-2019
    commonground cost chicago-2019 --offer union --against status-quo
    commonground cost chicago-2019 --view cumulative --by fund
    commonground cost chicago-2019 --by issue --format json
    commonground cost meadowbrook --against nothing
    commonground cost my-district --roster actual

    Parameters
    ----------
    folder
        the negotiation's folder
    offer
        an offer's name or a part of it, or status-quo; without it the last offer of each side
    against
        base, status-quo, another offer, or nothing: the whole cost, the base year's too
    view
        increment, annual, run-rate or cumulative
    by
        issue, component, fund, unit, school, year or clause
    roster
        cast-forward, actual or both: both where turnover.toml states who leaves
    format
        table, json, csv or xlsx
    """
    if out is not None and format is not Form.XLSX:
        raise Misused("--out names a workbook; add --format xlsx, or send the result on: commonground cost … > FILE.")
    negotiation = opened(folder)
    basis_is_stated(negotiation, roster)
    names = [offer] if offer else [found.id for found in latest_offers(negotiation)] or [STATUS_QUO]
    if format is Form.XLSX:
        _say_left_out(against, view, by, roster)
        return write_workbook(negotiation, names, out)
    reference = reference_named(negotiation, against)
    tables = []
    for name in names:
        found, agreement = agreement_named(negotiation, name)
        tables.append(cost_table(negotiation, found, agreement, reference, view, by, basis=roster))
    show(tables, Format(format.value))
    return exits.DONE


def _say_left_out(against: str, view: View, by: By, roster: RosterBasis) -> None:
    """Say which options shape no workbook: it holds every component, and its view and reference are chosen in it."""
    given = [("--against", against, "base"), ("--view", view, View.ANNUAL), ("--by", by, By.COMPONENT)]
    given.append(("--roster", roster, RosterBasis.BOTH))
    said = [f"{name} {value}" for name, value, default in given if value != default]
    if said:
        exits.tell(
            f"The workbook does not heed {' and '.join(said)}: it holds every component by year, and its view and"
            " what it is set against are chosen in it."
        )
