"""`commonground explain`: a printed figure, opened."""

from __future__ import annotations

from pathlib import Path

from commonground.asked.claims import model_of
from commonground.asked.figures import tables_behind
from commonground.asked.misused import Misused
from commonground.asked.offers import STATUS_QUO
from commonground.claims.check import check
from commonground.cli import exits
from commonground.cli.claims import claims_in
from commonground.cli.opened import opened
from commonground.cli.output import Format, show
from commonground.costing.bands import NoPlace
from commonground.costing.explain import MOST_GROUPS
from commonground.costing.percent import NothingToRaise
from commonground.negotiation import Negotiation
from commonground.report.address_words import address_words
from commonground.report.addresses import (
    BadAddress,
    ClaimAddress,
)
from commonground.report.any_address import read_address
from commonground.report.explained_claim import explained_claim
from commonground.report.table import Table


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
            show(_claim_opened(folder, negotiation, address), format)
        else:
            show(tables_behind(negotiation, address, MOST_GROUPS if format is Format.TABLE else None), format)
    except (BadAddress, NoPlace, NothingToRaise) as problem:
        raise Misused(f"{problem}.") from None
    return exits.DONE


def _claim_opened(folder: Path, negotiation: Negotiation, address: ClaimAddress) -> list[Table]:
    """What a claim of the folder was compared with. Raises `BadAddress` where nothing was."""
    claims, model = claims_in(folder, negotiation), model_of(negotiation)
    claim = claims.claims.get(address.claim)
    if claim is None or claim.figure is None:
        known = ", ".join(name for name, one in claims.claims.items() if one.figure) or "none"
        raise BadAddress(str(address), address.claim, f"a claim with a figure: {known}")
    return explained_claim(check(claim, claims, model), claims, model)
