"""`commonground comparables`: where pay, careers and settlements stand among other districts'."""

from __future__ import annotations

from pathlib import Path

from commonground.asked.misused import Misused
from commonground.asked.offers import STATUS_QUO, agreement_named, latest_offers
from commonground.cli import exits
from commonground.cli.opened import opened
from commonground.cli.opened_table import Form, shown
from commonground.files.comparables import FIGURES
from commonground.files.validation import did_you_mean
from commonground.report.comparables import comparables_tables
from commonground.report.own_pay import OwnPay, Under


def comparables(
    folder: Path,
    *,
    benchmark: str | None = None,
    offer: str | None = None,
    format: Form = Form.TABLE,
    out: Path | None = None,
) -> int:
    """Pay at each benchmark, career earnings and settlements ranked among the districts of comparables.csv; prices taken out.

    Years that another district does not state are named and are never filled in.

    Examples
    --------
    commonground comparables meadowbrook
    commonground comparables meadowbrook --benchmark "MA step 10"

    Parameters
    ----------
    folder
        the negotiation's folder
    benchmark
        one benchmark or cell: every district's figure in its order
    offer
        an offer's name or a part of it; without it each side's last offer
    format
        table, json, csv or xlsx
    out
        where --format xlsx writes the workbook
    """
    negotiation = opened(folder)
    if not len(negotiation.comparables):
        raise Misused(f"There is nothing to compare with: the folder has no {FIGURES} with a figure.")
    names = [offer] if offer is not None else [one.id for one in latest_offers(negotiation)]
    found = dict(agreement_named(negotiation, name) for name in (STATUS_QUO, *names))
    unders = [Under(name, agreement) for name, agreement in found.items()]
    known = OwnPay(negotiation).names
    if benchmark is not None and benchmark not in known:
        mend = did_you_mean(benchmark, known, f"There is {', '.join(known) or 'none'}.")
        raise Misused(f'No figure of {FIGURES} is of "{benchmark}". {mend}')
    shown(comparables_tables(negotiation, unders, benchmark), format, out)
    return exits.DONE
