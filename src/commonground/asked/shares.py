"""A share of a full-time job, as somebody writes it."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from commonground.workforce.roster import FULL_TIME


def share_of_a_job(text: str) -> int | None:
    """The share of a full-time job in ten-thousandths; None where it is none."""
    try:
        share = int(Decimal(text) * FULL_TIME)
    except (InvalidOperation, ValueError, OverflowError):
        return None
    return share if 0 < share <= 2 * FULL_TIME else None
