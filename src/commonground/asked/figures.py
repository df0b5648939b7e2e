"""The tables that open a figure, by its address; a claim's are `claims.claim_opened`."""

from __future__ import annotations

from commonground.asked.offers import agreement_named, reference_named
from commonground.negotiation import Negotiation
from commonground.report.addresses import (
    OF_TURNOVER,
    Address,
    CellAddress,
    Measure,
    MemberAddress,
    MoneyAddress,
    MovementAddress,
    RaiseAddress,
)
from commonground.report.any_address import AnyAddress
from commonground.report.explained import explained
from commonground.report.explained_comparables import explained_comparables
from commonground.report.explained_health import explained_health
from commonground.report.explained_member import explained_member
from commonground.report.explained_movement import explained_movement
from commonground.report.explained_raises import explained_money, explained_raise
from commonground.report.explained_retirements import explained_retirements
from commonground.report.explained_scattergram import explained_cell
from commonground.report.explained_schedule import explained_schedule_cell
from commonground.report.explained_turnover import explained_turnover
from commonground.report.standing_addresses import ComparableAddress, HealthAddress, RetirementAddress
from commonground.report.table import Table


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
    if isinstance(address, RetirementAddress):
        return explained_retirements(negotiation, address, agreement_named(negotiation, address.offer)[1])
    if isinstance(address, MovementAddress):
        return explained_movement(negotiation, address)
    if isinstance(address, MoneyAddress):
        return explained_money(negotiation, address, most)
    assert isinstance(address, RaiseAddress)
    return explained_raise(negotiation, address, most)
