"""`commonground explain`: a printed figure, opened."""

from __future__ import annotations

from pathlib import Path

from commonground.asked.claims import claim_opened
from commonground.asked.figures import tables_behind
from commonground.asked.misused import Misused
from commonground.asked.offers import STATUS_QUO
from commonground.cli import exits
from commonground.cli.claims import claims_in
from commonground.cli.opened import opened
from commonground.cli.output import Format, show
from commonground.costing.bands import NoPlace
from commonground.costing.explain import MOST_GROUPS
from commonground.costing.percent import NothingToRaise
from commonground.report.address_words import address_words
from commonground.report.addresses import (
    BadAddress,
    ClaimAddress,
)
from commonground.report.any_address import read_address


def explain(folder: Path, cell: str | None = None, *, format: Format = Format.TABLE) -> int:
    """Open a figure down to its formula, inputs, rows, clause and citation.

    The address of a cost is OFFER/YEAR/PART[/VIEW[/AGAINST]]; JSON output carries the address of every figure that
    any command prints. Without an address the words are listed that one may be made of.

    Examples
    --------
    commonground explain meadowbrook
    commonground explain chicago-2019 union/2020-21/total
    commonground explain chicago-2019 "board/2021-22/component:pension pickup"
    commonground explain meadowbrook union/2027-28/issue:wages/cumulative
    commonground explain meadowbrook percent/1%/component:pension
    commonground explain meadowbrook scattergram/fte/status-quo/2025-26/step=4
    commonground explain meadowbrook movement/union/net:wages/2026-06-15
    commonground explain meadowbrook claim/union-gap
    commonground explain meadowbrook health/union/2027-28/plan=PPO,tier=family
    commonground explain meadowbrook comparables/career/union/2025-26/

    Parameters
    ----------
    folder
        the negotiation's folder
    cell
        the figure's address; without it the words of which one is made
    format
        table (with the largest groups of each line), json or csv (with all of them)
    """
    negotiation = opened(folder)
    if cell is None:
        show([address_words(negotiation, STATUS_QUO)], format)
        return exits.DONE
    try:
        address = read_address(cell)
        if isinstance(address, ClaimAddress):
            show(claim_opened(claims_in(folder, negotiation), negotiation, address), format)
        else:
            show(tables_behind(negotiation, address, MOST_GROUPS if format is Format.TABLE else None), format)
    except (BadAddress, NoPlace, NothingToRaise) as problem:
        raise Misused(f"{problem}.") from None
    return exits.DONE
