"""`commonground explain`: a printed figure, opened."""

from __future__ import annotations

from pathlib import Path

from commonground.claims.check import check
from commonground.cli import exits
from commonground.cli.claims import claims_in, model_of
from commonground.cli.opened import STATUS_QUO, agreement_named, opened, reference_named
from commonground.cli.output import Format, show
from commonground.costing.bands import NoPlace
from commonground.costing.explain import MOST_GROUPS
from commonground.costing.percent import NothingToRaise
from commonground.negotiation import Negotiation
from commonground.report.address_words import address_words
from commonground.report.addresses import (
    OF_TURNOVER,
    Address,
    BadAddress,
    CellAddress,
    ClaimAddress,
    Measure,
    MemberAddress,
    MoneyAddress,
    MovementAddress,
    RaiseAddress,
)
from commonground.report.any_address import AnyAddress, read_address
from commonground.report.explained import explained
from commonground.report.explained_claim import explained_claim
from commonground.report.explained_comparables import explained_comparables
from commonground.report.explained_health import explained_health
from commonground.report.explained_member import explained_member
from commonground.report.explained_movement import explained_movement
from commonground.report.explained_raises import explained_money, explained_raise
from commonground.report.explained_scattergram import explained_cell
from commonground.report.explained_schedule import explained_schedule_cell
from commonground.report.explained_turnover import explained_turnover
from commonground.report.standing_addresses import ComparableAddress, HealthAddress
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
        raise exits.Misused(f"{problem}.") from None
    return exits.DONE


def _claim_opened(folder: Path, negotiation: Negotiation, address: ClaimAddress) -> list[Table]:
    """What a claim of the folder was compared with. Raises `BadAddress` where nothing was."""
    claims, model = claims_in(folder, negotiation), model_of(negotiation)
    claim = claims.claims.get(address.claim)
    if claim is None or claim.figure is None:
        known = ", ".join(name for name, one in claims.claims.items() if one.figure) or "none"
        raise BadAddress(str(address), address.claim, f"a claim with a figure: {known}")
    return explained_claim(check(claim, claims, model), claims, model)


def tables_behind(negotiation: Negotiation, address: AnyAddress, most: int | None) -> list[Table]:
    """The tables that open a figure, by the sort of its address; so many groups of each line at most (None: all)."""
    if isinstance(address, Address):
        _, agreement = agreement_named(negotiation, address.offer)
        if address.by in OF_TURNOVER:
            against = reference_named(negotiation, address.against)
            return explained_turnover(negotiation, address, agreement, against)
        return explained(negotiation, address, agreement, reference_named(negotiation, address.against), most)
    if isinstance(address, MemberAddress):
        return explained_member(negotiation, address, agreement_named(negotiation, address.offer)[1])
    if isinstance(address, CellAddress) and address.measure is Measure.CELL:
        return explained_schedule_cell(negotiation, address, agreement_named(negotiation, address.offer)[1])
    if isinstance(address, CellAddress):
        return explained_cell(negotiation, address, agreement_named(negotiation, address.offer)[1], most)
    if isinstance(address, HealthAddress):
        return explained_health(negotiation, address, agreement_named(negotiation, address.offer)[1])
    if isinstance(address, ComparableAddress):
        return explained_comparables(negotiation, address, agreement_named(negotiation, address.offer)[1])
    if isinstance(address, MovementAddress):
        return explained_movement(negotiation, address)
    if isinstance(address, MoneyAddress):
        return explained_money(negotiation, address, most)
    assert isinstance(address, RaiseAddress)
    return explained_raise(negotiation, address, most)
