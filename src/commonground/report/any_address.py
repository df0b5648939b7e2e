"""The address of any figure, read: by its first word, or else as that of a cost (see `report.addresses`)."""

from __future__ import annotations

from typing import Any

from commonground.report.addresses import (
    Address,
    CellAddress,
    ClaimAddress,
    MemberAddress,
    MoneyAddress,
    MovementAddress,
    RaiseAddress,
)
from commonground.report.standing_addresses import ComparableAddress, HealthAddress, RetirementAddress

AnyAddress = (
    Address
    | RaiseAddress
    | MoneyAddress
    | MemberAddress
    | CellAddress
    | MovementAddress
    | ClaimAddress
    | HealthAddress
    | ComparableAddress
    | RetirementAddress
)


OTHERS = (
    RaiseAddress,
    MoneyAddress,
    MemberAddress,
    CellAddress,
    MovementAddress,
    ClaimAddress,
    HealthAddress,
    ComparableAddress,
    RetirementAddress,
)


def read_address(text: str) -> AnyAddress:
    """Read the address of any figure. Raises `BadAddress`."""
    others: dict[str, Any] = {kind.NAME: kind for kind in OTHERS}
    found: AnyAddress = others.get(text.partition("/")[0], Address).parse(text)
    return found
